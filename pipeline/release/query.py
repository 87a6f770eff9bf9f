"""The one door to DuckDB: a small database in memory that spills to disk, and queries over Parquet files."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import duckdb

MEMORY_LIMIT = 192
"""Megabytes above which DuckDB works on disk, so that memory does not grow with the release."""
_MOST_MEMORY = 16 * MEMORY_LIMIT
"""Megabytes it may have at the most: some operations cannot work on disk, and then more is better than no release."""

_FETCHED = 4096

MANY_ROWS = 2
"""Threads for queries over many rows: they take half as long, and no more of the processors."""
FEW_ROWS = 1
"""Threads for queries over few rows: handing these out takes a third more of the processors, and gains nothing."""

Connection = duckdb.DuckDBPyConnection
Result = TypeVar("Result")


@contextmanager
def open_database(spill: Path, threads: int = MANY_ROWS) -> Iterator[Connection]:
    """Yield a database that keeps nothing; what does not fit in memory goes to ``spill``."""
    settings: dict[str, Any] = {"memory_limit": f"{MEMORY_LIMIT}MB", "temp_directory": str(spill), "threads": threads}
    with duckdb.connect(":memory:", config=settings) as connection:
        connection.execute("SET enable_progress_bar = false")  # it would go to standard output
        yield connection


def run(connection: Connection, sql: str, parameters: Sequence[Any] = ()) -> None:
    """Run statements that may be run again: with twice the memory when they cannot do with what they have."""
    _with_enough(connection, lambda: connection.execute(sql, list(parameters)))


def _with_enough(connection: Connection, work: Callable[[], Result]) -> Result:
    """Return what ``work`` returns; it is called again, with twice the memory, as long as it ends for want of it."""
    limit = MEMORY_LIMIT
    while True:
        try:
            return work()
        except duckdb.OutOfMemoryException:
            limit *= 2
            if limit > _MOST_MEMORY:
                raise
            connection.execute(f"SET memory_limit = '{limit}MB'")


def fetch(connection: Connection, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Return all rows of a query."""
    run(connection, sql, parameters)
    return connection.fetchall()


def rows(connection: Connection, sql: str, parameters: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a query one by one; other queries may run in between."""
    cursor = connection.cursor()
    run(cursor, sql, parameters)
    while batch := cursor.fetchmany(_FETCHED):
        yield from batch


def stream(connection: Connection, sql: str, rows: int = 8192) -> Iterator[Any]:
    """Yield the result of a query as Arrow record batches."""
    # What needs memory, sorting and grouping, is done before the first batch is there.
    yield from _with_enough(connection, lambda: connection.sql(sql).to_arrow_reader(rows))


def lock(connection: Connection, readable: Sequence[Path]) -> None:
    """Let the database read under these folders and nowhere else, for good: what users write may follow."""
    folders = file_list([path.resolve() for path in readable])
    connection.execute(f"SET memory_limit = '{2 * MEMORY_LIMIT}MB'")  # nobody can give it more later
    connection.execute(f"SET allowed_directories = {folders}")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def keep_matching(connection: Connection, rows: str, condition: str, name: str, column: str) -> None:
    """Make the table ``name`` with one column of the rows of a query for which a condition somebody wrote holds.

    The condition is read as one expression: no statement can follow it or close it early.

    Raises:
        ValueError: It is none over these rows; the message is DuckDB's own, on one line.
    """
    try:
        connection.sql(rows).filter(condition).project(column).create(name)
    except duckdb.Error as error:
        what = str(error).partition("\n\nLINE")[0]
        raise ValueError(" ".join(what.split())) from error


def register(connection: Connection, name: str, table: Any) -> None:
    """Give an Arrow table a name in the database; it is not copied."""
    connection.register(name, table)


def unregister(connection: Connection, name: str) -> None:
    """Take the name of an Arrow table back, so that it need not be kept."""
    connection.unregister(name)


def file_list(paths: Sequence[Path]) -> str:
    """Return paths as a list literal of SQL."""
    return literals([str(path) for path in paths])


def literals(texts: Sequence[str]) -> str:
    """Return texts as a list literal of SQL."""
    return "[" + ", ".join(map(quote, texts)) + "]"


def quote(text: str) -> str:
    """Return text as a string literal of SQL."""
    return "'" + text.replace("'", "''") + "'"
