"""Comparisons: what differs between two releases, told by article, citation and field."""

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from pipeline.cli import main
from pipeline.compare.words import Piece, pieces
from tests.made import BOOKS, make_both, release_of, require_release

HART, LITTLE, MOSS = BOOKS


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three releases: one article; a title corrected and a work gone; a second article."""
    folder = tmp_path_factory.mktemp("diff")
    require_release(folder, [make_both(1, view="full")])
    changed = make_both(1, (dataclasses.replace(HART, publisher="Harbor Press <&>"), LITTLE), view="full")
    require_release(folder, [changed])
    require_release(folder, [changed, make_both(2)])
    return folder


def ids(output: Path) -> list[str]:
    return sorted(path.name for path in (output / "releases").iterdir())


def diff(*arguments: object) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["diff", *map(str, arguments)])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def as_json(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict[str, Any]:
    assert diff(*arguments, "--json") == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_json_has_every_row_of_changes_and_what_it_is_about(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second, _ = ids(output)
    found = as_json(capsys, output, first, second)
    assert (found["from"], found["to"]) == (first, second)
    told = {(row["record_type"], row["field"], row["op"]) for row in found["changes"] if row["citation"]}
    assert {("citations", "publisher", "changed"), ("citations", "", "removed"), ("annotations", "", "removed")} <= told
    [row] = [row for row in found["changes"] if row["field"] == "publisher"]
    assert (row["old"], row["new"]) == ("Harbour Press", "Harbor Press <&>")
    assert row["citation"] == "Hart 1998: Learning in company"
    assert row["article"] == "Learning Together 1"
    gone = {row["citation"] for row in found["changes"] if row["op"] == "removed" and row["citation"]}
    assert gone == {"Moss 2004: Schools that talk"}


def test_without_ids_the_two_newest_are_compared(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, second, third = ids(output)
    found = as_json(capsys, output)
    assert (found["from"], found["to"]) == (second, third)
    assert {row["op"] for row in found["changes"] if row["record_type"] == "articles"} == {"added"}
    assert found["counts"]["articles"] == {"added": 1}


def test_any_two_releases_compare_and_backwards_is_the_reverse(
    output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, _, third = ids(output)
    forth, back = as_json(capsys, output, first, third), as_json(capsys, output, third, first)
    reverse = {"added": "removed", "removed": "added", "changed": "changed", "moved": "moved"}
    keys = {(row["record_type"], row["record_id"], row["field"], row["op"]) for row in forth["changes"]}
    assert keys == {(row["record_type"], row["record_id"], row["field"], reverse[row["op"]]) for row in back["changes"]}
    assert as_json(capsys, output, third, third)["changes"] == []


def test_the_terminal_shows_old_and_new(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second, _ = ids(output)
    assert diff(output, first, second) == 0
    shown = capsys.readouterr().out
    for words in (f"{first} → {second}", "Learning Together 1", "- citation Moss 2004: Schools that talk",
                  "~ citation Hart 1998: Learning in company", "publisher: [-Harbour-]{+Harbor+} Press"):  # fmt: skip
        assert words in shown
    assert "start:" not in shown
    assert diff(output, first, second, "--places") == 0
    assert "start:" in capsys.readouterr().out
    assert diff(output, first, second, "--limit", 1) == 0
    assert "more; --limit, --html and --json show them" in capsys.readouterr().out
    assert diff(output, first, first) == 0
    assert "Nothing differs." in capsys.readouterr().out


def test_the_page_stands_alone_and_shows_text_as_text(output: Path, tmp_path: Path) -> None:
    first, second, _ = ids(output)
    file = tmp_path / "changes.html"
    assert diff(output, first, second, "--html", file) == 0
    text = file.read_text(encoding="utf-8")
    assert not any(words in text for words in ("http:", "https:", "src=", "<link", "<script"))
    page = lxml_html.fromstring(text)
    assert "Harbor Press <&>" in "".join(
        field.text_content() for field in page.find_class("field")
    ).replace("Harbour", "")  # fmt: skip
    assert "Harbour" in [mark.text for mark in page.iter("del")]
    assert {tag.text for tag in page.find_class("op")} >= {"removed", "changed"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["{none}"], "is no folder"),
        (["{one}"], "There are not two releases in"),
        (["{out}", "1999"], "There is no release or candidate in"),
        (["{out}", "2"], "fits more than one release or candidate"),
        (["{out}", "--html", "{none}/page.html"], "cannot be written"),
    ],
)
def test_what_cannot_be_compared_says_why(
    arguments: list[str], words: str, output: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    release_of(tmp_path / "one", [make_both(1)])
    places = {"none": tmp_path / "none", "one": tmp_path / "one", "out": output}
    assert diff(*(argument.format(**places) for argument in arguments)) == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("a small book", "a large book", [("both", "a "), ("old", "small"), ("new", "large"), ("both", " book")]),
        (None, "new", [("new", "new")]),
        ("old", None, [("old", "old")]),
        (1990, 1991, [("old", "1990"), ("new", "1991")]),
        (["a"], ["a", "b"], [("both", '["a"'), ("new", ', "b"'), ("both", "]")]),
        ("same", "same", [("both", "same")]),
    ],
)
def test_words_that_differ(old: object, new: object, told: list[tuple[str, str]]) -> None:
    assert pieces(old, new) == [Piece(*piece) for piece in told]  # type: ignore[arg-type] # the table is plain text


@given(st.text(max_size=60), st.text(max_size=60))
def test_pieces_put_together_are_the_texts(old: str, new: str) -> None:
    found = pieces(old, new)
    assert "".join(piece.text for piece in found if piece.where != "new") == old
    assert "".join(piece.text for piece in found if piece.where != "old") == new


def test_a_long_text_is_shown_whole() -> None:
    old, new = "word " * 3000, "other " * 3000
    assert pieces(old, new) == [Piece("old", old), Piece("new", new)]
