"""Enrichments: the table of what authorities say about works, kept from release to release while it holds true.

A row was made by comparing an authority's record with what was parsed. It stays as long as the work is there and every
value it was compared with is still the same; then it is dropped, and the work may be asked for anew.
"""

# ruff: noqa: S608 - queries are put together of names of our own tables and columns; values are parameters.

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from pipeline.authorities.records import WantedWork
from pipeline.release.arrow import column_names
from pipeline.release.manifest import Release, file_facts
from pipeline.release.parquet import write_records, write_sorted
from pipeline.release.query import Connection, fetch, quote, stream
from pipeline.release.tables import TABLE, part_path
from schemas import Enrichment
from schemas.release import FileFacts

FRESH_DAYS: Final = 90
"""An answer as old as that is asked for again."""
_ROWS_PER_FILE: Final = 20_000
_COLUMNS: Final = ", ".join(column_names(Enrichment))
# The columns of `wanted`, named as the fields of `WantedWork`.
_WANTED: Final = "work_id type title families year container_title volume issue page_first publisher doi isbn".split()

# A work as its best described citation has it; the values of `works` come first.
_WORKS: Final = """
CREATE OR REPLACE TEMP TABLE wanted AS
WITH cited AS (
    SELECT *, row_number() OVER (PARTITION BY work_id ORDER BY
        (container_title IS NOT NULL)::INT + (volume IS NOT NULL)::INT + (issue IS NOT NULL)::INT
        + (page_first IS NOT NULL)::INT + (publisher IS NOT NULL)::INT DESC, citation_id) AS place
    FROM read_parquet({citations})
), names AS (
    SELECT owner_id, list(coalesce(family, literal) ORDER BY ordinal)
        FILTER (NOT is_et_al AND coalesce(family, literal) IS NOT NULL) AS families
    FROM read_parquet({contributors}) WHERE owner_type = 'citation' AND role = 'author' GROUP BY owner_id
)
SELECT w.work_id, w.type, w.title, coalesce(families, []) AS families, w.year, container_title, volume, issue,
    page_first, publisher, w.doi, w.isbn
FROM read_parquet({works}) w JOIN cited ON cited.work_id = w.work_id AND place = 1
LEFT JOIN names ON owner_id = citation_id
"""

_COMPARED: Final = """CASE field
    WHEN 'record' THEN w.doi WHEN 'title' THEN w.title WHEN 'author' THEN nullif(array_to_string(families, '; '), '')
    WHEN 'issued' THEN w.year::VARCHAR WHEN 'container-title' THEN container_title WHEN 'volume' THEN volume
    WHEN 'issue' THEN w.issue WHEN 'page-first' THEN page_first WHEN 'publisher' THEN w.publisher
    WHEN 'ISBN' THEN w.isbn ELSE parsed END"""

_KEPT: Final = f"""
CREATE OR REPLACE TEMP TABLE kept AS
SELECT {_COLUMNS} FROM (
    SELECT old.*, bool_and(parsed IS NOT DISTINCT FROM {_COMPARED}) OVER (PARTITION BY work_id, authority) AS holds
    FROM read_parquet({{before}}) old JOIN wanted w USING (work_id)
) WHERE holds
"""


def carry_enrichments(database: Connection, release: Path, previous: Release | None, scratch: Path) -> FileFacts:
    """Write the table of a release nobody was asked about: what is still true of the release before."""
    if previous is None or not previous.manifest.n_rows.get("enrichments"):
        path = part_path("enrichments", 0)
        return file_facts(release, path, write_sorted(release / path, TABLE["enrichments"], ()))
    keep_enrichments(database, release, previous)
    return write_enrichments(database, release, scratch)


def keep_enrichments(database: Connection, release: Path, previous: Release | None) -> None:
    """Make the tables ``wanted``, the works of ``release``, and ``kept``, what is still true of the release before."""
    paths = {name: quote(str(release / name / "*.parquet")) for name in ("works", "citations", "contributors")}
    database.execute(_WORKS.format(**paths))
    before = previous.path / part_path("enrichments", 0) if previous else None
    if before is not None and before.is_file():
        database.execute(_KEPT.format(before=quote(str(before))))
    else:
        empty = ", ".join(f"{name} {kind}" for name, kind in _kinds())
        database.execute(f"CREATE OR REPLACE TEMP TABLE kept ({empty})")


def _kinds() -> Iterator[tuple[str, str]]:
    kinds = {"score": "DOUBLE", "retrieved": "DATE"}
    for name in column_names(Enrichment):
        yield name, kinds.get(name, "VARCHAR")


def forget(database: Connection, authority: str) -> None:
    """Drop what is kept of an authority that is asked about every work anew."""
    database.execute("DELETE FROM kept WHERE authority = ?", [authority])


def works_to_ask(database: Connection, authority: str, today: date) -> Iterator[WantedWork]:
    """Yield the works an authority has not answered about, or so long ago that it is asked again, by id."""
    asked = """
        SELECT work_id FROM kept WHERE authority = ? AND field = 'record' AND retrieved > ?
        AND status NOT IN ('failed', 'not_asked')"""
    rows = fetch(
        database,
        f"SELECT {', '.join(_WANTED)} FROM wanted ANTI JOIN ({asked}) USING (work_id) ORDER BY work_id",
        (authority, today - timedelta(days=FRESH_DAYS)),
    )
    for row in rows:
        values = dict(zip(_WANTED, row, strict=True))
        yield WantedWork(**{**values, "families": tuple(values["families"])})


def write_enrichments(
    database: Connection, release: Path, scratch: Path, found: Iterable[Sequence[Enrichment]] = ()
) -> FileFacts:
    """Write the table: what was found now, and what was kept about other works and by other authorities.

    Args:
        database: Where `keep_enrichments` made its tables.
        release: The release that is being built.
        scratch: A folder for what is found, which does not have to fit in memory.
        found: What authorities say, all rows of a work in one piece.
    """
    for number, rows in enumerate(_batches(found)):
        write_records(scratch / f"{number:05d}.parquet", Enrichment, rows)
    new = f"read_parquet({quote(str(scratch / '*.parquet'))})" if any(scratch.glob("*.parquet")) else "kept WHERE false"
    query = f"""
        SELECT {_COLUMNS} FROM {new} UNION ALL
        SELECT {_COLUMNS} FROM kept ANTI JOIN (SELECT DISTINCT work_id, authority FROM {new}) USING (work_id, authority)
        ORDER BY {", ".join(TABLE["enrichments"].key)}"""
    path = part_path("enrichments", 0)
    return file_facts(release, path, write_sorted(release / path, TABLE["enrichments"], stream(database, query)))


def _batches(found: Iterable[Sequence[Enrichment]]) -> Iterator[list[Enrichment]]:
    batch: list[Enrichment] = []
    for rows in found:
        batch.extend(rows)
        if len(batch) >= _ROWS_PER_FILE:
            yield batch
            batch = []
    if batch:
        yield batch
