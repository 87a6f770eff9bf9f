"""The word ``In`` that begins the book a chapter stands in."""

import re

from pipeline.claims import Claim, View

_IN = re.compile(
    r"(?:(?<=[.,;?!”\"’'»)\]])|\A)\s*(?:\s[Ii]n|^[Ii]n|\sEn|\sDans|\sdans)(?::\s*|\s+)(?=[^\W\d_a-z]|[\"“‘«(\[\d]|de |van |von |d’|i[A-Z])"
)
_IN_BARE = re.compile(r"\s*[Ii]n:?\s+(?=[^\W_a-z])")


def part_of(view: View) -> list[Claim]:
    """Return the word that says the work is part of another one, as field ``_in``."""
    title = view.got.get("title")
    begin = title.end if title else view.body
    text = view.rest
    if " in" not in text and " In" not in text and " En " not in text and "ans " not in text:
        return []
    match = _IN_BARE.match(text, _skip(text, begin)) if title else None
    match = match or _IN.search(text, max(begin - 1, 0))
    if not match or (title is None and match[0].strip()[:1] in "ied" and text[match.start() - 1] not in '”"’»)'):
        return []
    if match.start() <= view.body + 1 and not title:
        return []
    return [Claim("_in", "In", match.start(), match.end(), *match.span())]


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in " .,;”\"’'»":
        at += 1
    return at
