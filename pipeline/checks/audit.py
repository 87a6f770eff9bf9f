"""What a check gets and gives: the release under audit, and the things it found wrong with it."""

# ruff: noqa: S608 - queries are put together of names of our own tables and columns; values are parameters.

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pipeline.release.parquet import read_rows
from pipeline.release.query import Connection, fetch
from pipeline.release.tables import part_path
from schemas.release import Manifest
from schemas.terms import Severity


@dataclass(frozen=True)
class Audit:
    """A release under audit: its files, a database with a view a table, and what is expected of it.

    With a release before, the views ``before.<table>`` show its tables. ``vouched`` are the articles whose documents
    are those of the release before, which passed the same checks: what is true of one alone is not asked again.
    """

    release: Path
    manifest: Manifest
    previous: Manifest | None
    database: Connection
    limits: Mapping[str, Mapping[str, float]]
    vouched: frozenset[str] = frozenset()
    before: Path | None = None

    def limit(self, code: str, name: str) -> float:
        """Return a number from the expectations: that of the check, else the default."""
        return self.limits.get(code, {}).get(name, self.limits["default"].get(name, 0.0))

    def rows(self, table: str, bucket: int, *columns: str) -> Iterator[tuple[Any, ...]]:
        """Yield some columns of one part of a table of articles; articles that are vouched for are left out."""
        return read_rows(self.release / part_path(table, bucket), columns, without=self.vouched)

    def new_to(self, table: str) -> str:
        """Return the relation of SQL with the rows of a table of articles, without those vouched for."""
        if not self.vouched:
            return table
        return f"(SELECT * FROM {table} ANTI JOIN vouched USING (article_id))"


class Wrong(NamedTuple):
    """One thing a check found: what is wrong with which record, and where it stands."""

    message: str
    record_type: str | None = None
    record_id: str | None = None
    value: str | None = None
    article_id: str | None = None
    start: int | None = None
    end: int | None = None
    source_path: str | None = None


@dataclass(frozen=True)
class Found:
    """What a check found, and how many things it looked at (None: it does not count them)."""

    wrong: list[Wrong] = field(default_factory=list)
    n_checked: int | None = None


Needs = Literal["files", "tables", "previous"]


@dataclass(frozen=True)
class Check:
    """A row of the table of checks.

    Attributes:
        code: Stable code.
        severity: ``error`` blocks, ``warning`` blocks over its threshold, ``info`` never does.
        title: What the check asks.
        find: The check.
        needs: What must be there for the check to run: any files, tables that read, a release before.
    """

    code: str
    severity: Severity
    title: str
    find: Callable[[Audit], Found]
    needs: Needs = "tables"


def select(audit: Audit, sql: str, *parameters: Any) -> list[Wrong]:
    """Return what a query finds; its columns are those of `Wrong`, in order, as far as it has them."""
    return [Wrong(*row) for row in fetch(audit.database, sql, parameters)]


def count(audit: Audit, sql: str) -> int:
    """Return how many rows a relation has: ``count(audit, "citations WHERE doi IS NOT NULL")``."""
    return int(fetch(audit.database, f"SELECT count(*) FROM {sql}")[0][0])
