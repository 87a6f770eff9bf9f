"""Lines and units: a page as its layout sees it, one unit for each paragraph, list item or label line.

A page text has either one paragraph a line, or lines wrapped at some width. Wrapped lines are joined again here, so
that no layout has to think about them; blank lines and indentation are kept as facts about each unit.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.page.furniture import Role, find_glued
from pipeline.page.wrapping import BULLET, Line, find_wrap, number_of_work, paragraphs

_HASHES = re.compile(r"#{1,6}[^\S\n]+")


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
    position, gap, size = 0, 0, len(text)
    while position < size:
        newline = text.find("\n", position)
        stop = size if newline < 0 else newline
        raw = text[position:stop]
        content = raw.strip()
        if content:
            indent = len(raw) - len(raw.lstrip())
            start = position + indent
            yield Line(start, start + len(content), indent, gap)
            gap = 0
        else:
            gap += 1
        position = stop + 1


def _units(text: str, group: list[Line]) -> Iterator[Unit]:
    """Yield the units of one paragraph: its text, and each piece of furniture or label glued to it."""
    first = group[0]
    start, end = first.start, group[-1].end
    bullet = BULLET.match(text, start, end)
    hashes = None if bullet else _HASHES.match(text, start, end)
    marker = None
    found = bullet or hashes or number_of_work(text, start, end)
    if found and text[found.end() : end].strip():
        marker = (start, start + len(found[0].rstrip()))
        start = end - len(text[found.end() : end].lstrip())
    depth = len(found[0].rstrip()) if hashes and found else 0
    gap = first.gap
    for piece_start, piece_end, role in find_glued(text, start, end):
        yield Unit(piece_start, piece_end, role, first.indent, gap, marker, depth, len(group))
        gap, marker, depth = 0, None, 0
