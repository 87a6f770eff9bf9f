"""Passages: the few words around a year in which a callout may stand, so that prose need not be read word by word.

A callout ends in a year, or in words for an undated work. Most years in prose stand behind a small word (*between 1880
and 1914*), where none can end; and a word in small letters that is part of no listed name ends the names before a year.
"""

import re

from pipeline.mentions.callout_words import JOINERS, NEVER_NAMES, PARTICLES
from pipeline.mentions.listing import Listing

_YEAR = re.compile(r"[12][0-9]{3}(?<![\w.,][0-9]{4})(?=[a-k]?(?!\w))")
_NO_DATE = re.compile(r"n\.\s?d\.")
_NOT_YET = re.compile(r"forthcoming|in\spress")
_PARENTHESIS = re.compile(r"[()]")
_LONGEST_WORD = 64
_ENDS = ',.!?;:)”"'
"""What no name reaches across, when it stands behind a word that is no abbreviation."""
_SHORTEST_END = 3
_BEFORE = 4
"""Words before the names that tell what they are: *(see also Little 1990)*, and the last that is in none."""
_AFTER = 5
"""Words from the year on: what follows it tells too, *in press* are two words, and a line may break."""
_GO_ON = JOINERS | PARTICLES | {"al"}


def find_years(text: str, listing: Listing) -> list[int]:
    """Return where the years begin, and the words that stand for one, in which a callout may end."""
    years = [match.start() for match in _YEAR.finditer(text)] if "1" in text or "2" in text else []
    undated = [match.start() for match in _NO_DATE.finditer(text)] if "n." in text else []
    if "press" in text or "forthcoming" in text:
        undated += [match.start() for match in _NOT_YET.finditer(text)]
    if undated:
        years = sorted(years + undated)
    return [at for at in years if _may_end_callout(text, at, listing)]


def _may_end_callout(text: str, at: int, listing: Listing) -> bool:
    """Return false when the word before ends no listed name, and has small letters or is known to be nobody's name."""
    before = text[max(0, at - _LONGEST_WORD) : at].rstrip(" \n\t\xa0(,")
    word = before[before.rfind(" ") + 1 :]
    is_whole = len(word) < len(before) or at <= _LONGEST_WORD
    if not word or not is_whole or not word.isascii() or not word.isalpha():
        return bool(word)
    small = word.lower()
    if small in listing.last_words or small == "al":
        return True
    return small not in NEVER_NAMES and small != word


def start_of_names(text: str, at: int, floor: int, listing: Listing) -> int:
    """Return where the names before a year begin at the latest: behind a word that can be in none, or at ``floor``."""
    while at > floor:
        blank = text.rfind(" ", floor, at)
        newline = text.rfind("\n", max(blank, floor), at)
        if newline > 0 and text[newline - 1] not in "-‐":
            blank = newline
        word = text[blank + 1 : at] if blank >= 0 else ""
        bare = word.rstrip(_ENDS)
        if bare.islower() and bare.isascii() and bare.isalpha():
            is_stop = len(bare) >= _SHORTEST_END if len(bare) < len(word) else bare not in _GO_ON
            if is_stop and bare not in listing.words and bare not in listing.last_words:
                return at
        at = max(blank, floor)
    return floor


def start_of_passage(text: str, at: int, floor: int) -> int:
    """Return where the words begin that tell what the names that begin at ``at`` are."""
    for _ in range(_BEFORE):
        at = max(text.rfind(" ", floor, at), floor)
    return at


def end_of_passage(text: str, at: int) -> int:
    """Return where some words end of which the first is a year."""
    for _ in range(_AFTER):
        at = text.find(" ", at + 1)
        if at < 0:
            return len(text)
    return at


def open_parentheses(text: str, start: int, end: int, depth: int) -> int:
    """Return how many parentheses are open at ``end``, when ``depth`` are at ``start``."""
    if text.find("(", start, end) < 0 and (not depth or text.find(")", start, end) < 0):
        return depth
    for match in _PARENTHESIS.finditer(text, start, end):
        depth = depth + 1 if match[0] == "(" else max(0, depth - 1)
    return depth
