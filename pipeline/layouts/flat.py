"""The flat dump: every paragraph on a line of its own, no blank lines, no indents, hyphens before works."""

from pipeline.page.body_zone import Rules, cut_body
from pipeline.page.furniture import Role
from pipeline.page.head_zone import cut_head
from pipeline.page.lines import Page
from pipeline.page.pieces import Piece

NAME = "flat"
_FEW_GAPS = 0.1


def score(page: Page) -> float:
    """Return how much speaks for a flat dump: labels, and next to no blank lines."""
    gaps = sum(1 for unit in page.units if unit.gap)
    is_flat = len(page.units) > 1 and gaps <= _FEW_GAPS * len(page.units)
    has_labels = any(unit.role is Role.DOI or page.text.startswith("LAST ", unit.start) for unit in page.units)
    is_site = any(unit.role in (Role.CONTENTS, Role.BUTTON) for unit in page.units)
    return 0.55 * (is_flat and has_labels) - 0.2 * is_site


def split(page: Page) -> tuple[Piece, ...]:
    """Return the pieces of a flat dump."""
    head = cut_head(page, title_kind="title")
    return head.pieces + cut_body(page, head, Rules())
