"""A source that goes away between the look at the folder and the reading is named; what is published stays."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import pipeline.run.batches
import pipeline.run.ingest
from pipeline.checks.validate import validate_release
from pipeline.cli import main
from pipeline.release.publish import list_releases
from pipeline.release.reuse import offered_file
from pipeline.sources.read import SourceFile, read_source

STAYS, GOES = "atlantic-history-sugar.txt", "atlantic-history-piracy.txt"


def run(capsys: pytest.CaptureFixture[str], folder: Path) -> tuple[int, dict[str, Any]]:
    """Run ``annobib ingest`` in this process; return its exit code and what it says."""
    options = ["--output", str(folder / "output"), "--no-concepts", "--runner", "local", "--json"]
    with pytest.raises(SystemExit) as ended:
        main(["ingest", str(folder / "pages"), *options])
    assert isinstance(ended.value.code, int)
    return ended.value.code, json.loads(capsys.readouterr().out)


@pytest.fixture
def folder(root: Path, tmp_path: Path) -> Path:
    (tmp_path / "pages").mkdir()
    for name in (STAYS, GOES):
        shutil.copy(root / "raw" / name, tmp_path / "pages")
    return tmp_path


def vanish(path: Path) -> None:
    if path.name == GOES:
        path.unlink(missing_ok=True)


def before_its_digest(monkeypatch: pytest.MonkeyPatch) -> None:
    def offered(path: Path, name: str) -> Any:
        vanish(path)
        return offered_file(path, name)

    monkeypatch.setattr(pipeline.run.ingest, "offered_file", offered)


def before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(file: SourceFile) -> Iterator[Any]:
        vanish(file.path)
        return read_source(file)

    monkeypatch.setattr(pipeline.run.batches, "read_source", read)


@pytest.mark.parametrize("moment", [before_its_digest, before_it_is_read])
def test_a_source_that_vanishes_is_named_and_its_article_stays(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    moment: Callable[[pytest.MonkeyPatch], None],
) -> None:
    code, first = run(capsys, folder)
    assert (code, first["counts"]["articles"]) == (0, 2)
    page = folder / "pages" / GOES
    page.write_text(page.read_text(encoding="utf-8") + "\n\nExtra, Ann. 1999. *Added*. Oxford: Elm Press.\n")
    moment(monkeypatch)
    code, second = run(capsys, folder)
    assert code == 1
    (row,) = second["quarantine"]
    assert (row["source_path"], row["code"]) == (GOES, "source-unreadable")
    assert "No such file" in row["reason"]
    assert row["remedy"]
    assert second["counts"]["citations"] == first["counts"]["citations"]
    articles = pl.read_parquet(Path(second["current"]) / "articles")
    assert dict(articles.select("source_path", "record_status").rows()) == {STAYS: "seen", GOES: "not_seen"}
    releases = list_releases(folder / "output")
    assert [validate_release(release.path).outcome for release in releases] == ["passed", "passed"]


def test_when_all_sources_vanish_nothing_is_published(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "pages" / STAYS).unlink()
    before_it_is_read(monkeypatch)
    code, summary = run(capsys, folder)
    assert code == 1
    assert [row["code"] for row in summary["quarantine"]] == ["source-unreadable"]
    assert not (folder / "output" / "current").exists()
