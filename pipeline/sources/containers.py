"""Containers: a file becomes the pages in it, whatever they are packed in.

::

    file      [gzip | Zstandard]  page | JSON Lines | WARC      unpacked as it is read
    file      ZIP of              page | JSON Lines | WARC      file by file

What a file is, its first bytes say, not its name. Archives in archives are refused. Pages come one at a time, so that
memory does not grow with the file; what is wrong is an error among the pages, and the good ones before and behind it
are used.
"""

import io
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from pipeline.errors import SourceError
from pipeline.sources.json_lines import is_json_lines, read_json_lines
from pipeline.sources.members import Member, read_page_bytes
from pipeline.sources.packing import ZIP, Allowance, Stream, checked, is_packed, look, open_unpacked
from pipeline.sources.web_archives import is_web_archive, read_web_archive
from pipeline.sources.zip_archives import read_zip

__all__ = ["Member", "read_members"]

_Found = Iterator[Member | SourceError]


def read_members(path: Path, name: str) -> _Found:
    """Yield the pages in the file at ``path``, called ``name``; a file that is one page gives one, of that name.

    Pages in archives are called ``<name>!<name in the archive>``, with a number behind when there are several of that
    name. Never raises: whatever is wrong comes as a `SourceError`.
    """
    try:
        yield from _told_apart(_read_file(path, name))
    except OSError as error:
        reason = f"The file cannot be read: {error.strerror or error}."
        yield SourceError("source-unreadable", reason, "Check that it is a file and may be read.", path=name)


def _told_apart(found: _Found) -> _Found:
    seen: dict[int, int] = {}
    for item in found:
        if isinstance(item, SourceError):
            yield item
            continue
        key = hash(item.name)
        seen[key] = seen.get(key, 0) + 1
        yield item if seen[key] == 1 else item._replace(name=f"{item.name} ({seen[key]})")


def _read_file(path: Path, name: str) -> _Found:
    with open_unpacked(path) as (stream, allowance, was_packed):
        if not was_packed and look(stream).startswith(ZIP):
            yield from read_zip(path, name, partial(_read_zipped, allowance))
        else:
            yield from _read_stream(stream, name)


def _read_zipped(allowance: Allowance, stream: Stream, name: str) -> _Found:
    return _read_stream(checked(stream, allowance), name)


def _read_stream(stream: io.BufferedReader, name: str) -> _Found:
    try:
        head = look(stream)
        if is_packed(head):
            yield _nested(name)
            return
        for fits, read in _READERS:
            if fits(head, name):
                yield from read(stream, name)
                return
        yield read_page_bytes(stream, name)
    except SourceError as error:
        error.path = error.path or name
        yield error


def _nested(name: str) -> SourceError:
    return SourceError(
        "archive-in-archive",
        "The file is an archive in an archive, or packed twice.",
        "Unpack the outer one and offer what was in it.",
        path=name,
    )


_READERS: Final[tuple[tuple[Callable[[bytes, str], bool], Callable[[io.BufferedReader, str], _Found]], ...]] = (
    (lambda head, _: is_web_archive(head), read_web_archive),
    (is_json_lines, read_json_lines),
)
"""Readers of files with several pages, each with the test of what it reads; any other file is a page."""
