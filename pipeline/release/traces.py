"""Traces of identity: how records were recognised, and where ids lead that are no longer used."""

# ruff: noqa: S608 - queries are put together of names of our own tables and columns; values are parameters.

from collections.abc import Iterable
from pathlib import Path

from pipeline.release.arrow import record_schema
from pipeline.release.choice import Capture
from pipeline.release.manifest import Release, file_facts
from pipeline.release.parquet import write_records, write_sorted, write_table
from pipeline.release.query import Connection, file_list, stream
from pipeline.release.staged import read_facts
from pipeline.release.tables import TABLE, part_path, record_tables
from schemas import Match, Redirect
from schemas.release import FileFacts


def write_matches(release: Path, articles: Iterable[Capture]) -> FileFacts:
    """Write the table ``matches``: what was recognised in this run, but not by an equal id."""
    rows: list[Match] = []
    for article in articles:
        if article.staged is not None:
            rows += read_facts(article.staged).matches
    path = part_path("matches", 0)
    return file_facts(release, path, write_table(release / path, TABLE["matches"], record_tables("matches", rows)))


def collect_redirects(
    database: Connection, articles: Iterable[Capture], previous: Release | None, sequence: int, scratch: Path
) -> None:
    """Make the table ``redirects``: those of the release before, and those of this one.

    An id that led to one that is itself used no longer leads to where that one leads. An id that is used again for the
    very same record leads nowhere.
    """
    rows: list[Redirect] = []
    for article in articles:
        if article.staged is not None:
            rows += read_facts(article.staged).redirects
    write_records(scratch, Redirect, rows)
    columns = ", ".join(record_schema(Redirect).names)
    old = sorted((previous.path / "redirects").glob("*.parquet")) if previous else []
    before = f"SELECT {columns} FROM " + (f"read_parquet({file_list(old)})" if old else "fresh WHERE false")
    database.execute(
        f"""CREATE TEMP TABLE fresh AS SELECT {columns} FROM read_parquet({file_list([scratch])});
            INSERT INTO fresh BY NAME SELECT 'works' AS record_type, old_id, new_id, {sequence} AS since,
                'The two turned out to be the same work.' AS reason FROM joined_works;
            CREATE TEMP TABLE redirects AS
            WITH old AS ({before})
            SELECT old.record_type, old.old_id, coalesce(fresh.new_id, old.new_id) AS new_id, old.since, old.reason
            FROM old LEFT JOIN fresh ON fresh.record_type = old.record_type AND fresh.old_id = old.new_id
            UNION ALL SELECT {columns} FROM fresh ANTI JOIN old USING (record_type, old_id)"""
    )


def write_redirects(database: Connection, release: Path) -> FileFacts:
    """Write the table ``redirects``."""
    path = part_path("redirects", 0)
    columns = ", ".join(record_schema(Redirect).names)
    query = f"SELECT {columns} FROM redirects ORDER BY {', '.join(TABLE['redirects'].key)}"
    return file_facts(release, path, write_sorted(release / path, TABLE["redirects"], stream(database, query)))


def mark_redirected(database: Connection) -> None:
    """Say of the records that are gone, but whose ids lead elsewhere now, that they are redirected."""
    database.execute(
        """UPDATE differences SET op = 'redirected', "new" = to_json(fresh.new_id)::VARCHAR FROM fresh
            WHERE op = 'removed' AND differences.record_type = fresh.record_type AND record_id = fresh.old_id"""
    )
