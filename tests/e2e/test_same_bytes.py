"""A release depends on what the sources say: not on folders, names, order, batches, workers or the door."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.release.manifest import read_manifest
from pipeline.release.query import fetch, open_database
from pipeline.run.ingest import ingest
from pipeline.run.options import Options
from pipeline.run.summary import Summary

pytestmark = pytest.mark.timeout(900)

SAMPLES = (
    "atlantic-history-piracy.txt",
    "atlantic-history-the-haitian-revolution.txt",
    "education-progressive-education.txt",
    "education-tests-and-intelligence.txt",
)
NAMED_BY_FILE = ("articles", "sources", "issues")
"""Tables with a column for the source path."""


def digests(release: Path) -> dict[str, str]:
    """The SHA-256 of every file of a release, but the manifest and the report."""
    return {file.path: file.sha256 for file in read_manifest(release).files}


def copy_samples(root: Path, folder: Path) -> Path:
    folder.mkdir(parents=True)
    for name in SAMPLES:
        shutil.copy(root / "raw" / name, folder)
    return folder


@pytest.fixture(scope="module")
def sources(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_samples(root, tmp_path_factory.mktemp("sources") / "pages")


@pytest.fixture(scope="module")
def first(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Summary:
    output = tmp_path_factory.mktemp("first")
    return ingest(Options((str(sources),), output, runner="local", batch_size=1))


def test_a_release_is_published(first: Summary) -> None:
    assert first.fate == "published"
    assert first.exit_code == 0
    assert first.current is not None
    assert first.current.resolve() == first.path
    assert first.counts["articles"] == len(SAMPLES)
    assert min(first.counts[name] for name in ("sections", "citations", "annotations", "works", "concepts", "dois")) > 0
    assert first.quarantine == ()


def test_another_folder_and_order_and_several_processes_give_the_same_bytes(
    root: Path, first: Summary, tmp_path: Path
) -> None:
    folder = copy_samples(root, tmp_path / "elsewhere" / "deeper")
    shuffled = tuple(str(folder / SAMPLES[number]) for number in (2, 0, 3, 1))
    other = ingest(Options(shuffled, tmp_path / "output", runner="processes", jobs=2, batch_size=3))
    assert digests(other.path) == digests(first.path)


def test_renamed_files_change_the_source_path_and_nothing_else(root: Path, first: Summary, tmp_path: Path) -> None:
    folder = copy_samples(root, tmp_path / "pages")
    for number, name in enumerate(SAMPLES):
        (folder / name).rename(folder / f"page {9 - number}.text")
    renamed = ingest(Options((str(folder),), tmp_path / "output", runner="local", batch_size=4))

    before, after = digests(first.path), digests(renamed.path)
    assert before.keys() == after.keys()
    changed = {path.split("/")[0] for path in before if before[path] != after[path]}
    assert changed <= {*NAMED_BY_FILE, "documents"}
    for table in NAMED_BY_FILE:
        assert rows_without_path(renamed.path, table) == rows_without_path(first.path, table)
    for path in before:
        if path.startswith("documents/"):
            assert document_without_path(renamed.path / path) == document_without_path(first.path / path)


def rows_without_path(release: Path, table: str) -> list[tuple[Any, ...]]:
    with open_database(release.parent) as database:
        files = f"'{release}/{table}/*.parquet'"
        return fetch(database, f"SELECT * EXCLUDE (source_path) FROM {files} ORDER BY ALL")  # noqa: S608 (our own path)


def document_without_path(path: Path) -> Any:
    article = json.loads(path.read_bytes())["article"]
    article.pop("source_path")
    for issue in article["issues"]:
        issue.pop("source_path")
    return article


@pytest.mark.flow
def test_the_flow_gives_the_same_bytes(root: Path, sources: Path, first: Summary, tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    done = subprocess.run(
        [sys.executable, root / "flows.py", sources, "--output", tmp_path / "output", "--jobs", "2", "--json"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["counts"] == first.counts
    assert digests(tmp_path / "output" / "current") == digests(first.path)
    assert "Traceback" not in done.stderr
    keys = ["ingest-summary", "release-checks", "release-report"]
    assert artifacts(tmp_path / "output" / "prefect" / "prefect.db") == keys


def artifacts(history: Path) -> list[str]:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(history)) as database:
        return [key for (key,) in database.execute("SELECT key FROM artifact ORDER BY key")]


def test_a_second_run_has_nothing_new(sources: Path, first: Summary) -> None:
    output = first.path.parent.parent
    again = ingest(Options((str(sources),), output, runner="local", batch_size=3))
    assert again.fate == "nothing_new"
    assert again.release_id == first.release_id
    assert again.exit_code == 0
    assert [path.name for path in (output / "releases").iterdir()] == [first.release_id]


def test_each_table_is_one_line_in_pandas_polars_and_duckdb(first: Summary) -> None:
    import duckdb
    import pandas as pd  # type: ignore[import-untyped]
    import polars as pl

    current = first.current
    assert len(pd.read_parquet(f"{current}/citations")) == first.counts["citations"]
    assert len(pl.read_parquet(f"{current}/citations/*.parquet")) == first.counts["citations"]
    relation = duckdb.sql(f"FROM '{current}/citations/*.parquet'")
    assert relation is not None
    assert len(relation.fetchall()) == first.counts["citations"]
