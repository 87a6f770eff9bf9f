"""The one door to DuckDB: little memory as a rule, more where an operation cannot work on disk."""

from pathlib import Path

import duckdb
import pytest

from pipeline.release import query
from pipeline.release.query import fetch, open_database, rows, stream

HUNGRY = "SELECT len(list(s ORDER BY s)) FROM (SELECT md5(i::VARCHAR) AS s FROM range(600000) t(i))"


def test_a_query_gets_the_memory_it_cannot_do_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(query, "MEMORY_LIMIT", 24)
    with open_database(tmp_path / "one") as database:
        with pytest.raises(duckdb.OutOfMemoryException):
            database.execute(HUNGRY)
        assert fetch(database, HUNGRY) == [(600_000,)]
    with open_database(tmp_path / "two") as database:
        assert list(rows(database, HUNGRY)) == [(600_000,)]


def test_no_query_gets_all_the_memory_there_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(query, "MEMORY_LIMIT", 24)
    monkeypatch.setattr(query, "_MOST_MEMORY", 24)
    with open_database(tmp_path) as database, pytest.raises(duckdb.OutOfMemoryException):
        fetch(database, HUNGRY)


def test_a_stream_gets_the_memory_it_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(query, "MEMORY_LIMIT", 24)
    with open_database(tmp_path) as database:
        (batch,) = stream(database, HUNGRY)
    assert batch.num_rows == 1
