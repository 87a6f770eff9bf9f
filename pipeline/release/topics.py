"""Topics: which concepts come together, in which modules and years, and what sets an article apart.

Computed by DuckDB from the tables of the release when it is built. Sums are of whole numbers and in no order that
matters, so that the bytes are the same whatever the number of threads.
"""

# ruff: noqa: S608 - queries are put together of names of our own tables and columns; values are parameters.

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pipeline.release.manifest import file_facts
from pipeline.release.parquet import write_sorted
from pipeline.release.query import Connection, quote, run, stream
from pipeline.release.tables import TABLE, part_path
from schemas.release import FileFacts

_BASE: Final = """
CREATE OR REPLACE TEMP TABLE topic_concepts AS
    SELECT article_id, concept_id, label, rank, n_occurrences FROM {concepts} WHERE rank <= 30;
CREATE OR REPLACE TEMP TABLE topic_labels AS
    SELECT concept_id, arg_min(label, (-n, label)) AS label
    FROM (SELECT concept_id, label, count(*) AS n FROM topic_concepts GROUP BY ALL) GROUP BY concept_id;
"""
"""The usual label of a concept is that of most articles."""

_PAIRS: Final = """
WITH best AS (SELECT article_id, concept_id FROM topic_concepts WHERE rank <= 12),
here AS (SELECT count(DISTINCT article_id) AS n FROM best),
alone AS (SELECT concept_id, count(*) AS n FROM best GROUP BY concept_id),
in_articles AS (
    SELECT a.concept_id, b.concept_id AS other_id, count(*) AS n
    FROM best a JOIN best b ON a.article_id = b.article_id AND a.concept_id < b.concept_id GROUP BY ALL
),
in_section AS (SELECT section_id, concept_id FROM {section_concepts}
    SEMI JOIN topic_labels USING (concept_id) WHERE rank <= 6),
in_sections AS (
    SELECT a.concept_id, b.concept_id AS other_id, count(*) AS n
    FROM in_section a JOIN in_section b ON a.section_id = b.section_id AND a.concept_id < b.concept_id GROUP BY ALL
),
pairs AS (
    SELECT concept_id, other_id, coalesce(a.n, 0) AS n_articles, coalesce(s.n, 0) AS n_sections
    FROM in_articles a FULL JOIN in_sections s USING (concept_id, other_id) WHERE a.n > 1 OR s.n > 1
)
SELECT concept_id, other_id, l.label, o.label AS other_label, n_articles, n_sections,
    CASE WHEN n_articles > 0 AND n_articles < here.n
        THEN round(ln(n_articles * here.n / (x.n * y.n)) / -ln(n_articles / here.n), 4) END AS npmi
FROM pairs CROSS JOIN here
JOIN topic_labels l USING (concept_id) JOIN topic_labels o ON o.concept_id = other_id
LEFT JOIN alone x USING (concept_id) LEFT JOIN alone y ON y.concept_id = other_id
ORDER BY concept_id, other_id
"""

_MODULES: Final = """
WITH modules AS (SELECT module_id, count(*) AS n FROM {articles} WHERE module_id IS NOT NULL GROUP BY module_id)
SELECT concept_id, module_id, l.label, count(*) AS n_articles, sum(c.n_occurrences)::BIGINT AS n_occurrences,
    round(count(*) / any_value(m.n), 6) AS share
FROM topic_concepts c JOIN {articles} USING (article_id) JOIN modules m USING (module_id)
JOIN topic_labels l USING (concept_id)
GROUP BY concept_id, module_id, l.label ORDER BY concept_id, module_id
"""

_YEARS: Final = """
WITH noted AS (
    SELECT annotation_id, work_id, issued_year AS year
    FROM {annotations} JOIN {citations} USING (citation_id) WHERE issued_year IS NOT NULL AND work_id IS NOT NULL
),
years AS (SELECT year, count(DISTINCT work_id) AS n FROM noted GROUP BY year)
SELECT concept_occurrences.concept_id, year, l.label, count(DISTINCT work_id) AS n_works,
    any_value(years.n) AS n_works_of_year
FROM {concept_occurrences}
SEMI JOIN topic_concepts USING (article_id, concept_id)
JOIN noted ON annotation_id = host_id JOIN years USING (year) JOIN topic_labels l USING (concept_id)
WHERE host_type = 'annotation'
GROUP BY concept_occurrences.concept_id, year, l.label
ORDER BY concept_occurrences.concept_id, year
"""

_PRIOR: Final = 500
"""Occurrences that the whole release adds to each side: one or two of a rare concept then prove nothing."""
_ARTICLES: Final = f"""
WITH counted AS (
    SELECT article_id, module_id, concept_id, n_occurrences AS n FROM {{concepts}} JOIN {{articles}} USING (article_id)
),
of_articles AS (SELECT article_id, any_value(module_id) AS module_id, sum(n) AS n FROM counted GROUP BY article_id),
of_modules AS (SELECT module_id, sum(n) AS n, count(*) AS n_articles FROM of_articles GROUP BY module_id),
in_modules AS (SELECT module_id, concept_id, sum(n) AS n FROM counted GROUP BY module_id, concept_id),
in_all AS (SELECT concept_id, sum(n) AS n FROM counted GROUP BY concept_id),
of_all AS (SELECT sum(n) AS n, count(*) AS n_articles FROM of_articles),
sides AS (
    SELECT article_id, t.concept_id, coalesce(of_modules.n_articles > 1, false) AS has_module,
        n_occurrences AS here, a.n AS all_here,
        CASE WHEN has_module THEN in_modules.n ELSE in_all.n END - here AS there,
        CASE WHEN has_module THEN of_modules.n ELSE of_all.n END - all_here AS all_there,
        {_PRIOR} * in_all.n / of_all.n AS prior
    FROM topic_concepts t JOIN of_articles a USING (article_id) CROSS JOIN of_all
    LEFT JOIN of_modules ON of_modules.module_id = a.module_id
    LEFT JOIN in_modules ON in_modules.module_id = a.module_id AND in_modules.concept_id = t.concept_id
    JOIN in_all ON in_all.concept_id = t.concept_id
    WHERE of_all.n_articles > 1
)
SELECT article_id, concept_id, l.label, CASE WHEN has_module THEN 'module' ELSE 'release' END AS against,
    round((ln((here + prior) / (all_here + {_PRIOR} - here - prior))
        - ln((there + prior) / (all_there + {_PRIOR} - there - prior)))
        / sqrt(1 / (here + prior) + 1 / (there + prior)), 4) AS salience
FROM sides JOIN topic_labels l USING (concept_id) ORDER BY article_id, concept_id
"""

QUERIES: Final = {
    "concept_pairs": _PAIRS,
    "concept_modules": _MODULES,
    "concept_years": _YEARS,
    "article_topics": _ARTICLES,
}


def write_topics(database: Connection, release: Path) -> Iterator[FileFacts]:
    """Write the tables of topics of a release whose other tables are written; yield the facts of each file."""
    tables = {name: f"read_parquet({quote(str(release / name / '*.parquet'))}) AS {name}" for name in TABLE}
    run(database, _BASE.format(**tables))
    for name, query in QUERIES.items():
        path = part_path(name, 0)
        batches = stream(database, query.format(**tables))
        yield file_facts(release, path, write_sorted(release / path, TABLE[name], batches))
    for name in ("topic_concepts", "topic_labels"):
        database.execute(f"DROP TABLE {name}")
