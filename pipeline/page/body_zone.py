"""The body zone: headings, commentary, and lists of works with their identifiers and annotations.

The zone is read unit by unit with one question each: does a heading, a work or nothing new begin here? What begins
nothing belongs to what is open: the annotation of the last work, or the commentary of the section.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.folding import fold
from pipeline.found import record
from pipeline.page.capitals import is_heading
from pipeline.page.furniture import Role
from pipeline.page.head_zone import HeadZone
from pipeline.page.lines import Page, Unit
from pipeline.page.pieces import Piece
from pipeline.page.shapes import begins_with_reference, is_reference, is_titled
from schemas.terms import BlockKind

_FIXED: dict[Role, BlockKind] = {
    Role.CONTENTS: "furniture",
    Role.OTHERS: "furniture",
    Role.BUTTON: "furniture",
    Role.CLOSER: "furniture",
    Role.FURNITURE: "furniture",
    Role.RULE: "furniture",
    Role.NOTICE: "notice",
    Role.DATE: "date_line",
}
_NOTE_LABEL = (
    r"[*_]{0,2}(?:Annotation|Abstract|Summary|Notes?|Comment(?:s|ary)?|Description|Evaluation|Assessment|Reflection"
    r"|Critique|Relevance):[*_]{0,2}"
)
"""What some lists print before a note."""
_LABEL = re.compile(rf"(?P<label>{_NOTE_LABEL})\s+(?=\S)")
_LABEL_ALONE = re.compile(rf"{_NOTE_LABEL}|[*_]{{0,2}}(?:Citation|Reference):[*_]{{0,2}}")
"""The same in a line of its own, and what stands so above a work."""
_LONGEST_POINTLESS = 220
_LONGEST_LINK = 40
_LONGEST_LINE = 80
_MOST_IDENTIFIERS = 8


class Rules(NamedTuple):
    """What a layout knows about its lists and headings.

    ``by_bullet`` and ``by_button`` tell whether a work begins at each bullet and above each row of buttons;
    ``has_any_headings`` whether small letters in a line of its own may be a heading too; ``has_run_in_notes`` whether
    a note may follow its work in the same paragraph, or have a label (``Abstract:``).
    """

    by_bullet: bool = True
    by_button: bool = False
    has_any_headings: bool = False
    has_run_in_notes: bool = False


@dataclass
class _Zone:
    """The body of one page while it is cut."""

    page: Page
    rules: Rules
    contents: frozenset[str]
    first: int
    references: set[int] = field(default_factory=set)
    last_work: int = 0
    is_bulleted: bool = False
    has_gaps: bool = False
    list_indent: int = 0
    base_indent: int = 0
    item_indent: int = 0
    top: int = 1
    has_item: bool = False
    has_note: bool = False
    is_closed: bool = False
    is_ended: bool = False
    in_points: bool = False
    skips_list: bool = False


def cut_body(page: Page, head: HeadZone, rules: Rules) -> tuple[Piece, ...]:
    """Return the pieces of everything after the head zone, in order."""
    zone = _measured(page, head, rules)
    return tuple(piece for index in range(head.first, len(page.units)) for piece in _pieces(zone, index))


def _measured(page: Page, head: HeadZone, rules: Rules) -> _Zone:
    """Return the zone with the facts that hold for the whole page: its indents, and whether works have bullets."""
    zone = _Zone(page, rules, head.contents, head.first)
    texts = [(index, unit) for index, unit in enumerate(page.units[head.first :], head.first) if unit.role is Role.TEXT]
    zone.references = {index for index, unit in texts if _is_work(page.text, unit, rules)}
    zone.last_work = max((page.units[index].start for index in zone.references), default=0)
    marked = [unit for _, unit in texts if _is_listed(unit)]
    zone.list_indent = min((unit.indent for unit in marked), default=0)
    zone.base_indent = min((unit.indent for _, unit in texts if not unit.marker or unit.hashes), default=0)
    unlisted = [page.units[index].indent for index in zone.references if not _is_listed(page.units[index])]
    counts = Counter(unlisted)
    zone.item_indent = min(counts, key=lambda indent: (-counts[indent], indent), default=zone.base_indent)
    n_listed = sum(1 for index in zone.references if _is_listed(page.units[index]))
    zone.is_bulleted = rules.by_bullet and bool(marked) and 2 * n_listed >= len(zone.references)
    zone.has_gaps = 2 * sum(1 for _, unit in texts if unit.gap) > len(texts)
    zone.top = min((unit.hashes for _, unit in texts if unit.hashes), default=1)
    return zone


def _is_work(text: str, unit: Unit, rules: Rules) -> bool:
    if is_reference(text, unit.start, unit.end):
        return True
    return rules.has_run_in_notes and begins_with_reference(text, unit.start, unit.end)


def _is_listed(unit: Unit) -> bool:
    return unit.marker is not None and not unit.hashes


def _pieces(zone: _Zone, index: int) -> Iterator[Piece]:
    unit = zone.page.units[index]
    if unit.marker:
        yield Piece("marker", *unit.marker)
    kind = _text_kind(zone, index) if unit.role is Role.TEXT else _label_kind(zone, unit)
    start = unit.start
    if kind == "annotation" and zone.rules.has_run_in_notes:
        label = _LABEL.match(zone.page.text, start, unit.end)
        if label:
            yield Piece("marker", start, label.end("label"))
            start = label.end()
    level = unit.hashes - zone.top + 1 if kind == "heading" and unit.hashes else None
    yield record(Piece, (kind, start, unit.end, level))


def _label_kind(zone: _Zone, unit: Unit) -> BlockKind:
    zone.skips_list = unit.role is Role.OTHERS
    if unit.role in (Role.DOI, Role.IDENTIFIER):
        return "identifier" if zone.has_item and not zone.is_ended else "unparsed"
    zone.is_closed = zone.is_closed or unit.role is Role.CLOSER
    zone.is_ended = zone.is_ended or unit.role is Role.NOTICE
    return _FIXED[unit.role]


def _text_kind(zone: _Zone, index: int) -> BlockKind:
    unit = zone.page.units[index]
    if zone.skips_list and _is_listed(unit):
        return "furniture"
    zone.skips_list = False
    if zone.rules.has_run_in_notes and _LABEL_ALONE.fullmatch(zone.page.text, unit.start, unit.end):
        return "furniture"
    if _is_heading(zone, index):
        zone.has_item = zone.has_note = zone.is_closed = zone.is_ended = zone.in_points = False
        return "heading"
    if _begins_item(zone, index):
        zone.has_item, zone.has_note, zone.is_closed, zone.is_ended, zone.in_points = True, False, False, False, False
        return "citation"
    return _open_kind(zone, unit)


def _open_kind(zone: _Zone, unit: Unit) -> BlockKind:
    """Return what a unit is that begins nothing: it belongs to what is open."""
    if zone.is_ended and not _goes_on_after_notice(zone, unit):
        return "unparsed"
    if zone.is_closed and unit.end - unit.start <= _LONGEST_LINK and zone.page.text[unit.end - 1] not in ".?!":
        return "furniture"
    zone.in_points = zone.page.text[unit.end - 1] == ":" or (zone.in_points and _is_listed(unit))
    if zone.has_item and not zone.is_closed:
        zone.has_note = True
        return "annotation"
    return "commentary"


def _goes_on_after_notice(zone: _Zone, unit: Unit) -> bool:
    """Return whether a notice stands in the middle of an item: its note follows, and works come after it."""
    is_note = zone.has_item and not zone.is_closed and (not zone.has_note or unit.indent > zone.base_indent + 1)
    return is_note and zone.last_work > unit.start


def _begins_item(zone: _Zone, index: int) -> bool:
    unit, text = zone.page.units[index], zone.page.text
    is_reference_shaped = index in zone.references
    if not _is_listed(unit):
        if zone.rules.by_button and _has_buttons_below(zone, index):
            return True
        is_note_due = zone.has_item and not zone.has_note
        is_note = unit.indent > zone.item_indent + 1 or (zone.is_bulleted and is_note_due)
        may_be_titled = bool(zone.references) and not zone.is_bulleted and not is_note_due
        return not is_note and (is_reference_shaped or (may_be_titled and is_titled(text, unit.start, unit.end)))
    if zone.has_item and unit.indent > zone.list_indent + 1:
        return False
    if is_reference_shaped:
        return True
    is_point = zone.in_points or text[unit.start].islower()
    return not is_point and (zone.has_item or unit.end - unit.start <= _LONGEST_POINTLESS)


def _has_buttons_below(zone: _Zone, index: int) -> bool:
    """Return whether buttons follow, at most some identifiers between: what stands above them is a work."""
    for unit in zone.page.units[index + 1 : index + _MOST_IDENTIFIERS]:
        if unit.role not in (Role.DOI, Role.IDENTIFIER):
            return unit.role is Role.BUTTON
    return False


def _is_heading(zone: _Zone, index: int) -> bool:
    unit, text = zone.page.units[index], zone.page.text
    if unit.hashes:
        return True
    if unit.marker or unit.lines > 1 or unit.indent > zone.base_indent + 1 or index in zone.references:
        return False
    if unit.end - unit.start <= _LONGEST_POINTLESS and fold(text[unit.start : unit.end]) in zone.contents:
        return True
    if index + 1 == len(zone.page.units) or (zone.has_gaps and not unit.gap and index > zone.first):
        return False
    if not is_heading(text, unit.start, unit.end) and not (zone.rules.has_any_headings and _stands_alone(zone, index)):
        return False
    return zone.page.units[index + 1].role is Role.TEXT


def _stands_alone(zone: _Zone, index: int) -> bool:
    """Return whether a short line without a stop stands between blank lines, above a work or a long paragraph."""
    unit, text = zone.page.units[index], zone.page.text
    below = zone.page.units[index + 1]
    is_short = (
        unit.end - unit.start <= _LONGEST_LINE and text[unit.end - 1] not in ".,:;…" and text[unit.start].isupper()
    )
    is_above_list = index + 1 in zone.references or below.end - below.start > _LONGEST_LINE
    return is_short and bool(unit.gap and below.gap) and is_above_list
