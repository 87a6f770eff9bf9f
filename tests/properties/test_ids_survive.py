"""Ids survive what editors do to titles and to the order of things, and are never given twice."""

import random
import re
from dataclasses import replace

import pytest

from benchmarks.generator.pages import Page, make_pages
from benchmarks.generator.records import works
from benchmarks.quality.scoring import parse_page
from pipeline.matching.inherit import inherit, with_ids
from schemas import Article

SHARE = 0.05
"""Letters of each title that are changed."""
KEPT = 0.99
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def damaged(page: Page, chance: random.Random) -> tuple[str, dict[str, str]]:
    """The text of a page with letters changed in the titles of its works, and what became of each work's raw text."""
    text, became = page.text, {}
    for section in page.truth["sections"]:
        for cited in section["citations"]:
            raw, title = cited["raw"], cited["fields"].get("title", "")
            if title and text.count(raw) == 1 and title in raw:
                other = raw.replace(title, changed(title, chance), 1)
                text = text.replace(raw, other)
                became[raw] = other
    return text, became


def changed(title: str, chance: random.Random) -> str:
    letters = list(title)
    places = [number for number, letter in enumerate(letters) if letter.isalpha()]
    for number in chance.sample(places, max(1, round(len(places) * SHARE))):
        letters[number] = chance.choice(LETTERS)
    return "".join(letters)


def by_raw(article: Article) -> dict[str, str]:
    return {
        re.sub(r"\s+", " ", citation.raw): citation.citation_id
        for section in article.sections
        for citation in section.citations
    }


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_citations_keep_their_ids_through_changed_titles_and_order(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 (no secret)
    n_kept = n_all = 0
    for page in make_pages(works(120, seed), 3, 40, seed, 0.0):
        text, became = damaged(page, chance)
        old, new = parse_page(page), parse_page(replace(page, text=text))
        assert old is not None
        assert new is not None
        sections = list(new.sections)
        chance.shuffle(sections)
        new = new.model_copy(update={"sections": tuple(sections)})
        new = with_ids(new, inherit(new, old, 2).ids)
        before, after = by_raw(old), by_raw(new)
        ids = [citation.citation_id for section in new.sections for citation in section.citations]
        assert len(ids) == len(set(ids))
        pairs = [(before.get(raw), after.get(other)) for raw, other in became.items()]
        pairs = [(one, other) for one, other in pairs if one and other]
        n_all += len(pairs)
        n_kept += sum(one == other for one, other in pairs)
        # An id that is kept is that of the same work.
        was = {id_: raw for raw, id_ in before.items()}
        assert all(became.get(was[id_], raw) == raw for raw, id_ in after.items() if id_ in was)
    assert n_all > 60
    assert n_kept >= KEPT * n_all, f"{n_kept} of {n_all}"
