"""Works: the same book or paper, wherever it is cited.

Two citations are of the same work when their types are equal and they share a DOI, or an ISBN and a title, or a
fingerprint (first contributor, year, title). Citations with different DOIs are never of the same work: one without a
DOI joins those that have one only when exactly one DOI fits.

The clustering runs in DuckDB, because it is the one step that sees the citations of all articles together.
"""

# ruff: noqa: S608 - queries are put together of names of our own tables and columns; values are parameters.

import hashlib
from collections import defaultdict
from collections.abc import Iterable

from pydantic import Field

from pipeline.folding import fold
from pipeline.identity import work_fingerprint
from pipeline.release.query import Connection, fetch
from schemas import Article, Citation, Record


class CitedWork(Record):
    """What the clustering needs to know of a citation."""

    bucket: int = Field(description="Bucket of the article.")
    article_id: str = Field(description="The citing article.")
    citation_id: str = Field(description="The citation.")
    type: str = Field(description="CSL type.")
    node: str = Field(description="SHA-256 of the fingerprint of the work.")
    title: str | None = Field(description="Title.")
    folded_title: str = Field(description="Title, folded.")
    year: int | None = Field(description="Year.")
    first_family: str | None = Field(description="Name of the first contributor.")
    doi: str | None = Field(description="DOI.")
    isbn: str | None = Field(description="ISBN-13.")


def cited_works(article: Article, bucket: int = 0) -> list[CitedWork]:
    """Return what the clustering needs to know of the citations of an article."""
    return [_cited_work(citation, bucket) for section in article.sections for citation in section.citations]


def _cited_work(citation: Citation, bucket: int) -> CitedWork:
    name = next(iter(citation.contributors), None)
    first = (name.family or name.literal) if name else None
    fingerprint = work_fingerprint(
        citation.type, (first,) if first else (), citation.issued_year, citation.title, citation.raw
    )
    return CitedWork(
        bucket=bucket,
        article_id=citation.article_id,
        citation_id=citation.citation_id,
        type=citation.type,
        node=hashlib.sha256(fingerprint.encode()).hexdigest(),
        title=citation.title,
        folded_title=fold(citation.title or ""),
        year=citation.issued_year,
        first_family=first,
        doi=citation.doi,
        isbn=citation.isbn,
    )


def cluster_works(connection: Connection, cited: str) -> None:
    """Make the tables ``assigned`` (bucket, citation_id, work_id) and ``works`` from the citations in ``cited``.

    ``cited`` is a relation with the columns of `CitedWork`. Nothing depends on the order of its rows.
    """
    connection.execute(f"CREATE TEMP TABLE cited AS SELECT *, type || '|' || node AS kind FROM {cited}")
    connection.execute("CREATE TEMP TABLE joined (kind VARCHAR, label VARCHAR)")
    links = fetch(connection, _LINKS)
    if labels := _components(links):
        connection.executemany("INSERT INTO joined VALUES (?, ?)", sorted(labels.items()))
    connection.execute(_CLUSTERS)
    connection.execute(_NAMES)
    connection.execute(_ASSIGNED)
    connection.execute(_WORKS)


def _components(links: Iterable[tuple[str, list[str]]]) -> dict[str, str]:
    """Return the least member of its component for each linked member."""
    parent: dict[str, str] = {}

    def root(member: str) -> str:
        while parent.setdefault(member, member) != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    for _, members in links:
        least = min(root(member) for member in members)
        for member in members:
            parent[root(member)] = least
    groups: dict[str, list[str]] = defaultdict(list)
    for member in sorted(parent):
        groups[root(member)].append(member)
    return {member: members[0] for members in groups.values() for member in members}


# Kinds without a DOI that share an ISBN and a title.
_LINKS = """
SELECT type || '|' || isbn || '|' || folded_title AS link, list(DISTINCT kind ORDER BY kind) AS kinds
FROM cited WHERE doi IS NULL AND isbn IS NOT NULL AND folded_title <> ''
GROUP BY 1 HAVING count(DISTINCT kind) > 1 ORDER BY 1
"""

# A kind, or several joined by ISBN, goes to the one DOI that fits, else stays for itself.
_CLUSTERS = """
CREATE TEMP TABLE clusters AS
WITH bare AS (
    SELECT DISTINCT kind, coalesce(label, kind) AS label, type, isbn, folded_title
    FROM cited LEFT JOIN joined USING (kind) WHERE doi IS NULL
), known AS (
    SELECT DISTINCT kind, type, isbn, folded_title, doi FROM cited WHERE doi IS NOT NULL
), fits AS (
    SELECT label, doi FROM bare JOIN known USING (kind)
    UNION
    SELECT label, doi FROM bare JOIN known USING (type, isbn, folded_title) WHERE folded_title <> ''
), only_one AS (
    SELECT label, min(doi) AS doi FROM fits GROUP BY label HAVING count(DISTINCT doi) = 1
)
SELECT cited.*, coalesce(cited.doi, only_one.doi) AS work_doi,
    CASE WHEN work_doi IS NOT NULL THEN 'doi|' || cited.type || '|' || work_doi
         ELSE coalesce(joined.label, cited.kind) END AS cluster
FROM cited LEFT JOIN joined USING (kind)
LEFT JOIN only_one ON only_one.label = coalesce(joined.label, cited.kind)
"""

# A cluster is named after the least fingerprint that is its alone, else after fingerprint and cluster; longer names
# where the short ones of two clusters would be equal.
_NAMES = """
CREATE TEMP TABLE names AS
WITH nodes AS (
    SELECT cluster, node, count(*) OVER (PARTITION BY node) AS n_clusters
    FROM (SELECT DISTINCT cluster, node FROM clusters)
), digests AS (
    SELECT cluster,
        coalesce(min(node) FILTER (n_clusters = 1), sha256(min(node) || '|' || cluster)) AS digest
    FROM nodes GROUP BY cluster
)
SELECT cluster,
    'w-' || left(digest, CASE WHEN count(*) OVER (PARTITION BY left(digest, 10)) = 1 THEN 10 ELSE 24 END) AS work_id
FROM digests
"""

_ASSIGNED = """
CREATE TEMP TABLE assigned AS SELECT bucket, citation_id, work_id FROM clusters JOIN names USING (cluster)
"""

_WORKS = """
CREATE TEMP TABLE works AS
SELECT work_id, any_value(type) AS type, arg_min(title, citation_id) AS title,
    arg_min(year, citation_id) AS year, arg_min(first_family, citation_id) AS first_family,
    any_value(work_doi) AS doi, min(isbn) AS isbn,
    count(*) AS n_citations, count(DISTINCT article_id) AS n_articles
FROM clusters JOIN names USING (cluster) GROUP BY work_id
"""
