"""Packed files: gzip and Zstandard, unpacked as they are read, with an end to what a small file may become.

The one way to open a source: whatever is wrong with the packing is a `SourceError` in plain words, raised by the read
that meets it, so that everything before it has been used.
"""

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from backports.zstd import ZstdError, ZstdFile

from pipeline.errors import SourceError

HEAD_BYTES: Final = 65_536
"""Bytes of a stream that can be looked at before it is read."""

GZIP: Final = b"\x1f\x8b"
ZSTD: Final = b"\x28\xb5\x2f\xfd"
ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")

_ALWAYS_ALLOWED: Final = 64_000_000
_MOST_TIMES: Final = 250
"""How many times its size a file may become; pages become 3 to 20 times theirs, bombs a thousand times and more."""


class Stream(Protocol):
    """Something to read bytes from."""

    def read(self, size: int, /) -> bytes:
        """Return at most ``size`` bytes, none at the end."""


class Allowance:
    """The bytes that may still come out of a file, all its members together."""

    def __init__(self, packed_bytes: int) -> None:
        self.left = _ALWAYS_ALLOWED + _MOST_TIMES * packed_bytes

    def spend(self, n_bytes: int) -> None:
        """Take ``n_bytes`` off.

        Raises:
            SourceError: Too much has come out of the file (``packed-too-far``).
        """
        self.left -= n_bytes
        if self.left < 0:
            raise SourceError(
                "packed-too-far",
                f"The file unpacks to more than {_MOST_TIMES} times its size; the rest of it was not read.",
                "Check that it is not damaged or malicious; unpack it yourself and offer the pages.",
            )


class _Checked(io.RawIOBase):
    """A stream whose bytes are counted and whose errors are plain."""

    def __init__(self, stream: Stream, allowance: Allowance) -> None:
        self._stream = stream
        self._allowance = allowance

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        """Fill ``buffer``, unless the stream ends before."""
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]  # whatever io hands us has a buffer
        n_read = 0
        while n_read < len(view):
            data = self._read(len(view) - n_read)
            if not data:
                break
            view[n_read : n_read + len(data)] = data
            n_read += len(data)
        self._allowance.spend(n_read)
        return n_read

    def _read(self, n_bytes: int) -> bytes:
        try:
            return self._stream.read(n_bytes)
        except EOFError as error:
            raise SourceError(
                "packed-truncated", "The compressed file ends too early.", "Copy or download it again."
            ) from error
        except (gzip.BadGzipFile, zlib.error, ZstdError) as error:
            raise SourceError(
                "packed-damaged", f"The compressed file is damaged: {error}.", "Copy or download it again."
            ) from error


def checked(stream: Stream, allowance: Allowance) -> io.BufferedReader:
    """Return ``stream`` as one to read from, counted, and with `SourceError` for what goes wrong."""
    return io.BufferedReader(_Checked(stream, allowance), HEAD_BYTES)


class Opened(NamedTuple):
    """A stream of unpacked bytes, the allowance it spends, and whether it was packed."""

    stream: io.BufferedReader
    allowance: Allowance
    was_packed: bool


@contextmanager
def open_unpacked(path: Path) -> Iterator[Opened]:
    """Open a file, unpacking gzip and Zstandard by their first bytes, whatever the file is called.

    Raises:
        OSError: The file cannot be opened.
        SourceError: From any read: the packing is broken or unpacks too far.
    """
    with path.open("rb") as file:
        head = file.peek(4)
        allowance = Allowance(path.stat().st_size)
        if head.startswith(GZIP):
            with gzip.GzipFile(fileobj=file) as unpacked:
                yield Opened(checked(unpacked, allowance), allowance, was_packed=True)
        elif head.startswith(ZSTD):
            with ZstdFile(file) as unpacked:
                yield Opened(checked(unpacked, allowance), allowance, was_packed=True)
        else:
            yield Opened(checked(file, allowance), allowance, was_packed=False)


def is_packed(head: bytes) -> bool:
    """Return whether bytes that begin with ``head`` are compressed or an archive of files."""
    return head.startswith((GZIP, ZSTD, *ZIP))


def look(stream: io.BufferedReader) -> bytes:
    """Return the first bytes of a stream nothing was read from, up to ``HEAD_BYTES``; they stay to be read."""
    return stream.peek(HEAD_BYTES)
