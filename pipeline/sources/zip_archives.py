"""ZIP archives of pages."""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Final

from pipeline.errors import SourceError
from pipeline.sources.members import Member, may_be_page, member_name

Reader = Callable[[IO[bytes], str], Iterator[Member | SourceError]]
"""Reads what is in one file of an archive, given its stream and its name."""

_DOCUMENT_MARKS: Final = frozenset(("[Content_Types].xml", "META-INF/container.xml", "META-INF/manifest.xml"))
_ENCRYPTED: Final = 0x1
_DAMAGED: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


def read_zip(path: Path, name: str, read: Reader) -> Iterator[Member | SourceError]:
    """Yield what ``read`` finds in each file of an archive; hidden files, pictures, styles and the like are skipped.

    A file that cannot be unpacked is an error of its own; the others are used.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
            if any(info.filename in _DOCUMENT_MARKS for info in infos):
                remedy = "Save it as text or as a web page and offer that."
                yield SourceError("source-not-text", "The file is an office document or a book.", remedy, path=name)
                return
            pages = [info for info in infos if not info.is_dir() and all(map(may_be_page, info.filename.split("/")))]
            if not pages:
                yield SourceError("zip-no-page", "The archive holds no page.", "Put pages into it.", path=name)
            for info in pages:
                yield from _read_one(archive, info, member_name(name, info.filename), read)
    except _DAMAGED as error:
        reason = f"The ZIP archive is damaged: {error}."
        yield SourceError("zip-damaged", reason, "Copy or download it again.", path=name)


def _read_one(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, read: Reader
) -> Iterator[Member | SourceError]:
    if info.flag_bits & _ENCRYPTED:
        yield SourceError("zip-encrypted", "The file is encrypted.", "Unpack it and offer the page.", path=name)
        return
    try:
        with archive.open(info) as stream:
            yield from read(stream, name)
    except _DAMAGED as error:
        reason = f"The file cannot be unpacked: {error}."
        yield SourceError("zip-damaged", reason, "Make the archive again.", path=name)
