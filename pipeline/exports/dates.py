"""Dates: EDTF as the fields of RIS and BibTeX have it."""

import re
from dataclasses import dataclass

_DATE = re.compile(r"(-?[0-9X]{4})(?:-(\d\d))?(?:-(\d\d))?([~?%]?)\Z")
_SEASONS = {21: "Spring", 22: "Summer", 23: "Autumn", 24: "Winter"}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
UNDATED = "n.d."


@dataclass(frozen=True, slots=True)
class _Day:
    year: str
    month: int | None
    day: int | None
    mark: str


def _read(edtf: str) -> tuple[_Day | None, str, _Day | None]:
    """Return the first day, the slash if there is one, and the last day."""
    first, slash, last = edtf.partition("/")
    return _day(first), slash, _day(last)


def _day(edtf: str) -> _Day | None:
    match = _DATE.match(edtf)
    if not match:
        return None
    year, month, day, mark = match.groups()
    return _Day(year, int(month) if month else None, int(day) if day else None, mark)


def plain_years(edtf: str, dash: str = "–") -> str:
    """Return the year or years as people write them: ``1990``, ``1989–1993``, ``1980–``, ``ca. 1900``, ``331 BCE``."""
    first, slash, last = _read(edtf)
    ends = [_plain_year(day) if day else "" for day in (first, last)]
    return dash.join(ends) if slash else ends[0] or edtf


def _plain_year(day: _Day) -> str:
    if "X" in day.year:
        return UNDATED if day.year == "XXXX" else day.year.replace("X", "?")
    number = int(day.year)
    year = str(number) if number > 0 else f"{1 - number} BCE"
    return f"{'ca. ' if day.mark in ('~', '%') else ''}{year}{'?' if day.mark in ('?', '%') else ''}"


def month_macro(edtf: str) -> str | None:
    """Return the month as BibTeX's own abbreviation (``mar``); null without one, for seasons and for spans."""
    first, slash, _ = _read(edtf)
    month = first.month if first and not slash else None
    return _MONTHS[month - 1] if month and month <= len(_MONTHS) else None


def season(edtf: str) -> str | None:
    """Return the season of a date, in English; null when it has none."""
    first, _, _ = _read(edtf)
    return _SEASONS.get(first.month or 0) if first else None


def ris_year(edtf: str) -> str | None:
    """Return the year of a date, the first one of a span, as four digits; null when it has none."""
    first, _, _ = _read(edtf)
    return first.year if first and first.year.isdigit() else None


def ris_date(edtf: str) -> str:
    """Return a date as ``YYYY/MM/DD/more``; what has no place in the first three goes into the last."""
    first, slash, _ = _read(edtf)
    year = ris_year(edtf) or ""
    more = plain_years(edtf)
    more = "" if more == year.lstrip("0") else more
    if not first or slash:
        return f"{year}///{more}"
    more = season(edtf) or more
    month = f"{first.month:02d}" if first.month and first.month <= len(_MONTHS) else ""
    return f"{year}/{month}/{first.day or '':0>2}/{more}" if first.day else f"{year}/{month}//{more}"
