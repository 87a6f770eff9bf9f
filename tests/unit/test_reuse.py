"""Only what changed is read again, and the release is the one a run that reads everything would make."""

import json
import shutil
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import pipeline.run.batches
from pipeline.article.parse import parse_article
from pipeline.release.changes import COMPARED
from pipeline.release.manifest import read_manifest
from pipeline.run.ingest import ingest
from pipeline.run.options import Options
from pipeline.run.summary import Summary
from schemas import Article, SourceText

NAMES = ("atlantic-history-sugar.txt", "atlantic-history-piracy.txt", "education-progressive-education.txt")
ADDED = "\n\nExtra, Ann. 1999. *A Book Added Later*. Oxford: Elm Press.\n"


@pytest.fixture
def sources(root: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name in NAMES:
        shutil.copy(root / "raw" / name, folder)
    return folder


def run(sources: Path, output: Path, **options: Any) -> Summary:
    return ingest(Options((str(sources),), output, runner="local", concepts=False, **options))


def digests(summary: Summary) -> dict[str, str]:
    return {file.path: file.sha256 for file in read_manifest(summary.path).files}


def change(sources: Path) -> None:
    page = sources / NAMES[0]
    page.write_text(page.read_text(encoding="utf-8") + ADDED, encoding="utf-8")


def test_unchanged_sources_are_not_parsed(sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(sources, tmp_path / "output")
    change(sources)
    (sources / NAMES[1]).rename(sources / "renamed.txt")
    parsed: list[str] = []

    def parse(text: SourceText) -> Article:
        parsed.append(text.path)
        return parse_article(text)

    monkeypatch.setattr(pipeline.run.batches, "parse_article", parse)
    after = run(sources, tmp_path / "output")
    assert after.fate == "published"
    assert parsed == [NAMES[0]]
    assert set(pl.read_parquet(after.path / "articles")["source_path"]) == {NAMES[0], NAMES[2], "renamed.txt"}
    monkeypatch.setattr(pipeline.run.batches, "load_tools", lambda _: pytest.fail("A model was loaded."))
    assert run(sources, tmp_path / "output").fate == "nothing_new"
    assert parsed == [NAMES[0]]


def test_a_run_that_reads_everything_again_gives_the_same_bytes(sources: Path, tmp_path: Path) -> None:
    run(sources, tmp_path / "one")
    shutil.copytree(tmp_path / "one", tmp_path / "two", symlinks=True)
    change(sources)
    assert digests(run(sources, tmp_path / "one")) == digests(run(sources, tmp_path / "two", full=True))
    assert run(sources, tmp_path / "two", full=True).fate == "nothing_new"


def test_articles_that_are_not_offered_stay_and_are_marked(sources: Path, tmp_path: Path) -> None:
    before = run(sources, tmp_path / "output")
    (sources / NAMES[2]).unlink()
    after = run(sources, tmp_path / "output")
    status = dict(pl.read_parquet(after.path / "articles").select("source_path", "record_status").rows())
    assert status == {NAMES[0]: "seen", NAMES[1]: "seen", NAMES[2]: "not_seen"}
    assert after.counts["citations"] == before.counts["citations"]
    assert run(sources, tmp_path / "output").fate == "nothing_new"
    pruned = run(sources, tmp_path / "output", prune_missing=True)
    assert pruned.counts["articles"] == 2


def test_changes_applied_to_the_release_before_give_this_one(sources: Path, tmp_path: Path) -> None:
    before = run(sources, tmp_path / "output")
    change(sources)
    page = sources / NAMES[1]
    page.write_text(page.read_text(encoding="utf-8").replace("Piracy", "Piracies"), encoding="utf-8")
    (sources / NAMES[2]).unlink()
    after = run(sources, tmp_path / "output", prune_missing=True)
    changes = pl.read_parquet(after.path / "changes").to_dicts()
    for table in COMPARED:
        old = rows(before.path / table.name, table.key)
        for change_ in (row for row in changes if row["record_type"] == table.name):
            apply(old, change_)
        assert old == rows(after.path / table.name, table.key), table.name


def rows(folder: Path, key: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    """The rows of a table by their keys, values as in JSON."""
    plain = [json.loads(json.dumps(row, default=str)) for row in pl.read_parquet(folder).to_dicts()]
    return {" ".join(str(row[name]) for name in key): row for row in plain}


def apply(records: dict[str, dict[str, Any]], change_: dict[str, Any]) -> None:
    if change_["op"] == "added":
        records[change_["record_id"]] = json.loads(change_["new"])
    elif change_["op"] in ("removed", "redirected"):
        assert records.pop(change_["record_id"]) == json.loads(change_["old"])
    else:
        record = records[change_["record_id"]]
        assert record[change_["field"]] == json.loads(change_["old"] or "null")
        record[change_["field"]] = json.loads(change_["new"] or "null")
