"""Lines and units: a page as its layout sees it, one unit for each paragraph, list item or label line.

A page text has either one paragraph a line, or lines wrapped at some width. Wrapped lines are joined again here, so
that no layout has to think about them; blank lines and indentation are kept as facts about each unit.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.furniture import Role, find_glued, name_line

_BULLET = re.compile(r"[•▪◦‣●○■□∙⁃][^\S\n]*|[·*+\-–][^\S\n]+|o(?:\t|[^\S\n]{2,})")
_HASHES = re.compile(r"#{1,6}[^\S\n]+")
_WIDEST_WRAP = 132
_SHORTEST_WRAP = 40
_NARROW = 0.6
_FEWEST_FULL = 3
_SHARE_FULL = 0.2


class Line(NamedTuple):
    """A line with something on it: its text without the blanks around it, its indent and the blank lines above."""

    start: int
    end: int
    indent: int
    gap: int


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
    """A text and its units; ``is_wrapped`` when its lines were broken at a width."""

    text: str
    units: tuple[Unit, ...]
    is_wrapped: bool


def read_page(text: str) -> Page:
    """Return the units of ``text`` in order; together they hold each of its non-blank characters once."""
    lines = list(_lines(text))
    width = _wrap_width(text, lines)
    units = tuple(unit for group in _paragraphs(text, lines, width) for unit in _units(text, group))
    return Page(text, units, width is not None)


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


def _wrap_width(text: str, lines: list[Line]) -> int | None:
    """Return the width at which the lines were wrapped, or ``None`` when each paragraph is one line.

    Wrapping shows in lines that stand directly under each other and are so full that the first word of the next
    would not have fitted.
    """
    if len(lines) <= _FEWEST_FULL:
        return None
    lengths = sorted(line.indent + line.end - line.start for line in lines)
    width = lengths[int(len(lengths) * 0.97)]
    if not _SHORTEST_WRAP <= width <= _WIDEST_WRAP:
        return None
    pairs = list(zip(lines, lines[1:], strict=False))
    full = sum(1 for line, below in pairs if below.gap == 0 and _is_full(text, line, below, width))
    return width if full >= max(_FEWEST_FULL, _SHARE_FULL * len(lines)) else None


def _is_full(text: str, line: Line, below: Line, width: int) -> bool:
    length = line.indent + line.end - line.start
    if length < _NARROW * width or _BULLET.match(text, below.start):
        return False
    word = text[below.start : min(below.end, below.start + width)].split(None, 1)[0]
    return length + 1 + len(word) > width


def _paragraphs(text: str, lines: list[Line], width: int | None) -> Iterator[list[Line]]:
    """Yield the lines of each paragraph; outside wrapped text every line is one."""
    group: list[Line] = []
    for line in lines:
        if group and not (width and _continues(text, group[-1], line, width)) and not _is_bare_bullet(text, group):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _continues(text: str, line: Line, below: Line, width: int) -> bool:
    if below.gap or not _is_full(text, line, below, width):
        return False
    return name_line(text, below.start, below.end) is Role.TEXT and name_line(text, line.start, line.end) is Role.TEXT


def _is_bare_bullet(text: str, group: list[Line]) -> bool:
    line = group[-1]
    return len(group) == 1 and line.end - line.start == 1 and text[line.start] in "•▪◦‣●○■□∙⁃"


def _units(text: str, group: list[Line]) -> Iterator[Unit]:
    """Yield the units of one paragraph: its text, and each piece of furniture or label glued to it."""
    first = group[0]
    start, end = first.start, group[-1].end
    bullet = _BULLET.match(text, start, end)
    hashes = None if bullet else _HASHES.match(text, start, end)
    marker = None
    found = bullet or hashes
    if found and text[found.end() : end].strip():
        marker = (start, start + len(found[0].rstrip()))
        start = end - len(text[found.end() : end].lstrip())
    depth = len(found[0].rstrip()) if hashes and found else 0
    gap = first.gap
    for piece_start, piece_end, role in find_glued(text, start, end):
        yield Unit(piece_start, piece_end, role, first.indent, gap, marker, depth, len(group))
        gap, marker, depth = 0, None, 0
