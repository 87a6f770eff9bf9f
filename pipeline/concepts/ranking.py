"""Ranking: phrases grouped by normal form and put in order."""

import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.concepts.phrases import Phrase, Stems
from pipeline.concepts.scoring import Weights, score_phrase

MIN_JOINT: Final = 2
"""Occurrences from which a phrase with "of" counts as a term and not as a turn of speech."""

Groups = dict[Stems, list[Phrase]]


@dataclass(slots=True)
class Ranked:
    """A phrase in all its forms: label, normal form, score and places in order."""

    label: str
    lemma: str
    score: float
    places: list[Phrase]


def group_phrases(phrases: Iterable[Phrase]) -> Groups:
    """Return the phrases by normal form, without what only stands in a phrase with "of" or says too little.

    Phrases with "of" that come once are left out; so is what stands nowhere but in those that stay.
    """
    groups: Groups = {}
    for phrase in phrases:
        groups.setdefault(phrase.form.stems, []).append(phrase)
    return _settle_joints(groups)


def _settle_joints(groups: Groups) -> Groups:
    kept = {s: group for s, group in groups.items() if len(group) >= MIN_JOINT or not group[0].form.is_joint}
    outer = sorted((p.text, p.start, p.end) for group in kept.values() if group[0].form.is_joint for p in group)
    if not outer:
        return kept

    def is_inside(place: Phrase) -> bool:
        at = bisect_right(outer, (place.text, place.start, sys.maxsize)) - 1
        return at >= 0 and outer[at][0] == place.text and place.end <= outer[at][2]

    return {s: group for s, group in kept.items() if group[0].form.is_joint or not all(map(is_inside, group))}


def rank_groups(groups: Groups, weights: Weights, begin: int = 0) -> list[Ranked]:
    """Return the groups best first; the best one has the score 1.

    Args:
        groups: Phrases by normal form, each group in the order of the text.
        weights: The formula.
        begin: Position of the first word of the text that is ranked.
    """
    counts = _count_words(groups)
    ranked = []
    for stems, group in groups.items():
        label = _label(group)
        ranked.append(Ranked(label, " ".join(stems), score_phrase(weights, group, counts, label, begin), group))
    best = max((phrase.score for phrase in ranked), default=0) or 1
    for phrase in ranked:
        phrase.score = round(phrase.score / best, 6)
    ranked.sort(key=lambda phrase: (-phrase.score, phrase.label))
    return ranked


def _count_words(groups: Groups) -> dict[str, int]:
    counts: dict[str, int] = {}
    for group in groups.values():
        # The parts of a phrase with "of" are counted as phrases of their own, unless they are refused.
        if not group[0].form.is_joint:
            for word, _, _ in group[0].form.words:
                counts[word] = counts.get(word, 0) + len(group)
    return counts


def _label(group: Sequence[Phrase]) -> str:
    """Return the most frequent form; of equally frequent ones the shortest, which is the singular."""
    if len(group) == 1:
        return group[0].label
    counts = Counter(phrase.label for phrase in group)
    return min(counts, key=lambda label: (-counts[label], len(label), label))
