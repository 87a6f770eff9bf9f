"""V36-V40: DOIs and other identifiers."""

# ruff: noqa: S608 - queries are put together of names of our own tables and columns; values are parameters.

from collections.abc import Iterator
from itertools import chain

from pipeline.checks.audit import Audit, Found, Wrong, count, select
from pipeline.identifiers.check_digits import is_isbn_13, is_issn
from pipeline.release.query import rows

_PLACE = 'article_id, "start", "end"'
_DOI_RULES = (
    ("The DOI breaks the syntax of DOIs.", r"NOT regexp_full_match(doi, '10\.\d{4,9}(\.\d+)*/\S+')"),
    ("The DOI is not in lower case.", "doi <> lower(doi)"),
    ("The DOI ends with punctuation.", r"regexp_matches(doi, '[].,;:!?''\"’”»]$') AND NOT contains(doi, '[')"),
    ("The DOI has markup.", r"regexp_matches(doi, '</?[a-z]+/?>|&[a-z]+;|%3[ce]')"),
)
_DOIS = """(
    SELECT 'articles' AS record_type, article_id AS record_id, doi, article_id, NULL AS "start", NULL AS "end"
        FROM articles WHERE doi IS NOT NULL
    UNION ALL SELECT 'citations', citation_id, doi, article_id, "start", "end" FROM citations WHERE doi IS NOT NULL
    UNION ALL SELECT 'identifiers', owner_id, value, article_id, "start", "end" FROM identifiers
        WHERE scheme = 'doi' AND is_valid
)"""


def check_doi_syntax(audit: Audit) -> Found:
    """V36: DOIs are in normal form: right syntax, lower case, no trailing punctuation, no markup."""
    wrong = (
        select(
            audit,
            f"SELECT '{message}', record_type, record_id, doi, {_PLACE} FROM {_DOIS} WHERE {condition} ORDER BY ALL",
        )
        for message, condition in _DOI_RULES
    )
    return Found(chain(chain.from_iterable(wrong), _without_raw(audit)), count(audit, _DOIS))


def _without_raw(audit: Audit) -> Iterator[Wrong]:
    """Yield the DOIs whose printed form was not kept among the identifiers."""
    for table, key, owner, place in (
        ("articles", "article_id", "article", "NULL, NULL"),
        ("citations", "citation_id", "citation", 'r."start", r."end"'),
    ):
        yield from select(
            audit,
            f"""SELECT 'Its printed form was not kept.', '{table}', r.{key}, r.doi, r.article_id, {place}
                FROM {table} r ANTI JOIN (SELECT owner_id, value FROM identifiers
                    WHERE owner_type = '{owner}' AND scheme = 'doi') i ON i.owner_id = r.{key} AND i.value = r.doi
                WHERE r.doi IS NOT NULL ORDER BY r.{key}""",
        )


def check_doi_agreement(audit: Audit) -> Found:
    """V37: what the suffix of a DOI says agrees with the citation that has it."""
    wrong = select(
        audit,
        f"""SELECT 'What the DOI itself says does not agree with the citation.', 'identifiers', owner_id, value,
            {_PLACE}
            FROM identifiers WHERE agrees = false ORDER BY owner_id""",
    )
    return Found(wrong, count(audit, "identifiers WHERE agrees IS NOT NULL"))


def check_doi_of_work(audit: Audit) -> Found:
    """V38: a work has one DOI, and no citation has the DOI of the article that lists it."""
    wrong = select(
        audit,
        """SELECT 'Its citations have ' || count(DISTINCT doi) || ' DOIs.', 'works', work_id,
            array_to_string(list_sort(list(DISTINCT doi)), ' ') FROM citations
            GROUP BY work_id HAVING count(DISTINCT doi) > 1 ORDER BY work_id""",
    )
    own = select(
        audit,
        """SELECT 'It has the DOI of the article that lists it.', 'citations', c.citation_id, c.doi, c.article_id,
            c."start", c."end" FROM citations c JOIN articles a ON c.article_id = a.article_id AND c.doi = a.doi
            ORDER BY c.citation_id""",
    )
    return Found(chain(wrong, own), count(audit, "works"))


def check_work_of_doi(audit: Audit) -> Found:
    """V38: a DOI belongs to one work."""
    wrong = select(
        audit,
        """SELECT 'The DOI belongs to ' || count(*) || ' works.', 'works', min(work_id), doi FROM works
            WHERE doi IS NOT NULL GROUP BY doi HAVING count(*) > 1 ORDER BY doi""",
    )
    return Found(wrong, count(audit, "works WHERE doi IS NOT NULL"))


# What follows the ISBN in a DOI: nothing or .001.0001 for the book, a number of some kind for a chapter.
_AFTER_ISBN = r"regexp_extract(i.value, '97[89](-?[0-9]){10}(.*)$', 2)"
_BOOK = rf"regexp_full_match({_AFTER_ISBN}, '(\.001\.0001)?')"
_CHAPTER = rf"regexp_full_match({_AFTER_ISBN}, '_\d+|-\d+|\.\d{{3}}|\.00[23]\.\d{{4}}|\.ch\d+')"


def check_doi_kind(audit: Audit) -> Found:
    """V39: a chapter has no DOI of a book, a book none of a chapter."""
    wrong = select(
        audit,
        f"""SELECT CASE c.type WHEN 'chapter' THEN 'A chapter has the DOI of a book.'
                ELSE 'A book has the DOI of a chapter.' END, 'citations', c.citation_id, i.value, c.article_id,
            i."start", i."end" FROM citations c JOIN identifiers i ON i.owner_id = c.citation_id
            WHERE i.scheme = 'doi' AND i.embedded_isbn IS NOT NULL
                AND ((c.type = 'chapter' AND {_BOOK}) OR (c.type = 'book' AND {_CHAPTER})) ORDER BY c.citation_id""",
    )
    return Found(wrong, count(audit, "identifiers WHERE embedded_isbn IS NOT NULL"))


def check_check_digits(audit: Audit) -> Found:
    """V40: ISBNs and ISSNs have the right check digit, and those called valid really have."""
    wrong = select(
        audit,
        f"""SELECT 'The ' || upper(scheme) || ' is not valid: ' || coalesce(problem, 'no reason given') || '.',
            'identifiers', owner_id, raw, {_PLACE} FROM identifiers
            WHERE scheme IN ('isbn', 'issn') AND NOT is_valid ORDER BY ALL""",
    )
    return Found(chain(wrong, _wrong_digits(audit)), count(audit, "identifiers WHERE scheme IN ('isbn', 'issn')"))


def _wrong_digits(audit: Audit) -> Iterator[Wrong]:
    query = f"""SELECT scheme, owner_id, value, {_PLACE} FROM identifiers
        WHERE scheme IN ('isbn', 'issn') AND is_valid
        UNION ALL SELECT 'isbn', citation_id, isbn, {_PLACE} FROM citations WHERE isbn IS NOT NULL ORDER BY ALL"""
    for scheme, owner, value, article_id, start, end in rows(audit.database, query):
        digits = (value or "").replace("-", "")
        if not (is_isbn_13(digits) if scheme == "isbn" else is_issn(digits)):
            message = f"The {scheme.upper()} is called valid, but has a wrong check digit."
            yield Wrong(message, "identifiers", owner, value, article_id, start, end)
