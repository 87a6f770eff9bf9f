"""Volumes of books: how many there are (``4 vols.``) and which one is cited (``Vol. 2``)."""

import re

from pipeline.references.claims import Claim, View, announcing, claim

_HOW_MANY = re.compile(
    r"(?P<lead>[\s(,])(?P<n>\d{1,3}|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix)\s(?:vols?\.?|volumes|"
    r"Bde\.?|tomes|tomos)(?=[\s).,]|\Z)\)?"
)
_WHICH = re.compile(
    r"(?:(?<=[\x1f.,;:(?!”\"] )|(?<=\()|(?<=[a-z] )(?=Vol(?:ume|\.) \d{1,3}\.))(?:[Vv]ol(?:ume|"
    r"s?\.)?|Bd\.|Band|[Tt]om[eo]|[TtТт]\.)\s(?P<volume>\d{1,4}[A-Za-z]?(?:\.\d{1,3})?(?:[-–]\d{1,3})"
    r"?|[IVXLC]{1,7}|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive)(?=[.,;)\s]|\Z)(?P<of>\sof(?=\s[A-Z]))?\)?"
)
_TITLE = re.compile(r"[,:] (?P<title>[^\W\d_a-z][^.:\x1f]{3,160})(?=\.\s|[\s.]*\Z|\x1f)")
_NUMBERED_SERIES = re.compile(
    r"(?<=[.?!”\"] )(?P<series>(?:[^\W\d_a-z][\w’&-]*|of|the|in|and|on|for)(?: (?:[^\W\d_a-z][\w’&-]*|of|the|in|and|on|for)){1,9}), vol\. \d{1,3}\Z"
)
"""A series in capitals and its number after the title: ``Ports at risk. Sea Studies, vol. 12``."""
_WHOLE = re.compile(r" (?P<title>[^\W\d_a-z][^.:\x1f]{3,160})(?=\.\s|[\s.]*\Z|\x1f)")
"""The title of all volumes: ``Vol. 2 of The history of harbours``."""
_PART = re.compile(
    r"\. (?P<part>(?:Part|Book|Section|Teil) (?:\d{1,3}|[IVX]{1,5})(?:[,:] [^.:\x1f]{3,160})?)(?=\.\s|[\s.]*\Z)"
)
"""A part of a volume: ``Vol. 4, Physics. Part 2, Mechanical Engineering``."""
_NUMERALS = {"two": "2", "three": "3", "four": "4", "five": "5", "six": "6"}
_WORDS = announcing(
    "vol vols Vol Vols volume volumes Volume Volumes Bd Bde Band Bände tome tomes tomo tomos Tome Tomo t T т Т".split()
)


def volumes(view: View) -> list[Claim]:
    """Return number of volumes and volume of a book, and as note the title of the volume (``Vol. 2, Heresies``)."""
    if view.words.isdisjoint(_WORDS):
        return []
    text = view.rest
    claims = []
    match = _HOW_MANY.search(text, view.body)
    if match:
        claims.append(
            Claim(
                "number_of_volumes",
                _NUMERALS.get(match["n"].lower(), match["n"]),
                *match.span("n"),
                match.start("n"),
                match.end(),
            )
        )
    if "volume" not in view.got:
        match = _WHICH.search(text, view.body)
        if match:
            named = _NUMBERED_SERIES.search(text, view.body, match.end()) if "_in" not in view.got else None
            if named and not match["of"] and named.start("series") > view.body + 1:
                series = claim(view, "collection_title", named.span("series"), (named.start("series"), match.end()))
                return [*claims, series, series._replace(field="collection_number", value=match["volume"],
                        start=match.start("volume"), end=match.end("volume"))]  # fmt: skip
            claims.append(Claim("volume", match["volume"], *match.span("volume"), *match.span()))
            whole = _WHOLE.match(text, match.end()) if match["of"] and "_in" not in view.got else None
            if whole:
                return [*claims, claim(view, "collection_title", whole.span("title"), whole.span())]
            of_volume = _TITLE.match(text, match.end())
            if of_volume:
                claims.append(claim(view, "note", of_volume.span("title"), of_volume.span()))
                part = _PART.match(text, of_volume.end())
                if part:
                    claims.append(claim(view, "note", part.span("part"), part.span()))
    return claims
