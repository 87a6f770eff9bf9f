"""Blocks: cut a page into named pieces that cover every non-blank character exactly once."""

from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Protocol

from pipeline.issues import report
from pipeline.layouts import LAYOUTS, Layout, all_layouts
from pipeline.page.lines import Page, read_page
from pipeline.page.pieces import Cut, Piece
from schemas.issue import Finding

__all__ = ["Cut", "Piece", "check_cover", "choose_layout", "split_blocks"]

_NARROW_WIN = 0.05
_SHOWN = 60
_PLACE = attrgetter("start", "end")


class _Span(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def split_blocks(text: str) -> Cut:
    """Return the pieces of ``text``, cut by the layout that fits best; never raises, whatever text and layout.

    The pieces are in order, do not overlap and cover every non-blank character. What no layout named is an
    ``unparsed`` piece with a finding.
    """
    page = read_page(text)
    layout, findings = choose_layout(page)
    try:
        split = tuple(layout.split(page))
    except Exception as error:  # noqa: BLE001 - a layout of another package may fail in any way
        findings = (*findings, report("layout-failed", f"The layout {layout.name} failed: {error!r}", 0, 0))
        layout = LAYOUTS[-1]
        split = layout.split(page)
    pieces = tuple(_completed(text, split))
    return Cut(layout.name, pieces, (*findings, *_unparsed(text, pieces)))


def choose_layout(page: Page, layouts: Sequence[Layout] | None = None) -> tuple[Layout, tuple[Finding, ...]]:
    """Return the layout with the highest score, and a finding when another one came close.

    ``layouts`` are those to choose from, of equal scores the first; all there are without it.
    """
    layouts = layouts or all_layouts()
    scores = [layout.score(page) for layout in layouts]
    best = max(scores)
    chosen = layouts[scores.index(best)]
    rivals = [one.name for one, score in zip(layouts, scores, strict=True) if best - score < _NARROW_WIN]
    rivals.remove(chosen.name)
    if not rivals:
        return chosen, ()
    message = f"Cut as layout {chosen.name}, but {' and '.join(rivals)} fits nearly as well."
    return chosen, (report("ambiguous-layout", message, 0, 0),)


def check_cover(text: str, pieces: Iterable[_Span]) -> tuple[str, ...]:
    """Return what breaks the cover rule, in plain words; empty when it holds.

    Args:
        text: The source text.
        pieces: Its pieces or blocks, in reading order.
    """
    problems: list[str] = []
    position = 0
    for piece in pieces:
        if piece.start < position or piece.end <= piece.start or piece.end > len(text):
            problems.append(f"The piece {piece.start}-{piece.end} is empty, out of order or out of the text.")
        elif text[position : piece.start].strip():
            problems.append(f"No piece covers the text between {position} and {piece.start}.")
        position = max(position, piece.end)
    if text[position:].strip():
        problems.append(f"No piece covers the text from {position} on.")
    return tuple(problems)


def _completed(text: str, pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield the pieces in order, cut back where they overlap, with ``unparsed`` ones where they leave text out."""
    position, size = 0, len(text)
    for piece in sorted(pieces, key=_PLACE):
        start, end = max(piece.start, position), min(piece.end, size)
        if start > position:
            yield from _rest(text, position, start)
        if start < end:
            is_whole = start == piece.start and end == piece.end
            yield piece if is_whole else piece._replace(start=start, end=end)
            position = end
    yield from _rest(text, position, size)


def _rest(text: str, start: int, end: int) -> Iterator[Piece]:
    raw = text[start:end]
    if raw and not raw.isspace():
        start += len(raw) - len(raw.lstrip())
        yield Piece("unparsed", start, start + len(raw.strip()))


def _unparsed(text: str, pieces: Iterable[Piece]) -> Iterator[Finding]:
    for piece in pieces:
        if piece.kind == "unparsed":
            shown = text[piece.start : min(piece.end, piece.start + _SHOWN)]
            yield report("unparsed-text", f"Not understood: {shown!r}", piece.start, piece.end)
