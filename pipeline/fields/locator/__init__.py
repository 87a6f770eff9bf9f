"""Where in a journal, newspaper or book the work stands: volume, issue and pages.

``around_date``, ``newspaper``, ``volume`` and ``pages`` each look for one way to print them; ``volume_claims`` says
what was found as volume and issue. Here stands which way is tried when.
"""

import re

from pipeline.fields.locator.around_date import around_date
from pipeline.fields.locator.newspaper import newspaper
from pipeline.fields.locator.pages import PAGE_WORDS, page_at_end, pages
from pipeline.fields.locator.usual_volume import usual_volume
from pipeline.fields.locator.volume import house_form, is_plausible, numbers_paper, volume, volume_only
from pipeline.fields.locator.volume_claims import volume_claims
from pipeline.references.claims import Claim, View
from pipeline.references.figures import AFTER_ALL, PLACE_AFTER, REACH

_PART_PAGES = re.compile(r"\D*(?<=, )(?P<page>\d{1,5}[–-]\d{1,5})(?=\. )\D*\Z")
"""Pages of a part that are all its figures: ``In Book, edited by C. Roe, 8–42. Place: Publisher``."""
_DIGIT = re.compile(r"\d")
_NUMERAL = re.compile(r"[-–](?<=[ivxlc].)")
"""A roman numeral that begins a range."""


def locator(view: View) -> list[Claim]:
    """Return volume, issue and pages; for newspapers and magazines the day and month as well."""
    text, start = view.rest, view.body
    claims = around_date(view) or newspaper(view)
    if claims:
        return claims
    is_part = "_in" in view.got
    start = view.got["_in"].end if is_part else max(start, len(text.rstrip(AFTER_ALL)) - REACH)
    figure = _DIGIT.search(text, start)
    if not figure and not _NUMERAL.search(text, start):
        return []
    if is_part:
        usual = _PART_PAGES.match(text, start)
        if usual and view.words.isdisjoint(PAGE_WORDS) and text[usual.start("page") - 3] not in "IVXLC":
            return pages(view, usual.start("page") - 2)
    else:
        colon = text.rfind(": ", start)
        match = house_form(text, start, colon) if colon >= 0 else None
        if match:
            return volume_claims(view, match)
        usual_claims = usual_volume(text, start, figure.start()) if figure else []
        if usual_claims:
            return usual_claims
        if _imprint_follows(text, start):
            return pages(view, view.body)
    match = volume(view, start, is_part=is_part)
    if match and is_plausible(match, is_part=is_part) and not numbers_paper(text, match):
        return volume_claims(view, match)
    begin = start if is_part else view.body
    return pages(view, begin) or page_at_end(view) or volume_only(view)


def _imprint_follows(text: str, start: int) -> bool:
    """Say whether place and publisher follow all figures, which are no volume then."""
    last = max(text.rfind(figure, start) for figure in "0123456789")
    return last >= 0 and PLACE_AFTER.search(text, last) is not None
