"""Any other text: headings, paragraphs and works are told by their shape alone. This layout always fits."""

from pipeline.page.body_zone import Rules, cut_body
from pipeline.page.head_zone import cut_head
from pipeline.page.lines import Page
from pipeline.page.pieces import Piece

NAME = "plain"
_ALWAYS = 0.05


def score(page: Page) -> float:  # noqa: ARG001 - every layout is asked the same question
    """Return a little, so that this layout is taken only when no other one fits."""
    return _ALWAYS


def split(page: Page) -> tuple[Piece, ...]:
    """Return the pieces of a text of no known layout."""
    head = cut_head(page, title_kind="title", is_bare_title=True)
    return head.pieces + cut_body(page, head, Rules(by_button=True))
