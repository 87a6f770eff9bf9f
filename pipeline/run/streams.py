"""Streams: lines in from a file or standard input, lines out to standard output, one at a time, always UTF-8."""

import atexit
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import BinaryIO, Final

from pipeline.errors import RunError

STDIN: Final = "-"
"""What stands for standard input where a file is asked for."""

_BOM: Final = b"\xef\xbb\xbf"
_BREAKS: Final = {"\u2028": "\\u2028", "\u2029": "\\u2029", "\x85": "\\u0085"}
"""Characters that some readers take for the end of a line; JSON may spell them as escapes."""


class ReaderGoneError(Exception):
    """Whoever read our standard output has read enough (``| head``)."""


def open_input(name: str) -> BinaryIO:
    """Return the file with this name, or standard input for ``-``, opened for bytes.

    Raises:
        RunError: There is no such file, or it cannot be read (``input-unreadable``).
    """
    if name == STDIN:
        return sys.stdin.buffer
    try:
        return Path(name).open("rb")
    except OSError as error:
        raise RunError(
            code="input-unreadable",
            reason=f"{name} cannot be read: {error.strerror or error}.",
            remedy="Give the path of a text file, or - for standard input.",
        ) from error


def read_lines(name: str) -> Iterator[str]:
    """Yield the lines of a file, or of standard input for ``-``, as they come, without their ends.

    A line is what a line feed ends; a carriage return before it belongs to the end. Bytes that are no UTF-8 are
    read as Windows-1252, line by line, so that one odd line spoils no other.
    """
    with closing(open_input(name)) as stream:
        for number, line in enumerate(stream):
            text = line.removeprefix(_BOM) if number == 0 else line
            yield _decode(text.removesuffix(b"\n").removesuffix(b"\r"))


def _decode(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")


def one_line(json_text: str) -> str:
    """Return JSON text that no reader can take for several lines; it means the same."""
    for character, escape in _BREAKS.items():
        json_text = json_text.replace(character, escape)
    return json_text


def write_lines(lines: Iterable[str]) -> None:
    """Write each line to standard output as soon as it is there.

    Raises:
        ReaderGoneError: Nobody reads on; standard output is closed to what follows.
    """
    write_text(f"{line}\n" for line in lines)


def write_text(pieces: Iterable[str]) -> None:
    """Write text to standard output, piece by piece, line ends as they are.

    Raises:
        ReaderGoneError: Nobody reads on; standard output is closed to what follows.
    """
    out = sys.stdout
    try:
        if hasattr(out, "reconfigure"):
            out.reconfigure(encoding="utf-8", newline="\n", line_buffering=True)
        for piece in pieces:
            out.write(piece)
        out.flush()
    except BrokenPipeError as error:
        # What is still buffered must go somewhere when the interpreter ends, or it would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())
        raise ReaderGoneError from error


def silence_teardown() -> None:
    """Keep what the interpreter says while it is torn down off standard error.

    Threads that still wait then keep DuckDB from being freed, and it would list at great length what it holds. Exit
    handlers run last in, first out, so this is called before anything that may have something to say at the end.
    """
    atexit.register(lambda: os.dup2(os.open(os.devnull, os.O_WRONLY), 2))
