"""Other people's records: what is mended before they are printed, and which are left out."""

from typing import Any

import pytest

from benchmarks.generator.foreign import REASONS, usable
from benchmarks.generator.mending import MENDINGS
from benchmarks.generator.references import write_reference
from benchmarks.generator.style import Style
from benchmarks.generator.writing import Writer

BOOK: dict[str, Any] = {"type": "book", "title": "Harbours", "author": [{"family": "Lake", "given": "Mary"}]}
ARTICLE: dict[str, Any] = {**BOOK, "type": "article-journal", "container-title": "Ports", "volume": "3"}

MENDED: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({**BOOK, "publisher": "New York: Norton"}, {"publisher": "Norton", "publisher-place": "New York"}),
    ({**BOOK, "publisher": "Springer, Heidelberg"}, {"publisher": "Springer", "publisher-place": "Heidelberg"}),
    ({**BOOK, "publisher": "forthcoming"}, {"publisher": None}),
    ({**BOOK, "publisher-place": "place of publication not given"}, {"publisher-place": None}),
    ({**BOOK, "title": "Harbours : a history / by Mary Lake"}, {"title": "Harbours: a history"}),
    ({**BOOK, "title": "Harbours, V. 2"}, {"title": "Harbours", "volume": "2"}),
    ({**BOOK, "edition": "3. Aufl."}, {"edition": "3."}),
    ({**BOOK, "collection-title": "Harbours"}, {"collection-title": None}),
    ({**BOOK, "collection-title": "Sea studies, no. 10"},
     {"collection-title": "Sea studies", "collection-number": "10"}),
    ({**BOOK, "number-of-volumes": "1 online resource"}, {"number-of-volumes": None}),
    ({**BOOK, "publisher": ""}, {"publisher": None}),
    ({**ARTICLE, "volume": "Vol. 66", "issue": "No. 2"}, {"volume": "66", "issue": "2"}),
    ({**ARTICLE, "volume": "Publish Ahead of Print", "page": "3"}, {"volume": None, "page": "3"}),
    ({**ARTICLE, "page": "??–??"}, {"page": None}),
    ({**ARTICLE, "issue": "86-91"}, {"issue": None, "page": "86-91"}),
    ({**BOOK, "author": [{"family": "Lake", "given": "Mary, Jr."}]},
     {"author": [{"family": "Lake", "given": "Mary", "suffix": "Jr."}]}),
    ({**BOOK, "author": [{"literal": "van Netten AR"}]}, {"author": [{"family": "van Netten", "given": "A. R."}]}),
    ({**BOOK, "editor": [{"literal": "n/a"}]}, {"editor": []}),
]  # fmt: skip


@pytest.mark.parametrize(("record", "expected"), MENDED, ids=lambda item: str(item)[:60])
def test_a_value_is_put_where_it_belongs(record: dict[str, Any], expected: dict[str, Any]) -> None:
    before = repr(record)
    ((mended,), counts, left_out) = usable([record])
    assert {key: mended.get(key) for key in expected} == expected
    assert set(counts) <= set(MENDINGS)
    assert counts.total() >= 1
    assert not left_out
    assert repr(record) == before


LEFT_OUT = [
    ({**ARTICLE, "volume": "Volume", "page": "Pages"}, "a form that was never filled in"),
    ({**BOOK, "title": "Mind the \\tilde{O}"}, "source code of a typesetter in names, titles or imprint"),
    ({**ARTICLE, "volume": ""}, "an article without volume, issue, pages and day, which nothing tells from a book"),
    ({**BOOK, "author": [{"literal": "Tara J. Radin and Martin Calkins"}]},
     "several names, or a name and years, in one name"),
    ({**BOOK, "publisher": "London, printed by W. Godbid"},
     "an imprint copied from a title page, or of several sentences"),
    ({**ARTICLE, "container-title": "Ports; 15(1-2)"},
     "volume, year, number or address inside the title of the container"),
    ({"type": "manuscript", "title": "Crimey, Mary"}, "a person's name for a title, and nothing else"),
    ({**BOOK, "author": [{"literal": "Library Board. Reference Section"}]},
     "a body and its divisions in sentences of their own"),
    ({"type": "book", "title": " "}, "a title that is missing"),
]  # fmt: skip


@pytest.mark.parametrize(("record", "reason"), LEFT_OUT, ids=lambda item: str(item)[:60])
def test_a_record_nobody_could_read_is_left_out_and_counted(record: dict[str, Any], reason: str) -> None:
    kept, _, left_out = usable([record])
    assert kept == []
    assert dict(left_out) == {reason: 1}


def test_every_reason_is_tried() -> None:
    assert {reason for _, reason in LEFT_OUT} == set(REASONS)


def test_a_sound_record_stays_as_it_is() -> None:
    assert usable([BOOK, ARTICLE])[0] == [BOOK, ARTICLE]


def test_names_without_capitals_have_no_initials_and_undated_works_one_full_stop() -> None:
    out = Writer()
    write_reference(out, {**BOOK, "author": [{"family": "戸坂", "given": "潤"}]}, Style())
    assert out.text() == "戸坂, 潤. n.d. Harbours."


def test_titles_in_other_languages_keep_their_capitals() -> None:
    out = Writer()
    write_reference(
        out, {**BOOK, "title": "Die alten Häfen", "language": "de"}, Style("bibliography", headline_case=True)
    )
    assert "Die alten Häfen" in out.text()
