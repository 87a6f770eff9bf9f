"""Folding: the forms in which two spellings of the same text are equal."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

SPACE: Final = (
    " \t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
"""Every character that ``str.isspace`` takes for white space."""

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_DIACRITIC = re.compile("[\u0300-\u034e\u0350-\u036f]+")
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
"""Soft hyphens and zero-width characters part no words."""
_NOT_WORD = re.compile(r"[\W_]+")


def fold_space(text: str) -> str:
    """Return ``text`` with every run of white space, line breaks included, as one space, and none around it."""
    if text.isprintable() and "  " not in text:  # of white space, only spaces are printable
        return text.strip()
    return " ".join(text.split())


@lru_cache(maxsize=2048)
def fold(text: str) -> str:
    """Return the letters and digits of ``text``, lower case, without diacritics, words one space apart.

    Two texts that fold alike differ at most in case, punctuation, diacritics and spacing.
    """
    return " ".join(fold_loosely(text).split())


def fold_loosely(text: str) -> str:
    """Return what ``fold`` does, but with as many blanks between the words as there were marks and blanks."""
    text = _plain_marks(text)
    return _fold_ascii(text) if text.isascii() else _fold_any(text)


def letters_of(text: str) -> str:
    """Return the letters and digits of what ``fold`` returns, without the blanks."""
    text = _plain_marks(text)
    if text.isascii():
        return text.encode("ascii").translate(_FOLDED, _NO_LETTERS).decode("ascii")
    return _fold_any(text).replace(" ", "")


def _plain_marks(text: str) -> str:
    if not text.isascii():
        for mark, plain in _MARKS:
            text = text.replace(mark, plain)
    return text


def _fold_ascii(text: str) -> str:
    return text.encode("ascii").translate(_FOLDED, b"'").decode("ascii")


def _fold_any(text: str) -> str:
    text = _DIACRITIC.sub("", unicodedata.normalize("NFKD", text))
    if text.isascii():
        return _fold_ascii(text)
    text = _NOT_ASCII.sub(_without_mark, text).replace("’", "")
    return _NOT_WORD.sub(" ", text.replace("'", "").casefold()).strip()


_MARKS = tuple(zip("’“”–—…\xa0", '\'""--. ', strict=True))
"""The marks most prose has beside ASCII, and what folds as they do; a table would take a hundred times as long."""
_FOLDED = bytes(ord(char.lower()) if char.isascii() and char.isalnum() else ord(" ") for char in map(chr, range(256)))
"""What each ASCII character folds to; tables of bytes are the fastest there are."""
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalnum())


def _without_mark(match: re.Match[str]) -> str:
    return "" if unicodedata.combining(match[0]) or match[0] in _INVISIBLE else match[0]
