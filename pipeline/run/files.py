"""Files that appear whole or not at all."""

import contextlib
from collections.abc import Iterable
from pathlib import Path

from pipeline.errors import RunError


def write_whole(path: Path, pieces: Iterable[str]) -> None:
    """Write text to a file as UTF-8, line ends as they are; what stood there is replaced when all is written.

    Raises:
        RunError: It cannot be written (``output-unwritable``).
    """
    beside = path.with_name(f".{path.name}.part")
    try:
        with beside.open("w", encoding="utf-8", newline="") as file:
            file.writelines(pieces)
        beside.replace(path)
    except OSError as error:
        raise RunError(
            code="output-unwritable",
            reason=f"{path} cannot be written: {error.strerror or error}.",
            remedy="Choose another place for it.",
        ) from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
