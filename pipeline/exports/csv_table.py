"""CSV (RFC 4180): one citation a row, for spreadsheets; lists are joined with ``; ``."""

import csv
import io
from collections.abc import Iterable, Iterator

from pipeline.exports.entries import Entry
from pipeline.exports.names import family_first, primary_role

_AS_THEY_ARE = (
    "container_title", "collection_title", "collection_number", "volume", "issue", "number_of_volumes", "page",
    "edition", "publisher", "publisher_place", "issued", "issued_year", "year_suffix", "original_date", "status",
    "genre", "medium", "event", "archive", "doi", "isbn", "url", "language", "note",
)  # fmt: skip
COLUMNS = (
    "key", "type", "authors", "editors", "translators", "title", *_AS_THEY_ARE, "annotation", "keywords", "subject",
    "article", "section", "raw", "citation_id", "work_id", "section_id", "article_id",
)  # fmt: skip
"""The columns, in order."""


def write(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield the header and one record a citation."""
    line = io.StringIO()
    writer = csv.writer(line)
    writer.writerow(COLUMNS)
    for entry in entries:
        row = _row(entry)
        writer.writerow([row[column] for column in COLUMNS])
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def _row(entry: Entry) -> dict[str, str | int | None]:
    return {
        **{column: getattr(entry, column) for column in _AS_THEY_ARE},
        "key": entry.key,
        "type": entry.type,
        "authors": _people(entry, primary_role(entry)),
        "editors": _people(entry, "editor", "compiler"),
        "translators": _people(entry, "translator"),
        "title": entry.title,
        "annotation": "\n\n".join(entry.annotations),
        "keywords": "; ".join(entry.keywords),
        "subject": entry.subject,
        "article": entry.article_title,
        "section": entry.section,
        "raw": entry.raw,
        "citation_id": entry.citation_id,
        "work_id": entry.work_id,
        "section_id": entry.section_id,
        "article_id": entry.article_id,
    }


def _people(entry: Entry, *roles: str) -> str:
    return "; ".join(map(family_first, entry.in_roles(*roles)))
