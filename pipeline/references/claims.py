"""What a field parser says: which stretch of a reference it understands, and as what.

A parser is given a :class:`View` of the reference and answers with claims. What is claimed is blanked in
``View.rest``, so the next parser sees only what is left; what nobody claims is reported as unparsed.
"""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from pipeline.found import Found
from pipeline.references.names import Name

_SPACE = (
    " \t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
_EDGE = _SPACE + ",;:.·•|/"
_CLOSING = _EDGE + "[("
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


class View(NamedTuple):
    """A reference as the next parser sees it.

    ``text`` is the whole reference, ``rest`` the same with all that is claimed blanked out, ``body`` where the
    part after names and date begins, ``layout`` one of ``author_date`` and ``bibliography``, ``got`` what was found so far,
    ``words`` the words of the text: a parser whose own words are not among them has nothing to look for, ``further``
    the places after the first that a field was read from.
    """

    text: str
    rest: str
    body: int
    layout: str
    got: Mapping[str, Found]
    words: frozenset[str]
    further: tuple[tuple[str, Found], ...] = ()


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without the white space and punctuation at its ends, opening brackets at its end included."""
    if start >= end:
        return start, end
    piece = text[start:end].lstrip(_EDGE)
    start = end - len(piece)
    return start, start + len(piece.rstrip(_CLOSING))


def folded(text: str) -> str:
    """Return ``text`` with every run of white space as one space."""
    joined = " ".join(text.split())
    return text if joined == text else _SPACE_BEFORE.sub(r"\1", joined)


def claim(
    view: View, field: str, span: tuple[int, int], outer: tuple[int, int] | None = None, value: str | None = None
) -> Claim:
    """Return the claim of ``field`` on the trimmed span; the value is the text itself unless one is given."""
    start, end = trim(view.rest, *span)
    outer_start, outer_end = outer or span
    return Claim(
        field,
        folded(view.text[start:end]) if value is None else value,
        start,
        end,
        min(outer_start, start),
        max(outer_end, end),
    )
