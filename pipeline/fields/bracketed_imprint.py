"""The imprint in brackets, as British and footnote styles have it: ``Beard, Mary, SPQR (London: Profile, 2015), p. 45``."""

import re

from pipeline.references.claims import Claim, View, claim
from pipeline.references.figures import as_value
from pipeline.references.places import looks_like_place

_IMPRINT = re.compile(
    r"\((?:(?P<edition>(?:\d{1,2}(?:st|nd|rd|th|d)|[Rr]ev\.) ed(?:n|\.)?),? )?(?P<place>[^():;]{2,60}): ?"
    r"(?P<publisher>[^():;]{2,80}), (?P<year>(?:1[4-9]|20)\d\d)\)"
    r"(?P<point>, (?:pp?\. ?)?(?P<note>[ivxlc\d]{1,6}(?:[-–][ivxlc\d]{1,6})?))?[\s.]*\Z"
)
_PART = re.compile(r"[,.”’\"»] [Ii]n ")
_REACH = 190
_IMPRINT_BEFORE = re.compile(r"[.,;] \Z|, (?:1[4-9]|20)\d\d\. ")
"""An imprint that stands before: the one in brackets is that of another edition."""


def bracketed_imprint(view: View) -> list[Claim]:
    """Return place, publisher and date that stand in brackets at the end, and as note the pages that are pointed to.

    After a chapter's *in* the pages are those of the part.
    """
    tail = view.rest.rfind("(", max(0, len(view.rest) - _REACH))
    match = _IMPRINT.match(view.rest, tail) if tail > 0 else None
    if not match or not looks_like_place(match["place"]) or _IMPRINT_BEFORE.search(view.rest, 0, tail):
        return []
    fields = [("publisher_place", "place"), ("publisher", "publisher"), ("issued", "year")]
    claims = [claim(view, field, match.span(group), (match.start(), match.end("year") + 1)) for field, group in fields]
    if match["edition"]:
        said = match["edition"].rsplit(" ", 1)[0]
        start = match.start("edition")
        claims.append(Claim("edition", said, start, start + len(said), *match.span()))
    if match["note"]:
        is_part = _PART.search(view.rest, 0, tail) is not None
        value = as_value(match["note"])
        claims.append(claim(view, "page" if is_part else "note", match.span("note"), match.span("point"), value))
    return claims
