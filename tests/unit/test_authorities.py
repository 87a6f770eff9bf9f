"""What authorities answer is judged, kept beside what was parsed, and never trusted blindly."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.authorities.connection import NoAnswer
from pipeline.authorities.lookup import FAILURES_IN_A_ROW, Limits, look_up
from pipeline.authorities.matching import choose, similarity
from pipeline.authorities.records import AuthorityRecord, WantedWork, read_record
from pipeline.authorities.retractions import read_retractions, retracted_works
from pipeline.errors import RunError
from schemas import Enrichment

TODAY = date(2026, 11, 24)

WENGER = WantedWork(
    "w-1", "book", "Communities of practice: Learning, meaning, and identity", ("Wenger",), 1998,
    publisher="Cambridge Univ. Press", doi="10.1017/cbo9780511803932",
)  # fmt: skip
LITTLE = WantedWork(
    "w-2", "article-journal", "The persistence of privacy: Autonomy and initiative in teachers' professional relations",
    ("Little",), 1990, container_title="Teachers College Record", volume="91", issue="4", page_first="509",
)  # fmt: skip


def record(work: WantedWork, doi: str | None = None, **changes: Any) -> AuthorityRecord:
    """Return the record an authority would have of a work, but for some changes."""
    plain = AuthorityRecord(
        doi=doi or work.doi or "10.1000/1",
        type=work.type,
        title=work.title,
        families=work.families,
        year=work.year,
        container_title=work.container_title,
        volume=work.volume,
        issue=work.issue,
        page_first=work.page_first,
        publisher=work.publisher,
        isbns=(),
        retraction=None,
    )
    return replace(plain, **changes)


@pytest.mark.parametrize(
    ("work", "changes", "outcome"),
    [
        (LITTLE, {}, "matched"),
        (LITTLE, {"title": "The Persistence of Privacy"}, "matched"),  # authorities often have no subtitle
        (LITTLE, {"year": 1991}, "matched"),  # online and print
        (LITTLE, {"families": ("Little", "Somebody")}, "matched"),
        (LITTLE, {"issue": None, "volume": None, "page_first": None}, "matched"),
        (LITTLE, {"year": 1975, "volume": "12"}, "refused"),
        (LITTLE, {"title": "The persistence of memory: Autonomy and art"}, "refused"),
        (LITTLE, {"families": ("Miller",), "year": 2001, "volume": "3", "page_first": "1"}, "refused"),
        (WENGER, {"type": "article-journal"}, "refused"),  # a review has the title of its book
        (WENGER, {"type": "chapter"}, "refused"),
        (WENGER, {"families": ("Lave",)}, "refused"),
    ],
)
def test_a_record_is_taken_only_when_it_is_like_the_work(
    work: WantedWork, changes: dict[str, Any], outcome: str
) -> None:
    assert choose(work, [record(work, **changes)]).outcome == outcome


def test_of_two_records_that_fit_alike_none_is_taken() -> None:
    assert choose(LITTLE, [record(LITTLE, "10.1000/1"), record(LITTLE, "10.1000/2")]).outcome == "ambiguous"


def test_the_better_of_two_records_is_taken_whatever_their_order() -> None:
    good, poor = record(LITTLE, "10.1000/2"), record(LITTLE, "10.1000/1", year=1970, volume="1", page_first="3")
    assert choose(LITTLE, [poor, good]) == choose(LITTLE, [good, poor])
    assert choose(LITTLE, [poor, good]).record == good


def test_a_title_alone_is_never_enough() -> None:
    bare = WantedWork("w-3", "book", "Introduction", (), None)
    assert similarity(bare, record(bare)) == 0.0
    assert choose(bare, [record(bare)]).outcome == "refused"


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (
            {
                "DOI": "10.1000/ABC",
                "type": "journal-article",
                "title": ["Teachers at work"],
                "subtitle": ["A study"],
                "author": [{"given": "Ada", "family": "Roe"}, {"name": "Study Group"}],
                "issued": {"date-parts": [[1999, 5]]},
                "container-title": ["Journal of Work"],
                "page": "10-20",
                "ISBN": ["http://id.crossref.org/isbn/978-0-19-975681-0"],
            },
            ("10.1000/abc", "article-journal", "Teachers at work: A study", ("Roe", "Study Group"), 1999, "10"),
        ),
        (
            {"DOI": "10.1000/x", "type": "article-journal", "title": "At work", "issued": {"date-parts": [["2001"]]}},
            ("10.1000/x", "article-journal", "At work", (), 2001, None),
        ),
        (
            {"DOI": "10.1000/x", "title": [], "author": "Roe", "issued": {"date-parts": [[None]]}, "page": 7},
            ("10.1000/x", None, None, (), None, None),
        ),
    ],
    ids=["Crossref's own form", "CSL-JSON", "values of the wrong shape count as absent"],
)  # fmt: skip
def test_records_are_read_from_every_dialect(item: dict[str, Any], expected: tuple[object, ...]) -> None:
    found = read_record(item)
    assert found is not None
    assert (found.doi, found.type, found.title, found.families, found.year, found.page_first) == expected


def test_an_item_without_a_doi_is_no_record() -> None:
    assert read_record({"title": ["Teachers at work"]}) is None


@dataclass
class Shelf:
    """An authority that answers from memory; None stands for a failure."""

    records: Sequence[AuthorityRecord] | None
    name: str = "shelf"
    asked: list[str] = field(default_factory=list)

    def by_doi(self, doi: str) -> AuthorityRecord | None:
        return next((found for found in self._answer(doi)), None)

    def search(self, work: WantedWork) -> Sequence[AuthorityRecord]:
        return self._answer(work.bibliographic)

    def _answer(self, question: str) -> Sequence[AuthorityRecord]:
        self.asked.append(question)
        if self.records is None:
            raise NoAnswer("HTTP 503 Service Unavailable")
        return self.records


def ask(work: WantedWork, *records: AuthorityRecord) -> dict[str, Enrichment]:
    return {row.field: row for row in look_up([work], Shelf(records), Limits(60), TODAY)}


def test_each_field_is_confirmed_added_or_in_conflict() -> None:
    rows = ask(LITTLE, record(LITTLE, volume="92", publisher="SAGE", families=("Little", "Roe")))
    assert {name: row.status for name, row in rows.items()} == {
        "record": "added",
        "title": "confirmed",
        "author": "confirmed",
        "issued": "confirmed",
        "container-title": "confirmed",
        "volume": "conflict",
        "issue": "confirmed",
        "page-first": "confirmed",
        "publisher": "added",
    }
    assert (rows["volume"].parsed, rows["volume"].value) == ("91", "92")
    assert rows["record"].value == "10.1000/1"


@pytest.mark.parametrize(
    ("answer", "status", "message"),
    [
        ((), "not_found", "shelf has no record of the DOI 10.1017/cbo9780511803932."),
        (
            (record(WENGER, title="Fluid mechanics", families=("Batchelor",), year=1967),),
            "conflict",
            "The DOI names another work: Batchelor 1967 Fluid mechanics.",
        ),
        ((record(WENGER, doi="10.1000/9"),), "conflict", "The answer is about another DOI, 10.1000/9."),
    ],
    ids=["no record", "the DOI of another work", "a record nobody asked for"],
)
def test_a_wrong_record_for_a_doi_is_reported_and_nothing_is_taken_from_it(
    answer: tuple[AuthorityRecord, ...], status: str, message: str
) -> None:
    rows = ask(WENGER, *answer)
    assert list(rows) == ["record"]
    assert (rows["record"].status, rows["record"].message) == (status, message)


def test_a_retracted_work_is_named() -> None:
    rows = ask(WENGER, record(WENGER, retraction="10.1000/notice"))
    assert rows["retraction"].value == "10.1000/notice"


def test_an_authority_that_keeps_failing_is_asked_no_more() -> None:
    shelf = Shelf(None)
    works = [replace(LITTLE, work_id=f"w-{number}") for number in range(20)]
    rows = list(look_up(works, shelf, Limits(60), TODAY))
    assert [row.status for row in rows] == ["failed"] * FAILURES_IN_A_ROW + ["not_asked"] * 15
    assert len(shelf.asked) == FAILURES_IN_A_ROW
    assert rows[0].message == "No answer: HTTP 503 Service Unavailable"


def test_nobody_is_asked_when_the_time_is_over() -> None:
    ticks = iter(range(100))
    rows = list(look_up([LITTLE] * 5, Shelf(()), Limits(3, clock=lambda: float(next(ticks))), TODAY))
    assert [row.status for row in rows] == ["not_found", "not_found", "not_found", "not_asked", "not_asked"]


LIST = """\
Record ID,Title,RetractionDate,RetractionDOI,OriginalPaperDOI,RetractionNature
1,One,5/27/2014 0:00,10.1000/notice,https://doi.org/10.1017/CBO9780511803932,Retraction
2,Two,5/27/2014 0:00,10.1000/other,10.1000/two,Correction
3,Three,5/27/2014 0:00,unavailable,unavailable,Retraction
"""


def test_a_work_on_a_retraction_list_is_named_with_its_notice(tmp_path: Path) -> None:
    path = tmp_path / "retractions.csv"
    path.write_text(LIST, encoding="utf-8")
    retractions = read_retractions(path, date(2026, 11, 1))
    assert list(retractions.by_doi) == ["10.1017/cbo9780511803932"]
    (row,) = retracted_works([LITTLE, WENGER], retractions)
    assert (row.work_id, row.value, row.message) == ("w-1", "10.1000/notice", "Retracted 5/27/2014.")
    assert row.retrieved == date(2026, 11, 1)


@pytest.mark.parametrize("content", ["", "Title,Journal\nOne,Two\n"])
def test_another_file_is_refused_in_words(tmp_path: Path, content: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RunError, match="does not read as a retraction list"):
        read_retractions(path)
