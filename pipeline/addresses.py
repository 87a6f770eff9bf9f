"""Addresses: what a user types for a place is a path, or something in an object store."""

import re
from pathlib import Path
from typing import Final

_URL: Final = re.compile(r"([a-z][a-z0-9+.-]+)://", re.IGNORECASE)


def url_scheme(text: str) -> str | None:
    """Return the scheme of an address such as ``s3://bucket/folder``, None for a path."""
    match = _URL.match(text)
    return match[1].lower() if match else None


def is_remote(text: str) -> bool:
    """Return whether text is the address of something in an object store; ``file://`` is a path in other words."""
    return url_scheme(text) not in (None, "file", "local")


def local_path(text: str) -> Path:
    """Return the path that a path or a ``file://`` address names."""
    return Path(_URL.sub("", text, count=1)) if url_scheme(text) in ("file", "local") else Path(text)
