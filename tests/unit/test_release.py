"""Releases: equal content gives equal bytes, publication is one step, nothing published is ever touched again."""

# ruff: noqa: S608 - queries on files the tests have just written.

import multiprocessing
import os
import pickle
import signal
from pathlib import Path

import duckdb
import pandas as pd  # type: ignore[import-untyped] # its types are a package of their own
import polars as pl
import pytest

from pipeline.errors import RunError
from pipeline.release.heads import without_release
from pipeline.release.manifest import read_manifest
from pipeline.release.publish import (
    build_candidate,
    check_candidate,
    keep_candidate,
    list_candidates,
    list_releases,
    open_staging,
    publish,
    publish_kept,
    read_current,
    stage_articles,
    stage_quarantine,
)
from schemas import TABLES, Document
from tests.made import BOOKS, Book, by_hand, make_both, offered_files, quarantined, release_of, require_release

ITEMS = [make_both(number) for number in (1, 2, 3)]


def content(release: Path) -> dict[str, bytes]:
    """The bytes of every table and document of a release."""
    return {
        path.relative_to(release).as_posix(): path.read_bytes()
        for path in sorted(release.rglob("*"))
        if path.is_file() and (path.parent.name in {table.name for table in TABLES} or "documents" in path.parts)
    }


def test_equal_articles_give_equal_bytes_whatever_their_order_and_batches(tmp_path: Path) -> None:
    one = require_release(tmp_path / "one", ITEMS)
    with open_staging(tmp_path / "two") as staging:
        for item in reversed(ITEMS):
            stage_articles(staging, [item])
        candidate = build_candidate(staging, None, by_hand(offered_files(*(source.path for _, source in ITEMS))))
        check_candidate(candidate)
        two = publish(candidate)
    assert two is not None
    assert content(one.path) == content(two.path)
    assert one.manifest.content_digest == two.manifest.content_digest


def test_the_same_articles_again_publish_nothing(tmp_path: Path) -> None:
    first = require_release(tmp_path, ITEMS, [quarantined()])
    assert release_of(tmp_path, ITEMS, [quarantined()]) is None
    assert [release.path for release in list_releases(tmp_path)] == [first.path]


def test_a_renamed_file_changes_its_path_and_nothing_else(tmp_path: Path) -> None:
    require_release(tmp_path, ITEMS)
    renamed = require_release(tmp_path, [make_both(1, path="renamed.txt"), *ITEMS[1:]])
    changes = pl.read_parquet(renamed.path / "changes")
    assert set(changes["field"]) == {"source_path"}
    assert set(pl.read_parquet(renamed.path / "articles")["last_changed"]) == {1}


def test_a_release_is_read_only_and_listed_file_by_file(tmp_path: Path) -> None:
    release = require_release(tmp_path, ITEMS)
    files = [path for path in release.path.rglob("*") if path.is_file()]
    assert {oct(path.stat().st_mode & 0o777) for path in files} == {"0o444"}
    listed = {file.path for file in release.manifest.files}
    about = {"manifest.json", "report.json", "report.html", "report.txt", "report.xml", "failures.parquet"}
    assert {path.relative_to(release.path).as_posix() for path in files} == listed | about


def test_current_points_to_the_last_release(tmp_path: Path) -> None:
    assert read_current(tmp_path) is None
    require_release(tmp_path, ITEMS[:2])
    last = require_release(tmp_path, ITEMS)
    current = read_current(tmp_path)
    assert current == last
    assert (tmp_path / "current").resolve() == last.path
    assert f'"release_id": "{last.manifest.release_id}"' in (tmp_path / "current.json").read_text()
    assert [release.manifest.sequence for release in list_releases(tmp_path)] == [1, 2]


def test_first_seen_and_last_changed_are_numbers_of_releases(tmp_path: Path) -> None:
    require_release(tmp_path, [make_both(1), make_both(2)])
    release = require_release(tmp_path, [make_both(1), make_both(2, BOOKS[:2]), make_both(3)])
    rows = pl.read_parquet(release.path / "articles").select("first_seen", "last_changed").rows()
    assert rows == [(1, 1), (1, 2), (2, 2)]


