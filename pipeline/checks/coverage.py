"""V09-V14: nothing of the sources was lost, nothing was invented, and every file has a fate."""

# ruff: noqa: S608 - queries are put together of names of our own tables and columns; values are parameters.

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.checks.audit import Audit, Found, Wrong, count, select
from pipeline.folding import fold, fold_space
from pipeline.prose import clean_prose

_SHOWN = 80


def check_cover(audit: Audit) -> Found:
    """V09: the blocks of a text cover each of its non-blank characters once."""
    wrong: list[Wrong] = []
    n_checked = 0
    for bucket in range(audit.manifest.n_buckets):
        blocks = _grouped(audit.rows("blocks", bucket, "article_id", "start", "end"))
        for article_id, text in audit.rows("sources", bucket, "article_id", "text"):
            n_checked += 1
            wrong += _cover_problems(article_id, text, sorted(blocks[article_id]))
    return Found(wrong, n_checked)


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


_PRINTED = (
    ("citations", "citation_id", "raw"),
    ("contributors", "owner_id", "raw"),
    ("identifiers", "owner_id", "raw"),
    ("paragraphs", "paragraph_id", "text"),
    ("annotations", "annotation_id", "text"),
    ("mentions", "mention_id", "text"),
    ("cross_references", "xref_id", "text"),
    ("concept_occurrences", "host_id", "text"),
)
"""Tables with a column that holds what is printed from start to end."""
_TEXT_FIELDS = {
    "articles": ("article_id", ("title",)),
    "citations": (
        "citation_id",
        (
            "title",
            "container_title",
            "collection_title",
            "publisher",
            "publisher_place",
            "genre",
            "medium",
            "event",
            "archive",
            "note",
        ),
    ),
}
"""Fields whose value is the printed text itself, and not made of it as dates, pages and identifiers are."""


def check_slices(audit: Audit) -> Found:
    """V11: every parsed string is found in the source text at its span, but for spacing, marks and markup."""
    wrong: list[Wrong] = []
    n_checked = 0
    for bucket in range(audit.manifest.n_buckets):
        texts = dict(audit.rows("sources", bucket, "article_id", "text"))
        for table, key, column in _PRINTED:
            for article_id, record_id, value, start, end in audit.rows(
                table, bucket, "article_id", key, column, "start", "end"
            ):
                n_checked += 1
                if not same_text(value, texts.get(article_id, "")[start:end]):
                    message = f"{column} is not what the source has there."
                    wrong.append(Wrong(message, table, record_id, value[:_SHOWN], article_id, start, end))
        for table in _TEXT_FIELDS:
            wrong += _field_problems(audit, table, bucket, texts)
    return Found(wrong, n_checked)


def same_text(value: str, printed: str) -> bool:
    """Return whether two texts differ at most in spacing, punctuation, case, diacritics and markup."""
    if value == printed or fold_space(value) == fold_space(printed) or _letters(value) == _letters(printed):
        return True
    return _letters(value) == _letters(clean_prose(printed))


def _stands_in(value: str, printed: str) -> bool:
    return any(_letters(value) in _letters(text) for text in (printed, clean_prose(printed)))


def _letters(text: str) -> str:
    return fold(text).replace(" ", "")


def _field_problems(audit: Audit, table: str, bucket: int, texts: dict[str, str]) -> Iterator[Wrong]:
    key, fields = _TEXT_FIELDS[table]
    # `*fields` may hold the key's namesake; article_id is asked for once.
    for article_id, record_id, spans, *values in audit.rows(table, bucket, "article_id", key, "spans", *fields):
        for field, value in zip(fields, values, strict=True):
            places = [(span["start"], span["end"]) for span in spans if span["field"] == field]
            if value is None or not places:
                continue
            printed = " ".join(texts.get(article_id, "")[start:end] for start, end in places)
            if value not in printed and not _stands_in(value, printed):
                message = f"{field} is not what the source has there."
                yield Wrong(message, table, record_id, value[:_SHOWN], article_id, *places[0])


