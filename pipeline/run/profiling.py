"""Profiles: where the time of a run went, in every process that worked for it, put together in one file."""

import cProfile
import io
import pstats
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_SHOWN: Final = 40


@contextmanager
def profiled(folder: Path | None) -> Iterator[None]:
    """Profile what this thread does inside and leave the figures in ``folder``; without a folder do nothing."""
    if folder is None:
        yield
        return
    profile = cProfile.Profile()
    profile.enable()
    try:
        yield
    finally:
        profile.disable()
        profile.dump_stats(folder / f"{uuid.uuid4().hex}.prof")


def write_profile(folder: Path, file: Path, seconds: Mapping[str, float]) -> None:
    """Put the figures in ``folder`` together.

    ``file`` can be opened with ``pstats`` and its viewers; the same name and ``.txt`` is for reading: the seconds of
    each stage, then the functions that took most time.
    """
    text = io.StringIO()
    text.write("Seconds of each stage, added up over processes:\n\n")
    text.writelines(f"{spent:12.3f}  {stage}\n" for stage, spent in seconds.items())
    parts = sorted(str(part) for part in folder.glob("*.prof"))
    if parts:
        stats = pstats.Stats(*parts, stream=text)
        stats.dump_stats(file)
        stats.files = []  # type: ignore[attr-defined]  # their names would be listed, and say nothing
        for order, meaning in (("tottime", "in themselves"), ("cumulative", "with all they call")):
            text.write(f"\n\nFunctions by the time spent {meaning}; profiling itself slows small functions most.\n")
            stats.sort_stats(order).print_stats(_SHOWN)
    file.with_name(f"{file.name}.txt").write_text(text.getvalue(), encoding="utf-8")
