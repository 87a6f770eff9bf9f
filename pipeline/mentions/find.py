"""Callouts in prose: *Little 1990*, *(DuFour and Eaker 1998; Louis, et al. 1996)*, *Syme 1939, 1979a, and 1986*.

Each year is read backwards: the names before it, joined by commas and *and*, then *et al.* A callout is what fits a
listed work; of what fits none, only clear shapes are taken, so that *In April 2020*, *the Act of 1998*, *World War
1914* and a book title with its year stay what they are. The text of a callout is names and year alone.
"""

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.mentions.callout_words import EDITORIAL, MONTHS, NEVER_NAMES, PARTICLES, REPORTS, TIME_WORDS
from pipeline.mentions.listing import Entry, Listing
from pipeline.mentions.phrases import Token, key, tokenize

_MAX_NAMES = 12
_OPTIONS = 3
_GROUP_REACH = 60
_ORIGINAL_REACH = 3


class Callout(NamedTuple):
    """A callout: ``text[start:end]`` as printed, without parentheses around it.

    ``names`` are as printed without *et al.*; ``year`` is ``None`` for *n.d.* and *forthcoming*. ``entries`` are the
    listed works that fit; a callout that fits none has a shape that leaves no doubt.
    """

    start: int
    end: int
    names: tuple[str, ...]
    is_et_al: bool
    year: int | None
    letter: str | None
    form: str
    entries: tuple[Entry, ...]


class _Name(NamedTuple):
    """A name that ends before the token looked back from: first token, last token, and its folded form."""

    first: int
    last: int
    form: str
    is_listed: bool


class _Reading(NamedTuple):
    """One way to read what stands before a year."""

    names: tuple[_Name, ...]
    is_et_al: bool
    is_possessive: bool
    is_bracketed: bool


NO_LISTING = Listing(())


def find_callouts(text: str, listing: Listing = NO_LISTING) -> tuple[Callout, ...]:
    """Return the callouts in ``text`` in order; without a listing those whose shape alone is clear."""
    return callouts_of(text, tokenize(text), listing)


def callouts_of(text: str, tokens: list[Token], listing: Listing) -> tuple[Callout, ...]:
    """Return the callouts among the ``tokens`` of ``text``."""
    found: list[Callout] = []
    depths = _depths(tokens)
    last = -1  # token of the year of the callout before
    for index, token in enumerate(tokens):
        if token.kind not in {"year", "undated"}:
            continue
        after = last + 1
        callout = _callout(text, tokens, index, after, listing, depths)
        if callout is None and found and _continues(tokens, last, index):
            callout = _same_names(found[-1], token, listing)
        if callout:
            found.append(callout)
            last = index
    return tuple(found)


def called_by_title(start: int, end: int, entries: tuple[Entry, ...]) -> Callout:
    """Return the callout of a work by its title."""
    return Callout(start, end, (), is_et_al=False, year=None, letter=None, form="title", entries=entries)


def _depths(tokens: list[Token]) -> list[int]:
    """Return for each token how many parentheses are open before it."""
    depth, depths = 0, []
    for token in tokens:
        depths.append(depth)
        if token.text == "(":
            depth += 1
        elif token.text == ")":
            depth = max(0, depth - 1)
    return depths


def _callout(
    text: str, tokens: list[Token], index: int, floor: int, listing: Listing, depths: list[int]
) -> Callout | None:
    year, letter = _year_of(tokens[index])
    fallback: _Reading | None = None
    for reading in _readings(text, tokens, index, floor, listing):
        if _is_date(tokens, reading, floor):
            continue
        forms = tuple(name.form for name in reading.names)
        initials = _initials(tokens, reading.names[0].first, floor)
        entries = listing.fitting(forms, is_et_al=reading.is_et_al, year=year, letter=letter)
        if entries:
            first = reading.names[0].first
            if initials is not None:
                letters = _letters(tokens, initials, first)
                exact = listing.fitting(forms, is_et_al=reading.is_et_al, year=year, letter=letter, initials=letters)
                entries, first = exact or entries, initials if exact else first
            return _made(text, tokens, first, index, reading, entries, depths)
        fallback = reading if _is_clear(tokens, index, reading, listing, depths) else fallback
    if fallback is None or tokens[index].kind == "undated":
        return None
    return _made(text, tokens, fallback.names[0].first, index, fallback, (), depths)


