"""The one door to DuckDB: a small database in memory that spills to disk, and queries over Parquet files."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

MEMORY_LIMIT = "1GB"
"""Above this DuckDB works on disk, so that memory does not grow with the release."""

Connection = duckdb.DuckDBPyConnection


@contextmanager
def open_database(spill: Path) -> Iterator[Connection]:
    """Yield a database that keeps nothing; what does not fit in memory goes to ``spill``."""
    settings: dict[str, Any] = {"memory_limit": MEMORY_LIMIT, "temp_directory": str(spill), "threads": 2}
    with duckdb.connect(":memory:", config=settings) as connection:
        connection.execute("SET enable_progress_bar = false")  # it would go to standard output
        yield connection


def fetch(connection: Connection, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Return all rows of a query."""
    return connection.execute(sql, list(parameters)).fetchall()


def stream(connection: Connection, sql: str, rows: int = 8192) -> Iterator[Any]:
    """Yield the result of a query as Arrow record batches."""
    yield from connection.sql(sql).to_arrow_reader(rows)


def file_list(paths: Sequence[Path]) -> str:
    """Return paths as a list literal of SQL."""
    return "[" + ", ".join(quote(str(path)) for path in paths) + "]"


def quote(text: str) -> str:
    """Return text as a string literal of SQL."""
    return "'" + text.replace("'", "''") + "'"
