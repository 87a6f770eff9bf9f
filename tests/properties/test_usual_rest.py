"""What is left of a reference is mostly read at once; the parsers for all shapes would answer the same."""

from collections.abc import Iterator

import pytest

from benchmarks.generator.inventing import invent_works
from benchmarks.generator.pages import make_pages
from pipeline.fields import FIELDS
from pipeline.fields.usual_rest import usual_rest
from pipeline.references import parse
from pipeline.references.parse import parse_reference

OTHER_WAYS = tuple(row for row in FIELDS if row[1] is not usual_rest)


def references(layout: str, noise: float) -> Iterator[str]:
    for page in make_pages(invent_works(600, 5), 6, 100, 5, noise, layout=layout):
        for section in page.truth["sections"]:
            yield from (cited["raw"] for cited in section["citations"])


@pytest.mark.parametrize("noise", [0.0, 0.5])
@pytest.mark.parametrize("layout", ["author_date", "bibliography"])
def test_the_parsers_for_all_shapes_answer_the_same(layout: str, noise: float, monkeypatch: pytest.MonkeyPatch) -> None:
    raws = list(references(layout, noise))
    answers = list(map(parse_reference, raws))
    monkeypatch.setattr(parse, "FIELDS", OTHER_WAYS)
    assert answers == list(map(parse_reference, raws))


def test_most_references_need_no_other_way(monkeypatch: pytest.MonkeyPatch) -> None:
    raws = list(references("author_date", 0.0))
    fields = len(list(filter(None, (parse_reference(raw).value("title") for raw in raws))))
    monkeypatch.setattr(parse, "FIELDS", FIELDS[: [row[1] for row in FIELDS].index(usual_rest) + 1])
    at_once = len(list(filter(None, (parse_reference(raw).value("title") for raw in raws))))
    assert at_once > 0.6 * fields
