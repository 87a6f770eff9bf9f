"""Wrapping: lines that were broken at a width are joined to paragraphs again.

Blank lines and indents say where paragraphs end. Where a capture has lost them, what is in the lines says it: a full
line that does not end a sentence goes on, and a reference goes on until it is complete.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from pipeline.page.capitals import are_names, is_heading
from pipeline.page.furniture import Role, name_line
from pipeline.page.shapes import ends_reference, goes_on_reference, is_reference, starts_reference

BULLET = re.compile(r"[•▪◦‣●○■□∙⁃][^\S\n]*|[·*+\-–][^\S\n]+|o(?:\t|[^\S\n]{2,})")
_NUMBER = re.compile(
    r"(?:\d{1,3}[.)]|(?:\*\*)?\[[A-Z]{0,2}\d{1,3}\](?:\*\*)?)[^\S\n]+(?!(?:Edited|Translated|Compiled|With|In|Vols?\.)\s)"
)
_WIDEST_WRAP = 132
_SHORTEST_WRAP = 40
_NARROW = 0.6
_FEWEST_FULL = 3
_SHARE_FULL = 0.2
_FEW_GAPS = 0.1
_WIDTH_QUANTILE = 0.97
_MOST = 0.8
_LOST_INDENT = 8
"""Lines that lost their indent are shorter than the others by this many characters at most."""
_BY = re.compile(r"(?:(?:compiled|prepared|edited|selected)\s)?by\b", re.IGNORECASE)
_ABBREVIATION = re.compile(r"\b(?:[A-Z]|al|cf|eds?|vs|[Nn]o|[Vv]ol)\.$")
_BROKEN_DOI = re.compile(r"\b10\.\d{4,9}/(?:\S{0,60}[-/_.])?$")
_REST_OF_DOI = re.compile(r"(?=\S{0,20}\d)[A-Za-z0-9(][\w.()/;:<>-]{3,60}")
_LONGEST_DOI = 120
_LONGEST_SUFFIX = 64
_SENTENCE_ENDS = '.?!”"'


class Line(NamedTuple):
    """A line with something on it: its text without the blanks around it, its indent and the blank lines above."""

    start: int
    end: int
    indent: int
    gap: int


class Wrap(NamedTuple):
    """How the lines of a text were broken: at which width, and whether blank lines still part the paragraphs."""

    width: int
    is_gapless: bool


def number_of_work(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the number before a work in a numbered list; numbers before anything else are part of the text."""
    number = _NUMBER.match(text, start, end)
    if number is None:
        return None
    is_work = starts_reference(text, number.end(), end) or is_reference(text, number.end(), end)
    return number if is_work else None


def find_wrap(text: str, lines: list[Line]) -> Wrap | None:
    """Return how the lines were wrapped, or ``None`` when each paragraph is one line.

    Wrapping shows in lines that stand directly under each other and are so full that the first word of the next
    would not have fitted.
    """
    if len(lines) <= _FEWEST_FULL:
        return None
    lengths = sorted(_lengths(text, lines))
    width = lengths[int(len(lengths) * _WIDTH_QUANTILE)]
    if not _SHORTEST_WRAP <= width <= _WIDEST_WRAP:
        return None
    full = sum(1 for line, below in pairwise(lines) if below.gap == 0 and _is_full(text, line, below, width))
    n_long = sum(1 for length in lengths if length >= _NARROW * width)
    if full < max(_FEWEST_FULL, _SHARE_FULL * n_long):
        return None
    return Wrap(width, is_gapless=sum(1 for line in lines if line.gap) <= _FEW_GAPS * len(lines))


def _lengths(text: str, lines: list[Line]) -> Iterator[int]:
    """Yield the lengths of the lines, without notices and buttons longer than most: these are not wrapped at times."""
    every = sorted(line.indent + line.end - line.start for line in lines)
    long = every[int(len(every) * _MOST)]
    for line in lines:
        length = line.indent + line.end - line.start
        if length <= long or _is_text(text, line):
            yield length


def _is_full(text: str, line: Line, below: Line, width: int) -> bool:
    length = line.indent + line.end - line.start
    if length < _NARROW * width or BULLET.match(text, below.start) or number_of_work(text, below.start, below.end):
        return False
    word = text[below.start : min(below.end, below.start + width)].split(None, 1)[0]
    return length + 1 + len(word) > width


def paragraphs(text: str, lines: list[Line], wrap: Wrap | None) -> Iterator[list[Line]]:
    """Yield the lines of each paragraph; outside wrapped text every line is one."""
    group: list[Line] = []
    for index, line in enumerate(lines):
        below = lines[index + 1] if index + 1 < len(lines) else None
        if group and not (
            (wrap and _continues(text, group, line, below, wrap))
            or _is_bare_bullet(text, group)
            or _breaks_doi(text, group[-1], line)
        ):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _continues(text: str, group: list[Line], line: Line, below: Line | None, wrap: Wrap) -> bool:
    """Return whether ``line`` goes on with the paragraph of ``group``; ``below`` is the line under it."""
    above = group[-1]
    if line.gap or not _is_text(text, line):
        return False
    if not _is_text(text, above):
        return _is_rest_of_title(text, group, line, below, wrap)
    if (len(group) > 1 and abs(line.indent - above.indent) > 1) or _is_byline(text, above, line, below):
        return False
    return _breaks_word(text, above, line) or _fills(text, group, line, wrap)


