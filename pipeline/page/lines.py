"""Lines and units: a page as its layout sees it, one unit for each paragraph, list item or label line.

A page text has either one paragraph a line, or lines wrapped at some width. Wrapped lines are joined again here, so
that no layout has to think about them; blank lines and indentation are kept as facts about each unit.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from pipeline.page.furniture import Role, find_glued, name_line
from pipeline.page.shapes import are_names, ends_reference, goes_on_reference, is_heading, starts_reference

_BULLET = re.compile(r"[•▪◦‣●○■□∙⁃][^\S\n]*|[·*+\-–][^\S\n]+|o(?:\t|[^\S\n]{2,})")
_HASHES = re.compile(r"#{1,6}[^\S\n]+")
_WIDEST_WRAP = 132
_SHORTEST_WRAP = 40
_NARROW = 0.6
_FEWEST_FULL = 3
_SHARE_FULL = 0.2
_FEW_GAPS = 0.1
_WIDTH_QUANTILE = 0.97
_LOST_INDENT = 8
"""Lines that lost their indent are shorter than the others by this many characters at most."""
_INITIAL = re.compile(r"\b[A-Z]\.$")
_SENTENCE_ENDS = '.?!”"'


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


class _Wrap(NamedTuple):
    """How the lines of a text were broken: at which width, and whether blank lines still part the paragraphs."""

    width: int
    is_gapless: bool


def read_page(text: str) -> Page:
    """Return the units of ``text`` in order; together they hold each of its non-blank characters once."""
    lines = list(_lines(text))
    wrap = _find_wrap(text, lines)
    units = tuple(unit for group in _paragraphs(text, lines, wrap) for unit in _units(text, group))
    return Page(text, units, wrap is not None)


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


def _find_wrap(text: str, lines: list[Line]) -> _Wrap | None:
    """Return how the lines were wrapped, or ``None`` when each paragraph is one line.

    Wrapping shows in lines that stand directly under each other and are so full that the first word of the next
    would not have fitted.
    """
    if len(lines) <= _FEWEST_FULL:
        return None
    lengths = sorted(line.indent + line.end - line.start for line in lines)
    width = lengths[int(len(lengths) * _WIDTH_QUANTILE)]
    if not _SHORTEST_WRAP <= width <= _WIDEST_WRAP:
        return None
    pairs = pairwise(lines)
    full = sum(1 for line, below in pairs if below.gap == 0 and _is_full(text, line, below, width))
    if full < max(_FEWEST_FULL, _SHARE_FULL * len(lines)):
        return None
    return _Wrap(width, is_gapless=sum(1 for line in lines if line.gap) <= _FEW_GAPS * len(lines))


def _is_full(text: str, line: Line, below: Line, width: int) -> bool:
    length = line.indent + line.end - line.start
    if length < _NARROW * width or _BULLET.match(text, below.start):
        return False
    word = text[below.start : min(below.end, below.start + width)].split(None, 1)[0]
    return length + 1 + len(word) > width


def _paragraphs(text: str, lines: list[Line], wrap: _Wrap | None) -> Iterator[list[Line]]:
    """Yield the lines of each paragraph; outside wrapped text every line is one."""
    group: list[Line] = []
    for index, line in enumerate(lines):
        below = lines[index + 1] if index + 1 < len(lines) else None
        if group and not (wrap and _continues(text, group, line, below, wrap)) and not _is_bare_bullet(text, group):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _continues(text: str, group: list[Line], line: Line, below: Line | None, wrap: _Wrap) -> bool:
    """Return whether ``line`` goes on with the paragraph of ``group``; ``below`` is the line under it."""
    above = group[-1]
    if line.gap or not _is_text(text, line) or not _is_text(text, above):
        return False
    if len(group) > 1 and abs(line.indent - above.indent) > 1:
        return False
    if _breaks_word(text, above, line):
        return True
    if _is_byline(text, above, line, below):
        return False
    is_long = above.end - above.start > _NARROW * wrap.width
    if not _is_full(text, above, line, wrap.width):
        is_open = text[above.end - 1] not in _SENTENCE_ENDS and _is_full(text, above, line, wrap.width - _LOST_INDENT)
        return is_long and ((text[line.start].islower() and not wrap.is_gapless) or is_open)
    return not (wrap.is_gapless and _parts_paragraphs(text, group, line, wrap.width))


def _breaks_word(text: str, above: Line, line: Line) -> bool:
    """Return whether a hyphen at the end of a line parts a word that goes on in small letters."""
    stem = text[above.end - 2 : above.end]
    return len(stem) == 2 and stem[0].islower() and stem[1] in "-‐" and text[line.start].islower()  # noqa: PLR2004


def _is_byline(text: str, above: Line, line: Line, below: Line | None) -> bool:
    """Return whether *by*, or names right above the labels of a head, are no part of a long title above them."""
    if text[line.start : line.end].lower() == "by":
        return True
    if below is None or below.gap or name_line(text, below.start, below.end) is not Role.DATE:
        return False
    is_list = text[above.end - 1] in ",;" or text.endswith(" and", above.start, above.end)
    return not is_list and are_names(text[line.start : line.end])


def _is_text(text: str, line: Line) -> bool:
    return name_line(text, line.start, line.end) is Role.TEXT


def _parts_paragraphs(text: str, group: list[Line], below: Line, width: int) -> bool:
    """Return whether a full line that ends a sentence ends its paragraph too, where no blank line tells.

    It does above a heading, above a reference, and where the reference of a list item is complete.
    """
    start, end = group[0].start, group[-1].end
    if text[end - 1] not in _SENTENCE_ENDS or text[below.start].islower() or _INITIAL.search(text, end - 3, end):
        return False
    if below.end - below.start < _NARROW * width and is_heading(text, below.start, below.end):
        return True
    window = min(len(text), below.end + width)
    if starts_reference(text, below.start, window):
        return True
    is_item = _BULLET.match(text, start) is not None
    return is_item and ends_reference(text, start, end) and not goes_on_reference(text, below.start, below.end)


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
