"""The README is true: its lines read the tables of the sample release, and its commands are there."""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.timeout(900)

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:pandas")
@pytest.mark.parametrize("code", blocks("python"), ids=lambda code: code.split()[1])
def test_the_python_lines_read_the_tables(code: str, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sample)
    *before, last = code.strip().splitlines()
    names: dict[str, object] = {}
    exec("\n".join(before), names)  # noqa: S102 - the README's own lines
    assert len(eval(last, names)) > 100  # noqa: S307 - the same


@pytest.mark.parametrize("query", blocks("sql"))
def test_the_queries_have_an_answer(query: str, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import duckdb

    monkeypatch.chdir(sample)
    rows = duckdb.connect().execute(query).fetchall()
    assert len(rows) == 10
    assert rows[0][-1] > 1


def test_every_record_type_is_in_the_samples(sample: Path) -> None:
    import duckdb

    tables = {path.name for path in (sample / "output" / "current").iterdir() if path.is_dir()}
    empty = [
        table
        for table in sorted(tables - {"documents", "schemas"})
        if not duckdb.connect().execute(f"SELECT 1 FROM '{sample}/output/current/{table}/*.parquet'").fetchone()  # noqa: S608
    ]
    # A first release of good sources has no changes and no quarantine, and authorities and
    # vocabularies are asked only when told to.
    assert empty == ["broader_concepts", "changes", "enrichments", "matches", "quarantine", "redirects"]


def test_every_command_and_target_named_is_there() -> None:
    from pipeline.commands.app import COMMANDS

    assert set(re.findall(r"^annobib (\w+)", README, re.MULTILINE)) <= set(COMMANDS)
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"`?make ([a-z]+)", README)) <= targets


def test_every_page_named_is_there() -> None:
    named = re.findall(r"`((?:docs|raw)/[\w.]+\.md)`", README)
    assert named
    assert [page for page in named if not (ROOT / page).is_file()] == []
