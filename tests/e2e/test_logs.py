"""What a run says of itself when it is asked: a log, a profile, and counters in the manifest."""

import json
import pstats
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import RunError
from pipeline.release.manifest import read_manifest
from pipeline.run.ingest import ingest
from pipeline.run.logs import logging_to, note
from pipeline.run.options import Options
from tests.e2e.test_ingest_command import annobib

pytestmark = pytest.mark.timeout(900)


@pytest.fixture(scope="module")
def pages(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    shutil.copy(root / "raw" / "atlantic-history-piracy.txt", folder)
    (folder / "empty.txt").write_bytes(b"")
    return folder


@pytest.fixture(scope="module")
def output(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("logged")
    options = ("--batch-size", "1", "--log-format", "json", "--log-file", folder / "log.jsonl")
    code = annobib("ingest", pages, "--output", folder / "out", *options, "--profile", folder / "where.prof")
    assert code == 1
    return folder


@pytest.fixture(scope="module")
def log(output: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (output / "log.jsonl").read_text("utf-8").splitlines()]


def test_each_batch_and_each_stage_is_one_line(log: list[dict[str, Any]]) -> None:
    assert [line["event"] for line in log] == [
        *("run started", "batch done", "batch done", "source set aside"),
        *("build done", "check done", "publish done", "run done"),
    ]
    assert all(datetime.fromisoformat(line["time"]).tzinfo for line in log)


def test_lines_have_the_facts(log: list[dict[str, Any]]) -> None:
    batch, aside, done = log[1], log[3], log[-1]
    assert (batch["sources"], batch["articles"]) == (1, 1)
    assert 0 < batch["parse_seconds"] < batch["seconds"]
    assert (aside["level"], aside["source"], aside["code"]) == ("warning", "empty.txt", "source-empty")
    assert (done["outcome"], done["articles"]) == ("published", 1)


def test_counters_and_seconds_are_in_the_manifest_and_not_in_the_content(pages: Path, output: Path) -> None:
    run = read_manifest((output / "out" / "current").resolve()).run
    assert run.counters["sources"] == run.counters["batches"] == 2
    assert (run.counters["articles"], run.counters["quarantined"]) == (1, 1)
    assert run.seconds["parse"] > 0
    again = ingest(Options((str(pages),), output / "out", runner="local"))
    assert again.fate == "nothing_new", "times are no content"


def test_the_profile_says_where_the_time_went(output: Path) -> None:
    functions = {name for _, _, name in pstats.Stats(str(output / "where.prof")).stats}  # type: ignore[attr-defined]
    assert {"parse_article", "enrich", "build_candidate", "check_candidate"} <= functions
    text = (output / "where.prof.txt").read_text("utf-8")
    assert "enrich" in text.partition("Functions by the time")[0]
    assert ".py:" in text.partition("Functions by the time")[2]


def test_the_profile_holds_what_other_processes_did(pages: Path, tmp_path: Path) -> None:
    options = Options((str(pages),), tmp_path / "out", runner="processes", jobs=1, profile=tmp_path / "where.prof")
    ingest(options)
    functions = {name for _, _, name in pstats.Stats(str(tmp_path / "where.prof")).stats}  # type: ignore[attr-defined]
    assert {"parse_article", "build_candidate"} <= functions


def test_a_run_is_quiet_unless_asked(pages: Path, output: Path, capfd: pytest.CaptureFixture[str]) -> None:
    annobib("ingest", pages, "--output", output / "out")
    assert capfd.readouterr().err == ""


def test_text_goes_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    with logging_to("text", None):
        note("batch done", sources=2, seconds=0.5, source="two words.txt")
    note("not heard")
    line = capsys.readouterr().err
    assert line.count("\n") == 1
    assert line.endswith(' INFO    batch done: sources=2 seconds=0.500 source="two words.txt"\n')


def test_a_log_that_cannot_be_written_is_said_before_any_work(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="--log-file"), logging_to(None, tmp_path / "nowhere" / "log"):
        pass
