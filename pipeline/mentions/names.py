"""Names before a year, read backwards: a list of names joined by commas and *and*, then *et al.* or not."""

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.mentions.callout_words import JOINERS, NEVER_NAMES, PARTICLES
from pipeline.mentions.listing import Listing
from pipeline.mentions.phrases import key
from pipeline.mentions.tokens import Token

_MAX_NAMES = 12
_OPTIONS = 3
_MARKS = 4
"""Marks of punctuation within a name."""
_NOT_IN_NAMES = frozenset('();:[]“”"')
REACH = 3
"""Tokens looked at for the few small words around a name."""


class Name(NamedTuple):
    """A name that ends before the token looked back from: first token, last token, and its folded form."""

    first: int
    last: int
    form: str
    is_listed: bool


class Reading(NamedTuple):
    """One way to read what stands before a year."""

    names: tuple[Name, ...]
    is_et_al: bool
    is_possessive: bool
    is_bracketed: bool


def readings(text: str, tokens: list[Token], index: int, floor: int, listing: Listing) -> Iterator[Reading]:
    """Yield the ways to read the names before the year, those with more names first."""
    at = index - 1
    is_bracketed = at >= floor and tokens[at].text == "("
    if is_bracketed or (at >= floor and tokens[at].text == ","):
        at -= 1
    at = _before_original_year(tokens, at, floor)
    is_et_al, at = _et_al(tokens, at, floor)
    if at < floor:
        return
    is_possessive = tokens[at].text.endswith(("’s", "'s", "s’"))
    for last in _names_ending_at(text, tokens, at, floor, listing):
        for names in _lists_ending_with(text, tokens, last, floor, listing, is_et_al=is_et_al):
            yield Reading(names, is_et_al, is_possessive, is_bracketed)


def _before_original_year(tokens: list[Token], at: int, floor: int) -> int:
    """Return the token before a bracketed year of first publication, as in *Prescott [1847] 2005*."""
    if at >= floor and tokens[at].text == "]":
        for back in range(at - 1, max(floor, at - REACH) - 1, -1):
            if tokens[back].text == "[":
                return back - 1
    return at


def _et_al(tokens: list[Token], at: int, floor: int) -> tuple[bool, int]:
    end = at - (at >= floor and tokens[at].text == ".")
    if end - 1 < floor or tokens[end].text.lower() != "al" or tokens[end - 1].text.lower() != "et":
        return False, at
    before = end - 2
    return True, before - (before >= floor and tokens[before].text == ",")


def _names_ending_at(text: str, tokens: list[Token], at: int, floor: int, listing: Listing) -> list[Name]:
    """Return the names that end with token ``at``: listed ones, longest first, then what only has the shape of one."""
    names = _listed_names(text, tokens, at, floor, listing)
    shaped = _shaped_name(tokens, at, floor)
    return [*names, shaped] if shaped and all(shaped.form != name.form for name in names) else names


def _listed_names(text: str, tokens: list[Token], at: int, floor: int, listing: Listing) -> list[Name]:
    words = key(_bare(tokens[at].text)).split()
    ending = listing.last_words.get(words[-1]) if words else None
    if ending is None:
        return []
    found = []
    for first in range(at, max(floor, at - ending.longest - _MARKS) - 1, -1):
        word = tokens[first].text
        if tokens[first].kind != "word" or not word[0].isalnum():
            if word in _NOT_IN_NAMES:
                break
            continue
        if word.isalnum() and word.isascii() and word.lower() not in ending.firsts:
            continue
        printed = text[tokens[first].start : tokens[at].end]
        form = key(_bare(printed))
        if form in ending.forms and _has_capital(printed):
            found.append(Name(first, at, form, is_listed=True))
    return found[::-1][:_OPTIONS]


def _has_capital(name: str) -> bool:
    """Return whether a name begins with a capital, particles aside; scripts without case have none to show."""
    return any(c.isupper() for c in name) or not any(c.islower() for c in name)


def _shaped_name(tokens: list[Token], at: int, floor: int) -> Name | None:
    token = tokens[at]
    bare = _bare(token.text)
    if token.kind != "word" or not bare[:1].isupper() or bare.lower() in NEVER_NAMES or not any(map(str.islower, bare)):
        return None
    first = at
    while first > floor and tokens[first - 1].text.lower() in PARTICLES and at - first < REACH:
        first -= 1
    form = key(" ".join(t.text for t in tokens[first:at]) + " " + bare)
    return Name(first, at, form, is_listed=False)


def _bare(name: str) -> str:
    if name[-1:] not in "s’'":
        return name
    return name.removesuffix("’s").removesuffix("'s").removesuffix("’").removesuffix("'")


def _lists_ending_with(
    text: str, tokens: list[Token], last: Name, floor: int, listing: Listing, *, is_et_al: bool
) -> list[tuple[Name, ...]]:
    """Return the lists of names that end with ``last``, longest first: *A, B, and C*, *A and B*, *A*."""
    names: tuple[Name, ...] = (last,)
    lists = [names]
    while len(names) < _MAX_NAMES:
        at = names[0].first - 1
        joiner = at >= floor and tokens[at].text.lower() in JOINERS
        comma = at - joiner >= floor and tokens[at - joiner].text == ","
        if not (joiner and len(names) == 1) and not (comma and not joiner and (len(names) > 1 or is_et_al)):
            break
        before = at - joiner - comma
        options = _names_ending_at(text, tokens, before, floor, listing) if before >= floor else []
        if not options:
            break
        names = (options[0], *names)
        lists.append(names)
    return lists[::-1]


def initials_before(tokens: list[Token], first: int, floor: int) -> int | None:
    """Return the first token of the initials right before a name, which tell people of one name apart."""
    at = first
    while at - 2 >= floor and tokens[at - 1].text == "." and is_initial(tokens[at - 2]):
        at -= 2
    return at if at < first else None


def is_initial(token: Token) -> bool:
    """Return whether a token is one capital letter."""
    return len(token.text) == 1 and token.text.isupper()


def letters_of(tokens: list[Token], start: int, end: int) -> str:
    """Return the initials among some tokens, in small letters."""
    return "".join(token.text.lower() for token in tokens[start:end] if is_initial(token))
