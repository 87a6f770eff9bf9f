"""Pieces: what a layout cuts a page into, before any record is made."""

from typing import NamedTuple

from schemas.issue import Finding
from schemas.terms import BlockKind


class Piece(NamedTuple):
    """A named span of the text; ``level`` is the depth of a heading or contents entry when the page shows it."""

    kind: BlockKind
    start: int
    end: int
    level: int | None = None


class Cut(NamedTuple):
    """What became of a page: the layout that cut it, its pieces in order and what was noticed on the way."""

    layout: str
    pieces: tuple[Piece, ...]
    findings: tuple[Finding, ...]
