"""Entries: one citation with all that goes out with it, read from the tables of a release a bucket at a time."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pipeline.folding import fold
from pipeline.identity import digest
from pipeline.release.manifest import Release
from pipeline.release.query import Connection, quote, stream
from pipeline.release.tables import part_path

_NO_LETTERS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Name:
    """One name in one role, as in the table ``contributors``."""

    role: str
    family: str | None
    given: str | None
    particle: str | None
    suffix: str | None
    literal: str | None
    is_organization: bool
    is_et_al: bool


@dataclass(frozen=True)
class Entry:
    """A citation, its names, its notes and keywords, and where it is listed; null fields as in ``citations``."""

    citation_id: str
    article_id: str
    section_id: str
    work_id: str
    type: str
    title: str | None
    container_title: str | None
    collection_title: str | None
    collection_number: str | None
    volume: str | None
    issue: str | None
    number_of_volumes: str | None
    page: str | None
    page_first: str | None
    page_last: str | None
    edition: str | None
    publisher: str | None
    publisher_place: str | None
    issued: str | None
    issued_year: int | None
    year_suffix: str | None
    original_date: str | None
    status: str | None
    genre: str | None
    medium: str | None
    event: str | None
    archive: str | None
    url: str | None
    doi: str | None
    isbn: str | None
    note: str | None
    language: str | None
    raw: str
    article_title: str | None
    subject: str | None
    section: str | None
    contributors: tuple[Name, ...]
    annotations: tuple[str, ...]
    keywords: tuple[str, ...]

    @cached_property
    def key(self) -> str:
        """The cite key: first name, year and ten digits of the citation's id, such as ``bourdieu1977-1c3f9a2b04``.

        It is the same in every export of every release as long as id, first name and year stay.
        """
        first = next((name.family or name.literal or "" for name in self.contributors), "") or self.label
        letters = _NO_LETTERS.sub("", fold(first))[:20] or "anonymous"
        return f"{letters}{'nd' if self.issued_year is None else self.issued_year}-{digest(self.citation_id)}"

    @property
    def label(self) -> str:
        """The title, or the citation as printed where no title was found."""
        return self.title or self.raw

    def in_roles(self, *roles: str) -> tuple[Name, ...]:
        """Return the names in these roles, in order, *et al.* included."""
        return tuple(name for name in self.contributors if name.role in roles)


_OWN = (
    "citation_id", "article_id", "section_id", "work_id", "type", "title", "container_title", "collection_title",
    "collection_number", "volume", "issue", "number_of_volumes", "page", "page_first", "page_last", "edition",
    "publisher", "publisher_place", "issued", "issued_year", "year_suffix", "original_date", "status", "genre",
    "medium", "event", "archive", "url", "doi", "isbn", "note", "language", "raw",
)  # fmt: skip

_ENTRIES = """
WITH names AS (
    SELECT owner_id AS citation_id, list({{'role': role, 'family': family, 'given': given, 'particle': particle,
        'suffix': suffix, 'literal': literal, 'is_organization': is_organization, 'is_et_al': is_et_al}}
        ORDER BY start, role, ordinal) AS contributors
    FROM {contributors} WHERE owner_type = 'citation' GROUP BY owner_id
), notes AS (
    SELECT citation_id, list(text ORDER BY ordinal) AS annotations FROM {annotations} GROUP BY citation_id
), named AS (
    SELECT DISTINCT citation_id, label, rank
    FROM {concept_occurrences} o
    JOIN {annotations} n ON o.host_type = 'annotation' AND o.host_id = n.annotation_id
    JOIN {concepts} k ON k.article_id = o.article_id AND k.concept_id = o.concept_id
), words AS (
    SELECT citation_id, list(label ORDER BY rank, label) AS keywords FROM named GROUP BY citation_id
)
SELECT {own}, a.title AS article_title, coalesce(a.subject, a.module_name) AS subject, s.path AS section,
    contributors, annotations, keywords
FROM {citations} c
JOIN chosen USING (citation_id)
JOIN {articles} a ON a.article_id = c.article_id
JOIN {sections} s ON s.section_id = c.section_id
LEFT JOIN names USING (citation_id) LEFT JOIN notes USING (citation_id) LEFT JOIN words USING (citation_id)
ORDER BY c.article_id, s.ordinal, c.ordinal, c.citation_id
"""


def read_entries(release: Release, database: Connection) -> Iterator[Entry]:
    """Yield the citations in the table ``chosen``, article by article, in the order of their sections and lists.

    Memory does not grow with the release: its buckets, of some 250 articles each, are read one after the other.
    """
    for bucket in range(release.manifest.n_buckets):
        tables = ("contributors", "annotations", "concept_occurrences", "concepts", "citations", "articles", "sections")
        parts = {name: f"read_parquet({quote(str(release.path / part_path(name, bucket)))})" for name in tables}
        query = _ENTRIES.format(own=", ".join(f"c.{column}" for column in _OWN), **parts)
        for batch in stream(database, query, rows=1024):
            yield from map(_entry, batch.to_pylist())


def _entry(row: dict[str, Any]) -> Entry:
    names = tuple(Name(**name) for name in row["contributors"] or ())
    listed = {field: tuple(row[field] or ()) for field in ("annotations", "keywords")}
    return Entry(**{**row, "contributors": names, **listed})
