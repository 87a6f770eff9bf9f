"""Vocabulary: the labels of controlled concepts, found in texts in any inflection.

Labels are kept by their stems, joined with spaces; each first stem knows how many words the labels have that begin
with it, so that a text is read once. The longest label wins, then the one that is there letter for letter, then
preferred before alternative ones. What fits several concepts equally well is none of them.
"""

import gc
import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Final, NamedTuple, get_args

from pipeline.concepts.candidates import letter_at
from pipeline.concepts.entities import plain_form
from pipeline.concepts.lexicon import Lexicon
from pipeline.concepts.phrases import Phrase, Text
from pipeline.concepts.stems import Stems
from pipeline.concepts.vocabulary_files import Terms, read_vocabulary
from schemas.terms import LabelMatch

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_BETWEEN: Final = re.compile(r"[\s,/&'’‐‑–-]{1,3}|(?:\s*--\s*)")
"""What may stand between two words of a label in a text."""
_MATCHES: Final[tuple[LabelMatch, ...]] = get_args(LabelMatch)
_MOST_IN_LABEL: Final = 12
_NOUNS: Final = frozenset("NPG")


class Entry(NamedTuple):
    """A concept of the vocabulary."""

    uri: str | None
    label: str
    lemma: str


class Vocabulary:
    """The concepts of one or several vocabularies."""

    def __init__(self, files: Iterable[Terms]) -> None:
        self._stems = Stems()
        self._uris: list[str | None] = []
        self._preferred: list[str] = []
        self._above: dict[int, tuple[int, ...]] = {}
        self._labels: list[str] = []
        self._concepts = array("i")
        self._is_preferred = bytearray()
        self._by_stems: dict[str, int | tuple[int, ...]] = {}
        self._lengths: dict[str, int] = {}
        for terms in files:
            self._add(terms)
        self._stems.clear()

    def _add(self, terms: Terms) -> None:
        first_concept = len(self._uris)
        keys = sorted(key for key, term in terms.items() if term.preferred)
        has_hierarchy = any(term.broader for term in terms.values())
        numbers = {key: number for number, key in enumerate(keys, first_concept)} if has_hierarchy else {}
        for number, key in enumerate(keys, first_concept):
            term = terms.pop(key)  # both at once would take twice the memory
            preferred = term.preferred or ""
            self._uris.append(term.uri)
            self._preferred.append(preferred)
            self._add_label(preferred, number, is_preferred=True)
            if term.broader and (above := {numbers[up] for up in term.broader if up in numbers} - {number}):
                self._above[number] = tuple(sorted(above))
            if term.alternatives:
                for label in sorted(set(term.alternatives) - {preferred}):
                    self._add_label(label, number, is_preferred=False)

    def _add_label(self, label: str, concept: int, *, is_preferred: bool) -> None:
        stems = [self._stems[word] for word in _WORD.findall(label.lower())]
        if not 0 < len(stems) <= _MOST_IN_LABEL:
            return
        number = len(self._labels)
        self._labels.append(label)
        self._concepts.append(concept)
        self._is_preferred.append(is_preferred)
        key = " ".join(stems)
        before = self._by_stems.get(key)
        if before is None:
            self._by_stems[key] = number
        else:
            self._by_stems[key] = (*before, number) if isinstance(before, tuple) else (before, number)
        first = stems[0]
        self._lengths[first] = self._lengths.get(first, 0) | 1 << len(stems)

    def __len__(self) -> int:
        return len(self._uris)

    def entry(self, concept: int) -> Entry:
        """Return the concept with this number."""
        label = self._preferred[concept]
        lemma = " ".join(self._stems[word] for word in _WORD.findall(label.lower()))
        return Entry(self._uris[concept], label, lemma)

    def broader(self, concept: int) -> tuple[tuple[str, str, int], ...]:
        """Return URI (label without one), label and distance of everything above a concept, nearest first."""
        found: dict[int, int] = {concept: 0}
        edge = [concept]
        while edge:
            above = {up for number in edge for up in self._above.get(number, ())} - found.keys()
            found |= dict.fromkeys(sorted(above), found[edge[0]] + 1)
            edge = sorted(above)
        del found[concept]
        return tuple(
            (self._uris[n] or self._preferred[n], self._preferred[n], distance) for n, distance in found.items()
        )

    def find(self, texts: Sequence[Text], lexicon: Lexicon) -> Iterator[tuple[int, Phrase]]:
        """Yield number and place of each controlled concept in the texts, in order; places do not overlap."""
        offset = 0
        for number, text in enumerate(texts):
            for concept, match, start, end in self.match(text):
                label = " ".join(text.text[start:end].split())
                position = offset + sum(token < start for token in text.tagged.starts)
                yield concept, Phrase(number, start, end, position, plain_form(label, lexicon), label, "", "", match)
            offset += len(text.tagged.starts)

    def match(self, text: Text) -> Iterator[tuple[int, LabelMatch, int, int]]:
        """Yield concept, kind of match, start and end of each label in a text."""
        spans = [match.span() for match in _WORD.finditer(text.text)]
        stems = [self._stems[text.text[start:end].lower()] for start, end in spans]
        lengths, by_stems, n_words = self._lengths, self._by_stems, len(stems)
        free = 0
        for at, stem in enumerate(stems):
            possible = lengths.get(stem)
            if possible is None or at < free:
                continue
            for length in range(min(possible.bit_length() - 1, n_words - at), 0, -1):
                if possible >> length & 1:
                    labels = by_stems.get(" ".join(stems[at : at + length]))
                    if labels is not None and (found := self._choose(text, spans[at : at + length], labels)):
                        yield (*found, spans[at][0], spans[at + length - 1][1])
                        free = at + length
                        break

    def _choose(
        self, text: Text, spans: Sequence[tuple[int, int]], labels: int | tuple[int, ...]
    ) -> tuple[int, LabelMatch] | None:
        """Return the concept that these words name, and how; None when they name none, or several equally well."""
        start, end = spans[0][0], spans[-1][1]
        if not _is_together(text.text, spans) or any(first < end and start < last for first, last in text.masked):
            return None
        if len(spans) == 1 and letter_at(text.tagged, start) not in _NOUNS:
            return None
        written = text.text[start:end]
        words = _WORD.findall(written.lower())
        ranked: dict[int, set[int]] = {}
        for label in (labels,) if isinstance(labels, int) else labels:
            name = self._labels[label]
            if len(name) > 1 and name.isupper() and name != written:  # AIDS are no aids
                continue
            is_exact = _WORD.findall(name.lower()) == words
            rank = (0 if is_exact else 2) + (not self._is_preferred[label])
            ranked.setdefault(rank, set()).add(self._concepts[label])
        if not ranked:
            return None
        best = min(ranked)
        return (ranked[best].pop(), _MATCHES[best]) if len(ranked[best]) == 1 else None


def _is_together(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    return all(
        _BETWEEN.fullmatch(text, before[1], after[0]) and "\n\n" not in text[before[1] : after[0]]
        for before, after in pairwise(spans)
    )


def best_match(matches: Iterable[LabelMatch | None]) -> LabelMatch | None:
    """Return the best kind of match; the order is that of the closed list."""
    found = set(matches)
    return next((match for match in _MATCHES if match in found), None)


def load_vocabularies(names: Iterable[str]) -> Vocabulary:
    """Return the concepts of all these vocabularies together.

    Raises:
        RunError: One of them cannot be used.
    """
    with _no_collection():
        return Vocabulary(map(read_vocabulary, names))


@contextmanager
def _no_collection() -> Iterator[None]:
    """Hold the search for cycles of garbage off: it would look through all the labels again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
