"""Members: the pages in a file, as bytes with what the file says about them."""

import io
import re
from typing import Final, NamedTuple

from pipeline.errors import SourceError

MAX_BYTES: Final = 64_000_000
"""Largest page that is read; what is larger goes to quarantine."""

_CODE: Final = frozenset(("css", "js", "mjs", "map", "woff", "woff2", "ttf", "otf", "eot"))
_MEDIA: Final = frozenset(("png", "jpg", "jpeg", "gif", "svg", "webp", "ico", "bmp", "avif", "mp3", "mp4"))
_NO_PAGES: Final = _CODE | _MEDIA
"""Endings of what saved pages bring along: styles, scripts, fonts, pictures."""

_NOTES: Final = frozenset(("readme", "license", "changelog"))
_LONGEST_NAME: Final = 300
_ODD: Final = re.compile(r"[\s\x00-\x1f\x7f]+")


class Member(NamedTuple):
    """A page: its name, its bytes, the encoding its container declared, and whether that says that it is HTML."""

    name: str
    data: bytes
    charset: str | None = None
    is_html: bool = False


def may_be_page(name: str) -> bool:
    """Return whether a file or folder of this name may hold pages: not when it is hidden, nor styles and pictures."""
    _, dot, ending = name.rpartition(".")
    return not name.startswith((".", "__MACOSX")) and not (dot and ending.lower() in _NO_PAGES)


def is_left_out(name: str) -> bool:
    """Return whether a file of this name is passed over in folders: no page, or a note about the folder."""
    return not may_be_page(name) or name.lower().split(".")[0] in _NOTES


def member_name(container: str, inner: str) -> str:
    """Return the name of a page in a file, ``pages.zip!folder/page.html``, in one line and of reasonable length."""
    return f"{container}!{_ODD.sub(' ', inner).strip()[:_LONGEST_NAME]}".encode("utf-8", "replace").decode()


def too_large(name: str) -> SourceError:
    """Return the error for a page that is larger than ``MAX_BYTES``."""
    return SourceError(
        "source-too-large",
        f"The page has more than {MAX_BYTES:,} bytes, which is the limit.",
        "Split it into smaller files.",
        path=name,
    )


def read_page_bytes(stream: io.BufferedReader, name: str) -> Member | SourceError:
    """Return all of ``stream`` as one page, or the error that it is too large."""
    data = stream.read(MAX_BYTES + 1)
    return too_large(name) if len(data) > MAX_BYTES else Member(name, data)