def test_of_two_captures_the_better_one_is_kept_and_the_other_is_explained(tmp_path: Path) -> None:
    good = make_both(1, path="z.txt")
    poor = make_both(1, BOOKS[:1], path="a.txt")
    for order in ([good, poor], [poor, good]):
        release = require_release(tmp_path / order[0][1].path, order)
        (row,) = pl.read_parquet(release.path / "quarantine").to_dicts()
        assert (row["source_path"], row["code"]) == ("a.txt", "duplicate-article")
        assert "z.txt" in row["reason"]
        assert pl.read_parquet(release.path / "articles")["source_path"].to_list() == ["z.txt"]


def test_a_full_capture_goes_before_an_abridged_one_with_more_citations(tmp_path: Path) -> None:
    full = make_both(1, BOOKS[:1], path="full.txt", view="unknown")
    release = require_release(tmp_path, [make_both(1, path="abridged.txt"), full])
    assert pl.read_parquet(release.path / "articles")["source_path"].to_list() == ["full.txt"]


def test_files_of_one_name_share_a_quarantine_row(tmp_path: Path) -> None:
    other = quarantined().model_copy(update={"source_sha256": "cd" * 32, "reason": "The file is binary."})
    release = require_release(tmp_path, ITEMS, [quarantined(), other])
    (reason,) = pl.read_parquet(release.path / "quarantine")["reason"]
    assert "empty" in reason
    assert "binary" in reason


def test_the_quarantined_file_itself_is_kept(tmp_path: Path) -> None:
    bad = tmp_path / "broken.txt"
    bad.write_bytes(b"\0")
    with open_staging(tmp_path / "output") as staging:
        stage_quarantine(staging, [quarantined()], {"broken.txt": bad})
    (kept,) = (tmp_path / "output" / "quarantine").iterdir()
    assert kept.name == f"{'ab' * 8}-broken.txt"
    assert kept.read_bytes() == b"\0"


def test_a_release_of_nothing_but_quarantine_is_valid(tmp_path: Path) -> None:
    release = require_release(tmp_path, [], [quarantined()])
    assert release.manifest.n_rows["articles"] == 0
    assert release.manifest.n_rows["quarantine"] == 1


@pytest.mark.parametrize("table", [table.name for table in TABLES])
def test_three_readers_see_the_same_rows(tmp_path_factory: pytest.TempPathFactory, table: str) -> None:
    output = _shared_output(tmp_path_factory)
    n_rows = len(pd.read_parquet(output / "current" / table))
    assert n_rows == len(pl.read_parquet(output / "current" / table / "*.parquet"))
    with duckdb.connect() as connection:
        sql = f"SELECT count(*) FROM '{output}/current/{table}/*.parquet'"
        assert connection.execute(sql).fetchall() == [(n_rows,)]


_OUTPUTS: list[Path] = []


def _shared_output(factory: pytest.TempPathFactory) -> Path:
    if not _OUTPUTS:
        _OUTPUTS.append(factory.mktemp("readers") / "output")
        require_release(_OUTPUTS[0], ITEMS, [quarantined()])
    return _OUTPUTS[0]


def test_a_document_is_the_article_with_its_works_and_history(tmp_path: Path) -> None:
    release = require_release(tmp_path, ITEMS)
    article, _ = ITEMS[0]
    path = release.path / "documents" / "0000" / f"{article.article_id}.json"
    document = Document.model_validate_json(path.read_bytes())
    assert without_release(document.article) == without_release(article)
    assert [item["id"] for item in document.csl] == [c.citation_id for s in article.sections for c in s.citations]


def test_work_ids_are_the_same_in_tables_and_documents(tmp_path: Path) -> None:
    twin = Book("Harte", "Ann", 1998, "Learning in company", doi="10.5555/12345678")
    release = require_release(tmp_path, [make_both(1), make_both(2, [twin])])
    works = pl.read_parquet(release.path / "works")
    citations = pl.read_parquet(release.path / "citations")
    assert works.filter(pl.col("n_articles") == 2)["doi"].to_list() == ["10.5555/12345678"]
    assert set(citations["work_id"]) == set(works["work_id"])


