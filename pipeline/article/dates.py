"""Dates in the head of a page: days, in the forms its labels use."""

import re
from datetime import date
from typing import NamedTuple

_MONTH_NAMES = "january february march april may june july august september october november december"
_MONTHS = _MONTH_NAMES.split()
_NUMBER = {name: index for index, name in enumerate(_MONTHS, start=1)}
_NUMBER |= {name[:3]: index for name, index in _NUMBER.items()} | {"sept": 9}
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?,?\s+(\d{4})")
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:t[\d:.z+-]{2,24})?")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_NO_DAY = re.compile(r"(?:[a-z]{3,9}\.?,?\s+)?\d{4}|\d{4}-\d{2}")
_MOST_MONTHS = 12


class DateRead(NamedTuple):
    """A date, or the code of the issue that says why there is none."""

    value: date | None
    problem: str | None


def parse_day(text: str) -> DateRead:
    """Return the day ``text`` names; a month without a day, or a day and month in doubt, give a problem instead."""
    plain = " ".join(text.lower().split()).rstrip(".;,")
    if not plain or plain in ("n/a", "na", "none", "never", "-", "–", "—", "tbd"):
        return DateRead(None, "date-missing")
    if match := _ISO.fullmatch(plain):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_FIRST.fullmatch(plain):
        return _day(int(match[3]), _NUMBER.get(match[2], 0), int(match[1]))
    if match := _MONTH_FIRST.fullmatch(plain):
        return _day(int(match[3]), _NUMBER.get(match[1], 0), int(match[2]))
    if match := _SLASHED.fullmatch(plain):
        return _slashed(int(match[1]), int(match[2]), int(match[3]))
    return DateRead(None, "date-incomplete" if _NO_DAY.fullmatch(plain) else "date-invalid")


def _slashed(first: int, second: int, year: int) -> DateRead:
    """Return a day written with slashes: sure only when one number cannot be a month, or both are the same."""
    if first > _MOST_MONTHS or first == second:
        return _day(year, second, first)
    return _day(year, first, second) if second > _MOST_MONTHS else DateRead(None, "date-ambiguous")


def _day(year: int, month: int, day: int) -> DateRead:
    try:
        return DateRead(date(year, month, day), None)
    except ValueError:
        return DateRead(None, "date-invalid")
