"""A comparison as a page: counts, then each article with what was and what is, word by word."""

from collections.abc import Iterable, Iterator
from typing import Final

from pipeline.compare.differences import OPS
from pipeline.compare.records import ChangedArticle
from pipeline.compare.words import pieces
from pipeline.html_page import page_template
from schemas.release import Manifest

_OPEN: Final = 20
"""Articles with no more records than this are shown unfolded."""


def comparison_page(
    before: Manifest, after: Manifest, counts: dict[str, dict[str, int]], articles: Iterable[ChangedArticle]
) -> Iterator[str]:
    """Yield the page in pieces, so that it is never whole in memory."""
    ops = [op for op in OPS if any(op in of_table for of_table in counts.values())]
    return page_template("comparison").generate(
        before=before, after=after, counts=counts, ops=ops, articles=articles, pieces=pieces, shown_open=_OPEN
    )
