"""A numbered series that stands in brackets: ``(Topics in Geobiology 28)``; ``title`` finds the others."""

import re

from pipeline.references.claims import Claim, View

_BRACKETED_SERIES = re.compile(
    r"\((?!Suppl|Special|No\b|Issue|Nr\b)(?P<series>[^\W\d_a-z][^()]{4,120}?)(?:,?\s(?:[Nn]o\.?\s|[Vv]ol\.?\s|[Bb]d\.?\s|(?!1[4-9]\d\d|20[0-3]\d))(?P<number>\d{1,4}))\)"
)


def series(view: View) -> list[Claim]:
    """Return a numbered series that stands in brackets."""
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
