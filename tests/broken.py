"""Breaking a release on purpose: a copy of a good one, and one thing wrong with it."""

# ruff: noqa: S608 - queries on files the tests have just written.

import shutil
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq

from pipeline.checks import CHECKS, Wrong
from pipeline.checks.validate import Terms, make_views, open_audit
from pipeline.release.arrow import arrow_schema
from pipeline.release.manifest import Release
from pipeline.release.parquet import write_table
from pipeline.release.publish import open_release
from pipeline.release.tables import TABLE


def copy_of(release: Release, folder: Path) -> Path:
    """Return a writable copy of a release."""
    target = folder / release.path.name
    shutil.copytree(release.path, target)
    for path in target.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return target


def rewrite(release: Path, table: str, statement: str) -> None:
    """Change a table with a statement of SQL that calls it ``t``."""
    path = release / table / "part-0000.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE t AS SELECT * FROM read_parquet('{path}')")
        connection.execute(statement)
        write_table(path, TABLE[table], [connection.sql("FROM t").to_arrow_table().cast(arrow_schema(TABLE[table]))])


def rewrite_schema(release: Path, table: str, statement: str) -> None:
    """Write a table anew, with the columns a query on ``t`` has."""
    path = release / table / "part-0000.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE t AS SELECT * FROM read_parquet('{path}')")
        pq.write_table(connection.sql(statement).to_arrow_table(), path)


def found(code: str, release: Path, previous: Path | None = None, terms: Terms | None = None) -> list[Wrong]:
    """Return everything the check with this code finds."""
    with open_audit(release, previous, terms) as audit:
        if code != "V01":
            make_views(audit, previous)
        return [
            wrong
            for check in CHECKS
            if check.code == code and (check.needs != "previous" or previous)
            for wrong in check.find(audit).wrong
        ]


def edit_manifest(release: Path, **values: object) -> None:
    """Replace fields of the manifest."""
    manifest = open_release(release).manifest.model_copy(update=values)
    (release / "manifest.json").write_text(manifest.model_dump_json(), encoding="utf-8")


def query(sql: str) -> list[tuple[Any, ...]]:
    """Return all rows of a query on Parquet files."""
    with duckdb.connect() as connection:
        return connection.execute(sql).fetchall()
