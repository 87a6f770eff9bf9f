"""The usual callout: *Little 1990*, *DuFour and Eaker 1998*, *Louis, et al. 1996* of works that are listed.

Nine of ten callouts are of this kind: names that are listed, blanks between their words, commas and *and* between
them. They are read at once here, without tokens; what this module returns is what reading the words around the year
one by one gives, and it returns nothing as soon as anything else stands there.
"""

import re
from typing import NamedTuple

from pipeline.mentions.callout_words import JOINERS, MONTHS
from pipeline.mentions.listing import Ending, Entry, Listing
from pipeline.mentions.phrases import key

_YEAR = re.compile(
    r"(?P<year>1[0-9]{3}|20[0-9]{2})(?P<letter>[a-k])?(?!\w|[–-][0-9])"
    r"(?!(?:\s{0,9}(?:,|(?i:and)|&(?:amp;)?)){0,2}\s{0,9}[12][0-9]{3})"
)
_WORD = re.compile(r"[^\W\d_]+(?:[-’'](?!s\b)[^\W\d_]+){0,3}")
_ET_AL = " et al."
_MOST_NAMES = 12
_LONGEST_WORD = 64
_OPENING = '(“["'
_APART = frozenset(';:)”"?!')
"""Marks that no list of names reaches across."""


class Usual(NamedTuple):
    """A callout of this kind: its place, and what it names."""

    start: int
    end: int
    names: tuple[str, ...]
    is_et_al: bool
    year: int
    letter: str | None
    entries: tuple[Entry, ...]


class _Name(NamedTuple):
    """A listed name: its place and its folded form."""

    start: int
    end: int
    form: str


def usual_callout(text: str, floor: int, at: int, listing: Listing) -> Usual | None:
    """Return the callout that ends in the year at ``at`` when it is of the usual kind and fits a listed work.

    No name may begin before ``floor``.
    """
    year = _YEAR.match(text, at)
    if year is None or at <= floor or text[at - 1] not in " \n\xa0":
        return None
    end = at - 1
    is_et_al = text.endswith(_ET_AL, floor, end)
    if is_et_al:
        end -= len(_ET_AL)
        end -= text.endswith(",", floor, end)
    names = _names_before(text, floor, end, listing, is_et_al=is_et_al)
    while names:
        forms = tuple(name.form for name in names)
        entries = listing.fitting(forms, is_et_al=is_et_al, year=int(year["year"]), letter=year["letter"])
        if entries:
            if len(forms) == 1 and forms[0] in MONTHS:
                return None
            printed = tuple(text[name.start : name.end] for name in names)
            return Usual(names[0].start, year.end(), printed, is_et_al, int(year["year"]), year["letter"], entries)
        names = names[1:]
    return None


def _names_before(text: str, floor: int, end: int | None, listing: Listing, *, is_et_al: bool) -> list[_Name]:
    """Return the longest list of listed names that ends at ``end``; none when anything unusual stands there."""
    names: list[_Name] = []
    while end and len(names) < _MOST_NAMES:
        word = _word_ending_at(text, floor, end)
        ending = listing.last_words.get(key(word).rpartition(" ")[2]) if word else None
        if word and ending is None:
            return names
        name = _name_ending_at(text, floor, end, ending, end - len(word)) if ending else None
        if name is None:
            return []
        if not name.form:
            return names
        names.insert(0, name)
        end = _end_of_name_before(text, floor, name.start, len(names), is_et_al=is_et_al)
    return names if end == 0 else []


def _word_ending_at(text: str, floor: int, end: int) -> str:
    """Return the word that ends at ``end``, an opening mark before it aside; an empty one when it is none."""
    blank = text.rfind(" ", max(floor, end - _LONGEST_WORD), end)
    word = text[max(blank + 1, floor) : end].lstrip(_OPENING)
    return word if word.isalpha() or _WORD.fullmatch(word) else ""


def _name_ending_at(text: str, floor: int, end: int, ending: Ending, start: int) -> _Name | None:
    """Return the longest listed name whose last word is ``text[start:end]``, without form when there is none.

    ``None`` when words before it are not plain.
    """
    form = key(text[start:end])
    name = _Name(start, end, form if form in ending.forms else "")
    for _ in range(ending.longest - 1):
        if start <= floor or text[start - 1] != " ":
            break
        before = max(text.rfind(" ", floor, start - 1) + 1, floor)
        bare = text[before : start - 1].lstrip(_OPENING)
        word = bare.rstrip(".,?!")
        if (not word and before == floor) or (word[-1:] in _APART and word != "&amp;"):
            break
        start = start - 1 - len(bare)
        if word.isalpha() and word.isascii() and word.lower() not in ending.firsts:
            continue
        if not _WORD.fullmatch(word):
            return None
        form = key(text[start:end])
        if form in ending.forms:
            name = _Name(start, end, form)
    return name if not name.form or not text[name.start : name.end].islower() else None


def _end_of_name_before(text: str, floor: int, start: int, count: int, *, is_et_al: bool) -> int | None:
    """Return where the name before a list of ``count`` names that begins at ``start`` ends; 0 when it has none more.

    ``None`` when it is unusual what stands there.
    """
    at = start - 1
    if at <= floor or text[at] in _OPENING:
        return 0
    if text[at] != " ":
        return None
    mark = text[at - 1]
    if mark == ",":
        return _unless_digit(text, floor, at - 1) if count > 1 or is_et_al else 0
    if count == 1 and text.endswith(" and", floor, at):
        end = at - len(" and")
        return _unless_digit(text, floor, end - text.endswith(",", floor, end))
    return 0 if _is_apart(text, floor, at, mark) else None


def _is_apart(text: str, floor: int, end: int, mark: str) -> bool:
    """Return whether what ends at ``end`` with the character ``mark`` surely belongs to no list of names after it."""
    if mark in _APART or mark.isdigit():
        return not text.endswith("&amp;", floor, end)
    if mark == ".":
        return not text[end - 2].isupper()
    word = text[max(text.rfind(" ", floor, end) + 1, floor) : end]
    return mark.isalpha() and "\n" not in word and (word == "and" or word.lower() not in JOINERS)


def _unless_digit(text: str, floor: int, end: int) -> int:
    """Return ``end``; 0 when what ends there is a number, or stands before ``floor``."""
    return 0 if end <= floor or text[end - 1].isdigit() else end
