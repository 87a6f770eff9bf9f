"""V05, V07: the files are those of the manifest, and the data dictionary describes them."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from pipeline.checks.audit import Audit, Found, Wrong, count
from pipeline.release.manifest import MANIFEST, REPORT_FILES, hash_file
from pipeline.release.parquet import read_schema
from schemas import TABLES


def check_files(audit: Audit) -> Found:
    """V05: the files are those of the manifest, with their sizes and digests, and there is no other file."""
    wrong = [w for file in audit.manifest.files for w in _file_problems(audit.release, file.path, file)]
    listed = {file.path for file in audit.manifest.files} | {MANIFEST, *REPORT_FILES}
    there = {path.relative_to(audit.release).as_posix() for path in audit.release.rglob("*") if not path.is_dir()}
    wrong += [Wrong("The file is not in the manifest.", "files", path) for path in sorted(there - listed)]
    return Found(wrong, len(audit.manifest.files))


def _file_problems(release: Path, path: str, facts: Any) -> Iterator[Wrong]:
    if not (release / path).is_file():
        yield Wrong("The file of the manifest is not there.", "files", path)
        return
    digest, size = hash_file(release / path)
    if size != facts.n_bytes:
        yield Wrong(f"The file has {size} bytes; the manifest says {facts.n_bytes}.", "files", path, str(size))
    elif digest != facts.sha256:
        yield Wrong("The file has another SHA-256 than the manifest says.", "files", path, digest)


def check_row_counts(audit: Audit) -> Found:
    """V05: the numbers of rows are those of the manifest."""
    wrong = []
    for table in TABLES:
        n_rows, expected = count(audit, table.name), audit.manifest.n_rows.get(table.name, 0)
        if n_rows != expected:
            message = f"The table has {n_rows} rows; the manifest says {expected}."
            wrong.append(Wrong(message, table.name, None, str(n_rows)))
    return Found(wrong, len(TABLES))


def check_dictionary(audit: Audit) -> Found:
    """V07: every column has an entry in the data dictionary, and the reverse."""
    path = audit.release / "data_dictionary.md"
    described = _dictionary_entries(path.read_text(encoding="utf-8")) if path.is_file() else set()
    columns = {(table.name, column) for table in TABLES for column in _columns_on_disk(audit.release / table.name)}
    wrong = [Wrong("The column is not in the data dictionary.", t, c) for t, c in sorted(columns - described)]
    wrong += [Wrong("The data dictionary describes no column.", t, c) for t, c in sorted(described - columns)]
    return Found(wrong, len(columns))


def _columns_on_disk(folder: Path) -> list[str]:
    """Return the columns of the first file of a table that reads; V01 names those that do not."""
    for file in sorted(folder.glob("*.parquet")):
        with suppress(OSError):
            return list(read_schema(file).names)
    return []


def _dictionary_entries(text: str) -> set[tuple[str, str]]:
    """Return table and column of each row of the dictionary."""
    entries, table = set(), ""
    for line in text.splitlines():
        if line.startswith("## "):
            table = line[3:]
        elif line.startswith("| `"):
            entries.add((table, line.split("`")[1]))
    return entries
