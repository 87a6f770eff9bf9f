"""A series that brackets or a word show: ``(Topics in Geobiology 28)``, ``coll. « Points »``; ``title`` finds the others."""

import re

from pipeline.references.claims import Claim, View, announcing, claim

_BRACKETED_SERIES = re.compile(
    r"\((?:= )?(?!Suppl|Special|No\b|Issue|Nr\b)(?P<series>[^\W\d_a-z][^()]{4,120}?)(?:,?\s(?:[Nn]o\.?\s|[Vv]ol\.?\s|[Bb]d\.?\s|(?!1[4-9]\d\d|20[0-3]\d))(?P<number>\d{1,4}))\)"
)


_COLLECTION = re.compile(
    r",? [Cc]oll\. (?:[«“\"]\s?(?P<series>[^«»“”\"]{2,80}?)\s?[»”\"])(?:, (?:n[o°º]\.? ?)?(?P<number>\d{1,4}))?"
)
"""As French references have it: ``coll. « Points », 12``."""
_WORDS = announcing(("coll", "Coll"))


def series(view: View) -> list[Claim]:
    """Return a numbered series that stands in brackets, or one that the word *coll.* announces."""
    collection = None if view.words.isdisjoint(_WORDS) else _COLLECTION.search(view.rest, view.body)
    if collection:
        number = collection["number"]
        numbered = (
            [Claim("collection_number", number, *collection.span("number"), *collection.span())] if number else []
        )
        return [claim(view, "collection_title", collection.span("series"), collection.span()), *numbered]
    if "(" not in view.rest:
        return []
    match = _BRACKETED_SERIES.search(view.rest, view.body)
    if not match or "_journal" in view.got:
        return []
    return [
        Claim(
            "collection_title",
            " ".join(match["series"].split()).rstrip(" ,"),
            match.start("series"),
            match.start("series") + len(match["series"].rstrip(" ,")),
            *match.span(),
        ),
        Claim("collection_number", match["number"], *match.span("number"), *match.span()),
    ]
