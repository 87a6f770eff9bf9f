"""Ranking: the candidates of some texts, grouped by normal form and put in order."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.candidates import Candidate, find_candidates
from pipeline.lexicon import Lexicon, Word
from pipeline.nlp import Tagged
from pipeline.scoring import choose_weights, score_phrase

Stems = tuple[str, ...]


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
    rarities: tuple[float, ...]
    n_words: int
    position: int
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
    weights = choose_weights(offset)
    scores = {
        stems: score_phrase(weights, group.rarities, [counts[s] for s in stems], len(group.places), group.position)
        for stems, group in groups.items()
    }
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
    words = [text[start:end] for start, end in spans]
    known = [lexicon[word.lower()] for word in words]
    first = _first_kept(known)
    if _is_refused(known[first:]):
        return
    stems = tuple(stem for word in known[first:] for stem in word.stems)
    counts.update(stems)
    group = groups.get(stems)
    if group is None:
        rarities = tuple(rarity for word in known[first:] for rarity in word.rarities)
        group = groups[stems] = _Group(rarities, len(words) - first, offset + candidate.position + first)
    group.places.append(Place(number, spans[first][0], spans[-1][1]))
    group.labels.append(_written(words[first:], candidate.shape[first:]))


def _first_kept(words: Sequence[Word]) -> int:
    first = 0
    while first < len(words) - 1 and (
        "modifier" in words[first].classes or (first == 0 and "verb" in words[0].classes)
    ):
        first += 1
    return first


def _is_refused(words: Sequence[Word]) -> bool:
    """Return whether the words name no subject: genre words, vague ones alone, years, single letters and signs."""
    if any("year" in word.classes for word in words) or all("sign" in word.classes for word in words):
        return True
    return "genre" in words[-1].classes or all(
        not word.classes.isdisjoint(("vague", "modifier", "verb", "genre")) for word in words
    )


def _written(words: Sequence[str], shape: str) -> str:
    """Return the words in lower case, but for proper nouns and words with capitals inside."""
    return " ".join(
        word if letter == "P" or not word[1:].islower() else word.lower()
        for word, letter in zip(words, shape, strict=True)
    )


def _label(labels: Iterable[str]) -> str:
    """Return the most frequent form; of equally frequent ones the shortest, which is the singular."""
    counts = Counter(labels)
    return min(counts, key=lambda label: (-counts[label], len(label), label))
