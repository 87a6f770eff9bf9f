"""What a field parser says: which stretch of a reference it understands, and as what.

A parser is given a :class:`View` of the reference and answers with claims. What is claimed is blanked in
``View.rest``, so the next parser sees only what is left; what nobody claims is reported as unparsed.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from pipeline.found import Found
from pipeline.references.names import Name

_EDGE = " \t,;:.·•|/"
_SPACE_RUN = re.compile(r"\s{2,}|[^\S ]")
_SPACE_BEFORE = re.compile(r"\s+([.,;:)\]])")


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


def trim(text: str, start: int, end: int, edge: str = _EDGE) -> tuple[int, int]:
    """Return the span without the white space and punctuation at its ends, opening brackets at its end included."""
    closing = edge + "[("
    while start < end and (text[start] in edge or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in closing or text[end - 1].isspace()):
        end -= 1
    return start, end


def folded(text: str) -> str:
    """Return ``text`` with every run of white space as one space."""
    return _SPACE_BEFORE.sub(r"\1", " ".join(text.split())) if _SPACE_RUN.search(text) else text


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
