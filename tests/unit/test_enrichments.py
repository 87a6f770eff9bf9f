"""What authorities said is kept from release to release, as long as what it was compared with is the same."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from pipeline.authorities.records import WantedWork
from pipeline.release.enrichments import (
    FRESH_DAYS,
    keep_enrichments,
    works_to_ask,
    write_enrichments,
)
from pipeline.release.manifest import Release
from pipeline.release.parquet import read_rows
from pipeline.release.query import Connection, open_database
from pipeline.release.tables import part_path
from schemas import Enrichment
from tests.made import BOOKS, make_both, require_release

TODAY = date(2026, 11, 24)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Connection]:
    with open_database(tmp_path / "spill") as opened:
        yield opened


@pytest.fixture
def release(tmp_path: Path) -> Release:
    return require_release(tmp_path / "output", [make_both(1)])


def answer(work: WantedWork, **changes: object) -> Enrichment:
    """A row that says: there is no such record."""
    row = Enrichment(
        work_id=work.work_id,
        authority="shelf",
        field="record",
        status="not_found",
        parsed=work.doi,
        value=None,
        record_doi=None,
        score=None,
        message="Nothing.",
        retrieved=TODAY,
    )
    return row.model_copy(update=changes)


def enriched(database: Connection, release: Release, folder: Path, **changes: object) -> Release:
    """Return a copy of the release that has an answer about every work, and a title with it."""
    keep_enrichments(database, release.path, None)
    works = list(works_to_ask(database, "shelf", TODAY))
    path = folder / "enriched"
    found = [
        [answer(work, **changes), answer(work, **changes, field="publisher", parsed=work.publisher)] for work in works
    ]
    facts = write_enrichments(database, path, folder / "scratch", found)
    rows = release.manifest.model_copy(update={"n_rows": {**release.manifest.n_rows, "enrichments": facts.rows}})
    return replace(release, path=path, manifest=rows)


def about(release: Path) -> list[tuple[str, str]]:
    return list(read_rows(release / part_path("enrichments", 0), ("work_id", "field")))


def test_a_work_is_described_as_its_fullest_citation_has_it(database: Connection, release: Release) -> None:
    keep_enrichments(database, release.path, None)
    works = {work.title: work for work in works_to_ask(database, "shelf", TODAY)}
    for book in BOOKS:
        work = works[book.title]
        assert (work.families, work.year, work.publisher) == ((book.family,), book.year, book.publisher)


def test_what_is_known_is_kept_and_not_asked_again(database: Connection, release: Release, tmp_path: Path) -> None:
    before = enriched(database, release, tmp_path)
    keep_enrichments(database, release.path, before)
    assert list(works_to_ask(database, "shelf", TODAY)) == []
    assert len(list(works_to_ask(database, "another", TODAY))) == len(BOOKS)
    facts = write_enrichments(database, tmp_path / "next", tmp_path / "more")
    assert facts.rows == 2 * len(BOOKS)
    assert about(tmp_path / "next") == about(before.path)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"retrieved": TODAY - timedelta(days=FRESH_DAYS)}, "the answer is old"),
        ({"status": "failed"}, "there was no answer"),
        ({"status": "not_asked"}, "nobody was asked"),
    ],
)
def test_a_work_is_asked_about_again(
    database: Connection, release: Release, tmp_path: Path, changes: dict[str, object], why: str
) -> None:
    keep_enrichments(database, release.path, enriched(database, release, tmp_path, **changes))
    assert len(list(works_to_ask(database, "shelf", TODAY))) == len(BOOKS), why


def test_rows_about_a_work_that_reads_otherwise_now_are_dropped(
    database: Connection, release: Release, tmp_path: Path
) -> None:
    before = enriched(database, release, tmp_path)
    first, *others = BOOKS
    mended = [replace(first, publisher="Harbor Press"), *others]
    after = require_release(tmp_path / "output", [make_both(1, mended)])
    keep_enrichments(database, after.path, before)
    (asked,) = works_to_ask(database, "shelf", TODAY)
    assert asked.publisher == "Harbor Press"


def test_new_answers_replace_the_old_ones_of_the_same_authority(
    database: Connection, release: Release, tmp_path: Path
) -> None:
    before = enriched(database, release, tmp_path)
    keep_enrichments(database, release.path, before)
    work = next(works_to_ask(database, "another", TODAY))
    rows = [[answer(work, status="failed")], [answer(work, authority="another")]]
    facts = write_enrichments(database, tmp_path / "next", tmp_path / "new", rows)
    assert facts.rows == 2 * len(BOOKS)  # two of the shelf's rows are one now, and another's one came