def _year_of(token: Token) -> tuple[int | None, str | None]:
    if token.kind == "undated":
        return None, None
    letter = token.text[4:5]
    return int(token.text[:4]), letter if letter.isalpha() else None


def _made(
    text: str,
    tokens: list[Token],
    first: int,
    index: int,
    reading: _Reading,
    entries: tuple[Entry, ...],
    depths: list[int],
) -> Callout:
    year, letter = _year_of(tokens[index])
    end = tokens[index].end + (reading.is_bracketed and text[tokens[index].end : tokens[index].end + 1] == ")")
    return Callout(
        tokens[first].start,
        end,
        tuple(_printed(text, tokens, name) for name in reading.names),
        reading.is_et_al,
        year,
        letter,
        "parenthetical" if depths[first] else "narrative",
        entries,
    )


def _printed(text: str, tokens: list[Token], name: _Name) -> str:
    printed = " ".join(text[tokens[name.first].start : tokens[name.last].end].split())
    return printed.removesuffix("’s").removesuffix("'s")


def _readings(text: str, tokens: list[Token], index: int, floor: int, listing: Listing) -> Iterator[_Reading]:
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
            yield _Reading(names, is_et_al, is_possessive, is_bracketed)


def _before_original_year(tokens: list[Token], at: int, floor: int) -> int:
    """Return the token before a bracketed year of first publication, as in *Prescott [1847] 2005*."""
    if at >= floor and tokens[at].text == "]":
        for back in range(at - 1, max(floor, at - _ORIGINAL_REACH) - 1, -1):
            if tokens[back].text == "[":
                return back - 1
    return at


def _et_al(tokens: list[Token], at: int, floor: int) -> tuple[bool, int]:
    end = at - (at >= floor and tokens[at].text == ".")
    if end - 1 < floor or tokens[end].text.lower() != "al" or tokens[end - 1].text.lower() != "et":
        return False, at
    before = end - 2
    return True, before - (before >= floor and tokens[before].text == ",")


def _names_ending_at(text: str, tokens: list[Token], at: int, floor: int, listing: Listing) -> list[_Name]:
    """Return the names that end with token ``at``: listed ones, longest first, then what only has the shape of one."""
    names = _listed_names(text, tokens, at, floor, listing)
    shaped = _shaped_name(tokens, at, floor)
    return [*names, shaped] if shaped and all(shaped.form != name.form for name in names) else names


def _listed_names(text: str, tokens: list[Token], at: int, floor: int, listing: Listing) -> list[_Name]:
    last = _bare(tokens[at].text)
    words = key(last).split()
    if not words or words[-1] not in listing.last_words:
        return []
    found = []
    for first in range(at, max(floor, at - listing.longest - 4) - 1, -1):
        if tokens[first].kind != "word" or not tokens[first].text[0].isalnum():
            if tokens[first].text in '();:[]“”"':
                break
            continue
        form = key(_bare(text[tokens[first].start : tokens[at].end]))
        if form in listing.forms and _has_capital(text[tokens[first].start : tokens[at].end]):
            found.append(_Name(first, at, form, is_listed=True))
    return found[::-1][:_OPTIONS]


def _has_capital(name: str) -> bool:
    """Return whether a name begins with a capital, particles aside; scripts without case have none to show."""
    return any(c.isupper() for c in name) or not any(c.islower() for c in name)


def _shaped_name(tokens: list[Token], at: int, floor: int) -> _Name | None:
    token = tokens[at]
    bare = _bare(token.text)
    if token.kind != "word" or not bare[:1].isupper() or bare.lower() in NEVER_NAMES or not any(map(str.islower, bare)):
        return None
    first = at
    while first > floor and tokens[first - 1].text.lower() in PARTICLES and at - first < _ORIGINAL_REACH:
        first -= 1
    form = key(" ".join(t.text for t in tokens[first:at]) + " " + bare)
    return _Name(first, at, form, is_listed=False)


def _bare(name: str) -> str:
    return name.removesuffix("’s").removesuffix("'s").removesuffix("’").removesuffix("'")


