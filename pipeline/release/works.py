"""Works: the same book or paper, wherever it is cited.

Two citations are of the same work when their types are equal and they share a DOI, or an ISBN and a title, or a
fingerprint (first contributor, year, title). Citations with different DOIs are never of the same work: one without a
DOI joins those that have one only when exactly one DOI fits.

The clustering runs in DuckDB, because it is the one step that sees the citations of all articles together.
"""

# ruff: noqa: S608 - queries are put together of names of our own tables and columns; values are parameters.

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from pipeline.folding import fold
from pipeline.release.arrow import plain_table
from pipeline.release.older import relation
from pipeline.release.query import Connection, fetch, file_list, register, run

_CITED = """
CREATE TEMP TABLE cited (
    bucket INTEGER, article_id VARCHAR, citation_id VARCHAR, type VARCHAR, node VARCHAR, title VARCHAR, year BIGINT,
    first_family VARCHAR, doi VARCHAR, isbn VARCHAR, old_work_id VARCHAR, kind VARCHAR
)
"""
"""What the clustering needs to know of the citations of all articles."""


def start_clustering(connection: Connection) -> None:
    """Make the empty tables that `add_cited` and `add_old_works` fill."""
    connection.execute(_CITED)
    connection.execute("CREATE TEMP TABLE old_works (citation_id VARCHAR, work_id VARCHAR, type VARCHAR)")
    connection.execute("CREATE TEMP TABLE old_redirects (old_id VARCHAR)")


def add_cited(connection: Connection, bucket: int, citations: str, contributors: str) -> None:
    """Add the citations of a bucket, given as relations of SQL with the columns of the tables."""
    run(
        connection,
        f"""INSERT INTO cited
            WITH firsts AS (
                SELECT owner_id AS citation_id, arg_min(coalesce(family, literal), ("start", "role", ordinal)) AS name
                FROM {contributors} WHERE owner_type = 'citation' GROUP BY owner_id
            )
            SELECT ?, article_id, citation_id, type, fingerprint, title, issued_year, name, doi, isbn, work_id,
                type || '|' || fingerprint
            FROM {citations} LEFT JOIN firsts USING (citation_id)""",
        (bucket,),
    )


def add_old_works(connection: Connection, citations: Sequence[Path], redirects: Sequence[Path]) -> None:
    """Add the works of the release before, from the parts of its citations, and the ids that are used no longer."""
    if citations:
        connection.execute(
            f"INSERT INTO old_works SELECT citation_id, work_id, type FROM read_parquet({file_list(citations)})"
        )
        connection.execute(
            f"INSERT INTO old_redirects SELECT old_id FROM {relation('redirects', redirects)} "
            "WHERE record_type = 'works'"
        )


def cluster_works(connection: Connection) -> None:
    """Make the tables ``assigned``, ``works`` and ``joined_works`` from what was added.

    ``assigned`` has the work of each citation, and the one it was written with; ``joined_works`` the ids of works of
    the release before that were joined to another one.

    Nothing depends on the order in which the citations were added.
    """
    _fold_titles(connection)
    links = fetch(connection, _LINKS)
    labels = sorted(_components(links).items())
    register(connection, "joined", plain_table(kind=[k for k, _ in labels], label=[label for _, label in labels]))
    for step in (_CLUSTERS, _KEPT_NAMES, _NAMES, _ASSIGNED, _WORKS):
        run(connection, step)


