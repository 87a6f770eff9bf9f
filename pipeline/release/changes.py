"""Changes: what is different from the release before, field by field, computed from the two sets of tables.

Only articles that were read anew, went, or are patched are looked at; of all others every row is the same.
"""

# ruff: noqa: S608 - queries are put together of names of our own tables and columns; values are parameters.

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pipeline.release.arrow import ArrowTable, column_names
from pipeline.release.buckets import Source
from pipeline.release.manifest import file_facts
from pipeline.release.older import relation
from pipeline.release.parquet import write_sorted
from pipeline.release.query import Connection, register, run, stream, unregister
from pipeline.release.rights import hide_texts
from pipeline.release.tables import OF_THE_RELEASE, TABLE, part_path
from schemas import TABLES, Table
from schemas.release import FileFacts, Profile

_NOT_COMPARED = {
    "changes", "matches", "redirects", "sources", "quarantine", "blocks", "enrichments",
    "section_concepts", "concept_pairs", "concept_modules", "concept_years", "article_topics",
}  # fmt: skip
COMPARED = tuple(table for table in TABLES if table.name not in _NOT_COMPARED)
"""Tables whose records are followed: not texts and covers, what follows from others, or is no bibliography."""
_OF_THE_RELEASE = tuple(table for table in COMPARED if table.name in OF_THE_RELEASE)

_TABLE = """
CREATE TEMP TABLE differences (
    record_type VARCHAR, record_id VARCHAR, field VARCHAR, op VARCHAR, "old" VARCHAR, "new" VARCHAR, article_id VARCHAR
)
"""
_COLUMNS = """
SELECT record_type, record_id, difference.field AS field,
    CASE WHEN op <> 'changed' THEN op
        WHEN difference.field = 'record_status' AND difference.new = '"not_seen"' THEN 'not_seen'
        WHEN difference.field = 'record_status' AND difference.old = '"not_seen"' THEN 'reappeared'
        WHEN difference.field IN ('section_id', 'parent_id', 'host_id', 'ordinal', 'start', 'end') THEN 'moved'
        ELSE op END AS op,
    difference.old AS old, difference.new AS new, article_id
"""

Relation = Callable[[str], str]
"""Gives the relation of SQL that holds a table, by its name."""


_MOST_WAITING: Final = 500_000
"""Rows, old and new, that wait to be compared; the query takes as long for those of one article as of a hundred."""


@dataclass
class Differences:
    """Collects what is different, table by table and bucket by bucket, in a database."""

    database: Connection
    release: Path
    source: Source
    waiting: set[str] = field(default_factory=set)
    n_waiting: int = 0

    def __post_init__(self) -> None:
        self.database.execute(_TABLE)

    def add(self, table: str, old: ArrowTable, new: ArrowTable) -> None:
        """Add what is different in some articles, of which these are all rows of a table, old and new."""
        if self.source.release is None or TABLE[table] not in COMPARED or old.equals(new):
            return
        for side, rows in (("old", old), ("new", new)):
            register(self.database, "rows_here", rows)
            name = f"{side}_{table}"
            verb = f"INSERT INTO {name}" if table in self.waiting else f"CREATE OR REPLACE TEMP TABLE {name} AS"
            run(self.database, f"{verb} FROM rows_here")
            unregister(self.database, "rows_here")
        self.waiting.add(table)
        self.n_waiting += old.num_rows + new.num_rows
        if self.n_waiting >= _MOST_WAITING:
            self._compare()

    def _compare(self) -> None:
        """Add what is different in the rows that wait."""
        if self.waiting:
            tables = [table for table in COMPARED if table.name in self.waiting]
            self._add(changes_query("old_{}".format, "new_{}".format, tables))
            for table in tables:
                self.database.execute(f"DROP TABLE old_{table.name}; DROP TABLE new_{table.name}")
        self.waiting, self.n_waiting = set(), 0

    def add_release(self) -> None:
        """Add what is left to compare, and what is different in the tables whose rows belong to no single article."""
        self._compare()
        if self.source.release is not None:
            self._add(changes_query(reader(self.source.release.path), reader(self.release), _OF_THE_RELEASE))

    def _add(self, query: str) -> None:
        run(self.database, f"INSERT INTO differences {query}")


def write_changes(differences: Differences, profile: Profile) -> FileFacts:
    """Write the table ``changes`` of a release; it is empty when there is no release before."""
    path = part_path("changes", 0)
    changes = hide_texts("FROM differences") if profile == "metadata-only" else "FROM differences"
    batches = stream(differences.database, f"SELECT * FROM ({changes}) ORDER BY record_type, record_id, field")
    rows = write_sorted(differences.release / path, TABLE["changes"], batches)
    return file_facts(differences.release, path, rows)


def reader(release: Path) -> Relation:
    """Return what gives the tables of a release."""
    return lambda table: relation(table, sorted((release / table).glob("*.parquet")))


def changes_query(before: Relation, after: Relation, tables: Iterable[Table] = COMPARED) -> str:
    """Return the query for the rows of ``changes`` between two sets of tables, in no order."""
    everything = " UNION ALL ".join(_select(table, before(table.name), after(table.name)) for table in tables)
    return f"{_COLUMNS} FROM ({everything})"


def _select(table: Table, before: str, after: str) -> str:
    """Return the query for the records of a table that came or went, and for each column that differs."""
    names = column_names(table.record)
    key = ", ".join(f'"{name}"' for name in table.key)
    article = '"article_id"' if "article_id" in table.key else "coalesce(b.article_id, a.article_id)"
    whole = (
        f"CASE WHEN a.here IS NULL OR b.here IS NULL THEN {{'field': '', "
        f"'old': CASE WHEN b.here IS NULL THEN {_row('a', table)} END, "
        f"'new': CASE WHEN a.here IS NULL THEN {_row('b', table)} END}} END"
    )
    fields = [whole, *(_difference(name) for name in names if name not in table.key)]
    return (
        f"SELECT '{table.name}' AS record_type, concat_ws(' ', {key}) AS record_id, "
        "CASE WHEN a.here IS NULL THEN 'added' WHEN b.here IS NULL THEN 'removed' ELSE 'changed' END AS op, "
        f"{article if 'article_id' in names else 'NULL'} AS article_id, "
        f"unnest(list_filter([{', '.join(fields)}], lambda field: field IS NOT NULL)) AS difference "
        f"FROM (SELECT *, true AS here FROM {before}) a FULL JOIN (SELECT *, true AS here FROM {after}) b USING ({key})"
    )


def _row(alias: str, table: Table) -> str:
    """Return a whole record as JSON; a record that came or went has no other fields in ``changes``."""
    names = column_names(table.record)
    values = (f"'{n}': " + (f'"{n}"' if n in table.key else f'{alias}."{n}"') for n in names)
    return f"to_json({{{', '.join(values)}}})::VARCHAR"


def _difference(column: str) -> str:
    """Return the difference of a column between the rows ``a`` and ``b``, as a struct; null when there is none."""
    old, new = f'a."{column}"', f'b."{column}"'
    # In a CASE, JSON is made of those values only that differ.
    return (
        f"CASE WHEN a.here AND b.here AND {old} IS DISTINCT FROM {new} THEN "
        f"{{'field': '{column}', 'old': to_json({old})::VARCHAR, 'new': to_json({new})::VARCHAR}} END"
    )
