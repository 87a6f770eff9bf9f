"""Lexicon: stem, rarity and class of each word."""

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Final, NamedTuple

import snowballstemmer

UNKNOWN_RARITY: Final = 0.75
"""Rarity of a word the table does not have."""

_PARTS: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_YEAR: Final = re.compile(r"(?:1\d|20)\d\d(?:s|[a-z])?")
_NOUNS: Final = frozenset(("genre", "vague", "partitive"))
_MOST_WORDS: Final = 100_000
"""Words remembered at once, so that memory does not follow the corpus."""


class Word(NamedTuple):
    """What is known of a word; a hyphen compound has one stem and one rarity for each of its parts."""

    stems: tuple[str, ...]
    rarities: tuple[float, ...]
    classes: frozenset[str]


class Lexicon(dict[str, Word]):
    """Words in lower case, looked up when they are first met.

    Args:
        rarities: How rare words are where that is known better than in the shipped table.
    """

    def __init__(self, rarities: Mapping[str, float] | None = None) -> None:
        super().__init__()
        self._rarities = rarities or {}
        self._stem = snowballstemmer.stemmer("porter").stemWord

    def __missing__(self, text: str) -> Word:
        if len(self) >= _MOST_WORDS:
            self.clear()
        parts = split_word(text)
        word = Word(
            stems=tuple(self._stem(part) for part in parts),
            rarities=tuple(self._rarity(part) for part in parts),
            classes=_classes(text, parts),
        )
        self[text] = word
        return word

    def _rarity(self, part: str) -> float:
        known = self._rarities.get(part)
        return load_rarities().get(part, UNKNOWN_RARITY) if known is None else known


def split_word(text: str) -> list[str]:
    """Return the words of a text, or the parts of a hyphen compound, without apostrophes."""
    return [part.replace("’", "").replace("'", "") for part in _PARTS.findall(text)]


def _classes(text: str, parts: list[str]) -> frozenset[str]:
    found = {name for name, words in load_classes().items() if not words.isdisjoint(_forms(name, text))}
    if text in load_proper_words():
        found.add("proper")
    if any(_YEAR.fullmatch(part) for part in parts):
        found.add("year")
    if not any(len(part) > 1 and not part.isdigit() for part in parts):
        found.add("sign")
    return frozenset(found)


def _forms(name: str, text: str) -> tuple[str, ...]:
    """Return a word as it is listed: nouns stand in the singular, the other classes word for word."""
    if name not in _NOUNS or not text.endswith("s"):
        return (text,)
    return text, text[:-1], text.removesuffix("es"), text.removesuffix("es") + "is", text.removesuffix("ies") + "y"


@cache
def load_rarities() -> dict[str, float]:
    """Return how rare each word of the shipped table is, from 0 (in every sentence) to 1; keys in lower case."""
    return {word.lower(): round((8 - zipf) / 8, 4) for zipf, word in _read_frequencies()}


@cache
def load_common_words() -> frozenset[str]:
    """Return the words of the shipped table that are mostly written in lower case."""
    return frozenset(word for _, word in _read_frequencies() if word.islower())


@cache
def load_proper_words() -> frozenset[str]:
    """Return the words of the shipped table that are mostly capitalised ("french"), in lower case."""
    return frozenset(word.lower() for _, word in _read_frequencies() if not word.islower())


@cache
def load_classes() -> dict[str, frozenset[str]]:
    """Return the classes of ``data/concept_words.txt``: name and words."""
    rows = (line.split("\t") for line in _read_lines("concept_words.txt"))
    return {name: frozenset(words.split()) for name, words in rows}


def _read_frequencies() -> list[tuple[float, str]]:
    rows = (line.split("\t") for line in _read_lines("word_frequencies.tsv"))
    return [(float(value), word) for value, words in rows for word in words.split()]


def _read_lines(name: str) -> list[str]:
    text = resources.files("pipeline").joinpath("data", name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