def _lists_ending_with(
    text: str, tokens: list[Token], last: _Name, floor: int, listing: Listing, *, is_et_al: bool
) -> list[tuple[_Name, ...]]:
    """Return the lists of names that end with ``last``, longest first: *A, B, and C*, *A and B*, *A*."""
    names: tuple[_Name, ...] = (last,)
    lists = [names]
    while len(names) < _MAX_NAMES:
        at = names[0].first - 1
        joiner = at >= floor and tokens[at].text.lower() in {"and", "&", "y", "und", "et"}
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


def _initials(tokens: list[Token], first: int, floor: int) -> int | None:
    """Return the first token of the initials right before a name, which tell people of one name apart."""
    at = first
    while at - 2 >= floor and tokens[at - 1].text == "." and _is_initial(tokens[at - 2]):
        at -= 2
    return at if at < first else None


def _is_initial(token: Token) -> bool:
    return len(token.text) == 1 and token.text.isupper()


def _letters(tokens: list[Token], start: int, end: int) -> str:
    return "".join(token.text.lower() for token in tokens[start:end] if _is_initial(token))


def _is_date(tokens: list[Token], reading: _Reading, floor: int) -> bool:
    """Return whether a listed name is a month here: *in May 2004*, *3 March 1990*."""
    name = reading.names[0]
    if len(reading.names) > 1 or name.form not in MONTHS:
        return False
    before = tokens[name.first - 1].text.lower() if name.first > 0 else ""
    return before in TIME_WORDS or before.isdigit() or name.first - 1 < floor - 1


def _is_clear(tokens: list[Token], index: int, reading: _Reading, listing: Listing, depths: list[int]) -> bool:
    """Return whether names and year that fit no listed work are a callout beyond doubt."""
    if reading.is_possessive or reading.is_bracketed:
        return False
    forms = tuple(name.form for name in reading.names)
    if listing.has_named(forms, is_et_al=reading.is_et_al):
        return not _follows_capital(tokens, reading.names[0].first)
    if _follows_capital(tokens, reading.names[0].first) or any(f in NEVER_NAMES for f in forms):
        return False
    return (
        reading.is_et_al
        or _fills_parentheses(tokens, index, reading, depths)
        or (index + 1 < len(tokens) and tokens[index + 1].text in REPORTS)
    )


def _follows_capital(tokens: list[Token], first: int) -> bool:
    """Return whether the word before is capitalised too or an article: *the First World War 1914*, *New York 1999*."""
    before = tokens[first - 1] if first else None
    if before is None or before.kind != "word":
        return before is not None and before.text in {".", "-", "–"} and first > 1 and _is_initial(tokens[first - 2])
    word = before.text
    return word.lower() in {"the", "a", "an", *TIME_WORDS} or (word[0].isupper() and word.lower() not in NEVER_NAMES)


def _fills_parentheses(tokens: list[Token], index: int, reading: _Reading, depths: list[int]) -> bool:
    """Return whether a parenthesis, or one of its parts between semicolons, is this callout and nothing else."""
    first = reading.names[0].first
    if not depths[first]:
        return False
    at = first - 1
    while (
        at >= 0
        and (tokens[at].text.lower() in EDITORIAL or tokens[at].text in {".", ","})
        and first - at < _ORIGINAL_REACH
    ):
        at -= 1
    following = tokens[index + 1].text if index + 1 < len(tokens) else ""
    return at >= 0 and tokens[at].text in {"(", ";"} and following in {")", ";", ",", ":"}


def _continues(tokens: list[Token], last: int, index: int) -> bool:
    """Return whether only commas and *and* stand between two years."""
    return (
        last >= 0
        and index - last <= _ORIGINAL_REACH
        and all(token.text.lower() in {",", "and", "&"} for token in tokens[last + 1 : index])
    )


def _same_names(before: Callout, token: Token, listing: Listing) -> Callout | None:
    """Return the callout of a further year of the same names; one that is not listed must at least have a letter."""
    year, letter = _year_of(token)
    forms = tuple(key(name) for name in before.names)
    entries = listing.fitting(forms, is_et_al=before.is_et_al, year=year, letter=letter)
    if token.kind == "undated" or not (entries or letter):
        return None
    return before._replace(start=token.start, end=token.end, year=year, letter=letter, entries=entries)
