"""The commands without their work: help, plain words for what goes wrong, and what is not imported."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
import rispy
from bibtexparser.entrypoint import parse_string

from pipeline.cli import main
from pipeline.commands.app import COMMANDS
from pipeline.exports.forms import FORM


def annobib(*arguments: str | Path) -> int:
    """Run one command in this process; return its exit code."""
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    code = ended.value.code
    assert isinstance(code, int)
    return code


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_every_command_has_examples(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert annobib(name, "--help") == 0
    shown = capsys.readouterr().out
    assert "Examples" in shown
    assert f"annobib {name} " in shown


def test_the_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert annobib("--help") == 0
    shown = capsys.readouterr().out
    assert all(name in shown for name in COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["ingest", "nowhere", "--output", "{tmp}/out"], "There is no file or folder nowhere. Check the path."),
        (["ingest", "{tmp}", "--output", "{tmp}/out"], "No source file was found"),
        (["ingest", "{page}", "--output", "{page}"], "Choose another --output"),
        (["ingest", "{page}", "--output", "{page}/below"], "Choose another --output"),
        (["ingest", "{page}", "--output", "{page}/below", "--flow"], "Choose another --output"),
        (["ingest", "{page}", "--output", "{tmp}/out", "--model", "no_such_model"], "no language model called"),
        (["parse", "{tmp}/none.txt"], "Check the path."),
        (["parse", "{empty}"], "The file is empty."),
        (["references", "{tmp}/none.txt"], "cannot be read"),
        (["concepts", "{lines}"], "Line 1 is not an object"),
        (["concepts", "{page}", "--vocabulary", "{tmp}/none.ttl"], "The vocabulary {tmp}/none.ttl cannot be used"),
        (["concepts", "{page}", "--vocabulary", "{page}"], "its ending must be one of .csv"),
        (["concepts", "{page}", "--frequencies", "{page}"], "is no table of document frequencies"),
        (["ingest", "{page}", "--output", "{tmp}/out", "--vocabulary", "{tmp}/none.ttl"], "cannot be used"),
        (["frequencies", "{tmp}/none"], "is no folder"),
        (["validate", "{tmp}/none"], "is no folder"),
        (["validate", "{tmp}"], "Nothing is published"),
        (["validate", "{tmp}", "--candidate"], "There is no candidate"),
        (["releases", "{tmp}/none"], "is no folder"),
        (["publish", "{tmp}", "20260101"], "There is no candidate"),
    ],
)
def test_what_cannot_run_says_why_in_plain_words(
    arguments: list[str], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = tmp_path / "pages"
    (tmp_path / "folder").mkdir()
    pages.mkdir()
    (pages / "page.txt").write_text("Not an article.\n", encoding="utf-8")
    (pages / "empty.txt").write_bytes(b"")
    (pages / "lines.jsonl").write_text("Not an object.\n", encoding="utf-8")
    names = {"page": "page.txt", "empty": "empty.txt", "lines": "lines.jsonl"}
    places = {"tmp": tmp_path / "folder"} | {name: pages / file for name, file in names.items()}
    assert annobib(*(argument.format(**places) for argument in arguments)) == 2
    shown = capsys.readouterr()
    assert words.format(**places) in shown.err
    assert "Traceback" not in shown.err
    assert shown.out == ""


@pytest.mark.parametrize(
    "arguments", [["ingest"], ["ingest", "x"], ["nonsense"], ["ingest", "x", "-o", "y", "-j", "0"]]
)
def test_wrong_usage_exits_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert annobib(*arguments) == 2
    assert "Usage" in capsys.readouterr().err


def test_the_unforeseen_is_told_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_text: str, **_options: object) -> None:
        raise ZeroDivisionError("by nothing")

    monkeypatch.setattr("pipeline.run.reference_lines.parse_reference", fail)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"A reference.\n")))
    assert annobib("references") == 2
    shown = capsys.readouterr().err
    assert "Traceback" not in shown
    details = Path(shown.strip().rpartition("Details: ")[2])
    assert "ZeroDivisionError: by nothing" in details.read_text(encoding="utf-8")
    details.unlink()


def test_references_answer_line_by_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [
        "Dewey, J. 1916. Democracy and education. New York: Macmillan.",
        "",
        "———. 1938. Logic. New York: Holt.",
        "?",
    ]
    file = tmp_path / "works.txt"
    file.write_text("\n".join(lines), encoding="utf-8")
    assert annobib("references", file) == 0
    items = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [item["raw"] for item in items] == lines
    assert [item.get("title") for item in items] == ["Democracy and education", None, "Logic", None]
    start, end = items[0]["spans"]["title"]
    assert lines[0][start:end] == "Democracy and education"


def test_references_go_out_in_the_forms_of_export(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "works.txt"
    file.write_text(
        "Dewey, J. 1916. Democracy and education. New York: Macmillan.\n\n———. 1938. Logic. New York: Holt.\n"
        "Dewey, J. 1916. Democracy and education. New York: Macmillan.\n",
        encoding="utf-8",
    )
    read = {}
    for form in FORM:
        assert annobib("references", file, "--format", form) == 0
        read[form] = capsys.readouterr().out
    entries = parse_string(read["bibtex"]).entries
    assert [entry["author"] for entry in entries] == ["Dewey, J."] * 3
    assert len({entry.key for entry in entries}) == 3
    assert [record["title"] for record in rispy.loads(read["ris"])] == [
        "Democracy and education",
        "Logic",
        "Democracy and education",
    ]
    assert [item["publisher"] for item in json.loads(read["csl-json"])] == ["Macmillan", "Holt", "Macmillan"]
    assert len(read["csv"].splitlines()) == 4


def test_references_that_nobody_reads_end_quietly(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "works.txt"
    file.write_text("Dewey, J. 1916. Democracy and education. New York: Macmillan.\n" * 5000, encoding="utf-8")
    code = "from pipeline.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", code, "references", file], cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(b"{")
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


HEAVY = ("prefect", "spacy", "pyarrow", "duckdb", "numpy", "rich", "lxml")
NOT_FOR_REFERENCES = (*HEAVY, "pydantic", "typer", "schemas")


@pytest.mark.parametrize(
    ("command", "unwanted"),
    [
        ("main(['references', '/dev/null'])", NOT_FOR_REFERENCES),
        ("main(['--version'])", HEAVY),
        ("import pipeline.run.ingest, pipeline.run.display", ("prefect",)),
        ("main(['ingest', '/dev/null', '--output', '/dev/null'])", ("prefect",)),
    ],
)
def test_a_command_imports_only_what_it_needs(command: str, unwanted: tuple[str, ...], root: Path) -> None:
    code = f"""
import sys
from pipeline.cli import main
try:
    {command}
except SystemExit:
    pass
print(*({{name.split('.')[0] for name in sys.modules}} & set({unwanted!r})))
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == ""
