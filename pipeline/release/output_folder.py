"""The folder a run writes to: one writer at a time, plain words when it cannot, files with a second name.

``output/lock`` is held by the one writer; the lock dies with its process.
"""

import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import RunError

_FULL_DISK = {errno.ENOSPC, errno.EDQUOT}


@contextmanager
def plain_errors(output: Path) -> Iterator[None]:
    """Turn errors of the file system into a `RunError` that says what to do."""
    try:
        yield
    except OSError as error:
        where = error.filename or output
        if error.errno in _FULL_DISK:
            raise RunError(
                "disk-full", f"No space left while writing {where}.", "Free some space, run again."
            ) from error
        raise RunError(
            "output-not-writable", f"{where}: {error.strerror or error}.", "Choose another --output, or its rights."
        ) from error


@contextmanager
def one_writer(output: Path) -> Iterator[None]:
    """Hold the lock of ``output``; the system lets go of it when the process ends, however it ends."""
    output.mkdir(parents=True, exist_ok=True)
    with (output / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise RunError(
                "output-locked",
                f"Another run is writing to {output}.",
                "Wait until it ends, or choose another --output.",
            ) from error
        yield


def link_or_copy(source: Path, target: Path) -> None:
    """Give a file a second name, or a copy where files cannot have two names."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:  # another file system, or one without links
        shutil.copyfile(source, target)


def remove_tree(path: Path) -> None:
    """Remove a folder, read-only files included."""
    shutil.rmtree(path, ignore_errors=True)
