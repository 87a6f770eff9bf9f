"""Web archives: the pages in WARC and WET files (ISO 28500), read record by record."""

import io
import re
from collections.abc import Iterator
from typing import Any, Final

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import BufferedReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeadersParserException

from pipeline.errors import SourceError
from pipeline.sources.members import MAX_BYTES, Member, member_name, too_large

_PAGE_RECORDS: Final = frozenset(("response", "resource", "conversion"))
_HTML: Final = ("text/html", "application/xhtml+xml")
_TEXT: Final = (*_HTML, "text/plain", "text/markdown", "text/x-markdown")
_CHARSET: Final = re.compile(r"charset\s{0,4}=\s{0,4}[\"']?([\w:.-]{2,40})", re.IGNORECASE)
_FOUND: Final = "200"
_CHUNK: Final = 65_536
_REMEDY: Final = "Copy or download the archive again, or check it with `warcio check`."


def is_web_archive(head: bytes) -> bool:
    """Return whether bytes that begin with ``head`` are a WARC file."""
    return head.lstrip(b"\r\n").startswith(b"WARC/")


def read_web_archive(stream: io.BufferedReader, name: str) -> Iterator[Member | SourceError]:
    """Yield the pages of an archive: what was found (status 200) as HTML or text, and text made from pages (WET).

    Requests, images, error pages and the like are no pages and are passed over. A broken record ends the archive;
    what stood before it is used. One page is held at a time.
    """
    n_pages = 0
    try:
        for record in ArchiveIterator(stream):
            page = _page(record, name)
            if page is not None:
                n_pages += 1
                yield page
    except (ArchiveLoadFailed, StatusAndHeadersParserException, ValueError, EOFError) as error:
        reason = f"The web archive cannot be read beyond its page {n_pages}: {str(error).strip()[:200]}."
        yield SourceError("warc-damaged", reason, _REMEDY, path=name)
        return
    if not n_pages:
        reason = "The web archive holds no page: no HTML or text that was found."
        yield SourceError("warc-no-page", reason, "Check that the pages were captured.", path=name)


def _page(record: Any, name: str) -> Member | SourceError | None:
    content_type = _header(record, "Content-Type")
    kind = content_type.split(";")[0].strip().lower()
    if not _is_page(record) or (kind and kind not in _TEXT):
        return None
    inner = member_name(name, record.rec_headers.get_header("WARC-Target-URI") or "page")
    coding = _header(record, "Content-Encoding").lower()
    if coding not in ("", "identity", *BufferedReader.get_supported_decompressors()):
        reason = f"The page is packed as {coding[:40]}, which cannot be unpacked."
        return SourceError("warc-coding", reason, "Capture the page again without this encoding.", path=inner)
    data = _content(record)
    if len(data) > MAX_BYTES:
        return too_large(inner)
    if record.raw_stream.limit > 0 and not record.raw_stream.read(1):
        return SourceError("warc-truncated", "The web archive ends in the middle of this page.", _REMEDY, path=inner)
    charset = _CHARSET.search(content_type)
    return Member(inner, data, charset[1] if charset else None, kind in _HTML)


def _is_page(record: Any) -> bool:
    return record.rec_type in _PAGE_RECORDS and (
        not record.http_headers or record.http_headers.get_statuscode() == _FOUND
    )


def _header(record: Any, name: str) -> str:
    """Return what the server said of the page, or the archive where there was no server."""
    headers = record.http_headers or record.rec_headers
    return (headers.get_header(name) or "").strip()


def _content(record: Any) -> bytes:
    """Return the bytes of a page, unpacked, and no more than show that they are too many."""
    stream = record.content_stream()
    chunks: list[bytes] = []
    n_bytes = 0
    while n_bytes <= MAX_BYTES and (chunk := stream.read(_CHUNK)):
        chunks.append(chunk)
        n_bytes += len(chunk)
    return b"".join(chunks)
