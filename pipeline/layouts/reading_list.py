"""The reading list: an annotated bibliography by a library, a teacher or a student, without a publisher's furniture.

A title and the names of its makers, headings of any kind or none, works with or without numbers, notes below them.
``docs/layouts.md`` shows how this layout was made, step by step.
"""

import re

from pipeline.page.body_zone import Rules, cut_body
from pipeline.page.capitals import are_names, is_heading
from pipeline.page.furniture import Role
from pipeline.page.head_zone import BY, HeadZone, cut_contents, marked
from pipeline.page.lines import Page
from pipeline.page.pieces import Piece
from pipeline.page.shapes import is_reference
from schemas.terms import BlockKind

NAME = "reading_list"
_SURE = 0.45
_FEWEST_WORKS = 2
_FOREIGN = frozenset((Role.BUTTON, Role.CLOSER, Role.NOTICE, Role.OTHERS, Role.DOI))
"""What lists of this kind do not have above their second work."""
_LONGEST_LINE = 160
_MOST_HEAD_LINES = 12
_MOST_NAME_WORDS = 4
_OCCASION = re.compile(
    r"(?:\d{1,2}\.? )?(?:January|February|March|April|May|June|July|August|September|October|November|December|Spring"
    r"|Summer|Autumn|Fall|Winter)(?: \d{1,2}(?:st|nd|rd|th)?)?,? \d{4}$"
    r"|(?:Prof(?:essor)?\.?|Dr\.?|Instructor:?|Course:?|Seminar:?|Class:?)\s"
    r"|(?:[A-Z][\w&]*\s){1,4}[A-Z]{0,2}\d{2,4}[A-Z]?(?:[:,–-].*)?$",
)
"""Date, teacher and course, as they stand above a paper."""
_RUNNING_HEAD = re.compile(r"(?P<name>[^\W\d_a-z][\w’'-]+) \d{1,3}")
_HOUSE = re.compile(r"\b(?:University|College|Library|Libraries|School|Department|Institute|Museum|Archives?)\b")


def score(page: Page) -> float:
    """Return how much speaks for a reading list: two works, and nothing of a publisher's page above them."""
    works = 0
    for unit in page.units:
        if unit.role in _FOREIGN or page.text.startswith(("LAST ", "In This Article", "---"), unit.start):
            return 0.0
        works += unit.role is Role.TEXT and is_reference(page.text, unit.start, unit.end)
        if works == _FEWEST_WORKS:
            return _SURE
    return 0.0


def split(page: Page) -> tuple[Piece, ...]:
    """Return the pieces of a reading list."""
    kinds = _head_kinds(page)
    pieces: list[Piece] = []
    for unit, kind in zip(page.units, kinds, strict=False):
        if kind == "title" and pieces and pieces[-1].kind == "title":
            pieces[-1] = pieces[-1]._replace(end=unit.end)
        else:
            pieces += marked(unit, kind)
    contents, first = cut_contents(page, len(kinds))
    head = HeadZone.of(page, [*pieces, *contents], first)
    return head.pieces + cut_body(page, head, Rules(has_any_headings=True, has_run_in_notes=True))


def _head_kinds(page: Page) -> list[BlockKind]:
    """Return the kinds of the lines at the top: title with subtitle, makers, occasion; none where there is no title.

    The first line that is none of these begins the body, as does a second line that could be a title.
    """
    kinds: list[BlockKind] = []
    for index, unit in enumerate(page.units[:_MOST_HEAD_LINES]):
        kind = _kind(page, index)
        is_another = kind == "title" and "title" in kinds and (kinds[-1] != "title" or unit.gap > 0)
        if kind is None or (is_another and not _is_house(page, kinds)):
            break
        if is_another:
            kinds = ["furniture"] * len(kinds)
        kinds.append(kind)
    return kinds if "title" in kinds else []


def _kind(page: Page, index: int) -> BlockKind | None:
    """Return what a line is when it belongs to the head, else ``None``."""
    unit = page.units[index]
    if unit.role is not Role.TEXT:
        return {Role.DATE: "date_line", Role.RULE: "furniture"}.get(unit.role)  # type: ignore[return-value]
    line = _bare(page, index)
    if (unit.marker and not unit.hashes) or unit.end - unit.start > _LONGEST_LINE:
        return None
    if (_OCCASION.match(line) and not unit.hashes) or _is_running_head(page, index):
        return "furniture"
    if BY.match(line) or _is_maker(page, index):
        return "byline"
    is_title = unit.hashes or is_heading(line, 0, len(line)) or _stands_at_top(page, index)
    return "title" if is_title and not is_reference(page.text, unit.start, unit.end) else None


def _stands_at_top(page: Page, index: int) -> bool:
    """Return whether a line is the first, alone above a blank line, and no sentence: titles in small letters are."""
    if index or len(page.units) == 1 or not page.units[1].gap or page.units[0].lines > 1:
        return False
    line = _bare(page, index)
    return line[:1].isupper() and line[-1:] not in ".,:;…" and len(line.split()) > 1


def _is_maker(page: Page, index: int) -> bool:
    """Return whether a line is the name of a maker: below *by*, in emphasis, or right above teacher and course."""
    unit, line = page.units[index], _bare(page, index)
    if unit.hashes or not are_names(line):
        return False
    if index and BY.fullmatch(_bare(page, index - 1)):
        return True
    below = page.units[index + 1] if index + 1 < len(page.units) else None
    is_above = below is not None and not below.gap and _OCCASION.match(_bare(page, index + 1)) is not None
    return len(line.split()) <= _MOST_NAME_WORDS and (page.text[unit.start] in "*_" or is_above)


def _is_running_head(page: Page, index: int) -> bool:
    """Return whether the first line is the name of the writer, who stands below, and the number of the page."""
    match = _RUNNING_HEAD.fullmatch(_bare(page, index)) if index == 0 else None
    return match is not None and len(page.units) > 1 and _bare(page, 1).endswith(f" {match['name']}")


def _is_house(page: Page, kinds: list[BlockKind]) -> bool:
    """Return whether what was taken for the title is only the name of a library or school above it."""
    return _HOUSE.search(_bare(page, kinds.index("title"))) is not None


def _bare(page: Page, index: int) -> str:
    unit = page.units[index]
    return page.text[unit.start : unit.end].strip("*_ ").replace("**", "")
