"""Sources: files become source texts, one for each article in them; what cannot be used is said, not raised."""

import glob
import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.decode import decode, is_binary
from pipeline.errors import SourceError
from pipeline.parts import split_parts
from schemas.source import SourceText

MAX_BYTES = 64_000_000
"""Largest file that is read whole; larger ones go to quarantine."""

_SKIPPED = ("readme", "license", "changelog")


class SourceFile(NamedTuple):
    """A file to read; ``name`` is its path relative to the source the user gave, with forward slashes."""

    path: Path
    name: str


def find_sources(paths: Sequence[str | Path]) -> Iterator[SourceFile]:
    """Yield the files of ``paths`` sorted by name: files as they are, all files in folders, and what globs match.

    Hidden files and notes about a folder (README, LICENSE, CHANGELOG) are left out of folders and globs.

    Raises:
        SourceError: A path does not exist, or there is no file in any of them.
    """
    found: dict[Path, SourceFile] = {}
    for path in paths:
        for file in _files(path):
            found.setdefault(file.path.absolute(), file)
    if not found:
        shown = ", ".join(str(path) for path in paths) or "nothing"
        raise SourceError(
            "source-missing", f"No source file was found in {shown}.", "Name files or folders that hold page texts."
        )
    yield from sorted(found.values(), key=lambda file: (file.name, str(file.path)))


def _files(given: str | Path) -> Iterator[SourceFile]:
    path = Path(given)
    if path.is_dir():
        yield from _in_folder(path)
    elif path.exists() or path.is_symlink():
        yield SourceFile(path, path.name)
    elif glob.has_magic(str(given)):
        base = _fixed_part(path)
        for file in sorted(base.glob(path.relative_to(base).as_posix())):
            if file.is_file() and not _is_left_out(file.name):
                yield SourceFile(file, file.relative_to(base).as_posix())
    else:
        raise SourceError("source-missing", f"There is no file or folder {given}.", "Check the path.", path=str(given))


def _in_folder(folder: Path) -> Iterator[SourceFile]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            if not _is_left_out(name):
                file = Path(parent) / name
                yield SourceFile(file, file.relative_to(folder).as_posix())


def _is_left_out(name: str) -> bool:
    return name.startswith(".") or name.lower().split(".")[0] in _SKIPPED


def _fixed_part(pattern: Path) -> Path:
    """Return the folder above the first part of a glob that has a wildcard."""
    parts = pattern.parts
    first = next(index for index, part in enumerate(parts) if glob.has_magic(part))
    return Path(*parts[:first]) if first else Path()


def read_source(file: SourceFile) -> Iterator[SourceText | SourceError]:
    """Yield the articles of a file as source texts, and what cannot be used as errors, for the run to go on."""
    try:
        size = file.path.stat().st_size
        if size > MAX_BYTES:
            yield SourceError(
                "source-too-large",
                f"The file has {size:,} bytes; the limit is {MAX_BYTES:,}.",
                "Split it into smaller files.",
                path=file.name,
            )
            return
        data = file.path.read_bytes()
    except OSError as error:
        reason = f"The file cannot be read: {error.strerror or error}."
        yield SourceError("source-unreadable", reason, "Check that it is a file and may be read.", path=file.name)
        return
    sha256 = hashlib.sha256(data).hexdigest()
    refusal = _refusal(data)
    if refusal:
        code, reason, remedy = refusal
        yield SourceError(code, reason, remedy, path=file.name, sha256=sha256)
        return
    reader = next(reader for fits, reader in READERS if fits(data))
    yield from reader(file, data, sha256)


def _refusal(data: bytes) -> tuple[str, str, str] | None:
    """Return code, reason and remedy for bytes that no reader takes."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        return "source-empty", "The file is empty.", "Offer the text of an article."
    for magic, kind in _OTHER_FORMATS:
        if data[: len(magic)].lower() == magic:
            return "source-not-text", f"The file is {kind}, not text.", "Save the page as text and offer that."
    if is_binary(data):
        return "source-binary", "The file is not text.", "Offer the text of an article, in UTF-8 if possible."
    return None


_OTHER_FORMATS = (
    (b"%pdf", "a PDF document"),
    (b"pk\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"<!doctype html", "an HTML page"),
    (b"<html", "an HTML page"),
)


def _read_text(file: SourceFile, data: bytes, sha256: str) -> Iterator[SourceText | SourceError]:
    text, encoding = decode(data)
    for number, part in enumerate(split_parts(text)):
        yield SourceText(
            path=file.name,
            sha256=sha256,
            encoding=encoding,
            part=number,
            first_line=text.count("\n", 0, part.start) + 1,
            text=text[part.start : part.end],
        )


Reader = Callable[[SourceFile, bytes, str], Iterator[SourceText | SourceError]]

READERS: tuple[tuple[Callable[[bytes], bool], Reader], ...] = ((lambda _: True, _read_text),)
"""Readers of file formats in the order they are asked, each with the test of what it reads; text reads the rest."""
