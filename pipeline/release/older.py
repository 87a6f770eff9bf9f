"""Older releases: tables that were written before a column was added still read, with that column filled in.

A column that a file lacks has the value its record has by default, else null: that is what a column added in a minor
version must mean for rows that were written without it (``docs/schema-changes.md``).
"""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from pipeline.release.arrow import arrow_schema, column_names, default_of
from pipeline.release.parquet import read_rows, read_schema
from pipeline.release.query import file_list, quote
from pipeline.release.tables import TABLE

_TYPES: Final = {"string": "VARCHAR", "int64": "BIGINT", "double": "DOUBLE", "bool": "BOOLEAN", "date32[day]": "DATE"}


def relation(table: str, parts: Sequence[Path]) -> str:
    """Return the relation of SQL that holds the rows of some files of a table, with all columns of today, in order."""
    there = set(read_schema(parts[0]).names) if parts else set()
    columns = ", ".join(
        f'"{name}"' if name in there else f'{_literal(table, name)} AS "{name}"'
        for name in column_names(TABLE[table].record)
    )
    rows = f"read_parquet({file_list(parts)})" if parts else "(SELECT 1) WHERE false"
    return f"(SELECT {columns} FROM {rows})"  # noqa: S608 (our own names and paths)


def _literal(table: str, column: str) -> str:
    value = default_of(TABLE[table].record, column)
    kind = _TYPES.get(str(arrow_schema(TABLE[table]).field(column).type))
    if kind is None:  # a list, of which none is the same as an empty one
        return "[]"
    return f"CAST({'NULL' if value is None else quote(str(value))} AS {kind})"


def rows_of(
    table: str, path: Path, columns: Sequence[str], only: Collection[str] | None = None
) -> Iterator[tuple[Any, ...]]:
    """Yield rows as `read_rows` does, of a file of a table; columns that the file lacks are filled in."""
    names = set(read_schema(path).names)
    there = [name for name in columns if name in names]
    if len(there) == len(columns):
        yield from read_rows(path, columns, only)
        return
    defaults = {name: default_of(TABLE[table].record, name) for name in columns}
    for row in read_rows(path, there, only):
        yield tuple((defaults | dict(zip(there, row, strict=True)))[name] for name in columns)
