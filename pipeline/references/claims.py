"""What a field parser says: which stretch of a reference it understands, and as what.

A parser is given a :class:`View` of the reference and answers with claims. What is claimed is blanked in
``View.rest``, so the next parser sees only what is left; what nobody claims is reported as unparsed.
"""

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from pipeline.folding import SPACE
from pipeline.found import Found, record
from pipeline.references.name_shapes import Name
from pipeline.references.usual_names import UsualList

_EDGE = SPACE + ",;:.·•|/"
_CLOSING = _EDGE + "[("
_WORD = re.compile(r"[^\W\d_]+")
_INVISIBLE = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_SPACE_BEFORE = re.compile(r"\s+([.,;:)\]])")


QUOTATION_MARKS: Final = tuple("“\"‘«„'‹”")
"""Marks that open a title."""


class Claim(NamedTuple):
    """The value of one field; ``start:end`` is its raw form, ``outer_start:outer_end`` has labels and brackets too."""

    field: str
    value: str
    start: int
    end: int
    outer_start: int
    outer_end: int
    names: tuple[Name, ...] = ()


def announcing(words: Iterable[str]) -> frozenset[str]:
    """Return these words as a set, and have every :class:`View` say which of them are in its reference."""
    _ANNOUNCING.update(words := frozenset(words))
    return words


_ANNOUNCING: set[str] = set()


_LETTERS = bytes(code if _WORD.match(chr(code)) else ord(" ") for code in range(0x100))
"""A table that leaves nothing of Latin-1 but letters."""


def announcing_words(text: str) -> AbstractSet[str]:
    """Return the words of ``text`` that a field has named with :func:`announcing`.

    Most references have no letters but those of Latin-1, which can be told apart as bytes; all other characters are
    ``&#`` and their number then, and those of typographic marks begin with 8.
    """
    latin = text.encode("latin-1", "xmlcharrefreplace")
    is_latin = latin.count(b"&#") == latin.count(b"&#8")
    return _ANNOUNCING.intersection(
        latin.translate(_LETTERS).decode("latin-1").split() if is_latin else _WORD.findall(text)
    )


@dataclass(slots=True)
class View:
    """A reference as the next parser sees it; parsers read it, and only ``pipeline.references.parse`` changes it.

    ``text`` is the whole reference, ``rest`` the same with all that is claimed blanked out, ``body`` where the
    part after names and date begins, ``layout`` one of ``author_date`` and ``bibliography``, ``got`` what was found so far,
    ``words`` those words of the text that announce a field: a parser whose own words are not among them has nothing to
    look for, ``is_even`` says that all its white space is single spaces, ``lead`` the usual list of names where the text begins with one, ``further`` the places after the first that a field was read from.
    """

    text: str
    rest: str
    words: AbstractSet[str]
    body: int = 0
    layout: str = "bibliography"
    got: dict[str, Found] = field(default_factory=dict)
    is_even: bool = False
    lead: UsualList | None = None
    further: tuple[tuple[str, Found], ...] = ()


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without the white space and punctuation at its ends, opening brackets at its end included."""
    if start >= end:
        return start, end
    piece = text[start:end].lstrip(_EDGE)
    start = end - len(piece)
    return start, start + len(piece.rstrip(_CLOSING))


def folded(text: str) -> str:
    """Return ``text`` with every run of white space as one space, without soft hyphens and zero-width characters."""
    if not text.isprintable():
        text = text.translate(_INVISIBLE)
    joined = " ".join(text.split())
    return text if joined == text else _SPACE_BEFORE.sub(r"\1", joined)


_CLOSING_STOP = re.compile(r"\b[^\W\d_a-z]\.\s?[^\W\d_]\Z|\betc\Z")


def with_stop(view: View, made: Claim) -> Claim:
    """Return the claim with the full stop that belongs to the abbreviation it ends in: ``The politics of I.Q.``."""
    end = made.end
    if view.text[end : end + 1] != "." or not _CLOSING_STOP.search(view.text, max(made.start, end - 4), end):
        return made
    end += 1
    value = folded(view.text[made.start : end])
    return made._replace(value=value, end=end, outer_end=max(end, made.outer_end))


def claim(
    view: View, field: str, span: tuple[int, int], outer: tuple[int, int] | None = None, value: str | None = None
) -> Claim:
    """Return the claim of ``field`` on the trimmed span; the value is the text itself unless one is given."""
    start, end = trim(view.rest, *span)
    outer_start, outer_end = outer or span
    if value is None:
        value = view.text[start:end] if view.is_even else folded(view.text[start:end])
    outer_start, outer_end = min(outer_start, start), max(outer_end, end)
    return record(Claim, (field, value, start, end, outer_start, outer_end, ()))
