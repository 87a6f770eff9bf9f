"""The best concepts of a release, and of one of its articles: what a picture of them shows."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.release.query import fetch, open_database, quote

_OF_RELEASE = """
WITH named AS (
    SELECT concept_id, label, score, n_occurrences, coalesce(module_name, subject, 'other') AS module
    FROM {concepts} JOIN {articles} USING (article_id)
),
in_modules AS (SELECT concept_id, module, round(sum(score), 6) AS weight FROM named GROUP BY ALL),
home AS (SELECT concept_id, arg_min(module, (-weight, module)) AS module FROM in_modules GROUP BY concept_id)
SELECT arg_min(label, (-score, label)) AS label, round(sum(score), 6) AS weight, count(*) AS n_articles,
    sum(n_occurrences)::BIGINT AS n_occurrences, any_value(home.module) AS module
FROM named JOIN home USING (concept_id) GROUP BY concept_id ORDER BY weight DESC, label LIMIT 20
"""
_OF_ARTICLE = """
SELECT label, score, 1, n_occurrences, kind FROM {concepts} WHERE article_id = ? ORDER BY rank LIMIT 20
"""


class BestConcept(NamedTuple):
    """A concept: its label, its weight, how many articles have it, how often, and the group it is drawn in.

    The weight is the sum of its scores over articles. The group is the module that has it most; in one article it is
    the kind of concept.
    """

    label: str
    weight: float
    n_articles: int
    n_occurrences: int
    group: str


def best_of_release(release: Path) -> list[BestConcept]:
    """Return the 20 best concepts of a release, best first."""
    return [BestConcept(*row) for row in _rows(release, _OF_RELEASE)]


def best_of_article(release: Path, article: str) -> tuple[str, list[BestConcept]]:
    """Return the title of an article, given by id or DOI, and its 20 best concepts; nothing when it is not there."""
    found = _rows(release, "SELECT article_id, title FROM {articles} WHERE ? IN (article_id, doi)", [article])
    if not found:
        return "", []
    article_id, title = found[0]
    return title or article_id, [BestConcept(*row) for row in _rows(release, _OF_ARTICLE, [article_id])]


def _rows(release: Path, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    tables = {
        name: f"read_parquet({quote(str(release / name / '*.parquet'))}) AS {name}" for name in ("articles", "concepts")
    }
    with tempfile.TemporaryDirectory() as spill, open_database(Path(spill)) as database:
        return fetch(database, query.format(**tables), values)
