"""Changes: what is different from the release before, field by field, computed from the two sets of tables."""

# ruff: noqa: S608 - queries are put together of names of our own tables and columns; values are parameters.

from collections.abc import Callable
from pathlib import Path

from pipeline.release.arrow import column_names
from pipeline.release.manifest import Release, file_facts
from pipeline.release.parquet import write_sorted
from pipeline.release.query import Connection, quote, stream
from pipeline.release.tables import TABLE, part_path
from schemas import TABLES, Table
from schemas.release import FileFacts

_NOT_COMPARED = {"changes", "sources", "quarantine", "blocks", "enrichments"}
COMPARED = tuple(table for table in TABLES if table.name not in _NOT_COMPARED)
"""Tables whose records are followed: not the texts, their covers, and what is no part of the bibliography."""

_NOTHING = """
SELECT '' AS record_type, '' AS record_id, '' AS field, '' AS op, '' AS old, '' AS new, '' AS article_id WHERE false
"""
_COLUMNS = """
SELECT record_type, record_id, difference.field AS field, op, difference.old AS old, difference.new AS new, article_id
"""

Relation = Callable[[str], str]
"""Gives the relation of SQL that holds a table, by its name."""


def write_changes(release: Path, previous: Release | None, database: Connection) -> FileFacts:
    """Write the table ``changes`` of a release; it is empty when there is no release before."""
    query = changes_query(_reader(previous.path), _reader(release)) if previous else _NOTHING
    path = part_path("changes", 0)
    batches = stream(database, f"SELECT * FROM ({query}) ORDER BY record_type, record_id, field")
    return file_facts(release, path, write_sorted(release / path, TABLE["changes"], batches))


def _reader(release: Path) -> Relation:
    return lambda table: f"read_parquet({quote(str(release / table / '*.parquet'))})"


def changes_query(before: Relation, after: Relation) -> str:
    """Return the query for the rows of ``changes`` between two sets of tables, in no order."""
    everything = " UNION ALL ".join(_select(table, before(table.name), after(table.name)) for table in COMPARED)
    return f"{_COLUMNS} FROM ({everything})"


def _select(table: Table, before: str, after: str) -> str:
    """Return the query for the records of a table that came or went, and for each column that differs."""
    names = column_names(table.record)
    key = ", ".join(f'"{name}"' for name in table.key)
    article = '"article_id"' if "article_id" in table.key else "coalesce(b.article_id, a.article_id)"
    whole = "{'field': '', 'old': NULL, 'new': NULL, 'differs': a.here IS NULL OR b.here IS NULL}"
    fields = [whole, *(_difference(name) for name in names if name not in table.key)]
    return (
        f"SELECT '{table.name}' AS record_type, concat_ws(' ', {key}) AS record_id, "
        "CASE WHEN a.here IS NULL THEN 'added' WHEN b.here IS NULL THEN 'removed' ELSE 'changed' END AS op, "
        f"{article if 'article_id' in names else 'NULL'} AS article_id, "
        f"unnest(list_filter([{', '.join(fields)}], lambda field: field.differs)) AS difference "
        f"FROM (SELECT *, true AS here FROM {before}) a FULL JOIN (SELECT *, true AS here FROM {after}) b USING ({key})"
    )


def _difference(column: str) -> str:
    """Return the difference of a column between the rows ``a`` and ``b``, as a struct."""
    old, new = f'a."{column}"', f'b."{column}"'
    return (
        f"{{'field': '{column}', 'old': to_json({old})::VARCHAR, 'new': to_json({new})::VARCHAR, "
        f"'differs': coalesce(a.here AND b.here AND {old} IS DISTINCT FROM {new}, false)}}"
    )
