"""Candidates: the noun phrases of a text that may name a subject.

The pattern is that of Hulth (2003) and its successors, ``(adjective | hyphen compound)* noun+``, matched on one
letter a token; it finds what a parser's noun chunks find at a fraction of the cost. Two such phrases around "of"
("communities of practice") are a candidate too, which the ranking takes only when the text repeats it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from pipeline.concepts.nlp import Tagged

MAX_WORDS: Final = 6
_LETTERS: Final = {
    "JJ": "J",
    "AFX": "J",
    "NN": "N",
    "NNS": "N",
    "NNP": "P",
    "NNPS": "P",
    "FW": "N",
    "CD": "C",
    "VBG": "G",
    "VBN": "V",
    "VBD": "V",
    "IN": "I",
    "TO": "I",
    "DT": "D",
}
_PHRASE: Final = re.compile(r"J*[NP]+")
_JOINT: Final = "O"
_OF: Final = re.compile(r"of\b")
_HYPHEN: Final = re.compile(r"[-‐‑–]\b")
"""Hyphens, and the dash of "mass–energy relation"; what stands before them is looked at later, which is faster."""
_JOINED: Final = {"J": "J", "N": "N", "P": "P", "V": "J", "G": "N"}
_MASKED: Final = "x"


class Candidate(NamedTuple):
    """A phrase: where its words start and end in the text, their letters, and the letters of its two neighbours.

    ``position`` counts the words before it; a neighbour that is not there is an empty string.
    """

    spans: tuple[tuple[int, int], ...]
    position: int
    shape: str
    before: str
    after: str

    @property
    def joint(self) -> int | None:
        """Which word is the "of" between two noun phrases; ``None`` in a simple phrase."""
        at = self.shape.find(_JOINT)
        return at if at >= 0 else None


def find_candidates(text: str, tagged: Tagged, masked: Sequence[tuple[int, int]] = ()) -> Iterator[Candidate]:
    """Yield the candidates of ``text`` in order; none has a character in a ``masked`` span.

    ``masked`` spans are half-open, in code points of ``text``. A hyphen compound counts as one word. A phrase with
    "of" follows the two phrases it is made of.
    """
    shape, starts, ends = _join_hyphens(text, _letters(text, tagged, masked), tagged)
    if shape == "G":  # a title of one word: "Teaching", "Whaling"
        shape = "N"
    before = None
    for match in _PHRASE.finditer(shape):
        end = match.end()
        first = max(match.start(), end - MAX_WORDS)
        spans = tuple(zip(starts[first:end], ends[first:end], strict=True))
        after = shape[end : end + 1]
        found = Candidate(spans, first, shape[first:end], shape[max(0, first - 1) : first], after)
        yield found
        if before is not None:
            joint = before.position + len(before.spans)
            if joint + 1 == first and shape[joint] == _JOINT and end - before.position <= MAX_WORDS:
                of = (starts[joint], ends[joint])
                joined = shape[before.position : end]
                yield Candidate((*before.spans, of, *spans), before.position, joined, before.before, after)
        before = found


def letter_at(tagged: Tagged, start: int) -> str:
    """Return the letter of the word that has the character at ``start``."""
    at = bisect_right(tagged.starts, start) - 1
    return _LETTERS.get(tagged.tags[at], "-") if at >= 0 else "-"


def _letters(text: str, tagged: Tagged, masked: Iterable[tuple[int, int]]) -> str:
    letters = [_LETTERS.get(tag, "-") for tag in tagged.tags]
    for match in _OF.finditer(text):
        at = bisect_left(tagged.starts, match.start())
        if at < len(letters) and (tagged.starts[at], tagged.ends[at]) == match.span():
            letters[at] = _JOINT
    for start, end in masked:
        first = bisect_right(tagged.ends, start)
        last = bisect_left(tagged.starts, end)
        letters[first:last] = _MASKED * max(0, last - first)
    return "".join(letters)


def _join_hyphens(text: str, shape: str, tagged: Tagged) -> tuple[str, list[int], list[int]]:
    """Return letters, starts and ends with every ``word - word`` without a space as one word."""
    starts, ends = tagged.starts, tagged.ends
    found = ((match.start(), bisect_left(starts, match.start())) for match in _HYPHEN.finditer(text))
    hyphens = [
        at
        for start, at in found
        if 0 < at < len(starts) - 1
        and starts[at] == start == ends[at - 1]  # a token of its own, not a hyphen within one
        and ends[at] == starts[at + 1] == start + 1
        and text[start - 1].isalnum()
        and shape[at] != _MASKED
    ]
    if not hyphens:
        return shape, starts, ends
    letters, starts, ends = list(shape), starts.copy(), ends.copy()
    for at in reversed(hyphens):
        letters[at - 1 : at + 2] = _join(letters[at - 1], letters[at + 1])
        del starts[at : at + 2]
        del ends[at - 1 : at + 1]
    return "".join(letters), starts, ends


def _join(first: str, last: str) -> str:
    if _MASKED in (first, last):
        return _MASKED
    if first == "C" and last in "NJ":  # five-year, two-dimensional
        return "J"
    return _JOINED.get(last, "-")
