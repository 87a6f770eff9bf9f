"""Standard input as a source: it is written to a file first, so that any process can read it, and more than once."""

import atexit
import shutil
import sys
import tempfile
from pathlib import Path
from typing import BinaryIO, Final

STDIN: Final = "-"
"""What stands for standard input among the sources."""

NAME: Final = "stdin"
"""What its pages are called."""


def save_standard_input(stream: BinaryIO | None = None) -> Path:
    """Write standard input, or ``stream``, to a file that is removed when the process ends; return its path."""
    folder = Path(tempfile.mkdtemp(prefix="annobib-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / NAME
    with path.open("wb") as file:
        shutil.copyfileobj(stream or sys.stdin.buffer, file)
    return path
