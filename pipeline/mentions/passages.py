"""Passages: the few words around a year in which a callout may stand, so that prose need not be read word by word.

A callout ends in a year, or in words for an undated work. Most years in prose stand behind a small word (*between 1880
and 1914*), where none can end; and a word in small letters that is part of no listed name ends the names before a year.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.mentions.callout_words import JOINERS, PARTICLES
from pipeline.mentions.listing import Listing

_YEAR = re.compile(r"[12][0-9]{3}(?<![\w.,][0-9]{4})(?=[a-k]?(?!\w))")
_UNDATED = re.compile(r"n\.\s?d\.|forthcoming|in\spress")
_PARENTHESIS = re.compile(r"[()]")
_LONGEST_WORD = 64
_BEFORE = 3
"""Words before the names that tell what they are: *(see also Little 1990)*."""
_AFTER = 3
"""Words from the year on: what follows it tells too, and *in press* are two words."""
_GO_ON = JOINERS | PARTICLES | {"al"}


class Passage(NamedTuple):
    """A span of a text, and how many parentheses are open where it begins."""

    start: int
    end: int
    depth: int


def find_passages(text: str, listing: Listing) -> Iterator[Passage]:
    """Yield the passages of ``text`` in which a callout may stand, in order; they do not overlap."""
    spans: list[tuple[int, int]] = []
    done = 0
    for at in _years(text):
        if not _may_end_callout(text, at, listing):
            continue
        start, end = _start(text, at, done, listing), _end(text, at)
        if spans and start <= done:
            spans[-1] = (spans[-1][0], max(end, done))
        else:
            spans.append((start, end))
        done = spans[-1][1]
    scanned = depth = 0
    for start, end in spans:
        depth = _depth(text, scanned, start, depth)
        scanned = start
        yield Passage(start, end, depth)


def _years(text: str) -> list[int]:
    """Return where years, and words that stand for them, begin."""
    years = [match.start() for match in _YEAR.finditer(text)]
    if "d." in text or "press" in text or "forthcoming" in text:
        years = sorted([*years, *(match.start() for match in _UNDATED.finditer(text))])
    return years


def _may_end_callout(text: str, at: int, listing: Listing) -> bool:
    """Return false when the word before is one in small letters that ends no listed name."""
    before = text[max(0, at - _LONGEST_WORD) : at].rstrip(" \n\t\xa0(,")
    word = before[before.rfind(" ") + 1 :]
    is_whole = len(word) < len(before) or at <= _LONGEST_WORD
    return bool(word) and not (is_whole and _is_small(word) and word != "al" and word not in listing.last_words)


def _is_small(word: str) -> bool:
    return word.islower() and word.isascii() and word.isalpha()


def _start(text: str, at: int, done: int, listing: Listing) -> int:
    """Return where the names before a year begin at the latest, with some words before them; ``done`` at least."""
    while at > done:
        blank = text.rfind(" ", done, at)
        word = text[blank + 1 : at] if blank >= 0 else ""
        at = max(blank, done)
        if _is_small(word) and word not in _GO_ON and word not in listing.words:
            break
    for _ in range(_BEFORE):
        at = max(text.rfind(" ", done, at), done)
    return at


def _end(text: str, at: int) -> int:
    """Return where some words end of which the first is a year."""
    for _ in range(_AFTER):
        at = text.find(" ", at + 1)
        if at < 0:
            return len(text)
    return at


def _depth(text: str, start: int, end: int, depth: int) -> int:
    """Return how many parentheses are open at ``end``, when ``depth`` are at ``start``."""
    for match in _PARENTHESIS.finditer(text, start, end):
        depth = depth + 1 if match[0] == "(" else max(0, depth - 1)
    return depth
