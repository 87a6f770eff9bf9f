"""Saved web pages: the bytes of an HTML page become page text, as a browser would copy it.

The text has one paragraph a line, headings between blank lines, list items with bullets and everything inside an
item indented below its bullet, so that the layouts see what they see in any other page text (``pipeline/html_lines``
has the rules). Offsets count the extracted text; italics are given beside it.
"""

import re
from typing import Final

from lxml import etree

from pipeline.sources.decode import Decoded, decode
from pipeline.sources.html_lines import HtmlPage, PageLines

__all__ = ["HtmlPage", "decode_html", "find_charset", "is_html", "read_html"]

_OPENING: Final = re.compile(
    rb"(?:\s|\xef\xbb\xbf|\xff\xfe|\xfe\xff|\0|<\?xml[^>]{0,300}+>|<!--(?:(?!-->).){0,2000}+-->)*+"
    rb"<(?:!doctype\s++html|html|head|body|title|meta|link|main|article|section|header|nav|div|table|h[1-6]|p|ul|ol|dl)"
    rb"(?=[\s>/])",
    re.IGNORECASE | re.DOTALL,
)
_DECLARED: Final = re.compile(
    rb"<meta\b[^>]{0,300}?\bcharset\s{0,4}=\s{0,4}[\"']?\s{0,4}([\w:.-]{2,40})"
    rb"|\A\s{0,40}<\?xml\b[^>]{0,200}?\bencoding\s{0,4}=\s{0,4}[\"']([\w:.-]{2,40})",
    re.IGNORECASE,
)
_PROBE: Final = 4096
"""Bytes in which the start of a page and its declared encoding are looked for."""

_MEANT: Final = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso-8859-1": "cp1252",
    "windows-1252": "cp1252",
    "utf-16": "utf-8",
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
}
"""Declared names that mean another encoding on the web (https://encoding.spec.whatwg.org/#names-and-labels)."""

_AS_ANY_TEXT: Final = frozenset(("utf-8", "utf8", "cp1252"))


def is_html(head: bytes) -> bool:
    """Return whether bytes that begin with ``head`` are an HTML page or a part of one, by their first element."""
    return _OPENING.match(head[:_PROBE].replace(b"\0", b"")) is not None


def find_charset(data: bytes, declared: str | None = None) -> str | None:
    """Return the encoding of a page, lower case: as ``declared``, else as the page says, else ``None``."""
    match = None if declared else _DECLARED.search(data[:_PROBE])
    name = declared or (match and (match[1] or match[2]).decode("ascii", "replace")) or None
    return _MEANT.get(name.strip("\"' ").lower(), name.strip("\"' ").lower()) if name else None


def decode_html(data: bytes, declared: str | None = None) -> Decoded:
    """Return the HTML text of ``data``: by its byte order mark or declared encoding, else like any other text.

    A declared encoding that does not exist or does not fit counts as none. Pages that declare UTF-8 or Windows-1252
    are read like any other text, which tells these two apart by the bytes themselves.
    """
    charset = find_charset(data, declared)
    if charset and charset not in _AS_ANY_TEXT and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return Decoded(data.decode(charset), charset)
        except (LookupError, UnicodeError):
            pass
    return decode(data)


def read_html(text: str) -> HtmlPage:
    """Return the page text of HTML; never raises, whatever the text, and takes time in proportion to it."""
    lines = PageLines()
    # Events and not a tree: the tree builders of HTML5 take quadratic time on elements that are never closed.
    parser = etree.HTMLParser(target=lines, huge_tree=True)
    try:
        parser.feed(text)
        parser.close()
    except etree.ParserError:  # nothing but comments, or nothing at all
        pass
    return lines.page()
