"""Garbage: now and then Python looks for cycles among its objects, which costs much where there are many and none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_ALLOCATIONS: Final = 500_000
"""New objects after which Python looks for cycles."""


@contextmanager
def few_collections() -> Iterator[None]:
    """Look for cycles seldom: records have none, and looking through all of them takes a third of the time."""
    thresholds = gc.get_threshold()
    gc.set_threshold(_ALLOCATIONS, *thresholds[1:])
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
