"""What explains the tables of a release: schemas, data dictionary and data package."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from pipeline.release.datapackage import datapackage_bytes
from pipeline.release.dictionary import data_dictionary, published_files
from schemas.release import FileFacts


def _write_bytes(release: Path, path: str, content: bytes) -> FileFacts:
    (release / path).parent.mkdir(parents=True, exist_ok=True)
    (release / path).write_bytes(content)
    return FileFacts(path=path, rows=None, n_bytes=len(content), sha256=hashlib.sha256(content).hexdigest())


def write_about(release: Path, files: Sequence[FileFacts], rights: str) -> list[FileFacts]:
    """Write the files that explain the tables, and return what they are; ``files`` are those of the tables."""
    about = [_write_bytes(release, f"schemas/{path}", text.encode()) for path, text in published_files().items()]
    about.append(_write_bytes(release, "data_dictionary.md", data_dictionary().encode()))
    about.append(_write_bytes(release, "datapackage.json", datapackage_bytes(files, rights)))
    return about
