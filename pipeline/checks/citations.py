"""V23-V31: citations and the names in them."""

# ruff: noqa: S608 - queries are put together of names of our own tables and columns; values are parameters.

from collections.abc import Iterator
from datetime import datetime
from itertools import chain

from pipeline.checks.audit import Audit, Found, Wrong, count, select
from pipeline.release.query import rows

_PLACE = 'article_id, "start", "end"'


def check_required_fields(audit: Audit) -> Found:
    """V23: a citation called complete has a title, a date or status, and a contributor unless the title comes first.

    The publisher's rule: a reference without author or editor begins with its title.
    """
    wrong = select(
        audit,
        f"""SELECT CASE WHEN title IS NULL THEN 'It is called complete, but has no title.'
                WHEN issued IS NULL AND status IS NULL THEN 'It is called complete, but has no date.'
                ELSE 'It is called complete, but has no contributor, and its title does not come first.' END,
            'citations', citation_id, raw, {_PLACE} FROM citations c
            WHERE parse_status = 'complete' AND (title IS NULL OR (issued IS NULL AND status IS NULL) OR (
                NOT EXISTS (FROM contributors o WHERE o.owner_type = 'citation' AND o.owner_id = c.citation_id)
                AND NOT list_bool_or(
                    list_transform(spans, lambda s: s.field = 'title' AND s."start" <= c."start" + 3))))
            ORDER BY citation_id""",
    )
    return Found(wrong, count(audit, "citations"))


_SHARES = (("complete", "<", "complete_release"), ("unstructured", ">", "unstructured_release"))


def check_parse_status(audit: Audit) -> Found:
    """V24: most citations were understood completely, in every article and in the release."""
    articles = select(
        audit,
        """SELECT 'Only ' || round(100 * avg((parse_status = 'complete')::INT), 1)
                || ' % of its citations are complete.',
            'articles', article_id, count(*)::VARCHAR, article_id FROM citations GROUP BY article_id
            HAVING avg((parse_status = 'complete')::INT) < ? ORDER BY article_id""",
        audit.limit("V24", "complete_article"),
    )
    whole = (
        select(
            audit,
            f"""SELECT round(100 * avg((parse_status = '{status}')::INT), 1) || ' % of all citations are {status}.',
                'citations' FROM citations HAVING avg((parse_status = '{status}')::INT) {sign} ?""",
            audit.limit("V24", limit),
        )
        for status, sign, limit in _SHARES
    )
    return Found(chain(articles, *whole), count(audit, "articles"))


EARLIEST_YEAR = -3000


def check_years(audit: Audit) -> Found:
    """V25: years are possible, and nothing was published before its original."""
    latest = datetime.fromisoformat(audit.manifest.run.created_at).year + 2
    original = r"try_cast(regexp_extract(original_date, '^-?\d{4}') AS INT)"
    wrong = select(
        audit,
        f"""SELECT CASE WHEN issued_year NOT BETWEEN ? AND ? THEN 'The year is not possible.'
                WHEN {original} NOT BETWEEN ? AND ? THEN 'The year of the original is not possible.'
                ELSE 'It appeared before its original.' END, 'citations', citation_id,
                concat_ws(' ', issued, original_date), {_PLACE}
            FROM citations WHERE issued_year NOT BETWEEN ? AND ? OR {original} NOT BETWEEN ? AND ?
                OR {original} > issued_year ORDER BY citation_id""",
        *(EARLIEST_YEAR, latest) * 4,
    )
    return Found(wrong, count(audit, "citations WHERE issued_year IS NOT NULL"))


_WITH_ISSUE = (
    "'article', 'article-journal', 'article-magazine', 'article-newspaper', 'review', 'review-book', 'periodical', "
    "'paper-conference', 'report', 'document', 'legislation', 'post', 'post-weblog'"
)


_WITHOUT_VOLUME = (
    "'dataset', 'graphic', 'interview', 'map', 'motion_picture', 'personal_communication', 'post', 'software', "
    "'speech', 'thesis', 'webpage'"
)
_WITHOUT_PAGES = "'broadcast', 'dataset', 'motion_picture', 'periodical', 'software', 'song', 'webpage'"
_UNFIT = (
    ("issue", "issue", f"type NOT IN ({_WITH_ISSUE})"),
    ("volume", "volume", f"type IN ({_WITHOUT_VOLUME})"),
    ("page", "pages", f"type IN ({_WITHOUT_PAGES})"),
)
"""Fields, what they are called, and the types that cannot have them."""


def check_pages(audit: Audit) -> Found:
    """V26: pages ascend, and volume, issue and pages are there only for types that have them."""
    parts = r"regexp_extract({}, '^([A-Za-z]*)(\d+)$', ['letters', 'number'])"
    first, last = parts.format("page_first"), parts.format("page_last")
    wrong = select(
        audit,
        f"""SELECT 'The pages do not ascend.', 'citations', citation_id, page, {_PLACE} FROM citations
            WHERE ({first}).letters = ({last}).letters
                AND try_cast(({first}).number AS HUGEINT) > try_cast(({last}).number AS HUGEINT)
            ORDER BY citation_id""",
    )
    unfit = (
        select(
            audit,
            f"""SELECT 'A ' || type || ' has no {name}.', 'citations', citation_id, {column}, {_PLACE} FROM citations
                WHERE {column} IS NOT NULL AND {condition} ORDER BY citation_id""",
        )
        for column, name, condition in _UNFIT
    )
    return Found(chain(wrong, _falling_roman(audit), *unfit), count(audit, "citations"))


