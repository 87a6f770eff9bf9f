"""Lines and units: a page as its layout sees it, one unit for each paragraph, list item or label line.

A page text has either one paragraph a line, or lines wrapped at some width. Wrapped lines are joined again here, so
that no layout has to think about them; blank lines and indentation are kept as facts about each unit.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.found import record
from pipeline.page.furniture import Role, find_glued
from pipeline.page.shapes import is_reference
from pipeline.page.wrapping import BULLET, Line, find_wrap, number_of_work, paragraphs
from pipeline.references.labels import label_of_work

_HASHES = re.compile(r"#{1,6}[^\S\n]+")
_BULLET_LETTER = "o"


class Unit(NamedTuple):
    """A paragraph, list item or label: text from ``start`` to ``end``, after its marker if it has one."""

    start: int
    end: int
    role: Role
    indent: int
    gap: int
    marker: tuple[int, int] | None
    hashes: int
    lines: int


class Page(NamedTuple):
    """A text and its units."""

    text: str
    units: tuple[Unit, ...]


def read_page(text: str) -> Page:
    """Return the units of ``text`` in order; together they hold each of its non-blank characters once."""
    lines = list(_lines(text))
    wrap = find_wrap(text, lines)
    units = tuple(unit for group in paragraphs(text, lines, wrap) for unit in _units(text, group))
    return Page(text, units)


def _lines(text: str) -> Iterator[Line]:
    position = gap = 0
    for raw in text.split("\n"):
        content = raw.strip()
        if content:
            indent = len(raw) - len(raw.lstrip()) if raw[0].isspace() else 0
            start = position + indent
            yield record(Line, (start, start + len(content), indent, gap))
            gap = 0
        else:
            gap += 1
        position += len(raw) + 1


def _units(text: str, group: list[Line]) -> Iterator[Unit]:
    """Yield the units of one paragraph: its text, and each piece of furniture or label glued to it."""
    start, _, indent, gap = group[0]
    end = group[-1].end
    marker, depth = None, 0
    found = _marker(text, start, end)
    if found:
        printed = len(found[0].rstrip())
        depth = printed if text[start] == "#" else 0
        if text[found.end() : end].strip():
            marker = (start, start + printed)
            start = end - len(text[found.end() : end].lstrip())
    for piece_start, piece_end, role in find_glued(text, start, end):
        yield record(Unit, (piece_start, piece_end, role, indent, gap, marker, depth, len(group)))
        gap, marker, depth = 0, None, 0


def _marker(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the bullet, heading mark, or number or label of a work that a paragraph begins with."""
    if text[start].isalpha() and text[start] != _BULLET_LETTER:
        return _label(text, start, end)
    sign = BULLET.match(text, start, end) or _HASHES.match(text, start, end)
    return sign or number_of_work(text, start, end) or _label(text, start, end)


def _label(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the label before a work; before anything else it is text."""
    label = label_of_work(text, start, end)
    return label if label and is_reference(text, label.end(), end) else None
