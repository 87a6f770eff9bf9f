"""The head zone: what stands above the body of an article, from site bar and contents list to dates and DOI.

The labels (``LAST REVIEWED:``, ``DOI:``) are its anchor: title and byline are the lines right above them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Self

from pipeline.folding import fold
from pipeline.page.capitals import are_names, is_heading
from pipeline.page.furniture import Role
from pipeline.page.lines import Page, Unit
from pipeline.page.pieces import Piece
from pipeline.page.shapes import starts_author_date
from schemas.terms import BlockKind

BY = re.compile(
    r"(?i:(?:(?:edited|revised|updated|compiled|prepared|created|written|selected|annotated)\s+)?by\b):?(?=\s|$)"
    r"|by(?=[A-ZÀ-Þ])"
)
"""What a byline begins with."""
_LEAD_IN = re.compile(
    r"(?:in this article|table of contents|article contents|contents)\s*(?:expand or collapse\s*)?"
    r"(?:the\s*)?(?:[\"“][^\"“”]{0,40}[\"”]\s*)?(?:section\b)?\s*:?\s*",
    re.IGNORECASE,
)
_MOST_GROUP_LINES = 4
_LONGEST_TITLE = 300
_MOST_FRONT_MATTER = 80
_ARTICLE_DOI = "10.1093/obo"


class HeadZone(NamedTuple):
    """The pieces of the head, the index of the first unit of the body and the contents entries, folded."""

    pieces: tuple[Piece, ...]
    first: int
    contents: frozenset[str]

    @classmethod
    def of(cls, page: Page, pieces: Iterable[Piece], first: int) -> Self:
        """Return the head of these pieces, with the body from unit ``first`` on."""
        pieces = tuple(pieces)
        entries = (page.text[piece.start : piece.end] for piece in pieces if piece.kind == "contents_entry")
        return cls(pieces, first, frozenset(map(fold, entries)))


def cut_head(page: Page, *, title_kind: BlockKind, is_bare_title: bool = False) -> HeadZone:
    """Return the head zone of ``page``.

    ``title_kind`` names the title line: ``subject_title`` where the page prints the subject before the title, as it
    does wherever the title stands over a byline and labels.
    ``is_bare_title`` takes the first line for a title even when no label follows.
    """
    pieces, first = _front_matter(page)
    labels = _first_label(page, first)
    group_end = labels if labels is not None else _end_of_unlabelled(page, first, is_bare_title=is_bare_title)
    group_start = _start_of_group(page, first, group_end)
    pieces += _above(page, first, group_start)
    pieces += _title_and_byline(page, group_start, group_end, title_kind)
    end = group_end
    while labels is not None and end < len(page.units) and page.units[end].role in (Role.DATE, Role.DOI):
        unit = page.units[end]
        pieces += marked(unit, "date_line" if unit.role is Role.DATE else "doi_line")
        end += 1
    return HeadZone.of(page, pieces, end)


def cut_contents(page: Page, first: int) -> tuple[list[Piece], int]:
    """Return the pieces of a contents list that begins at unit ``first``, and the unit after it; none without one."""
    units = page.units
    if first >= len(units) or units[first].role is not Role.CONTENTS:
        return [], first
    end = first + 1
    while end < len(units) and _is_entry(units[end], is_first=end == first + 1):
        end += 1
    return _above(page, first, end), end


def _is_entry(unit: Unit, *, is_first: bool) -> bool:
    is_listed = (unit.marker is not None and not unit.hashes) or not unit.gap or is_first
    return unit.role is Role.TEXT and is_listed and unit.end - unit.start <= _LONGEST_TITLE


def title_in_contents(line: str) -> str:
    """Return the title printed behind the lead-in of the contents list; empty when there is none."""
    match = _LEAD_IN.match(line)
    return line[match.end() :] if match else ""


def _front_matter(page: Page) -> tuple[list[Piece], int]:
    units, text = page.units, page.text
    if units and text[units[0].start : units[0].end] == "---":
        for index, unit in enumerate(units[1:_MOST_FRONT_MATTER], start=1):
            if text[unit.start : unit.end] == "---":
                return [Piece("front_matter", units[0].start, unit.end)], index + 1
    return [], 0


def _first_label(page: Page, first: int) -> int | None:
    """Return the index of the first date or article DOI line, unless a list of works comes before it."""
    for index in range(first, len(page.units)):
        unit = page.units[index]
        if unit.role is Role.DATE or (unit.role is Role.DOI and _ARTICLE_DOI in page.text[unit.start : unit.end]):
            return index
        if unit.role in (Role.BUTTON, Role.CLOSER, Role.NOTICE):
            return None
        if unit.role is Role.TEXT and starts_author_date(page.text, unit.start, unit.end):
            return None
    return None


def _start_of_group(page: Page, first: int, end: int) -> int:
    """Return the index of the first of the title and byline lines that stand above ``end``."""
    start = end
    while start > first and end - start < _MOST_GROUP_LINES and _is_group_line(page.units[start - 1]):
        start -= 1
    has_contents = any(unit.role is Role.CONTENTS for unit in page.units[first:start])
    has_entries = any(unit.role is Role.TEXT and unit.marker for unit in page.units[first:start])
    if (at := _at_title(page, first, start, end)) is not None:
        return at
    if has_contents and not has_entries:
        while start < end - 1 and not page.units[start].gap:
            start += 1
    return start


def _at_title(page: Page, first: int, start: int, end: int) -> int | None:
    """Return the index of the line that prints the title the contents list names, at its end; the lowest one."""
    lines = (page.text[unit.start : unit.end] for unit in page.units[first:start] if unit.role is Role.CONTENTS)
    title = next((fold(title) for line in lines if (title := title_in_contents(line))), "")
    for index in reversed(range(start, end)):
        unit = page.units[index]
        if title and fold(page.text[unit.start : unit.end]).endswith(title):
            return index
    return None


def _is_group_line(unit: Unit) -> bool:
    is_plain = unit.marker is None or unit.hashes > 0
    return unit.role is Role.TEXT and is_plain and unit.end - unit.start <= _LONGEST_TITLE


def _end_of_unlabelled(page: Page, first: int, *, is_bare_title: bool) -> int:
    """Return where title and byline end in a head without labels; ``first`` when nothing says that they are there."""
    index = first
    while index < len(page.units) and (page.units[index].role is not Role.TEXT or page.units[index].marker):
        if page.units[index].hashes:
            break
        index += 1
    has_contents = any(unit.role is Role.CONTENTS for unit in page.units[first:index])
    if not (has_contents or is_bare_title) or index >= len(page.units):
        return first
    unit = page.units[index]
    is_title = is_heading(page.text, unit.start, unit.end) and _fits_front_matter(page, first, unit)
    if not is_title:
        return index if has_contents else first
    index += 1
    while index < len(page.units) and _is_byline(page, index):
        index += 1
    return index


def _fits_front_matter(page: Page, first: int, unit: Unit) -> bool:
    """Return whether a line can be the title: front matter that has a title must have this one."""
    above = page.text[: page.units[first - 1].end] if first else ""
    return "\ntitle:" not in above or fold(page.text[unit.start : unit.end]) in fold(above)


def _is_byline(page: Page, index: int) -> bool:
    unit = page.units[index]
    line = page.text[unit.start : unit.end]
    follows_by = BY.fullmatch(page.text, page.units[index - 1].start, page.units[index - 1].end) is not None
    return _is_group_line(unit) and (BY.match(line) is not None or follows_by or (not unit.gap and are_names(line)))


def _above(page: Page, first: int, end: int) -> list[Piece]:
    """Return the pieces above title and byline: contents, lists of other articles, site bar."""
    pieces: list[Piece] = []
    indents = sorted({unit.indent for unit in page.units[first:end] if unit.marker})
    kind: BlockKind = "unparsed"
    for unit in page.units[first:end]:
        if unit.role is Role.TEXT:
            level = indents.index(unit.indent) + 1 if kind == "contents_entry" and unit.marker else None
            pieces += marked(unit, kind, level if len(indents) > 1 else None)
        elif unit.role is Role.CONTENTS:
            kind = "contents_entry"
            pieces += marked(unit, "contents_title")
        else:
            kind = "furniture" if unit.role is Role.OTHERS else kind
            pieces += marked(unit, "notice" if unit.role is Role.NOTICE else "furniture")
    return pieces


def _title_and_byline(page: Page, start: int, end: int, title_kind: BlockKind) -> list[Piece]:
    units = page.units[start:end]
    byline = _byline_start(page, units)
    is_labelled = end < len(page.units) and page.units[end].role in (Role.DATE, Role.DOI)
    if byline < len(units) and is_labelled:
        title_kind = "subject_title"
    pieces: list[Piece] = []
    for index, unit in enumerate(units[:byline]):
        pieces += marked(unit, title_kind if index == byline - 1 else "title")
    if byline < len(units):
        pieces.append(Piece("byline", units[byline].start, units[-1].end))
    return pieces


def _byline_start(page: Page, units: Sequence[Unit]) -> int:
    """Return the index of the first byline among the lines of title and byline; their number when there is none."""
    for index, unit in enumerate(units):
        if index and BY.match(page.text, unit.start, unit.end):
            return index
    if len(units) < 2:  # noqa: PLR2004 - a title alone
        return len(units)
    last, above = (page.text[unit.start : unit.end] for unit in (units[-1], units[-2]))
    is_title_again = fold(above).endswith(fold(last)) or fold(last).endswith(fold(above))
    return len(units) - 1 if are_names(last) and not is_title_again else len(units)


def marked(unit: Unit, kind: BlockKind, level: int | None = None) -> Iterator[Piece]:
    """Yield the marker of a unit, if it has one, and the unit itself."""
    if unit.marker:
        yield Piece("marker", *unit.marker)
    yield Piece(kind, unit.start, unit.end, level)
