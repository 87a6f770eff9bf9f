"""Pages where no volume stands before them: ``pp. 117–138``, a range, or what follows the last colon."""

import re
from collections.abc import Iterator

from pipeline.references.claims import Claim, View, announcing, trim
from pipeline.references.figures import (
    DASH,
    DASHES,
    MAX_DATE,
    PAGE,
    PAGE_LABEL,
    PAGES,
    PLACE_AFTER,
    YEARS,
    as_value,
)
from pipeline.references.sentences import CLAIMED, sentence_starts

_PAGES_ONLY = re.compile(
    rf"(?P<lead>[,.:;(\s](?:(?<!\s)\s)?)(?:(?P<label>{PAGE_LABEL})(?P<page>{PAGES})"
    rf"|(?P<range>{PAGE}\s?[{DASH}]{{1,3}}\s?{PAGE})"
    rf")\)?(?=\s*+(?:[.,;)]|\Z|\())"
)
_PAGE_AFTER_NAMES = re.compile(r"(?<=\x1f),\s(?P<page>\d{1,4}|[ivxlc]{1,8})(?=\.\s|\.?\s*\Z)")
_PAGE_AT_END = re.compile(
    rf"(?<=[^\W\d_]):\s(?P<page>[A-Za-z]{{0,8}}\d(?:[\w.:+]{{0,12}}\w)?(?:[{DASH}]{{1,3}}[\w.:+]{{0,12}}\w)?)(?=[\s.]*\Z)"
)
_ANY_DASH = re.compile(rf"[{DASH}]")
_RANGE_DASH = re.compile(
    rf"[{DASH}](?!(?<=[^\W\d_ivxlc].)[^\W\d_])"
    r"(?!(?:(?<=[^(\w]1\d\d\d.)|(?<=[^(\w]20\d\d.))(?:1\d\d\d|20\d\d|\d\d)(?!\d))"
)
"""A dash that is neither within a word nor between years."""
_LONGEST_PAGE = 18
"""A page with all that belongs to it, in characters."""
_SECTION_PAGE = re.compile(r"[A-Z]\d{1,3}\Z")
"""A page of a newspaper, with its section: ``A22``."""
_VOLUMES_BEFORE = re.compile(r"[Vv]ols\.\s?\Z")
_VOLUME_BEFORE = re.compile(r"[Vv]ol\. [\dIVXLC]+\s\Z")
PAGE_WORDS = announcing(
    "p P pp Pp pP PP page Page pages Pages pg Pg pgs Pgs S Seite Seiten art Art article Article".split()
)
_YEAR_LAST = re.compile(r"[-–](?:1\d|20)\d\d\Z")


def pages(view: View, begin: int) -> list[Claim]:
    """Return the last pages from ``begin`` on; years of a title are none."""
    is_part = "_in" in view.got
    latest = view.got["issued"].value[:4] if is_part and "issued" in view.got else ""
    found = [match for match in _pages_found(view, begin) if _is_page(match, latest)]
    if not found:
        match = _PAGE_AFTER_NAMES.search(view.rest, begin) if is_part else None
        return [Claim("page", match["page"], *match.span("page"), *match.span())] if match else []
    pages = found[-1]["range"]
    if not is_part and pages and _YEAR_LAST.search(pages) and PLACE_AFTER.search(view.rest, found[-1].end()):
        return []  # years of the title: "The ship, 600–1600. London: Croom Helm"
    group = "page" if found[-1]["page"] else "range"
    start, end = trim(view.rest, *found[-1].span(group))
    return [Claim("page", as_value(view.rest[start:end]), start, end, *found[-1].span())]


def _pages_found(view: View, begin: int) -> Iterator[re.Match[str]]:
    """Yield what looks like pages; without a label they are a range, and stand around a dash."""
    text, end = view.rest, len(view.rest)
    if view.words.isdisjoint(PAGE_WORDS):
        first = (_ANY_DASH if "_in" in view.got else _RANGE_DASH).search(text, begin)
        if not first:
            return
        last = max(map(text.rfind, DASHES))
        begin, end = max(begin, first.start() - _LONGEST_PAGE), min(end, last + 2 * _LONGEST_PAGE)
    yield from _PAGES_ONLY.finditer(text, begin, end)


def page_at_end(view: View) -> list[Claim]:
    """Return the page after a colon where no volume stands before it: ``Washington Post: A03``."""
    match = _PAGE_AT_END.search(view.rest, max(view.body, len(view.rest.rstrip()) - MAX_DATE))
    is_last = match and ("title" in view.got or _SECTION_PAGE.match(match["page"]))
    if not match or not (is_last or sentence_starts(view.rest, view.body, match.start())):
        return []
    return [Claim("page", match["page"], *match.span("page"), *match.span())]


def _is_page(match: re.Match[str], latest: str) -> bool:
    """Refuse a range that is rather one of years, or of something else in the middle of a sentence.

    What begins after ``latest``, the year of the book, is none of years.
    """
    if match["page"] or (
        match["lead"] == "(" and _VOLUME_BEFORE.search(match.string, match.start() - 12, match.start())
    ):
        return True
    if _VOLUMES_BEFORE.search(match.string, max(0, match.start() - len("vols.")), match.end("lead")):
        return False
    after_space = match["lead"] == " " and match.string[match.start() - 1] != CLAIMED
    pages = match["range"].rstrip(".")
    return not after_space and (not YEARS.match(pages) or (latest.isdigit() and latest < pages[:4]))
