"""Stems: the word without its ending, by Snowball's English rules, with the easy words answered at once.

Snowball in Python takes 60 microseconds a word, and a vocabulary has a hundred thousand different ones. Most of them
are names and plurals, for which the answer is plain.
"""

import re
from typing import Final

import snowballstemmer

_MOST_WORDS: Final = 100_000
"""Words remembered at once, so that memory does not follow the corpus."""
_SHORTEST: Final = 4
_ENDINGS: Final = ("s", "y", "l", "e", "i", "ed", "ing", "ion", "er", "or", "ic", "nt", "st", "sm", "'", "’")
"""Endings the rules may change; a word with another one is its own stem."""
_BEFORE_PLURAL: Final = (*_ENDINGS, "a", "o", "u")
_SUFFIXES: Final = ("er", "or", "ic", "nt", "st", "sm")
"""Suffixes that go only when two vowels with consonants behind them stand before ("carpenter", but not "baker")."""
_MEASURE: Final = re.compile(r"[aeiouy][^aeiouy]")
_ENOUGH: Final = 2
_VOWELS: Final = frozenset("aeiou")


class Stems(dict[str, str]):
    """Stems of words in lower case, found when they are first asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._stem = snowballstemmer.stemmer("english").stemWord

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_WORDS:
            self.clear()
        stem = self[word] = self._new(word)
        return stem

    def _new(self, word: str) -> str:
        if len(word) < _SHORTEST or not word.endswith(_ENDINGS):
            return word
        if (
            word[-1] == "s"
            and not word.endswith(_BEFORE_PLURAL, 0, -1)
            and not _VOWELS.isdisjoint(word)
            and word != "news"
        ):
            return word[:-1]
        if word.endswith(_SUFFIXES) and len(_MEASURE.findall(word, 0, len(word) - 2)) < _ENOUGH:
            return word
        return str(self._stem(word.replace("’", "").replace("'", "")))
