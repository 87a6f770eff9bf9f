"""Folding: the forms in which two spellings of the same text are equal."""

import re
import unicodedata

_SPACE = re.compile(r"\s+")
_NOT_WORD = re.compile(r"[\W_]+")


def fold_space(text: str) -> str:
    """Return ``text`` with every run of white space, line breaks included, as one space."""
    return _SPACE.sub(" ", text).strip()


def fold(text: str) -> str:
    """Return the letters and digits of ``text``, lower case, without diacritics, words one space apart.

    Two texts that fold alike differ at most in case, punctuation, diacritics and spacing.
    """
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    return _NOT_WORD.sub(" ", plain.replace("'", "").replace("’", "")).strip()
