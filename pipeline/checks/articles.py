"""V15-V22: heads and sections of articles."""

# ruff: noqa: S608 - queries are put together of names of our own tables and columns; values are parameters.

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from itertools import chain, groupby
from operator import itemgetter

from pipeline.article.subjects import subject_of
from pipeline.checks.audit import Audit, Found, Wrong, count, select
from pipeline.folding import fold
from pipeline.identifiers.check_digits import is_isbn_13
from pipeline.release.query import fetch, rows
from pipeline.release.tables import bucket_of

_ARTICLE_DOI = re.compile(r"10\.1093/obo/(97[89]\d{10})-\d{4}")
DEEPEST_LEVEL = 3


def check_article_dois(audit: Audit) -> Found:
    """V15: a DOI of the publisher's series has its form and makes the id.

    The check digit of the ISBN in it is judged with the module (V16): it is the publisher's slip, not the parser's.
    """
    articles = fetch(audit.database, "SELECT article_id, doi FROM articles ORDER BY article_id")
    wrong = [
        Wrong(problem, "articles", article_id, doi, article_id)
        for article_id, doi in articles
        if (problem := _doi_problem(article_id, doi))
    ]
    return Found(wrong, count(audit, "articles"))


def _doi_problem(article_id: str, doi: str | None) -> str | None:
    if not article_id.startswith("obo-"):
        return "The article has a DOI, but not its id." if doi and _ARTICLE_DOI.fullmatch(doi) else None
    if not _ARTICLE_DOI.fullmatch(doi or ""):
        return "The DOI has not the form 10.1093/obo/ISBN-NNNN."
    if doi != f"10.1093/obo/{article_id.removeprefix('obo-')}":
        return "The DOI is not that of the article's id."
    return None


def check_subjects(audit: Audit) -> Found:
    """V16: the module is known, its ISBN has its check digit, and its name is the subject."""
    articles = fetch(
        audit.database,
        "SELECT article_id, module_id, subject FROM articles WHERE module_id IS NOT NULL ORDER BY article_id",
    )
    wrong = []
    for article_id, module, subject in articles:
        known = subject_of(module)
        if known is None:
            message = "The subject module is not known." if is_isbn_13(module) else "The module's ISBN is not one."
            wrong.append(Wrong(message, "articles", article_id, module, article_id))
        elif subject is not None and fold(subject) != fold(known):
            message = f"The module is {known}, the subject is not."
            wrong.append(Wrong(message, "articles", article_id, subject, article_id))
    return Found(wrong, count(audit, "articles WHERE module_id IS NOT NULL"))


def check_dates(audit: Audit) -> Found:
    """V17: no date lies in the future, and none lies before that of the last release."""
    today = datetime.fromisoformat(audit.manifest.run.created_at).date().isoformat()
    wrong: list[Wrong] = []
    for column in ("last_reviewed", "last_modified"):
        wrong += select(
            audit,
            f"""SELECT '{column} lies in the future.', 'articles', article_id, {column}::VARCHAR, article_id
                FROM articles WHERE {column} > ?::DATE ORDER BY article_id""",
            today,
        )
        if audit.previous is not None:
            wrong += select(
                audit,
                f"""SELECT '{column} lies before that of the last release, ' || b.{column} || '.', 'articles',
                    article_id, a.{column}::VARCHAR, article_id
                    FROM articles a JOIN before.articles b USING (article_id)
                    WHERE a.{column} < b.{column} ORDER BY article_id""",
            )
    return Found(wrong, count(audit, "articles"))


def check_review_order(audit: Audit) -> Found:
    """V17: an article was reviewed when it was changed, or later."""
    wrong = select(
        audit,
        """SELECT 'It was reviewed before it was changed.', 'articles', article_id, last_reviewed::VARCHAR, article_id
            FROM articles WHERE last_reviewed < last_modified ORDER BY article_id""",
    )
    return Found(wrong, count(audit, "articles"))


def check_heads(audit: Audit) -> Found:
    """V18: an article has a title and a contributor."""
    wrong = select(
        audit,
        """SELECT CASE WHEN title IS NULL THEN 'It has no title.' ELSE 'It has no contributor.' END,
            'articles', article_id, NULL, article_id
            FROM articles ANTI JOIN (SELECT owner_id FROM contributors WHERE owner_type = 'article') o
                ON article_id = o.owner_id AND title IS NOT NULL ORDER BY article_id""",
    )
    return Found(wrong, count(audit, "articles"))


def check_contents(audit: Audit) -> Found:
    """V19: every entry of the contents list has a section."""
    return Found(_lost_entries(audit), count(audit, "blocks WHERE kind = 'contents_entry'"))


