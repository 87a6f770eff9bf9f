"""Words in prose: tokens with their places, and known phrases (titles, headings) found among them."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.folding import fold

_BREAK = r"[-‐]\n\s{0,40}"
_LETTERS = r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*"
"""Letters, with their diacritics composed or not."""
_TOKEN = re.compile(
    r"(?P<year>(?<![\w.,])(?:1[0-9]{3}|20[0-9]{2})(?P<letter>[a-k])?(?:[–-](?:[0-9]{4}|[0-9]{2}))?(?!\w))"
    r"|(?P<undated>(?<!\w)(?:n\.\s?d\.|forthcoming\b|in\spress\b))"
    rf"|(?P<word>{_LETTERS}(?:(?:[’'\u00ad\u200b‐-]|{_BREAK}){_LETTERS}){{0,40}})"
    r"|(?P<mark>[^\s\w])"
)
_ENDS = frozenset("();")
_TAG = re.compile(r"</?[a-zA-Z]{1,6}>")
_INVISIBLE = re.compile(rf"[\u00ad\u200b\u2060\ufeff]|{_BREAK}")


class Token(NamedTuple):
    """A word, year, mark of punctuation or word for *undated*, with its place; ``kind`` names which."""

    kind: str
    text: str
    start: int
    end: int


def tokenize(text: str) -> list[Token]:
    """Return the tokens of ``text`` in order; tags and marks of emphasis are skipped."""
    if "<" in text:
        text = _TAG.sub(lambda m: " " * len(m[0]), text)
    if "&amp;" in text:
        text = text.replace("&amp;", "&    ")
    return [
        Token(m.lastgroup if m.lastgroup != "letter" else "year", m[0], m.start(), m.end())
        for m in _TOKEN.finditer(text)
        if m[0] not in {"*", "_"} and m.lastgroup
    ]


def key(text: str) -> str:
    """Return the folded form under which two spellings of a name or title are the same; ``&`` is *and*."""
    if text.isascii():
        if text.isalnum():
            return text.lower()
        if "&" not in text and "\n" not in text:
            return fold(text)
    return fold(_INVISIBLE.sub("", text).replace("&amp;", "&").replace("&", " and "))


class Phrases:
    """Known phrases, found by their first word; each stands for one or more things given as ``targets``."""

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for phrase, target in phrases:
            words = tuple(key(phrase).split())
            if words:
                self._by_first.setdefault(words[0], []).append((words, target))

    def at(self, tokens: list[Token], index: int) -> tuple[int, tuple[str, ...]]:
        """Return where the longest phrase that begins at token ``index`` ends (a token index) and its targets."""
        first = key(tokens[index].text).split()
        best, targets = index, list[str]()
        for words, target in self._by_first.get(first[0], ()) if first else ():
            end = _match(tokens, index, words)
            if end > best:
                best, targets = end, [target]
            elif end == best and end > index:
                targets.append(target)
        return best, tuple(dict.fromkeys(targets))

    def may_be_in(self, text: str) -> bool:
        """Return false when no phrase can be in ``text``: a quick look that spares most of it."""
        folded = key(text) if self._by_first else ""
        return any(first in folded for first in self._by_first)

    def find(self, tokens: list[Token]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Yield the phrases in ``tokens`` from left to right: first token, token after the last one, targets."""
        index = 0
        while self._by_first and index < len(tokens):
            end, targets = self.at(tokens, index)
            if end > index:
                yield index, end, targets
            index = max(end, index + 1)


def _match(tokens: list[Token], index: int, words: tuple[str, ...]) -> int:
    """Return the index after the tokens that spell ``words``, or ``index`` when they do not."""
    done, at = 0, index
    while done < len(words):
        if at >= len(tokens):
            return index
        got = tuple(key(tokens[at].text).split())
        if got and words[done : done + len(got)] != got:
            return index
        if not got and tokens[at].text in _ENDS:
            return index
        done += len(got)
        at += 1
    return at
