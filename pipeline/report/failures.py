"""Failures: every one is written down as it is found, however many there are, and placed in its source afterwards.

Checks find failures in any order of articles. Looking up the text of each would read a source thousands of times, so
they are noted first, and then each bucket of sources is read once.
"""

# ruff: noqa: S608 - queries are put together of names of our own columns and paths.

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.checks.audit import Audit, Check, Wrong
from pipeline.release.arrow import column_names
from pipeline.release.older import rows_of
from pipeline.release.parquet import write_batches, write_records
from pipeline.release.query import Connection, fetch, quote, rows, stream
from pipeline.release.tables import bucket_of, part_path
from schemas.base import Record
from schemas.release import Failure

_NEWLINE = re.compile("\n")
_PER_FILE = 16_384
_UNPLACED = "noted.source_path IS NULL"
"""Which failures have no place yet; those taken over from the release before have theirs."""
_SHOWN_VALUE = 2_000
"""Longest value that is written down; the record has all of it."""


class _Noted(Failure):
    """A failure with its number, and the bucket of its article."""

    number: int
    bucket: int | None


class _Placed(Record):
    """Where a failure stands."""

    number: int
    path: str
    line: int | None


@dataclass(frozen=True)
class Counts:
    """How many failures a check has, how many are waived, and how many of the others are about the whole release."""

    n_failures: int = 0
    n_waived: int = 0
    n_whole: int = 0


Waive = Callable[[Check, Wrong], str | None]


class FailureLog:
    """The failures of one validation, in a folder of their own."""

    def __init__(self, folder: Path, n_buckets: int, waive: Waive) -> None:
        self._folder = folder
        self._n_buckets = n_buckets
        self._waive = waive
        self._number = 0
        self._n_files = 0

    def note(self, check: Check, wrong: Iterable[Wrong]) -> Counts:
        """Write down what a check finds."""
        n_waived, n_whole, before, batch = 0, 0, self._number, []
        for item in wrong:
            waiver = self._waive(check, item)
            n_waived += waiver is not None
            n_whole += waiver is None and item.record_id is None and item.article_id is None
            batch.append(self._noted(check, item, waiver))
            if len(batch) == _PER_FILE:
                self._write(batch)
                batch = []
        self._write(batch)
        return Counts(self._number - before, n_waived, n_whole)

    def _noted(self, check: Check, item: Wrong, waiver: str | None) -> _Noted:
        self._number += 1
        values = item._asdict()
        if item.value is not None:
            values["value"] = item.value[:_SHOWN_VALUE]
        return _Noted.model_construct(
            code=check.code,
            title=check.title,
            severity=check.severity,
            waiver=waiver,
            number=self._number,
            bucket=bucket_of(item.article_id, self._n_buckets) if item.article_id else None,
            **values,
        )

    def _write(self, batch: list[_Noted]) -> None:
        if batch or not self._n_files:
            write_records(self._folder / f"noted-{self._n_files:06d}.parquet", _Noted, batch)
            self._n_files += 1

    def finish(self, path: Path, audit: Audit, database: Connection, *, has_tables: bool) -> None:
        """Write all failures to ``path``, in the order they were found, each with its source file and line."""
        self._write([])
        database.execute(f"CREATE VIEW noted AS FROM read_parquet({quote(str(self._folder / 'noted-*.parquet'))})")
        write_records(self._folder / "placed-0.parquet", _Placed, [])
        for bucket in self._buckets(database) if has_tables else ():
            write_records(self._folder / f"placed-0-{bucket}.parquet", _Placed, list(_place(audit, database, bucket)))
        placed = quote(str(self._folder / "placed-*.parquet"))
        columns = ", ".join(_written(name) for name in column_names(Failure))
        query = f"SELECT {columns} FROM noted LEFT JOIN read_parquet({placed}) p USING (number) ORDER BY number"
        write_batches(path, Failure, stream(database, query))

    def _buckets(self, database: Connection) -> list[int]:
        query = f"SELECT DISTINCT bucket FROM noted WHERE bucket IS NOT NULL AND {_UNPLACED} ORDER BY bucket"
        return [bucket for (bucket,) in fetch(database, query)]


def _written(column: str) -> str:
    special = {
        "source_path": "coalesce(noted.source_path, p.path) AS source_path",
        "line": "coalesce(noted.line, p.line) AS line",
    }
    return special.get(column, f'noted."{column}"')


def _place(audit: Audit, database: Connection, bucket: int) -> Iterator[_Placed]:
    """Yield the place of every failure in the articles of a bucket, whose sources are read once."""
    wanted: dict[str, list[tuple[int, int | None]]] = {}
    query = f'SELECT article_id, number, "start" FROM noted WHERE bucket = ? AND {_UNPLACED}'
    for article_id, number, start in fetch(database, query, (bucket,)):
        wanted.setdefault(article_id, []).append((number, start))
    columns = ("article_id", "source_path", "text", "first_line")
    part = audit.release / part_path("sources", bucket)
    for article_id, path, text, first in rows_of("sources", part, columns, only=wanted):
        breaks = [found.start() for found in _NEWLINE.finditer(text)] if text is not None else None
        for number, start in wanted[article_id]:
            line = None if start is None or breaks is None else first + bisect_left(breaks, start)
            yield _Placed.model_construct(number=number, path=path, line=line)


def read_failures(
    path: Path, database: Connection, *, examples: int | None = None, where: str = "true"
) -> Iterator[Failure]:
    """Yield failures of a file in the order they were found.

    Args:
        path: The file.
        database: Where the query runs.
        examples: How many of each check at most; None for all.
        where: A condition of SQL that failures must meet.
    """
    names = tuple(Failure.model_fields)
    columns = ", ".join(f'"{name}"' for name in names)
    file = f"read_parquet({quote(str(path))}, file_row_number = true)"
    few = (
        ""
        if examples is None
        else f"QUALIFY row_number() OVER (PARTITION BY code, title ORDER BY file_row_number) <= {examples}"
    )
    for row in rows(database, f"SELECT {columns} FROM {file} WHERE {where} {few} ORDER BY file_row_number"):
        yield Failure(**dict(zip(names, row, strict=True)))
