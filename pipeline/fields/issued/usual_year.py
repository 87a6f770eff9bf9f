"""The usual year after the names: ``Roe, Jane. 1989. Title``, ``Roe, J. and Doe, K., 1989a. Title``, ``World Bank 1989. Title``.

Most references of the author-date style have it so: nothing but names before it, a full stop and a capital after it.
What is not as plain as that is left to ``after_names``, which gives the same year for what is.
"""

import re
from typing import Final

from pipeline.fields.issued.dates import YEAR
from pipeline.references.claims import Claim, View
from pipeline.references.places import is_known_place
from pipeline.references.sentences import first_sentence_start

_YEAR = rf"(?P<year>{YEAR})(?P<letter>[a-rt-z])?\.(?= [^\W\d_a-z]| [“\"‘«])(?! (?:[Rr]epr|[Rr]pt|[Rr]eissue))"
_AFTER_LIST = re.compile(rf"(?:, (?:eds?|trans|comps?)\.)?\.?(?<=\.) {_YEAR}")
"""A year that stands alone after the usual list of names."""
_AFTER_ANY = re.compile(
    rf"(?P<names>[^\W\d_][^\d“”\"«„:?!()\[\]\x1f]*+)(?<=[^ ] )(?<!\bc )(?<!\bc\. )(?<!\bca )(?<!\bca\. )(?<!circa ){_YEAR}"
)
"""A year with nothing before it but what names are made of."""
STRAY: Final = re.compile(
    r"[\"“«„”:?!\dIVpv](?:(?<=[\"“«„”])|(?<=\d)(?!(?:nd|rd|th)[.,\s]*\Z)|(?<=[:?!])\s|(?<=\bI)n\s|(?<=\b[Vv])ol\.\s|(?<=\bp)p\.\s)"
)
"""What no list of names has; the first character stands alone, so that it is searched for fast."""
_CLOSES = re.compile(
    r"[.:?!] [^\W\d_a-z][^:]{0,80}[^:\d),], (?P<year>(?:1[4-9]|20)\d\d)(?:\.? [(\[]?(?:Orig|First|Repr)[^:]{3,60})?[\s.\x1f]*\Z"
)
"""The year after the publisher, as notes-bibliography has it."""
_IMPRINT = re.compile(
    r"\s{0,2}(?P<place>[^.:\d]{2,40}): [^.:\d]{2,60}, (?:1[4-9]|20)\d\d(?:\. [A-Z]\w[\w ,]{0,20})?[\s.]*\Z"
)
_LONGEST_PLACE = 44
_CLOSES_REACH = 160


def year_after_list(view: View) -> list[Claim] | None:
    """Return the year right after the usual list of names; nothing where it is the title, ``None`` when there is none."""
    text, lead = view.rest, view.lead
    match = _AFTER_LIST.match(text, lead.end) if lead else None
    if match is None:
        return None
    return [] if is_title(text, match) else _plain_year(match)


def year_after_names(view: View) -> list[Claim]:
    """Return the year after names of any kind, in a reference without words that may be its date."""
    text, lead = view.rest, view.lead
    match = _AFTER_ANY.match(text)
    if match is None:
        return []
    end = match.end("names") - 1
    is_listed = lead is not None and lead.end == end
    if STRAY.search(text, 0, end) or (not is_listed and first_sentence_start(text, 0, end)) or is_title(text, match):
        return []
    closes = closing(text) if text[end - 1] != "." else None
    return _plain_year(match) if closes is None or closes["year"] == match["year"] else []


def _plain_year(match: re.Match[str]) -> list[Claim]:
    begin, end = match.span("year")
    claims = [Claim("issued", match["year"], begin, end, begin, match.end())]
    if match["letter"]:
        claims.append(Claim("year_suffix", match["letter"], end, end + 1, end, end + 1))
    return claims


def is_title(text: str, match: re.Match[str]) -> bool:
    """Say whether a year is the title, since only an imprint follows it: ``Orwell, George. 1984. New York: Plume, 2003``."""
    has_colon = text.find(": ", match.end(), match.end() + _LONGEST_PLACE) >= 0
    imprint = _IMPRINT.match(text, match.end()) if has_colon else None
    return imprint is not None and is_known_place(imprint["place"])


def closing(text: str) -> re.Match[str] | None:
    """Return the year after the publisher at the end of the reference."""
    return _CLOSES.search(text, max(0, len(text.rstrip()) - _CLOSES_REACH))
