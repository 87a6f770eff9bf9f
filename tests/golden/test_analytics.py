"""The questions of ``docs/analytics.md`` have answers, and those the page shows are the ones its queries give."""

import re
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pandas as pd  # type: ignore[import-untyped] # its types are a package of their own
import polars as pl
import pytest

pytestmark = pytest.mark.timeout(900)

DOC = Path(__file__).parents[2] / "docs" / "analytics.md"
TEXT = DOC.read_text(encoding="utf-8")
NEEDS_TWO_RELEASES = {1, 6, 10}
ROWS, WIDTH = 5, 34


class Question(NamedTuple):
    """One question of the page: its number, its query and the answer it shows."""

    number: int
    query: str
    shown: str


QUESTIONS = [
    Question(int(number), query, shown)
    for number, query, shown in re.findall(
        r"^## (\d+)\. [^\n]+\n.*?^```sql\n(.*?)^```\n\n```text\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE
    )
]
PYTHON = re.findall(r"^```python\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)


def test_no_question_is_without_a_query_and_an_answer() -> None:
    headings = [int(number) for number in re.findall(r"^## (\d+)\.", TEXT, re.MULTILINE)]
    assert [question.number for question in QUESTIONS] == headings == list(range(1, 13))
    assert TEXT.count("```sql") == len(QUESTIONS)


def answer(query: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    with duckdb.connect() as connection:
        found = connection.sql(query)
        return list(found.columns), found.fetchall()


def as_text(columns: list[str], rows: list[tuple[Any, ...]]) -> str:
    """Return the first rows as people read them, numbers to the right."""
    cells = [columns, *([_short(value) for value in row] for row in rows[:ROWS])]
    widths = [max(len(row[at]) for row in cells) for at in range(len(columns))]
    numeric = [rows and isinstance(rows[0][at], int | float) for at in range(len(columns))]
    lines = (
        "  ".join(
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(row, widths, numeric, strict=True)
        ).rstrip()
        for row in cells
    )
    return "".join(f"{line}\n" for line in lines)


def _short(value: Any) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= WIDTH else text[: WIDTH - 1] + "…"


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: str(question.number))
def test_each_question_has_the_answer_the_page_shows(
    question: Question, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = request.getfixturevalue("revised" if question.number in NEEDS_TWO_RELEASES else "sample")
    monkeypatch.chdir(folder)
    columns, rows = answer(question.query)
    assert rows
    text = as_text(columns, rows)
    if request.config.getoption("--rewrite-golden"):
        page = DOC.read_text(encoding="utf-8")
        old = f"{question.query}```\n\n```text\n{question.shown}```"
        assert old in page
        DOC.write_text(page.replace(old, f"{question.query}```\n\n```text\n{text}```"), encoding="utf-8")
    else:
        assert text == question.shown


def test_some_answers_are_right_by_hand(sample: Path, revised: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    queries = {question.number: question.query for question in QUESTIONS}
    monkeypatch.chdir(sample)
    _, forms = answer(queries[11])
    assert {(subject, n) for subject, kind, n, _ in forms if kind == "thesis"} == {
        ("Atlantic History", 2), ("Education", 1),
    }  # fmt: skip
    assert sum(n for _, _, n, _ in forms) == 160
    _, names = answer(queries[8])
    assert ("Rediker", "M") in {row[:2] for row in names}
    monkeypatch.chdir(revised)
    _, notes = answer(queries[6])
    assert [(op, work[:9]) for op, _, work, _, _ in notes] == [("changed", "Schooling")]
    _, _, _, before, after = notes[0]
    assert before.startswith("Two economists argue that school mirrors")
    assert after.startswith("Two economists show how closely school mirrors")
    _, twice = answer(queries[10])
    assert {row[3] for row in twice} == {"Literacy and Society", "Schooling and Social Class"}
    assert {row[2][:17] for row in twice} == {"Learning to labour"[:17]}


@pytest.mark.parametrize(("number", "code"), [(2, PYTHON[0]), (5, PYTHON[1])], ids=["pandas", "polars"])
@pytest.mark.filterwarnings("ignore::DeprecationWarning:pandas")
def test_the_twins_in_python_give_the_same_answer(
    number: int, code: str, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sample)
    *before, last = code.strip().splitlines()
    names: dict[str, object] = {}
    exec("\n".join(before), names)  # noqa: S102 - the page's own lines
    found = eval(last, names)  # noqa: S307 - the same
    columns, rows = answer(QUESTIONS[number - 1].query)
    assert list(found.columns) == columns
    table = found.rows() if isinstance(found, pl.DataFrame) else found.itertuples(index=False)
    assert isinstance(found, pl.DataFrame | pd.DataFrame)
    assert [tuple(row) for row in table] == [tuple(row) for row in rows]