def test_a_second_writer_is_told_so(tmp_path: Path) -> None:
    with open_staging(tmp_path), pytest.raises(RunError, match="Another run is writing"), open_staging(tmp_path):
        pass


def test_abandoned_staging_is_swept_and_own_staging_removed(tmp_path: Path) -> None:
    left = tmp_path / "staging" / "run-1" / "articles"
    left.mkdir(parents=True)
    with open_staging(tmp_path) as staging:
        assert not left.exists()
        assert pickle.loads(pickle.dumps(staging)) == staging  # noqa: S301 - workers get it this way
    assert list((tmp_path / "staging").iterdir()) == []


def test_the_lock_dies_with_its_process(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    reader, writer = context.Pipe(duplex=False)
    process = context.Process(target=_hold_lock, args=(tmp_path, writer))
    process.start()
    assert reader.recv() == "held"
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    with open_staging(tmp_path):
        pass


def _hold_lock(output: Path, writer: "multiprocessing.connection.Connection") -> None:
    with open_staging(output):
        writer.send("held")
        signal.pause()


def test_an_unchecked_candidate_is_checked_before_it_is_published(tmp_path: Path) -> None:
    with open_staging(tmp_path) as staging:
        stage_articles(staging, ITEMS)
        release = publish(build_candidate(staging, None, by_hand(offered_files("0001.txt", "0002.txt", "0003.txt"))))
    assert release is not None
    assert (release.path / "report.json").is_file()


def test_a_blocked_candidate_is_not_published(tmp_path: Path) -> None:
    with open_staging(tmp_path) as staging:
        stage_articles(staging, ITEMS)
        candidate = build_candidate(staging, None, by_hand(offered_files("lost.txt")))
        assert check_candidate(candidate).outcome == "blocked"
        with pytest.raises(RunError, match="Checks block the release"):
            publish(candidate)
    assert read_current(tmp_path) is None


def test_a_kept_candidate_is_published_later(tmp_path: Path) -> None:
    with open_staging(tmp_path) as staging:
        stage_articles(staging, ITEMS)
        candidate = build_candidate(staging, None, by_hand(offered_files(*(source.path for _, source in ITEMS))))
        check_candidate(candidate)
        kept = keep_candidate(candidate)
    assert [release.manifest for release in list_candidates(tmp_path)] == [kept.manifest]
    assert read_current(tmp_path) is None
    release = publish_kept(tmp_path, kept.manifest.release_id)
    assert release is not None
    assert read_current(tmp_path) == release


def test_a_candidate_built_on_an_older_release_is_refused(tmp_path: Path) -> None:
    with open_staging(tmp_path) as staging:
        stage_articles(staging, ITEMS)
        kept = keep_candidate(
            build_candidate(staging, None, by_hand(offered_files(*(source.path for _, source in ITEMS))))
        )
    require_release(tmp_path, ITEMS[:1])
    with pytest.raises(RunError, match="Another release was published"):
        publish_kept(tmp_path, kept.manifest.release_id)


@pytest.mark.parametrize("lost", [["current", "current.json"], ["current.json"]])
def test_a_publication_that_was_killed_half_way_is_finished_by_the_next_run(tmp_path: Path, lost: list[str]) -> None:
    release = require_release(tmp_path, ITEMS)
    for name in lost:
        (tmp_path / name).unlink()
    with open_staging(tmp_path):
        pass
    assert read_current(tmp_path) == release
    assert (tmp_path / "current.json").is_file()


def test_a_folder_without_a_release_is_named(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="holds no release"):
        read_manifest(tmp_path)
    (tmp_path / "manifest.json").write_text("{}")
    with pytest.raises(RunError, match="does not read"):
        read_manifest(tmp_path)


def test_output_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(RunError, match="file"), open_staging(tmp_path / "file"):
        pass
