"""V09-V14: nothing of the sources was lost, and every file has a fate."""

# ruff: noqa: S608 - queries are put together of names of our own tables and columns; values are parameters.

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from pipeline.checks.audit import Audit, Found, Wrong, count, select
from pipeline.release.query import rows

_SHOWN = 80


def check_cover(audit: Audit) -> Found:
    """V09: the blocks of a text cover each of its non-blank characters once."""
    return Found(_uncovered(audit), count(audit, "sources"))


def _uncovered(audit: Audit) -> Iterator[Wrong]:
    for bucket in range(audit.manifest.n_buckets):
        blocks = _grouped(audit.rows("blocks", bucket, "article_id", "start", "end"))
        for article_id, text in audit.rows("sources", bucket, "article_id", "text"):
            yield from _cover_problems(article_id, text, sorted(blocks[article_id]))


def _grouped(rows: Iterable[tuple[Any, ...]]) -> dict[str, list[tuple[Any, ...]]]:
    groups: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for article_id, *rest in rows:
        groups[article_id].append(tuple(rest))
    return groups


def _cover_problems(article_id: str, text: str, spans: list[tuple[Any, ...]]) -> Iterator[Wrong]:
    covered = 0
    for start, end in [*spans, (len(text), len(text))]:
        gap = text[covered:start]
        if start < covered:
            yield Wrong(
                "Blocks overlap.", "blocks", article_id, text[start:covered][:_SHOWN], article_id, start, covered
            )
        elif gap.strip():
            yield Wrong("No block has this text.", "blocks", article_id, gap[:_SHOWN], article_id, covered, start)
        if end > len(text):
            yield Wrong("A block ends after the text.", "blocks", article_id, None, article_id, start, end)
        covered = max(covered, end)


def check_unparsed(audit: Audit) -> Found:
    """V10: little of the text is in blocks nothing could be made of."""
    counted = """(SELECT article_id, coalesce(sum("end" - "start") FILTER (kind = 'unparsed'), 0) AS n,
        sum("end" - "start") AS total FROM blocks GROUP BY article_id)"""
    articles = select(
        audit,
        f"""SELECT 'Of the text ' || round(100.0 * n / total, 1) || ' % was not understood.', 'articles', article_id,
            n::VARCHAR, article_id FROM {counted} WHERE n > ? * total ORDER BY article_id""",
        audit.limit("V10", "unparsed_article"),
    )
    whole = select(
        audit,
        f"""SELECT 'Of all text ' || round(100.0 * sum(n) / sum(total), 2) || ' % was not understood.', 'blocks', NULL,
            sum(n)::VARCHAR FROM {counted} HAVING sum(n) > ? * sum(total)""",
        audit.limit("V10", "unparsed_release"),
    )
    return Found(chain(articles, whole), count(audit, "articles"))


_FURNITURE = (
    r"Save Citation|Export Citation|Find this resource|Subscriber Login|Subscriber Sign In|Request Permissions"
    r"|Jump to Other Articles|Skip to Main Content|Powered by ScholarlyIQ|How to Subscribe|Show Summary Details"
    r"|Expand or collapse the|Users without a subscription"
)
"""Buttons and notices in the spelling of the page, so that a sentence that says *find this resource* is none."""
_CLEAN = (
    ("articles", "article_id", "NULL, NULL", ("title", "doi")),
    ("citations", "citation_id", '"start", "end"', ("title", "container_title", "doi")),
    ("annotations", "annotation_id", '"start", "end"', ("text",)),
    ("paragraphs", "paragraph_id", '"start", "end"', ("text",)),
)


def check_furniture(audit: Audit) -> Found:
    """V12: no button, notice or other furniture of the page stands in titles, notes, commentary or DOIs."""
    wrong = (
        select(
            audit,
            f"""SELECT '{column} holds furniture of the page.', '{table}', {key},
                regexp_extract({column}, ?), article_id, {place}
                FROM {table} WHERE regexp_matches({column}, ?) ORDER BY {key}""",
            _FURNITURE,
            _FURNITURE,
        )
        for table, key, place, columns in _CLEAN
        for column in columns
    )
    return Found(chain.from_iterable(wrong), sum(count(audit, table) for table, *_ in _CLEAN))


def check_inputs(audit: Audit) -> Found:
    """V13: every file that was offered became an article or a quarantine row, and nothing came from nowhere."""
    manifest = audit.manifest
    fates = {fate.file for fate in manifest.inputs}
    wrong = [
        Wrong("The file has neither an article nor a quarantine row.", "inputs", file.path, source_path=file.path)
        for file in manifest.run.offered
        if file.path not in fates
    ]
    return Found(chain(wrong, _article_problems(audit), _quarantine_problems(audit)), len(manifest.inputs))


def _article_problems(audit: Audit) -> Iterator[Wrong]:
    articles = {fate.article_id for fate in audit.manifest.inputs if fate.fate != "quarantine"}
    there = {article_id for (article_id,) in rows(audit.database, "SELECT article_id FROM articles")}
    for article_id in sorted(there - articles):
        yield Wrong("The article comes from no input.", "articles", article_id, None, article_id)
    for article_id in sorted(articles - there, key=str):
        yield Wrong("The article of an input is missing.", "articles", article_id)


def _quarantine_problems(audit: Audit) -> Iterator[Wrong]:
    fates = {f"{fate.source_path} {fate.part}" for fate in audit.manifest.inputs if fate.fate == "quarantine"}
    there = {name for (name,) in rows(audit.database, "SELECT source_path || ' ' || part FROM quarantine")}
    for name in sorted(there - fates):
        yield Wrong("The quarantine row is no fate of an input.", "quarantine", name)
    for name in sorted(fates - there):
        yield Wrong("The quarantine row of an input is missing.", "quarantine", name)


def check_quarantine(audit: Audit) -> Found:
    """V14: few inputs are in quarantine, and none for a reason the release before did not know."""
    wrong = select(
        audit,
        """SELECT reason, 'quarantine', source_path || ' ' || part, code, NULL, NULL, NULL, source_path
            FROM quarantine ORDER BY source_path, part""",
    )
    return Found(chain(wrong, _new_reasons(audit)), len(audit.manifest.inputs))


def _new_reasons(audit: Audit) -> Iterator[Wrong]:
    if audit.previous is not None:
        known = {fate.code for fate in audit.previous.inputs}
        for code in sorted({fate.code for fate in audit.manifest.inputs if fate.code} - known):
            yield Wrong("No input of the release before was in quarantine for this reason.", "quarantine", None, code)
