"""Phrases: the candidates that may be concepts, with their normal form and the words they are written in."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from pipeline.concepts.candidates import Candidate, find_candidates
from pipeline.concepts.lexicon import UNKNOWN_RARITY, Lexicon, Word
from pipeline.concepts.nlp import Tagged
from schemas.terms import LabelMatch

Stems = tuple[str, ...]

_OPENERS: Final = frozenset('.!?:;•"“‘(')
"""Signs after which a capital says nothing of the word."""
_MOST_FORMS: Final = 50_000
"""Forms remembered at once, so that memory does not follow the corpus."""


class Text(NamedTuple):
    """A text to look in: its words and the half-open spans no phrase may touch."""

    text: str
    tagged: Tagged
    masked: tuple[tuple[int, int], ...] = ()


class Form(NamedTuple):
    """What all phrases of the same words share.

    ``first`` is the word it begins with, after the modifiers that say nothing. ``words`` are the stems, without the
    "of" of a phrase with "of", each with its rarity and with whether it belongs to an adjective.
    """

    first: int
    stems: Stems
    words: tuple[tuple[str, float, bool], ...]
    is_joint: bool
    is_vague: bool


class Phrase(NamedTuple):
    """A phrase where it stands: which text, where in it, how many words of all texts come before, and how written.

    ``before`` and ``after`` are the letters of its neighbours (``pipeline.concepts.candidates``).
    """

    text: int
    start: int
    end: int
    position: int
    form: Form
    label: str
    before: str
    after: str
    match: LabelMatch | None = None
    """Which label of a controlled concept it is."""


class PhraseFinder:
    """Finds phrases; remembers the forms it met.

    Args:
        lexicon: The words.
        about_books: Whether the texts are about books, so that genre words ("handbook", "index") are refused as the
            last word of a phrase; in other texts they are refused alone only, as vague words are.
    """

    def __init__(self, lexicon: Lexicon, *, about_books: bool) -> None:
        self._lexicon = lexicon
        self._about_books = about_books
        self._forms: dict[tuple[str, str], Form | None] = {}

    def find(self, texts: Sequence[Text]) -> Iterator[Phrase]:
        """Yield the phrases of the texts in order."""
        offset = 0
        for number, (text, tagged, masked) in enumerate(texts):
            for candidate in find_candidates(text, tagged, masked):
                spans, position, _, before, after = candidate
                form = self._form(text[spans[0][0] : spans[-1][1]].lower(), text, candidate)
                if form is not None:
                    start, end = spans[form.first][0], spans[-1][1]
                    label = text[start:end]
                    if not label.islower() or not label.isascii() or label.count(" ") != len(spans) - form.first - 1:
                        label = self._written(text, candidate, form.first)
                    at = offset + position + form.first
                    yield Phrase(number, start, end, at, form, label, before, after)
            offset += len(tagged.starts)

    def _form(self, written: str, text: str, candidate: Candidate) -> Form | None:
        """Return the form of a phrase; None when it names no subject."""
        key = (written, candidate.shape)
        if key not in self._forms:
            if len(self._forms) >= _MOST_FORMS:
                self._forms.clear()
            words = [text[start:end].lower() for start, end in candidate.spans]
            self._forms[key] = self._new_form(words, candidate.shape)
        return self._forms[key]

    def _new_form(self, words: Sequence[str], shape: str) -> Form | None:
        known = [self._lexicon[word] for word in words]
        joint = shape.find("O")
        first = _first_kept(known[:joint] if joint > 0 else known)
        if joint > 0:
            refused = self._is_refused_joint(known[first:joint], known[joint + 1 :])
        else:
            refused = self._is_refused(known[first:])
        if refused:
            return None
        named = [(known[at], shape[at] == "J") for at in range(first, len(known)) if at != joint]
        return Form(
            first=first,
            stems=tuple(stem for word in known[first:] for stem in word.stems),
            words=tuple(
                (stem, rarity, adjective)
                for word, adjective in named
                for stem, rarity in zip(word.stems, word.rarities, strict=True)
            ),
            is_joint=joint > 0,
            is_vague="vague" in known[-1].classes,
        )

    def _is_refused(self, words: Sequence[Word]) -> bool:
        """Return whether the words name no subject: genre words, vague ones alone, years, single letters and signs."""
        if self._is_about_texts(words):
            return True
        if len(words) > 1 and not self._about_books:  # "time series", "information system"
            return False
        return all(not word.classes.isdisjoint(("vague", "modifier", "verb", "genre")) for word in words)

    def _is_refused_joint(self, head: Sequence[Word], rest: Sequence[Word]) -> bool:
        """Return whether words before and after "of" are two subjects, or none: "lack of trust", "aim of the work"."""
        return (
            self._is_about_texts(head)
            or self._is_about_texts(rest)
            or "partitive" in head[-1].classes
            or "modifier" in rest[0].classes
            or (self._is_refused(head) and self._is_refused(rest))
        )

    def _is_about_texts(self, words: Sequence[Word]) -> bool:
        years = any("year" in word.classes for word in words)
        signs = all("sign" in word.classes for word in words)
        return years or signs or (self._about_books and "genre" in words[-1].classes)

    def _written(self, text: str, candidate: Candidate, first: int) -> str:
        """Return the words in lower case, but for proper words, words with capitals inside and unknown names.

        What the tagger cuts without a space ("Rh6|G") is put together again.
        """
        label, last = "", -1
        for (start, end), letter in zip(candidate.spans[first:], candidate.shape[first:], strict=True):
            form = text[start:end]
            if letter != "P" and not form.islower() and not self._is_name(text, start, end):
                form = form.lower()
            label += form if start == last or not label else f" {form}"
            last = end
        return label

    def _is_name(self, text: str, start: int, end: int) -> bool:
        word = self._lexicon[text[start:end].lower()]
        if not text[start + 1 : end].islower() or "proper" in word.classes:
            return True
        opening = text[max(0, start - 3) : start].rstrip()[-1:]
        return word.rarities == (UNKNOWN_RARITY,) and bool(opening) and opening not in _OPENERS


def _first_kept(words: Sequence[Word]) -> int:
    first = 0
    while first < len(words) - 1 and (
        "modifier" in words[first].classes or (first == 0 and "verb" in words[0].classes)
    ):
        first += 1
    return first
