"""Records: differences put together, field by field under a record, record by record under an article."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from pipeline.compare.differences import OPS, Difference

_NAMES = {
    "annotations": "note",
    "articles": "article",
    "citations": "citation",
    "concepts": "concept",
    "contributors": "name",
    "cross_references": "cross-reference",
    "identifiers": "identifier",
    "issues": "issue",
    "mentions": "callout",
    "paragraphs": "paragraph",
    "sections": "section",
    "works": "work",
}


@dataclass(frozen=True, slots=True)
class ChangedRecord:
    """One record and what differs in it; one that came or went has no fields, and ``text`` says what it was."""

    kind: str
    op: str
    label: str
    text: str
    fields: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class ChangedArticle:
    """One article, or what belongs to none, and its records that differ."""

    article_id: str | None
    title: str
    records: tuple[ChangedRecord, ...]


def by_article(differences: Iterable[Difference], *, with_places: bool = False) -> Iterator[ChangedArticle]:
    """Yield the articles in which something differs, in order; with what only stands or weighs otherwise on demand."""
    wanted = (one for one in differences if with_places or not one.is_place)
    for article_id, inside in groupby(wanted, key=lambda one: one.article_id):
        records = [tuple(fields) for _, fields in groupby(inside, key=lambda one: (one.record_type, one.record_id))]
        title = records[0][0].article or article_id or "Works"
        yield ChangedArticle(article_id, title, tuple(_record(fields) for fields in _tops(records)))


def _tops(records: list[tuple[Difference, ...]]) -> Iterator[tuple[Difference, ...]]:
    """Yield the records but those that came or went with their citation or their article."""
    wholes = {(one.record_type, one.citation_id, one.op) for [one, *more] in records if not one.field and not more}
    ops = {op for kind, _, op in wholes if kind == "articles"}
    for [one, *more] in records:
        if one.record_type != "articles" and one.op in ops:
            continue
        if one.record_type != "citations" and one.citation_id and ("citations", one.citation_id, one.op) in wholes:
            continue
        yield (one, *more)


def _record(fields: tuple[Difference, ...]) -> ChangedRecord:
    first = fields[0]
    kind = _NAMES.get(first.record_type, first.record_type)
    op = min((one.op for one in fields), key=OPS.index)
    text = _says(first.new or first.old) if not first.field else ""
    named = first.article if first.record_type == "articles" else first.citation or first.label
    label = named or text or _short_id(first)
    return ChangedRecord(kind, op, label, text if text != label else "", tuple(one for one in fields if one.field))


_SAYING = ("raw", "text", "label", "heading", "title", "literal", "family", "value", "message")


def _says(record: object) -> str:
    """Return the words of a record that came or went."""
    row = record if isinstance(record, dict) else {}
    return next((str(row[field]) for field in _SAYING if row.get(field)), "")


def _short_id(difference: Difference) -> str:
    """Return the id of a record without that of its article, which stands above it."""
    return difference.record_id.replace(f"{difference.article_id or ''}", "").strip(". ") or difference.record_id
