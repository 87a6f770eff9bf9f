"""The older page: works without bullets, a row of buttons under each (glued to it, often), a link under each note."""

from pipeline.page.body_zone import Rules, cut_body
from pipeline.page.furniture import Role
from pipeline.page.head_zone import cut_head
from pipeline.page.lines import Page
from pipeline.page.pieces import Piece

NAME = "buttons"


def score(page: Page) -> float:
    """Return how much speaks for an older page: buttons under works and links under notes."""
    has_buttons = any(unit.role is Role.BUTTON for unit in page.units)
    has_links = any(unit.role is Role.CLOSER for unit in page.units)
    return 0.7 * has_buttons + 0.25 * has_links


def split(page: Page) -> tuple[Piece, ...]:
    """Return the pieces of an older page."""
    head = cut_head(page, title_kind="subject_title")
    return head.pieces + cut_body(page, head, Rules(by_button=True))
