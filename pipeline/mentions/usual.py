"""The usual callout: *Little 1990*, *DuFour and Eaker 1998*, *Louis, et al. 1996* of works that are listed.

Nine of ten callouts are of this kind. They are read at once here; what this module returns is what reading the words
around the year one by one gives.
"""

import itertools
import re
from typing import NamedTuple

from pipeline.mentions.callout_words import MONTHS, NEVER_NAMES
from pipeline.mentions.listing import Entry, Listing
from pipeline.mentions.phrases import key

_NAME = r"[^\W\d_a-z][^\W\d_]*(?:(?:-|[’'](?!s\b))[^\W\d_]+){0,3}"
_NAMES = re.compile(
    r"(?:.{0,80}(?:[();“”\"]|[0-9”)][.!?,]))?[ \n]{0,2}(?:and )?(?:(?P<opener>[A-Z][a-z]+) )?"
    rf"(?P<names>{_NAME}(?:(?:, {_NAME}){{1,10}},? and {_NAME}| and {_NAME})?)(?P<et_al>,? et al\.)?[ \n\xa0]"
)
_YEAR = re.compile(
    r"(?P<year>[12][0-9]{3})(?P<letter>[a-k])?(?!\w|[–-][0-9])(?!\s{0,2},?\s{0,2}(?:(?:and|&)\s{0,2})?[12][0-9]{3})"
)
_LONGEST = 300
_JOIN = re.compile(r",? and |, ")


class Usual(NamedTuple):
    """A callout of this kind: its place, and what it names."""

    start: int
    end: int
    names: tuple[str, ...]
    is_et_al: bool
    year: int
    letter: str | None
    entries: tuple[Entry, ...]


def usual_callout(text: str, start: int, at: int, listing: Listing) -> Usual | None:
    """Return the callout that ends in the year at ``at``, when all between ``start`` and there is of the usual kind.

    No name may begin before ``start``. ``None`` when it is of another kind or fits no listed work.
    """
    year = _YEAR.match(text, at) if at - start <= _LONGEST else None
    match = _NAMES.fullmatch(text, start, at) if year else None
    if year is None or match is None:
        return None
    if match["opener"] and not _is_opener(match["opener"].lower(), listing):
        return None
    names = tuple(_JOIN.split(match["names"]))
    forms = tuple(map(key, names))
    is_et_al = match["et_al"] is not None
    if forms[0] in MONTHS or not all(forms) or any(" " in form for form in forms) or _is_one_name(forms, listing):
        return None
    entries = listing.fitting(forms, is_et_al=is_et_al, year=int(year["year"]), letter=year["letter"])
    if not entries:
        return None
    return Usual(match.start("names"), year.end(), names, is_et_al, int(year["year"]), year["letter"], entries)


def _is_opener(word: str, listing: Listing) -> bool:
    """Return whether a word with a capital is one that begins sentences (*While Little 1990*) and part of no name."""
    return word in NEVER_NAMES and word not in listing.words and word not in listing.last_words


def _is_one_name(forms: tuple[str, ...], listing: Listing) -> bool:
    """Return whether two names of a list may be one: *Castro, Leiva* where someone of both names is listed."""
    return any(
        f"{one} {other}" in ending.forms
        for one, other in itertools.pairwise(forms)
        if (ending := listing.last_words.get(other))
    )
