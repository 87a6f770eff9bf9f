"""Known phrases (titles, headings) and where prose has them."""

import re
from collections.abc import Iterable, Iterator

from pipeline.folding import fold, fold_loosely, letters_of
from pipeline.mentions.tokens import BREAK, Token, without_tags

_ENDS = frozenset("();")
_MANY = 40
"""First words of phrases; where there are more, each phrase is not looked for by itself."""
_BREAK = re.compile(BREAK)


def key(text: str) -> str:
    """Return the folded form under which two spellings of a name or title are the same; ``&`` is *and*."""
    if text.isalnum():
        return text.lower() if text.isascii() else fold(text)
    return fold(_joined(text))


def _joined(text: str) -> str:
    """Return ``text`` with words that were broken at the end of a line as one, and ``&`` as *and*."""
    if "\n" in text:
        text = _BREAK.sub("", text)
    return text.replace("&amp;", "&").replace("&", " and ") if "&" in text else text


class Phrases:
    """Known phrases, found by their first word; each stands for one or more things given as ``targets``."""

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for phrase, target in phrases:
            words = tuple(key(phrase).split())
            if words:
                self._by_first.setdefault(words[0], []).append((words, target))
        self._letters = sorted({"".join(words) for listed in self._by_first.values() for words, _ in listed})

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
        if not self._by_first:
            return False
        text = _joined(without_tags(text))
        if len(self._by_first) > _MANY:
            return not self._by_first.keys().isdisjoint(fold_loosely(text).split())
        letters = letters_of(text)
        return any(phrase in letters for phrase in self._letters)

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
