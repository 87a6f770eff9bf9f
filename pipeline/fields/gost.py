"""The Russian standard (GOST R 7.0.5): two strokes before what the work stands in, ``История города // Вопросы истории``."""

import re
from typing import Final

from pipeline.references.claims import Claim, View, claim
from pipeline.references.figures import as_value

_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
_PAGES = r"(?:[СсCPpS]{1,2}\. ?(?P<page>\d{1,5}(?: ?[–—-] ?\d{1,5})?)\.?)?"
_IN_JOURNAL = re.compile(
    rf"(?P<container>[^/\n]{{2,200}}?)\.(?: [–—-])? {_YEAR}\.(?: [–—-])?"
    r"(?: (?:[ТтT]\.|[Vv]ol\.) ?(?P<volume>[\dIVXLC]{1,6})(?:[.,])(?: [–—-])?)?"
    rf"(?: (?:№|[Вв]ып\.|[Nn]o\.|N) ?(?P<issue>[\d/–-]{{1,9}}(?: ?\(\d{{1,4}}\))?)\.(?: [–—-])?)? ?{_PAGES}[\s.]*\Z"
)
_IN_BOOK = re.compile(
    rf"(?P<container>[^/\n]{{2,300}}?)\.(?: [–—-])? (?P<place>[^\W\d_a-zа-яё][^.:,/]{{0,30}}\.?) ?: (?P<publisher>[^:/]{{2,80}}), "
    rf"{_YEAR}\.(?: [–—-])? ?{_PAGES}[\s.]*\Z"
)
STROKES: Final = " // "
"""What stands between the title and what it stands in."""


def gost(view: View) -> list[Claim]:
    """Return journal or book after the two strokes, with what follows; the title is what stands before them."""
    strokes = view.rest.find(STROKES, view.body)
    if strokes < 0:
        return []
    start = strokes + len(STROKES)
    match = _IN_BOOK.match(view.rest, start) or _IN_JOURNAL.match(view.rest, start)
    if match is None:
        return []
    groups = match.groupdict()
    is_book = groups.get("publisher") is not None
    claims = [Claim("_in" if is_book else "_journal", "", strokes, start, strokes, start)]
    named = (
        ("container_title", "container"),
        ("publisher_place", "place"),
        ("publisher", "publisher"),
        ("issued", "year"),
    )
    claims += [claim(view, field, match.span(group), match.span()) for field, group in named if groups.get(group)]
    for field in ("volume", "issue", "page"):
        if groups.get(field):
            claims.append(Claim(field, as_value(match[field]), *match.span(field), *match.span()))
    return claims
