"""Folding: the forms in which two spellings of the same text are equal."""

import re
import unicodedata

_SPACE = re.compile(r"\s+")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_NOT_WORD = re.compile(r"[\W_]+")


def fold_space(text: str) -> str:
    """Return ``text`` with every run of white space, line breaks included, as one space."""
    return _SPACE.sub(" ", text).strip()


def fold(text: str) -> str:
    """Return the letters and digits of ``text``, lower case, without diacritics, words one space apart.

    Two texts that fold alike differ at most in case, punctuation, diacritics and spacing.
    """
    if not text.isascii():
        text = _NOT_ASCII.sub(_without_mark, unicodedata.normalize("NFKD", text)).replace("’", "")
    return _NOT_WORD.sub(" ", text.replace("'", "").casefold()).strip()


def _without_mark(match: re.Match[str]) -> str:
    return "" if unicodedata.combining(match[0]) else match[0]
