"""Choosing citations: a whole release, some articles or sections, or what fits a filter."""

# ruff: noqa: S608 - queries are put together of names of our own tables and columns; values are literals.

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.errors import RunError
from pipeline.exports.types import CALLED
from pipeline.release.manifest import Release
from pipeline.release.query import Connection, fetch, keep_matching, literals, quote

COLUMNS_FROM_ELSEWHERE = ("article_title", "subject", "module_name", "section", "section_type")
"""What a condition may name beside the columns of ``citations``."""

_ROWS = """
SELECT c.*, a.title AS article_title, a.subject, a.module_name, s.path AS section, s.section_type
FROM {citations} c JOIN {articles} a USING (article_id) JOIN {sections} s USING (section_id)
"""


@dataclass(frozen=True)
class Filter:
    """Which citations are wanted: all conditions must hold; of several values of one condition, one."""

    articles: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    year_from: int | None = None
    year_to: int | None = None
    doi_only: bool = False
    where: str | None = None


def choose(release: Release, wanted: Filter, database: Connection) -> int:
    """Make the table ``chosen`` (citation_id) of the citations that fit, and return how many there are.

    Raises:
        RunError: An article or section is not in the release (``no-article``, ``no-section``), a type is none
            (``no-type``), the condition does not read (``bad-condition``), or nothing fits (``no-match``).
    """
    tables = {name: f"read_parquet({quote(str(release.path / name / '*.parquet'))})" for name in _TABLES}
    conditions = " AND ".join(_conditions(release, wanted, tables, database)) or "true"
    rows = f"SELECT * FROM ({_ROWS.format(**tables)}) WHERE {conditions}"
    try:
        keep_matching(database, rows, wanted.where or "true", "chosen", "citation_id")
    except ValueError as error:
        raise _bad_condition(wanted.where or "", str(error)) from error
    [(count,)] = fetch(database, "SELECT count(*) FROM chosen")
    if not count:
        raise _no_match(release, wanted)
    return int(count)


_TABLES = ("citations", "articles", "sections", "contributors", "annotations", "concepts", "concept_occurrences")


def _conditions(release: Release, wanted: Filter, tables: dict[str, str], database: Connection) -> Iterator[str]:
    """Yield each condition as SQL."""
    if wanted.articles:
        yield f"article_id IN {literals(_articles(release, wanted.articles, tables, database))}"
    if wanted.sections:
        yield f"section_id IN {literals(_sections(release, wanted, tables, database))}"
    if wanted.types:
        yield f"type IN {literals([_csl_type(one) for one in wanted.types])}"
    if wanted.authors:
        yield _NAMED.format(**tables, asked=literals(wanted.authors))
    if wanted.concepts:
        yield _ABOUT.format(**tables, asked=literals(wanted.concepts))
    if wanted.year_from is not None:
        yield f"issued_year >= {wanted.year_from:d}"
    if wanted.year_to is not None:
        yield f"issued_year <= {wanted.year_to:d}"
    if wanted.doi_only:
        yield "doi IS NOT NULL"


def _csl_type(asked: str) -> str:
    if asked not in CALLED:
        near = ", ".join(difflib.get_close_matches(asked, CALLED, n=3) or sorted(CALLED))
        raise RunError("no-type", f"There is no CSL type {asked!r}.", f"Near it: {near}.")
    return asked


_FOLD = "strip_accents(lower({}))"
_NAMED = (
    "citation_id IN (SELECT owner_id FROM {contributors} WHERE owner_type = 'citation' AND "
    f"{_FOLD.format('coalesce(family, literal)')} IN (SELECT {_FOLD.format('unnest({asked})')}))"
)
_ABOUT = (
    "citation_id IN (SELECT n.citation_id FROM {concept_occurrences} o "
    "JOIN {annotations} n ON o.host_type = 'annotation' AND o.host_id = n.annotation_id "
    "JOIN {concepts} k ON k.article_id = o.article_id AND k.concept_id = o.concept_id "
    "JOIN (SELECT unnest({asked}) AS asked) ON k.concept_id = asked OR lower(k.label) = lower(asked))"
)


def _articles(release: Release, asked: Sequence[str], tables: dict[str, str], database: Connection) -> list[str]:
    """Return the ids of the articles asked for by id or DOI."""
    found = []
    known = f"SELECT article_id FROM {tables['articles']}"
    for one in asked:
        ids = [row[0] for row in fetch(database, f"{known} WHERE article_id = ? OR doi = lower(?)", [one, one])]
        if not ids:
            raise _unknown("article", one, release, [row[0] for row in fetch(database, known)])
        found += ids
    return found


_BELOW = """
WITH RECURSIVE wanted AS (
    SELECT section_id FROM {sections}
    WHERE {article} AND (section_id = ? OR lower(heading) = lower(?) OR lower(path) = lower(?))
    UNION SELECT s.section_id FROM {sections} s JOIN wanted w ON s.parent_id = w.section_id
) FROM wanted
"""


def _sections(release: Release, wanted: Filter, tables: dict[str, str], database: Connection) -> list[str]:
    """Return the ids of the sections asked for by id, heading or path, and of the sections below them."""
    found = []
    articles = _articles(release, wanted.articles, tables, database)
    article = f"article_id IN {literals(articles)}" if articles else "true"
    for one in wanted.sections:
        query = _BELOW.format(sections=tables["sections"], article=article)
        ids = [row[0] for row in fetch(database, query, [one, one, one])]
        if not ids:
            known = f"SELECT DISTINCT heading FROM {tables['sections']} WHERE {article} AND heading IS NOT NULL"
            raise _unknown("section", one, release, [row[0] for row in fetch(database, known)])
        found += ids
    return found


def _unknown(what: str, asked: str, release: Release, known: Sequence[str]) -> RunError:
    near = difflib.get_close_matches(asked, sorted(known), n=3) or sorted(known)[:3]
    return RunError(
        code=f"no-{what}",
        reason=f"There is no {what} {asked!r} in release {release.manifest.release_id}.",
        remedy=f"Near it: {', '.join(near)}." if near else f"The release has no {what}s.",
    )


def _bad_condition(condition: str, message: str) -> RunError:
    return RunError(
        code="bad-condition",
        reason=f"--where {condition!r} does not read: {message}.",
        remedy="It is one DuckDB expression over the columns of `citations` (docs/tables.md) and "
        f"{', '.join(COLUMNS_FROM_ELSEWHERE)}, such as: issued_year < 1950 AND doi IS NOT NULL.",
    )


def _no_match(release: Release, wanted: Filter) -> RunError:
    what = "fits all of these conditions" if wanted != Filter() else "is in it"
    return RunError(
        code="no-match",
        reason=f"No citation of release {release.manifest.release_id} {what}; nothing was written.",
        remedy="Leave out or widen a condition.",
    )
