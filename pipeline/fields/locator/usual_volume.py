"""The usual volume, issue and pages at the end, where nothing else has figures: ``33 (3): 335–348``, ``159, 753-768``.

Whatever has words, months or years among its figures is left to ``volume``, which says the same of what is read here.
"""

import re

from pipeline.fields.locator.volume import FRESH
from pipeline.fields.locator.volume_claims import lead_start
from pipeline.references.claims import Claim
from pipeline.references.figures import DASH, as_value

_USUAL = re.compile(
    rf"(?P<volume>\d{FRESH}(?<= .)\d{{0,2}})(?: ?\((?P<issue>\d{{1,3}}(?:[-–/]\d{{1,3}})?)\))?"
    rf" ?[:,] ?(?P<page>\d{{1,6}}(?: ?[{DASH}] ?\d{{1,6}})?)\.?(?=[\s.]*\Z)"
)
_NUMERAL = re.compile(r"[IVXLC](?<!\w.)[IVXLC]{0,7}(?![A-Za-z])")


def usual_volume(text: str, start: int, figure: int) -> list[Claim]:
    """Return volume, issue and pages; ``figure`` is where the first figure after ``start`` stands."""
    match = _USUAL.match(text, figure)
    if not match or _NUMERAL.search(text, start, figure):
        return []
    end = match.end()
    outer = lead_start(match), end
    claims = [
        Claim("_journal", "", figure, end, end, end),
        Claim("volume", match["volume"], *match.span("volume"), *outer),
    ]
    if match["issue"]:
        claims.append(Claim("issue", as_value(match["issue"]), *match.span("issue"), *outer))
    return [*claims, Claim("page", as_value(match["page"]), *match.span("page"), *outer)]
