"""Ranking: the candidates of some texts, grouped by normal form and put in order."""

import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from pipeline.concepts.candidates import Candidate, find_candidates
from pipeline.concepts.lexicon import UNKNOWN_RARITY, Lexicon, Word
from pipeline.concepts.nlp import Tagged
from pipeline.concepts.scoring import Weights, choose_weights, score_phrase

Stems = tuple[str, ...]

MIN_JOINT: Final = 2
"""Occurrences from which a phrase with "of" counts as a term and not as a turn of speech."""

_OPENERS: Final = frozenset('.!?:;•"“‘(')
"""Signs after which a capital says nothing of the word."""


class Text(NamedTuple):
    """A text to rank: its words and the half-open spans no phrase may touch."""

    text: str
    tagged: Tagged
    masked: tuple[tuple[int, int], ...] = ()


class Place(NamedTuple):
    """An occurrence: which text, and where in it."""

    text: int
    start: int
    end: int


@dataclass(slots=True)
class Ranked:
    """A phrase in all its forms: label, normal form, score and places."""

    label: str
    lemma: str
    score: float
    places: list[Place]


@dataclass(slots=True)
class _Group:
    words: tuple[str, ...]
    rarities: tuple[float, ...]
    position: int
    is_joint: bool
    is_vague: bool
    places: list[Place] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)


def rank_phrases(texts: Sequence[Text], lexicon: Lexicon) -> list[Ranked]:
    """Return the phrases of ``texts`` best first, scored together as one document; the best one has the score 1."""
    groups: dict[Stems, _Group] = {}
    counts: Counter[str] = Counter()
    offset = 0
    for number, text in enumerate(texts):
        for candidate in find_candidates(text.text, text.tagged, text.masked):
            _count(text.text, candidate, number, offset, groups, counts, lexicon)
        offset += len(text.tagged.starts)
    groups = _settle_joints(groups)
    weights = choose_weights(offset)
    scores = {stems: _score(weights, group, counts) for stems, group in groups.items()}
    best = max(scores.values(), default=0) or 1
    ranked = [
        Ranked(_label(group.labels), " ".join(stems), round(scores[stems] / best, 6), group.places)
        for stems, group in groups.items()
    ]
    ranked.sort(key=lambda phrase: (-phrase.score, phrase.label))
    return ranked


def _count(
    text: str,
    candidate: Candidate,
    number: int,
    offset: int,
    groups: dict[Stems, _Group],
    counts: Counter[str],
    lexicon: Lexicon,
) -> None:
    spans = candidate.spans
    known = [lexicon[text[start:end].lower()] for start, end in spans]
    joint = candidate.joint
    first = _first_kept(known[:joint])
    if _is_refused_joint(known[first:joint], known[joint + 1 :]) if joint else _is_refused(known[first:]):
        return
    stems = tuple(stem for word in known[first:] for stem in word.stems)
    group = groups.get(stems)
    if group is None:
        named = [word for at, word in enumerate(known) if at >= first and at != joint]
        group = groups[stems] = _Group(
            words=tuple(stem for word in named for stem in word.stems),
            rarities=tuple(rarity for word in named for rarity in word.rarities),
            position=offset + candidate.position + first,
            is_joint=joint is not None,
            is_vague="vague" in known[-1].classes,
        )
    if joint is None:
        counts.update(stems)
    group.places.append(Place(number, spans[first][0], spans[-1][1]))
    group.labels.append(_written(text, spans[first:], candidate.shape[first:], known[first:]))


def _score(weights: Weights, group: _Group, counts: Counter[str]) -> float:
    n_places = len(group.places)
    # The parts of a phrase with "of" are counted as phrases of their own, unless they are refused.
    score = score_phrase(
        weights, group.rarities, [max(1, counts[word]) for word in group.words], n_places, group.position
    )
    if n_places > 1:
        return score
    return score * (weights.vague_once if group.is_vague else weights.once)


def _first_kept(words: Sequence[Word]) -> int:
    first = 0
    while first < len(words) - 1 and (
        "modifier" in words[first].classes or (first == 0 and "verb" in words[0].classes)
    ):
        first += 1
    return first


def _is_refused(words: Sequence[Word]) -> bool:
    """Return whether the words name no subject: genre words, vague ones alone, years, single letters and signs."""
    return _is_about_texts(words) or all(
        not word.classes.isdisjoint(("vague", "modifier", "verb", "genre")) for word in words
    )


def _is_refused_joint(head: Sequence[Word], rest: Sequence[Word]) -> bool:
    """Return whether the words before and after "of" are two subjects, or none: "lack of trust", "aim of the work"."""
    return (
        _is_about_texts(head)
        or _is_about_texts(rest)
        or "partitive" in head[-1].classes
        or "modifier" in rest[0].classes
        or (_is_refused(head) and _is_refused(rest))
    )


def _is_about_texts(words: Sequence[Word]) -> bool:
    years = any("year" in word.classes for word in words)
    return years or all("sign" in word.classes for word in words) or "genre" in words[-1].classes


def _settle_joints(groups: dict[Stems, _Group]) -> dict[Stems, _Group]:
    """Return the groups without rare phrases with "of", and without what stands in the frequent ones only."""
    kept = {s: group for s, group in groups.items() if not group.is_joint or len(group.places) >= MIN_JOINT}
    outer = sorted(place for group in kept.values() if group.is_joint for place in group.places)
    if not outer:
        return kept

    def is_inside(place: Place) -> bool:
        at = bisect_right(outer, (place.text, place.start, sys.maxsize)) - 1
        return at >= 0 and outer[at].text == place.text and place.end <= outer[at].end

    return {s: group for s, group in kept.items() if group.is_joint or not all(map(is_inside, group.places))}


def _written(text: str, spans: Sequence[tuple[int, int]], shape: str, known: Sequence[Word]) -> str:
    """Return the words in lower case, but for proper words, words with capitals inside and unknown names.

    What the tagger cuts without a space ("Rh6|G") is put together again.
    """
    label, last = "", -1
    for (start, end), letter, word in zip(spans, shape, known, strict=True):
        form = text[start:end] if letter == "P" or _is_name(text, start, end, word) else text[start:end].lower()
        label += form if start == last or not label else f" {form}"
        last = end
    return label


def _is_name(text: str, start: int, end: int, word: Word) -> bool:
    if not text[start + 1 : end].islower() or "proper" in word.classes:
        return True
    opening = text[max(0, start - 3) : start].rstrip()[-1:]
    return word.rarities == (UNKNOWN_RARITY,) and bool(opening) and opening not in _OPENERS


def _label(labels: Iterable[str]) -> str:
    """Return the most frequent form; of equally frequent ones the shortest, which is the singular."""
    counts = Counter(labels)
    return min(counts, key=lambda label: (-counts[label], len(label), label))
