"""What a check gets and gives: the release under audit, and the things it found wrong with it."""

# ruff: noqa: S608 - queries are put together of names of our own tables and columns; values are parameters.

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pipeline.authorities.records import Authority
from pipeline.authorities.retractions import RetractionList
from pipeline.checks.expectations import Expectations
from pipeline.checks.vouching import NOTHING, Parted, Vouched
from pipeline.release.older import rows_of
from pipeline.release.parquet import Texts, n_rows, read_table
from pipeline.release.query import Connection, fetch, rows
from pipeline.release.tables import part_path
from schemas.release import Manifest
from schemas.terms import Severity


@dataclass(frozen=True)
class Audit:
    """A release under audit: its files, a database with a view a table, and what is expected of it.

    With a release before, the views ``before.<table>`` show its tables.

    Attributes:
        vouched: What the release before vouches for; it has the same rows.
        before: The folder of the release before.
        is_full: Whether checks that look at a sample are to look at everything.
        authorities: Who is asked about DOIs, in this order; nobody when the checks are to stay offline.
        retractions: The list of retracted works; None when none was given.
        parted: The rows of the articles that nobody vouches for, when the audit is about these.
        whole: The database with all articles, when ``database`` holds only those.
    """

    release: Path
    manifest: Manifest
    previous: Manifest | None
    database: Connection
    expectations: Expectations
    today: date
    vouched: Vouched = NOTHING
    before: Path | None = None
    is_full: bool = False
    authorities: Sequence[Authority] = ()
    retractions: RetractionList | None = None
    parted: Parted | None = None
    whole: Connection | None = None

    def limit(self, code: str, name: str) -> float:
        """Return a number from the expectations: that of the check, else the default."""
        limits = self.expectations.limits
        return limits.get(code, {}).get(name, limits["default"].get(name, 0.0))

    def part(self, table: str, bucket: int) -> Path:
        """Return the file with a part of a table of articles, as far as the audit is about them; it may be missing."""
        return (self.parted.here if self.parted else self.release) / part_path(table, bucket)

    def rows(self, table: str, bucket: int, *columns: str) -> Iterator[tuple[Any, ...]]:
        """Yield some columns of one part of a table of articles, as far as the audit is about them."""
        part = self.part(table, bucket)
        return iter(()) if self.parted and not part.is_file() else rows_of(table, part, columns)

    def texts(self, bucket: int) -> Mapping[str, str]:
        """Return the texts of a bucket by article, as far as the audit is about them."""
        part = self.part("sources", bucket)
        return Texts(read_table(part, ("article_id", "text"))) if part.is_file() else {}


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
    line: int | None = None


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


Scope = Literal["article", "rows", "difference", "release"]
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
        about: ``article`` when it looks at the rows of one article, its text and its document, and at nothing else;
            ``rows`` when it holds rows of all articles against each other, and need not do so again with rows that were
            held against each other before, when nothing was found (so only errors can be about rows);
            ``difference`` when it looks at what is not as in the release before; else ``release``. What was found in an
            article is taken over with the article (`pipeline.checks.vouching`).
    """

    code: str
    severity: Severity
    title: str
    find: Callable[[Audit], Found]
    needs: Needs = "tables"
    about: Scope = "release"


def select(audit: Audit, sql: str, *parameters: Any) -> Iterator[Wrong]:
    """Yield what a query finds; its columns are those of `Wrong`, in order, as far as it has them."""
    return (Wrong(*row) for row in rows(audit.database, sql, parameters))


def count_rows(audit: Audit, tables: Iterable[str]) -> int:
    """Return how many rows some tables have in the whole release, from the ends of their files."""
    return sum(n_rows(part) for table in tables for part in (audit.release / table).glob("*.parquet"))


def count(audit: Audit, sql: str) -> int:
    """Return how many rows a relation has in the whole release: ``count(audit, "citations WHERE doi IS NOT NULL")``."""
    return int(fetch(audit.whole or audit.database, f"SELECT count(*) FROM {sql}")[0][0])