def check_unparsed(audit: Audit) -> Found:
    """V10: little of the text is in blocks nothing could be made of."""
    counted = """(SELECT article_id, coalesce(sum("end" - "start") FILTER (kind = 'unparsed'), 0) AS n,
        sum("end" - "start") AS total FROM blocks GROUP BY article_id)"""
    wrong = select(
        audit,
        f"""SELECT 'Of the text ' || round(100.0 * n / total, 1) || ' % was not understood.', 'articles', article_id,
            n::VARCHAR, article_id FROM {counted} WHERE n > ? * total ORDER BY article_id""",
        audit.limit("V10", "unparsed_article"),
    )
    wrong += select(
        audit,
        f"""SELECT 'Of all text ' || round(100.0 * sum(n) / sum(total), 2) || ' % was not understood.', 'blocks', NULL,
            sum(n)::VARCHAR FROM {counted} HAVING sum(n) > ? * sum(total)""",
        audit.limit("V10", "unparsed_release"),
    )
    return Found(wrong, count(audit, "articles"))


_FURNITURE = re.compile(
    r"Save Citation|Export Citation|Find this resource|Sign in|Subscriber Login|Request Permissions"
    r"|Jump to Other Articles|Skip to Main Content|Powered by|How to Subscribe",
    re.IGNORECASE,
)
_CLEAN = (
    ("articles", "article_id", ("title", "doi")),
    ("citations", "citation_id", ("title", "container_title", "doi")),
    ("annotations", "annotation_id", ("text",)),
    ("paragraphs", "paragraph_id", ("text",)),
)


def check_furniture(audit: Audit) -> Found:
    """V12: no button, notice or other furniture of the page stands in titles, notes, commentary or DOIs."""
    wrong: list[Wrong] = []
    for table, key, columns in _CLEAN:
        for column in columns:
            wrong += select(
                audit,
                f"""SELECT '{column} holds furniture of the page.', '{table}', {key}, left({column}, {_SHOWN}),
                    article_id FROM {table} WHERE regexp_matches({column}, ?, 'i') ORDER BY {key}""",
                _FURNITURE.pattern,
            )
    return Found(wrong, sum(count(audit, table) for table, _, _ in _CLEAN))


def check_inputs(audit: Audit) -> Found:
    """V13: every file that was offered became an article or a quarantine row, and nothing came from nowhere."""
    manifest = audit.manifest
    fates = {fate.file for fate in manifest.inputs}
    wrong = [
        Wrong("The file has neither an article nor a quarantine row.", "inputs", file.path, source_path=file.path)
        for file in manifest.run.offered
        if file.path not in fates
    ]
    articles = {fate.article_id for fate in manifest.inputs if fate.fate != "quarantine"}
    rows = select(audit, "SELECT 'The article comes from no input.', 'articles', article_id FROM articles ORDER BY 3")
    wrong += [row for row in rows if row.record_id not in articles]
    there = {row.record_id for row in rows}
    wrong += [Wrong("The article of an input is missing.", "articles", a) for a in sorted(articles - there, key=str)]
    return Found(wrong + _quarantine_problems(audit), len(manifest.inputs))


def _quarantine_problems(audit: Audit) -> list[Wrong]:
    rows = select(
        audit,
        "SELECT 'The quarantine row is no fate of an input.', 'quarantine', source_path || ' ' || part FROM quarantine",
    )
    fates = {f"{fate.source_path} {fate.part}" for fate in audit.manifest.inputs if fate.fate == "quarantine"}
    there = {row.record_id for row in rows}
    lost = sorted(fates - {name for name in there if name})
    return [row for row in rows if row.record_id not in fates] + [
        Wrong("The quarantine row of an input is missing.", "quarantine", name) for name in lost
    ]


def check_quarantine(audit: Audit) -> Found:
    """V14: few inputs are in quarantine."""
    wrong = select(
        audit,
        """SELECT reason, 'quarantine', source_path || ' ' || part, code, NULL, NULL, NULL, source_path
            FROM quarantine ORDER BY source_path, part""",
    )
    return Found(wrong, len(audit.manifest.inputs))
