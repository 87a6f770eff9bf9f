"""Watching sources: a look at them now and then, which also sees network drives and object stores."""

from collections.abc import Iterator, Mapping, Sequence
from threading import Event

from pipeline.errors import SourceError
from pipeline.sources.read import find_sources

State = Mapping[str, tuple[int, int]]
"""Size and time of change, in nanoseconds, of each source file."""


def look_at(sources: Sequence[str]) -> State:
    """Return the state of the files of some sources; empty when there are none (yet)."""
    state = {}
    try:
        for file in find_sources(sources):
            about = file.path.stat()
            state[str(file.path)] = (about.st_size, about.st_mtime_ns)
    except (SourceError, OSError):  # not there yet, or gone between two looks: the next look tells
        return {}
    return state


def changes(sources: Sequence[str], seconds: float, stop: Event) -> Iterator[State]:
    """Yield the state of the sources at first and whenever it changed, until ``stop`` is set.

    A look is taken every so many seconds. What is still being written changes from look to look and is waited for.
    """
    known: State = {}
    before = look_at(sources)
    while not stop.is_set():
        now = look_at(sources)
        if now == before and now and now != known:
            known = now
            yield now
        before = now
        stop.wait(seconds)
