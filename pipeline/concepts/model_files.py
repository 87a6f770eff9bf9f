"""Model files: what a language model is, byte for byte."""

import hashlib
from pathlib import Path
from typing import Final

SHIPPED_VERSION: Final = "3.8.0"
SHIPPED_DIGEST: Final = "231e00aadcffcfbd420368ec90824fee875a766099e3d582e324041380ab5a95"
"""Digest of the data files of en_core_web_sm 3.8.0 as Explosion published it."""

_ABOUT: Final = frozenset({"LICENSE", "LICENSES_SOURCES", "README.md", "accuracy.json", "meta.json"})
"""Files that say something of a model and change nothing of what it does."""


def digest_model(folder: Path) -> str:
    """Return the SHA-256 of the list of data files of a model: ``sha256sum`` lines, sorted by path."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n"
        for path in folder.rglob("*")
        if path.is_file() and path.relative_to(folder).as_posix() not in _ABOUT and path.suffix != ".pyc"
    ]
    # Sorted by path, which follows the digest and two spaces.
    lines.sort(key=lambda line: line[66:])
    return hashlib.sha256("".join(lines).encode("utf-8")).hexdigest()
