"""The clock of a run: how many seconds each stage took."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Clock:
    """Seconds by stage, added up."""

    spent: dict[str, float] = field(default_factory=dict)
    started: float = field(default_factory=time.perf_counter)

    @contextmanager
    def on(self, stage: str) -> Iterator[None]:
        """Count the time spent inside as that of ``stage``."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.spent[stage] = self.spent.get(stage, 0.0) + time.perf_counter() - start

    @property
    def total(self) -> float:
        """Return the seconds since the clock was made."""
        return time.perf_counter() - self.started
