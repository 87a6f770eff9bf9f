"""Markdown as scrapers write it: front matter with the head in it, hyphen bullets, blank lines between paragraphs."""

from pipeline.page.body_zone import Rules, cut_body
from pipeline.page.furniture import Role
from pipeline.page.head_zone import cut_head
from pipeline.page.lines import Page
from pipeline.page.pieces import Piece

NAME = "markdown"


def score(page: Page) -> float:
    """Return how much speaks for markdown: front matter, heading marks, hyphen bullets between blank lines."""
    has_front_matter = page.text.lstrip().startswith("---\n")
    has_hashes = any(unit.hashes for unit in page.units)
    bullets = [unit for unit in page.units if unit.marker and page.text[unit.marker[0]] in "-*+"]
    has_spaced = bool(bullets) and 2 * sum(1 for unit in bullets if unit.gap) > len(bullets)
    is_site = any(unit.role is Role.CONTENTS for unit in page.units)
    return 0.75 * has_front_matter + 0.3 * has_hashes + 0.3 * has_spaced - 0.2 * is_site


def split(page: Page) -> tuple[Piece, ...]:
    """Return the pieces of a markdown text."""
    head = cut_head(page, title_kind="title", is_bare_title=True)
    return head.pieces + cut_body(page, head, Rules())