def _fills(text: str, group: list[Line], line: Line, wrap: Wrap) -> bool:
    """Return whether the last line of ``group`` is so full, or so open at its end, that ``line`` goes on with it."""
    above = group[-1]
    if _is_full(text, above, line, wrap.width):
        return not (
            _parts_paragraphs(text, group, line, wrap.width) if wrap.is_gapless else _is_done(text, group, line)
        )
    if above.end - above.start <= _NARROW * wrap.width:
        return False
    goes_on = text[line.start].islower() and not wrap.is_gapless
    return goes_on or (_is_full(text, above, line, wrap.width - _LOST_INDENT) and _is_open(text, group, wrap))


def _is_open(text: str, group: list[Line], wrap: Wrap) -> bool:
    """Return whether a paragraph may go on: it ends within a sentence or a reference, or blank lines end paragraphs."""
    start, end = _without_bullet(text, group[0].start), group[-1].end
    if text[end - 1] not in _SENTENCE_ENDS or _ABBREVIATION.search(text, end - 4, end):
        return True
    is_item = starts_reference(text, start, end)
    return not ends_reference(text, start, end) if is_item else not wrap.is_gapless


def _without_bullet(text: str, start: int) -> int:
    mark = BULLET.match(text, start) or _NUMBER.match(text, start)
    return mark.end() if mark else start


def _breaks_word(text: str, above: Line, line: Line) -> bool:
    """Return whether a hyphen at the end of a line parts a word that goes on in small letters."""
    stem = text[above.end - 2 : above.end]
    return len(stem) == 2 and stem[0].islower() and stem[1] in "-‐" and text[line.start].islower()  # noqa: PLR2004


def _breaks_doi(text: str, above: Line, line: Line) -> bool:
    """Return whether a line is the rest of a DOI that the line above breaks off at a slash, hyphen or full stop."""
    if line.gap or text[above.end - 1] not in "/-_." or line.end - line.start > _LONGEST_SUFFIX:
        return False
    is_broken = _BROKEN_DOI.search(text, max(above.start, above.end - _LONGEST_DOI), above.end)
    return is_broken is not None and _REST_OF_DOI.fullmatch(text, line.start, line.end) is not None


def _is_done(text: str, group: list[Line], below: Line) -> bool:
    """Return whether the lines are a complete reference, so that what stands right under it is the note on it."""
    start, end = _without_bullet(text, group[0].start), group[-1].end
    if text[end - 1] not in _SENTENCE_ENDS or text[below.start].islower() or not starts_reference(text, start, end):
        return False
    return ends_reference(text, start, end) and not goes_on_reference(text, below.start, below.end)


def _is_byline(text: str, above: Line, line: Line, below: Line | None) -> bool:
    """Return whether *by*, or names right above the labels of a head, are no part of a long title above them."""
    by = _BY.match(text, line.start, line.end)
    if by and (by.end() == line.end or (text[line.end - 1] != "." and are_names(text[by.end() : line.end].strip()))):
        return True
    if below is None or below.gap or _is_bare_bullet(text, [below]):
        return False
    if name_line(text, _without_bullet(text, below.start), below.end) is not Role.DATE:
        return False
    is_list = text[above.end - 1] in ",;" or text.endswith(" and", above.start, above.end)
    return not is_list and are_names(text[line.start : line.end])


def _is_rest_of_title(text: str, group: list[Line], line: Line, below: Line | None, wrap: Wrap) -> bool:
    """Return whether a line goes on with the title behind the lead-in of the contents, which is a list below it."""
    lead = group[0]
    if name_line(text, lead.start, lead.end) is not Role.CONTENTS or not _is_full(text, group[-1], line, wrap.width):
        return False
    is_list_below = below is not None and BULLET.match(text, below.start) is not None
    return not BULLET.match(text, line.start) and (not wrap.is_gapless or is_list_below)


def _is_text(text: str, line: Line) -> bool:
    return name_line(text, line.start, line.end) is Role.TEXT


def _parts_paragraphs(text: str, group: list[Line], below: Line, width: int) -> bool:
    """Return whether a full line that ends a sentence ends its paragraph too, where no blank line tells.

    It does above a heading, above a reference, and where the reference of a list item is complete.
    """
    start, end = _without_bullet(text, group[0].start), group[-1].end
    if text[end - 1] not in _SENTENCE_ENDS or _ABBREVIATION.search(text, end - 4, end):
        return False
    is_next = not text[below.start].isdigit() and starts_reference(text, below.start, min(len(text), below.end + width))
    if text[below.start].islower():
        return is_next  # a particle begins the name
    is_item = start > group[0].start or starts_reference(text, start, end)
    is_complete = is_item and ends_reference(text, start, end)
    if is_item and goes_on_reference(text, below.start, below.end):
        return False
    if below.end - below.start < _NARROW * width and is_heading(text, below.start, below.end):
        return True
    return is_complete or is_next


def _is_bare_bullet(text: str, group: list[Line]) -> bool:
    line = group[-1]
    return len(group) == 1 and line.end - line.start == 1 and text[line.start] in "•▪◦‣●○■□∙⁃"
