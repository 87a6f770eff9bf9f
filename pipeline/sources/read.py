"""Sources: files become source texts, one for each article in them; what cannot be used is said, not raised."""

import glob
import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.addresses import is_remote, local_path
from pipeline.errors import SourceError
from pipeline.sources.containers import read_members
from pipeline.sources.decode import Decoded, decode, is_binary
from pipeline.sources.html import decode_html, is_html, read_html
from pipeline.sources.members import Member, is_left_out
from pipeline.sources.parts import split_parts
from pipeline.sources.standard_input import NAME, STDIN, save_standard_input
from schemas.source import SourceText


class SourceFile(NamedTuple):
    """A file to read; ``name`` is its path relative to the source the user gave, with forward slashes."""

    path: Path
    name: str


def find_sources(paths: Sequence[str | Path]) -> Iterator[SourceFile]:
    """Yield the files of ``paths`` sorted by name: files as they are, all files in folders, and what globs match.

    Hidden files, notes about a folder (README, LICENSE, CHANGELOG) and what saved pages bring along (pictures, styles,
    scripts) are left out of folders and globs. ``-`` is standard input.

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
    if is_remote(str(given)):
        from pipeline.sources.remote import fetch_remote  # noqa: PLC0415 (a store's library takes its time to load)

        yield from (SourceFile(copy, name) for copy, name in fetch_remote(str(given)))
        return
    path = local_path(str(given))
    if str(given) == STDIN:
        yield SourceFile(save_standard_input(), NAME)
    elif path.is_dir():
        yield from _in_folder(path)
    elif path.exists() or path.is_symlink():
        yield SourceFile(path, path.name)
    elif glob.has_magic(str(given)):
        base = _fixed_part(path)
        for file in sorted(base.glob(path.relative_to(base).as_posix())):
            if file.is_file() and not is_left_out(file.name):
                yield SourceFile(file, file.relative_to(base).as_posix())
    else:
        raise SourceError("source-missing", f"There is no file or folder {given}.", "Check the path.", path=str(given))


def _in_folder(folder: Path) -> Iterator[SourceFile]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            if not is_left_out(name):
                file = Path(parent) / name
                yield SourceFile(file, file.relative_to(folder).as_posix())


def _fixed_part(pattern: Path) -> Path:
    """Return the folder above the first part of a glob that has a wildcard."""
    parts = pattern.parts
    first = next(index for index, part in enumerate(parts) if glob.has_magic(part))
    return Path(*parts[:first]) if first else Path()


def read_source(file: SourceFile) -> Iterator[SourceText | SourceError]:
    """Yield the articles of a file as source texts, and what cannot be used as errors, for the run to go on.

    A file is page text, a saved HTML page, or a container of these (``pipeline/sources/containers.py``).
    """
    for member in read_members(file.path, file.name):
        if isinstance(member, SourceError):
            yield member
        else:
            yield from _read_member(member)


def _read_member(member: Member) -> Iterator[SourceText | SourceError]:
    sha256 = hashlib.sha256(member.data).hexdigest()
    refusal = _refusal(member.data)
    if refusal:
        code, reason, remedy = refusal
        yield SourceError(code, reason, remedy, path=member.name, sha256=sha256)
        return
    text, encoding = _page_text(member)
    for number, part in enumerate(split_parts(text)):
        yield SourceText(
            path=member.name,
            sha256=sha256,
            encoding=encoding,
            part=number,
            first_line=text.count("\n", 0, part.start) + 1,
            text=text[part.start : part.end],
        )


def _page_text(member: Member) -> Decoded:
    if not member.is_html and not is_html(member.data):
        return decode(member.data)
    markup, encoding = decode_html(member.data, member.charset)
    return Decoded(read_html(markup).text, encoding)


def _refusal(data: bytes) -> tuple[str, str, str] | None:
    """Return code, reason and remedy for bytes that no reader takes."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        return "source-empty", "The file is empty.", "Offer the text of an article."
    for magic, kind in _OTHER_FORMATS:
        if data[: len(magic)].lower() == magic:
            return "source-not-text", f"The file is {kind}, not text.", "Save the page as text and offer that."
    if data[_TAR_AT : _TAR_AT + len(_TAR)] == _TAR:
        return "source-not-text", "The file is a tar archive.", "Unpack it and offer the folder."
    if is_binary(data):
        return "source-binary", "The file is not text.", "Offer the text of an article, in UTF-8 if possible."
    return None


_TAR, _TAR_AT = b"ustar", 257
_OTHER_FORMATS = (
    (b"%pdf", "a PDF document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"bzh", "a bzip2 archive"),
    (b"\xfd7zxz\0", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"rar!", "a RAR archive"),
)
