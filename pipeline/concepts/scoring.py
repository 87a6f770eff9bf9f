"""Scores: how much a phrase says about the text it stands in.

Two formulas, found best on short and on long texts (``docs/concepts.md``). Both weigh how rare the words are in
English, how often words and phrase occur, how early the phrase comes, and what stands before and after it.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pipeline.concepts.phrases import Phrase

SHORT_TEXT: Final = 400
"""Words up to which a text is short: an abstract, a paragraph, a note."""

ADJECTIVE: Final = 0.9
"""Weight of an adjective beside that of a noun."""
LED_BY_PREPOSITION: Final = 1.3
"""Factor of a phrase after a preposition: a whole noun phrase, not the rest of one or a mistake of the tagger."""
LED_BY_ARTICLE: Final = 1.2
"""Factor of a phrase after an article, for the same reason."""
BEFORE_OF: Final = 0.6
"""Factor of a phrase before "of", which is mostly about the phrase behind it: "the application of fuzzy logic"."""
BEFORE_PREPOSITION: Final = 0.85
"""The same before other prepositions."""
ACRONYM: Final = 1.5
"""Factor of a single word with a capital inside, against other single words."""


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
    rarity=2, word_count=0.5, phrase_count=0.6, position=0.8, single=0.5, length=0, once=1, vague_once=1
)
LONG: Final = Weights(
    rarity=1, word_count=0.3, phrase_count=1, position=0.6, single=0.3, length=0.5, once=0.65, vague_once=0.45
)


def choose_weights(n_words: int) -> Weights:
    """Return the weights for a text of this length."""
    return SHORT if n_words <= SHORT_TEXT else LONG


def score_phrase(
    weights: Weights, places: Sequence[Phrase], counts: Mapping[str, int], label: str, begin: int = 0
) -> float:
    """Return the score of a phrase.

    Args:
        weights: The formula.
        places: Where it occurs, in the order of the text.
        counts: How often the text has each word.
        label: How it is written.
        begin: Position of the first word of the text.
    """
    first, n_places = places[0], len(places)
    words, rarity_power, word_count = first.form.words, weights.rarity, weights.word_count
    score = 0.0
    for word, rarity, is_adjective in words:
        part = rarity**rarity_power * (1 + word_count * _log(counts.get(word, 1)))
        score += part * ADJECTIVE if is_adjective else part
    score *= _surroundings(places) / (1 + weights.position * _log_of_position(first.position - begin))
    if len(words) == 1:
        score *= weights.single if label[1:].islower() else weights.single * ACRONYM
    else:
        score /= len(words) ** weights.length
    if n_places > 1:
        return score * (1 + weights.phrase_count * _log(n_places))
    return score * (weights.vague_once if first.form.is_vague else weights.once)


_log = lru_cache(maxsize=10_000)(math.log)


@lru_cache(maxsize=100_000)
def _log_of_position(position: int) -> float:
    return math.log(1 + position / 20)


_LEADS: Final = {"I": LED_BY_PREPOSITION, "O": LED_BY_PREPOSITION, "D": LED_BY_ARTICLE}
_FOLLOWS: Final = {"I": BEFORE_PREPOSITION, "O": BEFORE_OF}


def _surroundings(places: Sequence[Phrase]) -> float:
    """Return the factor of what stands before a phrase times that of what stands after it, each a mean."""
    led = followed = 0.0
    for place in places:
        led += _LEADS.get(place.before, 1)
        followed += _FOLLOWS.get(place.after, 1)
    return led * followed / len(places) ** 2