def _fold_titles(connection: Connection) -> None:
    """Make the table ``folds``: the folded titles of citations with an ISBN, which name a part of that book."""
    titles = [title for (title,) in fetch(connection, "SELECT DISTINCT title FROM cited WHERE isbn IS NOT NULL")]
    titles = sorted(title for title in titles if title)
    register(connection, "folds", plain_table(title=titles, folded_title=[fold(title) for title in titles]))


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
FROM cited JOIN folds USING (title) WHERE doi IS NULL AND isbn IS NOT NULL AND folded_title <> ''
GROUP BY 1 HAVING count(DISTINCT kind) > 1 ORDER BY 1
"""

# A kind, or several joined by ISBN, goes to the one DOI that fits, else stays for itself.
_CLUSTERS = """
CREATE OR REPLACE TEMP TABLE clusters AS
WITH bare AS (
    SELECT DISTINCT kind, coalesce(label, kind) AS label, type, isbn, folded_title
    FROM cited LEFT JOIN joined USING (kind) LEFT JOIN folds USING (title) WHERE doi IS NULL
), known AS (
    SELECT DISTINCT kind, type, isbn, folded_title, doi FROM cited LEFT JOIN folds USING (title) WHERE doi IS NOT NULL
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

# A work keeps its id as long as it has citations that had it. Of the clusters that have such citations, the one with
# most of them keeps the id; of the ids a cluster could keep, it keeps the one most of its citations had. The ids of
# works that were joined to another one lead there.
_KEPT_NAMES = """
CREATE OR REPLACE TEMP TABLE claims AS
SELECT cluster, work_id, count(*) AS n FROM clusters
JOIN old_works USING (citation_id, type) GROUP BY cluster, work_id;
CREATE OR REPLACE TEMP TABLE heirs AS
SELECT work_id, cluster, n FROM claims
QUALIFY row_number() OVER (PARTITION BY work_id ORDER BY n DESC, cluster) = 1;
CREATE OR REPLACE TEMP TABLE kept_names AS
SELECT cluster, work_id FROM heirs
QUALIFY row_number() OVER (PARTITION BY cluster ORDER BY n DESC, work_id) = 1;
CREATE OR REPLACE TEMP TABLE joined_works AS
SELECT heirs.work_id AS old_id, kept_names.work_id AS new_id FROM heirs
JOIN kept_names USING (cluster) WHERE heirs.work_id <> kept_names.work_id;
"""

# A new work is named after the least fingerprint that is its alone, else after fingerprint and cluster; longer names
# where the short one is that of another work, or was.
_NAMES = """
CREATE OR REPLACE TEMP TABLE names AS
WITH nodes AS (
    SELECT cluster, node, count(*) OVER (PARTITION BY node) AS n_clusters
    FROM (SELECT DISTINCT cluster, node FROM clusters)
), digests AS (
    SELECT cluster,
        coalesce(min(node) FILTER (n_clusters = 1), sha256(min(node) || '|' || cluster)) AS digest
    FROM nodes GROUP BY cluster
), used AS (
    SELECT work_id FROM old_works UNION SELECT old_id FROM old_redirects
), minted AS (
    SELECT cluster, digest, 'w-' || left(digest, 10) AS short, 'w-' || left(digest, 24) AS long,
        count(*) OVER (PARTITION BY left(digest, 10)) AS n_short
    FROM digests ANTI JOIN kept_names USING (cluster)
)
SELECT cluster, work_id FROM kept_names UNION ALL
SELECT cluster, CASE
    WHEN n_short = 1 AND short NOT IN (SELECT work_id FROM used) THEN short
    WHEN long NOT IN (SELECT work_id FROM used) THEN long
    ELSE 'w-' || left(sha256(digest || '|' || cluster), 24) END
FROM minted
"""

_ASSIGNED = """
CREATE OR REPLACE TEMP TABLE assigned AS
SELECT bucket, article_id, citation_id, old_work_id, work_id FROM clusters JOIN names USING (cluster)
"""

_WORKS = """
CREATE OR REPLACE TEMP TABLE works AS
SELECT work_id, any_value(type) AS type, arg_min(title, citation_id) AS title,
    arg_min(year, citation_id) AS year, arg_min(first_family, citation_id) AS first_family,
    any_value(work_doi) AS doi, min(isbn) AS isbn,
    count(*) AS n_citations, count(DISTINCT article_id) AS n_articles
FROM clusters JOIN names USING (cluster) GROUP BY work_id
"""