def _falling_roman(audit: Audit) -> Iterator[Wrong]:
    query = rf"""SELECT citation_id, page, {_PLACE}, page_first, page_last FROM citations
        WHERE regexp_full_match(page_first || page_last, '[ivxlc]+') ORDER BY citation_id"""
    for citation_id, page, article_id, start, end, first, last in rows(audit.database, query):
        if _from_roman(first) > _from_roman(last):
            yield Wrong("The pages do not ascend.", "citations", citation_id, page, article_id, start, end)


_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def _from_roman(numeral: str) -> int:
    values = [_ROMAN[letter] for letter in numeral]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


_NAME_RULES = (
    ("A name has a digit.", r"regexp_matches(concat_ws(' ', family, given, particle), '\d')"),
    ("A family name is made of initials.", r"regexp_full_match(family, '(\p{Lu}\.[ -]?)+')"),
    (
        "A word of the reference is in a name.",
        r"regexp_matches(concat_ws(' ', family, given), '\b(eds?|trans)\b\.?', 'i')",
    ),
    ("A name is very long.", "greatest(length(family), length(given)) > {longest}"),
)


def check_names(audit: Audit) -> Found:
    """V27: names of persons look like names."""
    longest = str(int(audit.limit("V27", "longest_name")))
    wrong = (
        select(
            audit,
            f"""SELECT '{message}', 'contributors', owner_id, raw, {_PLACE} FROM contributors
                WHERE {condition.replace("{longest}", longest)} AND NOT is_organization
                ORDER BY owner_id, ordinal""",
        )
        for message, condition in _NAME_RULES
    )
    return Found(chain.from_iterable(wrong), count(audit, "contributors"))


def check_listed_once(audit: Audit) -> Found:
    """V29: a section lists a work once."""
    return _listed_twice(audit, "section_id", "The section lists the work twice.")


def check_cited_once(audit: Audit) -> Found:
    """V29: an article lists a work in one section."""
    return _listed_twice(audit, "article_id", "The article lists the work more than once.")


def _listed_twice(audit: Audit, where: str, message: str) -> Found:
    wrong = select(
        audit,
        f"""SELECT '{message}', 'citations', citation_id, work_id, {_PLACE} FROM citations
            QUALIFY row_number() OVER (PARTITION BY {where}, work_id ORDER BY "start") = 2 ORDER BY citation_id""",
    )
    return Found(wrong, count(audit, "citations"))


def check_order(audit: Audit) -> Found:
    """V30: lists are in alphabetical order of their first names."""
    wrong = select(
        audit,
        f"""WITH firsts AS (
                SELECT c.*, lower(strip_accents(coalesce(o.family, o.literal))) AS name FROM citations c
                JOIN contributors o ON o.owner_id = c.citation_id AND o.ordinal = 0 AND o.role = 'author'
            )
            SELECT 'It does not stand in alphabetical order.', 'citations', citation_id, raw, {_PLACE} FROM firsts
            QUALIFY name < lag(name) OVER (PARTITION BY section_id ORDER BY ordinal) ORDER BY citation_id""",
    )
    return Found(wrong, count(audit, "citations"))


def check_year_letters(audit: Audit) -> Found:
    """V31: year letters begin with a, follow each other, and stand where there is something to tell apart."""
    wrong = select(
        audit,
        """WITH lettered AS (
                SELECT c.article_id, issued_year, coalesce(o.family, o.literal) AS name,
                    min(citation_id) AS citation_id,
                    list_sort(list(DISTINCT year_suffix)) AS letters
                FROM citations c JOIN contributors o ON o.owner_id = c.citation_id AND o.ordinal = 0
                WHERE year_suffix IS NOT NULL GROUP BY ALL
            )
            SELECT 'The letters of ' || name || ' ' || issued_year || ' are ' || array_to_string(letters, ', ') || '.',
                'citations', citation_id, array_to_string(letters, ' '), article_id FROM lettered
            WHERE len(letters) = 1 OR letters[1] <> 'a' OR ord(letters[-1]) - ord('a') + 1 <> len(letters)
            ORDER BY citation_id, name""",
    )
    reversed_ = select(
        audit,
        f"""SELECT 'Its letter comes before that of the work above it.', 'citations', citation_id, year_suffix, {_PLACE}
            FROM citations c JOIN (SELECT owner_id, coalesce(family, literal) AS name FROM contributors
                WHERE owner_type = 'citation' AND ordinal = 0) o ON o.owner_id = c.citation_id
            WHERE year_suffix IS NOT NULL
            QUALIFY year_suffix < lag(year_suffix) OVER (PARTITION BY section_id, issued_year, name ORDER BY c.ordinal)
            ORDER BY citation_id""",
    )
    return Found(chain(wrong, reversed_), count(audit, "citations WHERE year_suffix IS NOT NULL"))
