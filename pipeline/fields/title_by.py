"""The form of book lists and web pages: ``Harbour Towns, by Ana Cruz (Routledge, 2001)``."""

import re

from pipeline.references.claims import Claim, View, announcing, claim
from pipeline.references.given_names import begins_with_given
from pipeline.references.names import parse_names
from pipeline.references.places import looks_like_place

_FORM = re.compile(
    r"\s*(?P<title>[^\W_][^()\n]{2,200}?)(?P<comma>,?) (?P<role>by|edited by|ed\. by|translated by) (?P<names>[^\W\d_a-z][^():;\d]{2,120}?)"
    r"[.,]? \((?:(?P<place>[^():,]{2,40}): ?)?(?:(?P<publisher>[^():]{2,80}), )?(?P<year>(?:1[4-9]|20)\d\d)\)[\s.]*\Z"
)
_WORDS = announcing(("by",))


def title_by(view: View) -> list[Claim]:
    """Return title, names, imprint and year of the whole reference; nothing when it has another form."""
    if view.words.isdisjoint(_WORDS) or ")" not in view.rest[-4:]:
        return []
    match = _FORM.match(view.rest)
    if not match or (match["place"] and not looks_like_place(match["place"])):
        return []
    role = {"e": "editor", "t": "translator"}.get(match["role"][0], "author")
    names = parse_names(view.rest, *match.span("names"), role, listed=False)
    is_sure = match["comma"] or begins_with_given(match["names"])
    if not is_sure or not names or any(name.literal for name in names):
        return []
    claims = [
        claim(view, "title", match.span("title")),
        Claim(role, "", names[0].start, names[-1].end, match.start("role"), match.end("names"), names),
        Claim("issued", match["year"], *match.span("year"), *match.span("year")),
    ]
    imprint = (("publisher_place", "place"), ("publisher", "publisher"))
    return [*claims, *(claim(view, name, match.span(group)) for name, group in imprint if match[group])]
