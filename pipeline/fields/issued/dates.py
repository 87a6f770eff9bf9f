"""A date as references print it, and the claims it makes: year, span, letter, month and day, first publication.

Dates in normal form are EDTF (ISO 8601-2:2019): ``1989/1993``, ``1990/..``, ``1990~`` for circa, ``1990?`` for a
conjecture, ``XXXX`` for undated, ``2009-21`` to ``2009-24`` for the seasons.
"""

import re
from typing import Final

from pipeline.references.claims import Claim, trim
from pipeline.references.months import MONTHS, month_day
from pipeline.references.years import first_date

YEAR: Final = r"(?:1[0-9]{3}|20[0-9]{2})"
_SPAN = rf"(?:\s?[-–—/]\s?(?:{YEAR}|\d\d(?!\d)|present)?(?![a-z]\b))?"
ONE: Final = (
    rf"\[?(?P<circa>(?<![^\W\d_])(?:c|ca|circa)\.?\s?)?(?P<year>{YEAR})(?P<decade>(?<=0)s\b)?(?P<q>\?)?(?P<span>{_SPAN})"
    rf"(?:[-–]?(?P<letter>[a-rt-z](?![\w’'])))?\??\]?(?!\s?[BA]\.\s?[CD]\.)"
)
LEAD: Final = 24
"""How far before the year itself a date may begin, month, day and words before them included."""
TAIL: Final = 40
"""How far after the year itself a date may reach."""
_LONGEST_SPAN = 20
"""A work that took more years than these to come out is none; a stroke then stands before a reprint."""


def date_claims(match: re.Match[str]) -> list[Claim]:
    """Return what a match of a date says, by the names of its groups; those of ``ONE`` are among them, or ``undated``."""
    groups = match.groupdict()
    outer = match.span()
    if groups.get("lead") == " " or groups.get("lead", "").startswith((",", ".")):
        outer = (match.start("lead"), match.end())
    if groups.get("undated"):
        claims = [Claim("issued", "XXXX", *match.span("undated"), *outer)]
        if groups.get("undated_letter"):
            s, e = match.span("undated_letter")
            claims.append(Claim("year_suffix", match["undated_letter"][1:], s + 1, e, s, e))
        return claims
    if groups.get("status"):
        return [Claim("status", match["status"], *match.span("status"), *outer), *_status_letter(match)]
    if groups.get("early"):
        return [Claim("issued", first_date(match["early"]), *match.span("early"), *outer)]
    claims = [_issued(match, groups, outer)]
    if _is_reprint((groups.get("span") or "").strip(), match["year"]):
        s, e = match.span("year")
        claims.append(Claim("original_date", match["year"], s, e, s, e))
    if groups.get("letter"):
        s, e = match.span("letter")
        claims.append(Claim("year_suffix", match["letter"], s, e, s, e))
    for original in ("orig", "orig2"):
        if groups.get(original):
            s, e = match.span(original)
            claims.append(Claim("original_date", first_date(match[original]), s, e, s, e))
    return claims


def _status_letter(match: re.Match[str]) -> list[Claim]:
    span = match.span("status_letter") if match.groupdict().get("status_letter") else None
    return [Claim("year_suffix", match["status_letter"], *span, *span)] if span else []


def _issued(match: re.Match[str], groups: dict[str, str | None], outer: tuple[int, int]) -> Claim:
    year = match["year"]
    value, start, end = year, match.start("year"), match.end("year")
    span = (groups.get("span") or "").strip()
    if _is_reprint(span, year):
        value, start, end = span[1:], match.end("span") - 4, match.end("span")
    elif span:
        end = match.start("span") + len((groups.get("span") or "").rstrip())
        value = f"{year}/{_last_year(span.lstrip('-–—/ '), year)}"
    else:
        value = f"{year[:3]}X" if groups.get("decade") else value + _month_day(groups)
        for name in ("day", "month", "day0"):
            if groups.get(name):
                start, end = min(start, match.start(name)), max(end, match.end(name))
    if groups.get("circa"):
        value += "~"
        start = match.start("circa")
    elif groups.get("q") or match.string[match.start("year") : match.end()].rstrip(" .,:;)").endswith("?]"):
        value += "?"
    return Claim("issued", value, *trim(match.string, start, end), *outer)


def _is_reprint(span: str, year: str) -> bool:
    """Say whether two years with a stroke are those of first publication and reprint: ``1776/1976``."""
    return (
        len(span) == len("/1976")
        and span[0] == "/"
        and span[1:].isdigit()
        and int(span[1:]) - int(year) > _LONGEST_SPAN
    )


def _last_year(printed: str, first: str) -> str:
    """Return the last year of a span: two figures belong to the century of the first, nothing is a span that goes on."""
    if printed in ("", "present"):
        return ".."
    return first[:2] + printed if len(printed) == len("93") else printed


def _month_day(groups: dict[str, str | None]) -> str:
    month = groups.get("month")
    if not month:
        return ""
    return month_day(MONTHS[month[:3].lower()], groups.get("day") or groups.get("day0"))
