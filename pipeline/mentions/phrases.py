"""Known phrases (titles, headings) and where prose has them."""

import re
from collections.abc import Iterable, Iterator

from pipeline.folding import fold, fold_loosely
from pipeline.mentions.tokens import BREAK, Token

_ENDS = frozenset("();")
_MANY = 40
"""First words of phrases; where there are more, each phrase is not looked for by itself."""
_INVISIBLE = re.compile(rf"[\u00ad\u200b\u2060\ufeff]|{BREAK}")


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
        every = {words for listed in self._by_first.values() for words, _ in listed}
        self._longest_first = [sorted(words, key=len, reverse=True) for words in sorted(every)]

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
        folded = fold_loosely(_INVISIBLE.sub("", text) if "\n" in text or not text.isascii() else text)
        if len(self._by_first) > _MANY:
            return not self._by_first.keys().isdisjoint(folded.split())
        return any(all(word in folded for word in words) for words in self._longest_first)

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
