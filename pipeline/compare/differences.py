"""Differences between any two releases, each with the article and the citation it is about."""

# ruff: noqa: S608 - queries are put together of names of our own tables and columns.

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.release.changes import Relation, changes_query, reader
from pipeline.release.manifest import Release
from pipeline.release.query import Connection, fetch, literals, stream

PLACES = (
    "start", "end", "spans", "ordinal", "source_sha256", "content_sha256", "fingerprint", "first_seen", "last_changed",
    "score", "rank", "n_occurrences",
)  # fmt: skip
"""Fields that follow from others: places, which one word at the top of a page changes down to its end, digests, and
weights of concepts, which each word of an article changes a little."""
_QUIET = {"concept_occurrences"}
"""Tables whose rows are nothing but places."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A row of ``changes`` between the two releases, and what it is about.

    ``field`` is empty and ``old`` or ``new`` null when a whole record came or went.
    """

    record_type: str
    record_id: str
    field: str
    op: str
    old: Any
    new: Any
    article_id: str | None
    article: str | None
    citation_id: str | None
    citation: str | None
    label: str | None

    @property
    def is_place(self) -> bool:
        """Whether only the place or weight of something differs."""
        return self.field in PLACES or self.record_type in _QUIET


def compare(before: Release, after: Release, database: Connection) -> None:
    """Make the table ``differences`` of two releases, whichever of the two is older."""
    old, new = reader(before.path), reader(after.path)
    database.execute(f"CREATE TEMP TABLE changed AS {changes_query(old, new)}")
    known = {name: _both(name, columns, old, new) for name, columns in _KNOWN.items()}
    database.execute("CREATE TEMP TABLE differences AS " + _ABOUT.format(**known))
    database.execute("DROP TABLE changed")


def _both(table: str, columns: str, old: Relation, new: Relation) -> str:
    """Return a relation with the rows of both releases; ``age`` is 0 for those of the later one."""
    later, earlier = (f"SELECT {columns}, {age} AS age FROM {of(table)}" for age, of in enumerate((new, old)))
    return f"({later} UNION ALL {earlier})"


_KNOWN = {
    "articles": "article_id, title",
    "citations": "citation_id, title, issued_year, raw",
    "contributors": "owner_id, role, ordinal, family, literal",
    "annotations": "annotation_id, citation_id",
    "works": "'works' AS record_type, work_id AS record_id, title AS label",
    "sections": "'sections' AS record_type, section_id AS record_id, heading AS label",
    "concepts": "'concepts' AS record_type, article_id || ' ' || concept_id AS record_id, label",
}
_ABOUT = """
WITH notes AS (
    SELECT annotation_id, arg_min(citation_id, age) AS citation_id FROM {annotations} GROUP BY ALL
), firsts AS (
    SELECT owner_id AS citation_id, arg_min(coalesce(family, literal), (age, ordinal, role)) AS name
    FROM {contributors} GROUP BY ALL
), cited AS (
    SELECT citation_id, arg_min(coalesce(title, raw), age) AS title, arg_min(issued_year, age) AS year
    FROM {citations} GROUP BY ALL
), titled AS (
    SELECT article_id, arg_min(title, age) AS article FROM {articles} GROUP BY ALL
), named AS (
    SELECT record_type, record_id, arg_min(label, age) AS label
    FROM (SELECT * FROM {works} UNION ALL SELECT * FROM {sections} UNION ALL SELECT * FROM {concepts}) GROUP BY ALL
), about AS (
    SELECT c.*, CASE
        WHEN record_type = 'citations' THEN record_id
        WHEN record_type = 'annotations' THEN notes.citation_id
        WHEN record_type IN ('contributors', 'identifiers') AND split_part(record_id, ' ', 1) = 'citation'
        THEN split_part(record_id, ' ', 2) END AS citation_id
    FROM changed c LEFT JOIN notes ON c.record_type = 'annotations' AND notes.annotation_id = c.record_id
)
SELECT record_type, record_id, field, op, "old", "new", article_id, article, citation_id,
    concat_ws(' ', name, year::VARCHAR) || ': ' || cited.title AS citation, label
FROM about LEFT JOIN titled USING (article_id) LEFT JOIN cited USING (citation_id) LEFT JOIN firsts USING (citation_id)
LEFT JOIN named USING (record_type, record_id)
"""


def read_differences(database: Connection) -> Iterator[Difference]:
    """Yield the differences of `compare`, article by article, citation by citation; those of no article come last."""
    query = """
        SELECT * FROM differences
        ORDER BY article_id NULLS LAST, record_type <> 'articles', citation_id NULLS LAST, record_type <> 'citations',
            record_type, record_id, field
    """
    for batch in stream(database, query):
        for row in batch.to_pylist():
            yield Difference(**{**row, "old": _value(row["old"]), "new": _value(row["new"])})


def _value(written: str | None) -> Any:
    return None if written is None else json.loads(written)


OPS = ("added", "removed", "not_seen", "reappeared", "redirected", "changed", "moved", "shifted")
"""What can have happened to a record; of several, the first. ``shifted``: only what follows from others differs."""

_COUNTS = """
SELECT record_type,
    coalesce(arg_min(op, list_position({ops}, op)) FILTER (NOT list_contains({places}, field)), 'shifted')
FROM differences GROUP BY record_type, record_id
"""


def count_differences(database: Connection) -> dict[str, dict[str, int]]:
    """Return how many records of each table came to what, each record counted once; tables in order of name."""
    query = _COUNTS.format(ops=literals(OPS), places=literals(PLACES))
    rows = fetch(
        database, f"SELECT record_type, op, count(*) FROM ({query}) AS t (record_type, op) GROUP BY ALL ORDER BY ALL"
    )
    counts: dict[str, dict[str, int]] = {}
    for record_type, op, count in rows:
        counts.setdefault(record_type, {})[op] = count
    return counts
