"""The page as the publisher's site shows it: contents, subject and title on one line, bulleted works, notes."""

from pipeline.page.body_zone import Rules, cut_body
from pipeline.page.furniture import Role
from pipeline.page.head_zone import cut_head
from pipeline.page.lines import Page
from pipeline.page.pieces import Piece

NAME = "page"
_BULLETS = "•·▪◦‣●"


def score(page: Page) -> float:
    """Return how much speaks for a site page: its contents list, its notices, round bullets before the labels."""
    roles = {unit.role for unit in page.units}
    has_round = any(unit.marker and page.text[unit.marker[0]] in _BULLETS for unit in page.units)
    return 0.4 * (Role.CONTENTS in roles) + 0.2 * bool(roles & {Role.NOTICE, Role.FURNITURE}) + 0.3 * has_round


def split(page: Page) -> tuple[Piece, ...]:
    """Return the pieces of a site page."""
    head = cut_head(page, title_kind="subject_title")
    return head.pieces + cut_body(page, head, Rules(by_button=True))
