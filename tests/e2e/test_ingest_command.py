"""What a user of ``annobib ingest`` and of the commands around it sees: exit code, words, places."""

import json
import shutil
from pathlib import Path

import pytest

from pipeline.cli import main

pytestmark = pytest.mark.timeout(900)


def annobib(*arguments: str | Path) -> int:
    """Run one command in this process; return its exit code."""
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    code = ended.value.code
    assert isinstance(code, int)
    return code


@pytest.fixture(scope="module")
def pages(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One good article and three files that are none."""
    folder = tmp_path_factory.mktemp("pages")
    shutil.copy(root / "raw" / "atlantic-history-piracy.txt", folder)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(bytes(range(256)) * 64)
    (folder / "shopping.txt").write_text("Milk\nBread\nTwo lemons\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def output(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("output") / "made" / "here"
    assert annobib("ingest", pages, "--output", output) == 1
    return output


def test_good_articles_are_published_and_bad_files_set_aside(
    pages: Path, output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert annobib("ingest", pages, "--output", output, "--json") == 1
    summary = json.loads(capsys.readouterr().out)
    assert summary["outcome"] == "nothing_new"
    assert summary["counts"]["articles"] == 1
    assert [row["source_path"] for row in summary["quarantine"]] == ["empty.txt", "picture.txt", "shopping.txt"]
    assert all(row["reason"] and row["remedy"] for row in summary["quarantine"])
    assert Path(summary["current"], "articles").is_dir()


def test_the_summary_names_counts_quarantine_and_places(
    pages: Path, output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    annobib("ingest", pages, "--output", output)
    shown = capsys.readouterr().out
    for expected in ("Nothing new", "Citations", "Mentions", "DOIs", "Concepts", "empty.txt", "current/", "duckdb"):
        assert expected in shown


def test_strict_publishes_nothing_while_files_are_in_quarantine(
    pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert annobib("ingest", pages, "--output", tmp_path, "--strict") == 1
    assert "Not published" in capsys.readouterr().out
    assert not (tmp_path / "current").exists()


def test_a_candidate_is_checked_and_published_later(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = root / "raw" / "atlantic-history-piracy.txt"
    assert annobib("ingest", article, "--output", tmp_path, "--no-publish", "--json") == 0
    name = json.loads(capsys.readouterr().out)["release_id"]
    assert not (tmp_path / "current").exists()
    assert annobib("validate", tmp_path, "--candidate") == 0
    assert annobib("publish", tmp_path, name) == 0
    assert (tmp_path / "current").resolve().name == name
    capsys.readouterr()
    assert annobib("releases", tmp_path, "--json") == 0
    assert [(row["release_id"], row["state"]) for row in json.loads(capsys.readouterr().out)] == [(name, "current")]
    assert annobib("validate", tmp_path) == 0
    assert (tmp_path / "reports" / name / "report.json").is_file()


def test_nothing_usable_publishes_nothing(pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert annobib("ingest", pages / "empty.txt", pages / "picture.txt", "--output", tmp_path) == 1
    assert "none of the sources could be used" in capsys.readouterr().out
    assert not (tmp_path / "releases").exists()


def test_parse_gives_the_document_of_one_article(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert annobib("parse", root / "raw" / "atlantic-history-piracy.txt") == 0
    document = json.loads(capsys.readouterr().out)
    assert document["article"]["title"] == "Piracy"
    assert document["article"]["concepts"]
    assert len(document["csl"]) == document["article"]["n_citations"]


def test_concepts_come_with_their_places(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Sugar plantations changed the labor markets of small islands. Sugar plantations need mills."
    lines = tmp_path / "texts.jsonl"
    lines.write_text(json.dumps({"id": "a", "text": text}) + "\n\n" + json.dumps({"id": 2, "text": ""}), "utf-8")
    assert annobib("concepts", lines) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["id"] for row in rows] == ["a", 2]
    best = rows[0]["concepts"][0]
    assert {text[start:end].lower() for start, end in best["offsets"]} == {"sugar plantations"}
    assert rows[1]["concepts"] == []
