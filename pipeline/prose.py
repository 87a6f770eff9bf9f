"""Prose: text for reading, made from a span of the source by a fixed series of harmless steps.

Left out are marks of emphasis (``<i>``, paired ``*`` and ``_``) and of Markdown quotations (``>``), soft hyphens and
zero-width characters; character references are resolved, composed forms preferred (NFC), words broken at the end of a
wrapped line joined, and white space folded. Other tags a page prints, such as ``<br />``, are words of the page: they
stay, and an issue says so.
"""

import html
import re
import unicodedata

from pipeline.folding import fold_space

_TAG = re.compile(r"</?(?:i|b|u|em|strong|span|sup|sub|cite|small)\b[^<>]{0,200}>", re.IGNORECASE)
_LEFT = re.compile(r"</?[a-z][^<>]{0,200}>", re.IGNORECASE)
_REFERENCE = re.compile(r"&#?\w{1,31};")
_EMPHASIS = re.compile(r"(?<![\w*_])(\*{1,2}|_{1,2})(?=[^\s*_])([^*_\n]{1,200}?)(?<=[^\s*_])\1(?![\w*_])")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_]{2})[-\u2010]\n\s{0,40}(?=[^\W\d_]{2})")


def clean_prose(raw: str) -> str:
    """Return ``raw`` as prose in one line; equal prose by whatever route it came gives equal results."""
    text = _without_quote_marks(raw) if raw.startswith(">") else raw
    if "\n" in text:
        text = _BROKEN_WORD.sub("", text)
    if "<" in text:
        text = _TAG.sub("", text)
    if "&" in text:
        text = _REFERENCE.sub(lambda match: html.unescape(match[0]), text)
    if "*" in text or "_" in text:
        text = _EMPHASIS.sub(r"\2", text)
    if text.isascii():
        return fold_space(text)
    if not text.isprintable():
        text = _INVISIBLE.sub("", text)
    return fold_space(unicodedata.normalize("NFC", text))


def _without_quote_marks(raw: str) -> str:
    """Return a Markdown quotation without its marks; a text of which not every line has one stays as it is."""
    lines = [line.lstrip() for line in raw.split("\n")]
    return "\n".join(line[1:] for line in lines) if all(line.startswith(">") for line in lines) else raw


def has_markup(prose: str) -> bool:
    """Return whether tags are left in clean prose."""
    return "<" in prose and _LEFT.search(prose) is not None
