"""Schedules: when to run again."""

import re
from dataclasses import dataclass
from typing import Final

_TIME: Final = re.compile(r"(\d+(?:\.\d+)?)\s*([smhd])")
_UNITS: Final = {"s": ("second", 1), "m": ("minute", 60), "h": ("hour", 3600), "d": ("day", 86400)}


@dataclass(frozen=True)
class Schedule:
    """When to run: by a cron line, every so many seconds, and whenever a look every so many seconds finds changes."""

    name: str
    cron: str | None = None
    timezone: str = "UTC"
    every: float | None = None
    look: float | None = None

    def __str__(self) -> str:
        """Return the schedule in plain words."""
        parts = []
        if self.cron:
            parts.append(f'by cron "{self.cron}" ({self.timezone})')
        if self.every:
            parts.append(f"every {show_time(self.every)}")
        if self.look:
            parts.append(f"whenever sources changed (a look every {show_time(self.look)})")
        return ", ".join(parts)


def read_time(text: str) -> float | None:
    """Return the seconds that a time like ``1h`` means; None when it means none."""
    match = _TIME.fullmatch(text.strip())
    return float(match[1]) * _UNITS[match[2]][1] or None if match else None


def show_time(seconds: float) -> str:
    """Return seconds in the largest unit that keeps them whole."""
    name, unit = next((u for u in reversed(_UNITS.values()) if seconds % u[1] == 0), _UNITS["s"])
    number = seconds / unit
    return name if number == 1 else f"{number:g} {name}s"
