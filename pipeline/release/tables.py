"""Tables of articles: the nested record walked once, every record in the table it belongs to."""

import zlib
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from pipeline.release.arrow import ArrowTable, arrow_schema, column_names, nested_record, record_table
from schemas import TABLES, Article, Record, Source, Table

ARTICLES_PER_BUCKET = 250
"""Articles of a bucket, about: the unit of task, file, cache and retry."""

TABLE: dict[str, Table] = {table.name: table for table in TABLES}
OF_THE_RELEASE = (
    "works",
    "enrichments",
    "changes",
    "matches",
    "redirects",
    "quarantine",
    "concept_pairs",
    "concept_modules",
    "concept_years",
    "article_topics",
)
"""Tables with one part: their rows belong to no single article."""
OF_ARTICLES = tuple(table.name for table in TABLES if table.name not in OF_THE_RELEASE)
"""Tables with one part a bucket."""


def count_buckets(n_articles: int) -> int:
    """Return the number of buckets for so many articles: a power of two, at least 1."""
    buckets = 1
    while n_articles > buckets * ARTICLES_PER_BUCKET:
        buckets *= 2
    return buckets


def bucket_of(article_id: str, n_buckets: int) -> int:
    """Return the bucket of an article; it depends on nothing but its id."""
    return zlib.crc32(article_id.encode()) % n_buckets


def part_path(table: str, bucket: int) -> str:
    """Return the path of a part inside a release."""
    return f"{table}/part-{bucket:04d}.parquet"


def document_path(article_id: str, bucket: int) -> str:
    """Return the path of an article's document inside a release."""
    return f"documents/{bucket:04d}/{article_id}.json"


def table_rows(article: Article) -> dict[str, list[Record]]:
    """Return the records of an article by table, in reading order; every table of articles but ``sources`` is there."""
    rows: dict[str, list[Record]] = {name: [] for name in OF_ARTICLES if name != "sources"}
    _collect(article, rows)
    return rows


def _collect(record: Record, rows: dict[str, list[Record]]) -> None:
    rows[_table_of(type(record))].append(record)
    for name in _nested_fields(type(record)):
        for child in getattr(record, name):
            _collect(child, rows)


@cache
def _table_of(record: type[Record]) -> str:
    return next(table.name for table in TABLES if table.record is record)


@cache
def _nested_fields(record: type[Record]) -> tuple[str, ...]:
    return tuple(name for name in record.model_fields if name not in column_names(record))


def tabulate(items: Iterable[tuple[Article, Source]]) -> dict[str, ArrowTable]:
    """Return a batch of articles and their texts as Arrow tables, one a table of articles, rows in reading order."""
    rows: dict[str, list[Record]] = {name: [] for name in OF_ARTICLES}
    for article, source in items:
        rows["sources"].append(source)
        _collect(article, rows)
    return {name: record_table(records, arrow_schema(TABLE[name])) for name, records in rows.items()}


def json_rows(article: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Return the records of an article that was read as JSON by table, every table but ``sources``.

    The article must be valid; the dictionaries are those of the article itself.
    """
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in OF_ARTICLES if name != "sources"}
    _collect_json(article, Article, rows)
    return rows


def _collect_json(node: dict[str, Any], record: type[Record], rows: dict[str, list[dict[str, Any]]]) -> None:
    rows[_table_of(record)].append(node)
    for name, child in _nested_records(record):
        for item in node.get(name, ()):
            _collect_json(item, child, rows)


@cache
def _nested_records(record: type[Record]) -> tuple[tuple[str, type[Record]], ...]:
    fields = ((name, nested_record(record.model_fields[name].annotation)) for name in _nested_fields(record))
    return tuple((name, child) for name, child in fields if child is not None)


def record_tables(name: str, rows: Sequence[Record]) -> list[ArrowTable]:
    """Return records of one table as a list of one Arrow table."""
    return [record_table(rows, arrow_schema(TABLE[name]))]
