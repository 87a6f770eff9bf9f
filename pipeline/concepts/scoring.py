"""Scores: how much a phrase says about the text it stands in.

Two formulas, found best on short and on long texts (``docs/concepts.md``); both weigh how rare the words are in
English, how often words and phrase occur, and how early the phrase comes.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

SHORT_TEXT: Final = 400
"""Words up to which a text is short: an abstract, a paragraph, a note."""


@dataclass(frozen=True)
class Weights:
    """The weights of one formula."""

    rarity: float
    word_count: float
    phrase_count: float
    position: float
    single: float
    length: float
    once: float
    """Factor of a phrase said once: what a long text is about comes back in it."""
    vague_once: float
    """The same of a phrase said once with a vague last word ("American story"); in an abstract it may be a term."""


SHORT: Final = Weights(
    rarity=2, word_count=0.3, phrase_count=0.3, position=0.8, single=0.5, length=0, once=1, vague_once=1
)
LONG: Final = Weights(
    rarity=1, word_count=0.3, phrase_count=1, position=0.6, single=0.3, length=0.5, once=0.8, vague_once=0.5
)


def choose_weights(n_words: int) -> Weights:
    """Return the weights for a text of this length."""
    return SHORT if n_words <= SHORT_TEXT else LONG


def score_phrase(
    weights: Weights, rarities: Sequence[float], counts: Sequence[int], count: int, position: int
) -> float:
    """Return the score of a phrase.

    Args:
        weights: The formula.
        rarities: How rare each word is, 0 to 1.
        counts: How often the text has each word.
        count: How often it has the phrase.
        position: How many words stand before its first occurrence.
    """
    words = sum(
        math.pow(rarity, weights.rarity) * (1 + weights.word_count * math.log(n))
        for rarity, n in zip(rarities, counts, strict=True)
    )
    score = words * (1 + weights.phrase_count * math.log(count))
    score /= 1 + weights.position * math.log(1 + position / 20)
    if len(rarities) == 1:
        score *= weights.single
    return score / math.pow(len(rarities), weights.length)