def _lost_entries(audit: Audit) -> Iterator[Wrong]:
    """Yield the entries that lead to no section and are worded like none; texts are read where entries lead nowhere."""
    query = """SELECT article_id, "start", "end" FROM blocks b WHERE kind = 'contents_entry' AND NOT EXISTS (
        FROM sections s WHERE s.article_id = b.article_id AND s.section_id = b.record_id) ORDER BY ALL"""
    by_bucket: dict[int, list[tuple[str, int, int]]] = defaultdict(list)
    for article_id, start, end in rows(audit.database, query):
        by_bucket[bucket_of(article_id, audit.manifest.n_buckets)].append((article_id, start, end))
    for bucket, places in sorted(by_bucket.items()):
        texts, headings = audit.texts(bucket), defaultdict(set)
        for article_id, heading in audit.rows("sections", bucket, "article_id", "heading"):
            headings[article_id].add(fold(heading or ""))
        for article_id, start, end in places:
            entry = texts.get(article_id, "")[start:end]
            if fold(entry) not in headings[article_id]:
                yield Wrong("The contents entry has no section.", "blocks", None, entry, article_id, start, end)


def check_section_order(audit: Audit) -> Found:
    """V19: sections with a body stand in the order of the contents list."""
    wrong = select(
        audit,
        """WITH listed AS (
                SELECT s.section_id, s.heading, s.article_id, s."start", s."end", b.ordinal FROM sections s
                JOIN blocks b ON b.article_id = s.article_id AND b.record_id = s.section_id
                WHERE s.availability = 'body' AND b.kind = 'contents_entry'
            )
            SELECT 'It does not stand where the contents list has it.', 'sections', section_id, heading, article_id,
                "start", "end" FROM listed
            QUALIFY "start" < max("start") OVER (
                PARTITION BY article_id ORDER BY ordinal ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
            ORDER BY section_id""",
    )
    return Found(wrong, count(audit, "sections WHERE availability = 'body'"))


def check_section_tree(audit: Audit) -> Found:
    """V20: sections form trees, each within its article, and are at most three levels deep."""
    elsewhere = select(
        audit,
        """SELECT 'Its parent is in another article.', 'sections', a.section_id, a.parent_id, a.article_id, a."start",
            a."end" FROM sections a JOIN sections b ON a.parent_id = b.section_id
            WHERE a.article_id <> b.article_id ORDER BY a.section_id""",
    )
    too_deep = select(
        audit,
        """SELECT 'It is deeper than level ' || ? || '.', 'sections', section_id, level::VARCHAR, article_id, "start",
            "end" FROM sections WHERE level > ? ORDER BY section_id""",
        DEEPEST_LEVEL,
        DEEPEST_LEVEL,
    )
    return Found(chain(elsewhere, _circles(audit), too_deep), count(audit, "sections"))


def _circles(audit: Audit) -> Iterator[Wrong]:
    """Yield the sections that are above themselves."""
    query = "SELECT article_id, section_id, parent_id FROM sections WHERE parent_id IS NOT NULL ORDER BY article_id"
    for article_id, found in groupby(rows(audit.database, query), key=itemgetter(0)):
        parents = {section: parent for _, section, parent in found}
        for section in sorted(parents):
            if _turns(section, parents):
                yield Wrong("It is its own ancestor.", "sections", section, None, article_id)


def _turns(section: str, parents: dict[str, str]) -> bool:
    seen, at = set(), parents.get(section)
    while at is not None and at not in seen:
        if at == section:
            return True
        seen.add(at)
        at = parents.get(at)
    return False


def check_views(audit: Audit) -> Found:
    """V21: an abridged article shows so, by a notice or by sections without a body; a full one does not."""
    hints = """(SELECT article_id, view,
        EXISTS (FROM blocks b WHERE b.article_id = a.article_id AND b.kind = 'notice') AS has_notice,
        EXISTS (FROM sections s WHERE s.article_id = a.article_id AND s.availability = 'contents_only') AS has_gaps
        FROM articles a)"""
    wrong = select(
        audit,
        f"""SELECT CASE WHEN view = 'abridged' THEN 'It is called abridged, but nothing shows it.'
                WHEN has_gaps THEN 'It is called full, but a section has no body.'
                ELSE 'It is called full, but the page says that one has to subscribe.' END,
            'articles', article_id, view, article_id
            FROM {hints} WHERE (view = 'abridged' AND NOT has_notice AND NOT has_gaps)
                OR (view = 'full' AND (has_gaps OR has_notice)) ORDER BY article_id""",
    )
    return Found(wrong, count(audit, "articles"))


def check_bodies(audit: Audit) -> Found:
    """V22: a section with a body has commentary, citations or sections below it."""
    wrong = select(
        audit,
        """SELECT 'Its body is empty.', 'sections', section_id, heading, article_id, "start", "end" FROM sections s
            WHERE availability <> 'contents_only'
                AND NOT EXISTS (FROM paragraphs p WHERE p.section_id = s.section_id)
                AND NOT EXISTS (FROM citations c WHERE c.section_id = s.section_id)
                AND NOT EXISTS (FROM sections t WHERE t.parent_id = s.section_id)
            ORDER BY section_id""",
    )
    return Found(wrong, count(audit, "sections"))
