"""Day, section and page of a newspaper or magazine: ``20 May 1998, sec. B, 4``."""

import re

from pipeline.references.claims import Claim, View, announcing, claim, trim
from pipeline.references.figures import AFTER_ALL, MAX_DATE, PAGE_LABEL, REACH, as_value
from pipeline.references.months import MONTH, MONTH_WORDS, MONTHS, SEASON, month_day

_BY_DAY = re.compile(rf"(?<=[^\W\d_])(?P<lead>\s)(?P<month>{MONTH})\s?\((?P<day>\d{{1,2}})\)(?=[\s.,;]*\Z)")
_NEWSPAPER = re.compile(
    rf"(?<=[^\W\d_]|\)),\s(?:(?P<day>\d{{1,2}})(?:[-–](?P<last>\d{{1,2}}))?\s(?P<month>{MONTH})|(?P<month2>{MONTH}|{SEASON})"
    rf"(?:\s(?P<day2>\d{{1,2}}))?(?!\w))(?:,?\s?(?P<year>(?:1[6-9]|20)\d\d))?"
    rf"(?P<printing>(?:,\s(?:[\w’]+\s){{1,2}}ed(?:ition|\.))?(?:,\ssec(?:tion|\.)\s\w{{1,3}}(?=[\s.]*\Z))?)"
    rf"(?:[,:]\s(?:sec(?:tion|\.)\s\w{{1,3}},\s)?(?:{PAGE_LABEL})?(?P<page>[A-Z]{{0,2}}\d{{1,3}}(?:[-–]\d{{1,3}})"
    rf"?))?(?=[\s.,;]*\Z)"
)
_AFTER_DAY = re.compile(
    rf"(?<=\x1f)[,.:]?\s(?:sec(?:tion|\.)\s\w{{1,3}},\s)?(?:{PAGE_LABEL})"
    rf"?(?P<page>[A-Z]{{0,2}}\d{{1,3}}(?:[-–]\d{{1,3}})"
    rf"?)(?=[\s.,;]*\Z)"
)
_SECTION_WORDS = announcing(("sec", "section"))
_SECTION_ALONE = re.compile(r"(?<=\x1f),\s(?P<section>sec(?:tion|\.)\s\w{1,3})(?=[\s.]*\Z)")
_SECTION_AT_END = re.compile(r"(?<=[^\W\d_]), (?P<page>[A-Z]{1,2}\d{1,3}(?:[-–][A-Z]?\d{1,3})?)(?=[\s.]*(?:\Z|\x1f))")
"""Section and page of a newspaper whose day stands at the front: ``The New York Times, A12``."""
_DAYS = 2
"""Hyphens in a date that has a day."""


def _after_day(view: View) -> list[Claim]:
    """Return page or section of a newspaper where nothing else follows a day already found."""
    issued = view.got.get("issued")
    if issued is None or "-" not in issued.value:
        return []
    alone = _AFTER_DAY.search(view.rest, view.body)
    if not alone and not view.words.isdisjoint(_SECTION_WORDS):
        section = _SECTION_ALONE.search(view.rest, view.body)
        if section:
            return [claim(view, "note", section.span("section"), section.span())]
    if not alone and issued.value.count("-") == _DAYS:
        alone = _SECTION_AT_END.search(view.rest, max(view.body, len(view.rest.rstrip(AFTER_ALL)) - MAX_DATE))
    return [Claim("page", as_value(alone["page"]), *alone.span("page"), *alone.span())] if alone else []


def newspaper(view: View) -> list[Claim]:
    """Return day, section and page of a newspaper or magazine; a day that fits no year found is kept as a note."""
    claims = _after_day(view)
    if claims:
        return claims
    if view.words.isdisjoint(MONTH_WORDS):
        return []
    match = _NEWSPAPER.search(view.rest, max(view.body, len(view.rest.rstrip(AFTER_ALL)) - REACH))
    match = match or _BY_DAY.search(view.rest, view.body)
    if not match:
        return []
    groups = match.groupdict()
    month, day = groups["month"] or groups["month2"] or "", groups["day"] or groups.get("day2")
    year, page = groups.get("year"), groups.get("page")
    issued = view.got.get("issued")
    number = MONTHS[month[:3].lower()]
    date = month_day(number, day)
    if groups.get("last") and (year or issued):
        date += f"/{year or (issued.value if issued else '')}{month_day(number, groups['last'])}"
    if issued and issued.value.isdigit() and year in (None, issued.value):
        till = max(match.end(group) for group in ("day", "month", "month2", "day2", "year") if groups.get(group))
        claims.append(Claim("issued", issued.value + date, issued.start, issued.end, match.start(), till))
    elif issued is None and year:
        claims.append(
            Claim("issued", year + date, *trim(match.string, match.start() + 1, match.end("year")), *match.span())
        )
    else:
        claims.append(Claim("note", match[0].strip(" ,"), *trim(match.string, *match.span()), *match.span()))
    if page:
        claims.append(Claim("page", as_value(page), *match.span("page"), *match.span()))
    if groups.get("printing"):
        claims.append(claim(view, "note", match.span("printing"), match.span()))
    return claims
