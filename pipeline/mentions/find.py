"""Callouts in prose: *Little 1990*, *(DuFour and Eaker 1998; Louis, et al. 1996)*, *Syme 1939, 1979a, and 1986*.

Each year is read backwards: the names before it, joined by commas and *and*, then *et al.* A callout is what fits a
listed work; of what fits none, only clear shapes are taken, so that *In April 2020*, *the Act of 1998*, *World War
1914* and a book title with its year stay what they are. The text of a callout is names and year alone.
"""

from typing import NamedTuple

from pipeline.mentions.callout_words import EDITORIAL, MONTHS, NEVER_NAMES, REPORTS, TIME_WORDS
from pipeline.mentions.listing import Entry, Listing
from pipeline.mentions.names import REACH, Name, Reading, initials_before, is_initial, letters_of, readings
from pipeline.mentions.passages import (
    end_of_passage,
    find_years,
    open_parentheses,
    start_of_names,
    start_of_passage,
)
from pipeline.mentions.phrases import key
from pipeline.mentions.tokens import Token, tokenize
from pipeline.mentions.usual import usual_callout


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


NO_LISTING = Listing(())


def find_callouts(text: str, listing: Listing = NO_LISTING) -> tuple[Callout, ...]:
    """Return the callouts in ``text`` in order; without a listing those whose shape alone is clear."""
    years = find_years(text, listing)
    if not years:
        return ()
    found: list[Callout] = []
    done = scanned = depth = 0
    for number, at in enumerate(years):
        if at < done:
            continue
        if usual := usual_callout(text, done, at, listing):
            depth, scanned = open_parentheses(text, scanned, usual.start, depth), usual.start
            found.append(Callout(*usual[:6], "parenthetical" if depth else "narrative", usual.entries))
            done = usual.end
            continue
        start = start_of_passage(text, start_of_names(text, at, done, listing), done)
        end = end_of_passage(text, at)
        for later in years[number + 1 :]:
            is_beyond = later > end and start_of_passage(text, start_of_names(text, later, end, listing), end) > end
            if is_beyond or end == len(text):
                break
            end = max(end, end_of_passage(text, later))
        depth, scanned = open_parentheses(text, scanned, start, depth), start
        piece = text[start:end]
        callouts = callouts_among(piece, tokenize(piece), listing, depth)
        found += [callout._replace(start=start + callout.start, end=start + callout.end) for callout in callouts]
        done = end
    return tuple(found)


def callouts_among(text: str, tokens: list[Token], listing: Listing, depth: int = 0) -> list[Callout]:
    """Return the callouts among the ``tokens`` of ``text``, which begins within so many parentheses."""
    found: list[Callout] = []
    depths = _depths(tokens, depth)
    last = -1  # token of the year of the callout before
    for index, token in enumerate(tokens):
        if token.kind not in {"year", "undated"}:
            continue
        callout = _callout(text, tokens, index, last + 1, listing, depths)
        if callout is None and found and _continues(tokens, last, index):
            callout = _same_names(found[-1], token, listing)
        if callout:
            found.append(callout)
            last = index
    return found


def called_by_title(start: int, end: int, entries: tuple[Entry, ...]) -> Callout:
    """Return the callout of a work by its title."""
    return Callout(start, end, (), is_et_al=False, year=None, letter=None, form="title", entries=entries)


def _depths(tokens: list[Token], depth: int) -> list[int]:
    """Return for each token how many parentheses are open before it, when ``depth`` are before the first."""
    depths = []
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
    fallback: Reading | None = None
    for reading in readings(text, tokens, index, floor, listing):
        if _is_date(tokens, reading, floor):
            continue
        forms = tuple(name.form for name in reading.names)
        initials = initials_before(tokens, reading.names[0].first, floor)
        entries = listing.fitting(forms, is_et_al=reading.is_et_al, year=year, letter=letter)
        if entries:
            first = reading.names[0].first
            if initials is not None:
                letters = letters_of(tokens, initials, first)
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
    reading: Reading,
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


def _printed(text: str, tokens: list[Token], name: Name) -> str:
    printed = " ".join(text[tokens[name.first].start : tokens[name.last].end].split())
    return printed.removesuffix("’s").removesuffix("'s")


def _is_date(tokens: list[Token], reading: Reading, floor: int) -> bool:
    """Return whether a listed name is a month here: *in May 2004*, *3 March 1990*."""
    name = reading.names[0]
    if len(reading.names) > 1 or name.form not in MONTHS:
        return False
    before = tokens[name.first - 1].text.lower() if name.first > floor else ""
    return before in TIME_WORDS or before.isdigit()


def _is_clear(tokens: list[Token], index: int, reading: Reading, listing: Listing, depths: list[int]) -> bool:
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
        return before is not None and before.text in {".", "-", "–"} and first > 1 and is_initial(tokens[first - 2])
    word = before.text
    return word.lower() in {"the", "a", "an", *TIME_WORDS} or (word[0].isupper() and word.lower() not in NEVER_NAMES)


def _fills_parentheses(tokens: list[Token], index: int, reading: Reading, depths: list[int]) -> bool:
    """Return whether a parenthesis, or one of its parts between semicolons, is this callout and nothing else."""
    first = reading.names[0].first
    if not depths[first]:
        return False
    at = first - 1
    while at >= 0 and (tokens[at].text.lower() in EDITORIAL or tokens[at].text in {".", ","}) and first - at < REACH:
        at -= 1
    following = tokens[index + 1].text if index + 1 < len(tokens) else ""
    return at >= 0 and tokens[at].text in {"(", ";"} and following in {")", ";", ",", ":"}


def _continues(tokens: list[Token], last: int, index: int) -> bool:
    """Return whether only commas and *and* stand between two years."""
    return (
        last >= 0
        and index - last <= REACH
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
