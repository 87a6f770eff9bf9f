"""What a check gets and gives: the release under audit, and the things it found wrong with it."""

# ruff: noqa: S608 - queries are put together of names of our own tables and columns; values are parameters.

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pipeline.authorities.records import Authority
from pipeline.authorities.retractions import RetractionList
from pipeline.checks.expectations import Expectations
from pipeline.release.older import rows_of
from pipeline.release.query import Connection, fetch, rows
from pipeline.release.tables import part_path
from schemas.release import Manifest
from schemas.terms import Severity


@dataclass(frozen=True)
class Audit:
    """A release under audit: its files, a database with a view a table, and what is expected of it.

    With a release before, the views ``before.<table>`` show its tables.

    Attributes:
        vouched: Articles whose documents are those of the release before, which passed the same checks: what is true
            of one alone is not asked again.
        before: The folder of the release before.
        is_full: Whether checks that look at a sample are to look at everything.
        authorities: Who is asked about DOIs, in this order; nobody when the checks are to stay offline.
        retractions: The list of retracted works; None when none was given.
    """

    release: Path
    manifest: Manifest
    previous: Manifest | None
    database: Connection
    expectations: Expectations
    today: date
    vouched: frozenset[str] = frozenset()
    before: Path | None = None
    is_full: bool = False
    authorities: Sequence[Authority] = ()
    retractions: RetractionList | None = None

    def limit(self, code: str, name: str) -> float:
        """Return a number from the expectations: that of the check, else the default."""
        limits = self.expectations.limits
        return limits.get(code, {}).get(name, limits["default"].get(name, 0.0))

    def rows(self, table: str, bucket: int, *columns: str) -> Iterator[tuple[Any, ...]]:
        """Yield some columns of one part of a table of articles; articles that are vouched for are left out."""
        return rows_of(table, self.release / part_path(table, bucket), columns, without=self.vouched)

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
    """What a check finds, one by one as it is asked for, since there may be more than memory holds.

    Attributes:
        wrong: What is wrong; it can be gone through once.
        n_checked: How many things were looked at; None when they are not counted.
        note: What the check did not look at, or why it could not run.
        is_run: False when it could not run.
    """

    wrong: Iterable[Wrong] = ()
    n_checked: int | None = None
    note: str | None = None
    is_run: bool = True


def not_run(why: str) -> Found:
    """Return what a check finds that cannot run."""
    return Found(note=why, is_run=False)


Needs = Literal["files", "tables", "texts", "previous"]


@dataclass(frozen=True)
class Check:
    """A row of the table of checks.

    Attributes:
        code: Stable code.
        severity: ``error`` blocks, ``warning`` blocks over its threshold, ``info`` never does.
        title: What the check asks.
        find: The check.
        needs: What must be there for the check to run: any files, tables that read, the texts of the sources, a
            release before.
    """

    code: str
    severity: Severity
    title: str
    find: Callable[[Audit], Found]
    needs: Needs = "tables"


def select(audit: Audit, sql: str, *parameters: Any) -> Iterator[Wrong]:
    """Yield what a query finds; its columns are those of `Wrong`, in order, as far as it has them."""
    return (Wrong(*row) for row in rows(audit.database, sql, parameters))


def count(audit: Audit, sql: str) -> int:
    """Return how many rows a relation has: ``count(audit, "citations WHERE doi IS NOT NULL")``."""
    return int(fetch(audit.database, f"SELECT count(*) FROM {sql}")[0][0])
