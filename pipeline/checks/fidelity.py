"""V11: nothing was invented; every parsed value is found in the source text at its span.

What a value may differ in is recorded here, field by field: prose in spacing, punctuation, case, diacritics and markup;
dates in their form; the last page of a range in the figures that were left out; identifiers in what cleaning does.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from pipeline.checks.audit import Audit, Found, Wrong, count
from pipeline.checks.printed_fields import PRINTED_DATES, PRINTED_TEXT
from pipeline.folding import fold, fold_space
from pipeline.identifiers.check_digits import clean_isbn
from pipeline.identifiers.doi import clean_doi
from pipeline.prose import clean_prose

_PRINTED: Final = (
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

Texts = Mapping[str, str]
_YEAR = re.compile(r"\d{4}")
_NUMBER = re.compile(r"\d+|[ivxlc]+")


def check_slices(audit: Audit) -> Found:
    """V11: every parsed string is found in the source text at its span."""
    tables = (*(table for table, _, _ in _PRINTED), "articles")
    return Found(_invented(audit), sum(count(audit, table) for table in tables))


def _invented(audit: Audit) -> Iterator[Wrong]:
    for bucket in range(audit.manifest.n_buckets):
        texts = audit.texts(bucket)
        for table, key, column in _PRINTED:
            yield from _changed(audit, bucket, texts, (table, key, column))
        for table, key in (("articles", "article_id"), ("citations", "citation_id")):
            yield from _misplaced(audit, bucket, texts, (table, key))
        yield from _renamed(audit, bucket)
        yield from _other_identifiers(audit, bucket)


def _changed(audit: Audit, bucket: int, texts: Texts, where: tuple[str, str, str]) -> Iterator[Wrong]:
    """Yield the records whose text is not the text of the source from their start to their end."""
    table, key, column = where
    for article_id, record_id, value, start, end in audit.rows(
        table, bucket, "article_id", key, column, "start", "end"
    ):
        if not same_text(value, texts.get(article_id, "")[start:end]):
            message = f"{column} is not what the source has there."
            yield Wrong(message, table, record_id, value, article_id, start, end)


def same_text(value: str, printed: str) -> bool:
    """Return whether two texts differ at most in spacing, punctuation, case, diacritics and markup."""
    if value == printed or fold_space(value) == fold_space(printed) or _letters(value) == _letters(printed):
        return True
    return _letters(value) == _letters(clean_prose(printed))


def _letters(text: str) -> str:
    return fold(text).replace(" ", "")


def stands_in(value: str, printed: str) -> bool:
    """Return whether a value is part of what is printed, but for spacing, punctuation, case, diacritics and markup."""
    if value in printed:
        return True
    letters = _letters(value)
    return letters in _letters(printed) or letters in _letters(clean_prose(printed))


def _is_date_in(value: str, printed: str) -> bool:
    """Return whether every year of an EDTF date is printed, be it with its last two figures only (1989-93)."""
    return all(year.lstrip("0") in printed or year[-2:] in printed for year in _YEAR.findall(value))


_FIELDS: Final[dict[str, dict[str, Callable[[str, str], bool]]]] = {
    "articles": dict.fromkeys(("title", "subject"), stands_in),
    "citations": {
        **dict.fromkeys(PRINTED_TEXT, stands_in),
        **dict.fromkeys(PRINTED_DATES, _is_date_in),
    },
}
"""The fields with spans of their own, and how their values are found in what is printed there."""


def _misplaced(audit: Audit, bucket: int, texts: Texts, where: tuple[str, str]) -> Iterator[Wrong]:
    """Yield the fields that have no place in the source, or whose value does not stand there."""
    table, key = where
    rules = _FIELDS[table]
    derived = ("page_first", "page_last") if table == "citations" else ()
    columns = (key, "spans", *rules, *derived)
    for article_id, record_id, spans, *values in audit.rows(table, bucket, "article_id", *columns):
        text, places = texts.get(article_id, ""), _places(spans)
        named = dict(zip((*rules, *derived), values, strict=True))
        for field, fits in rules.items():
            value = named[field]
            if value is None:
                continue
            if field not in places:
                yield Wrong(f"{field} has no place in the source.", table, record_id, value, article_id)
            elif not fits(value, " ".join(text[start:end] for start, end in places[field])):
                message = f"{field} is not what the source has there."
                yield Wrong(message, table, record_id, value, article_id, *places[field][0])
        if derived and not _is_range(named):
            message = "The first or last page is not that of the pages."
            yield Wrong(message, table, record_id, named["page"], article_id, *places.get("page", [()])[0])


def _places(spans: list[dict[str, Any]]) -> dict[str, list[tuple[int, int]]]:
    places: dict[str, list[tuple[int, int]]] = {}
    for span in spans:
        places.setdefault(span["field"], []).append((span["start"], span["end"]))
    return places


def _is_range(values: Mapping[str, str | None]) -> bool:
    """Return whether first and last page are those of the pages; figures left out of the last one may be there."""
    page, first, last = values["page"], values["page_first"], values["page_last"]
    if page is None or first is None:
        return first is None and last is None
    _, dash, after = page.partition("–")
    shown = _NUMBER.search(after.strip().lower()) if dash else None
    ends = last is None or (last.lower().endswith(shown[0]) if shown else last == first)
    return page.startswith(first) and ends


_NAME_PARTS: Final = ("family", "given", "particle", "suffix", "literal")


def _renamed(audit: Audit, bucket: int) -> Iterator[Wrong]:
    """Yield the names with a part that is not printed; a dash stands for the names above it."""
    columns = ("article_id", "owner_id", "raw", "is_inherited", "start", "end", *_NAME_PARTS)
    for article_id, owner, raw, is_inherited, start, end, *parts in audit.rows("contributors", bucket, *columns):
        for name, part in zip(_NAME_PARTS, parts, strict=True):
            if part is not None and not is_inherited and not stands_in(part, raw):
                message = f"{name} is not in the name as printed."
                yield Wrong(message, "contributors", owner, part, article_id, start, end)


def _other_identifiers(audit: Audit, bucket: int) -> Iterator[Wrong]:
    """Yield the identifiers whose normal form is not what cleaning makes of the printed one."""
    columns = ("article_id", "owner_id", "scheme", "value", "raw", "is_valid", "start", "end")
    for article_id, owner, scheme, value, raw, is_valid, start, end in audit.rows("identifiers", bucket, *columns):
        made = value
        if is_valid and scheme == "doi":
            made = clean_doi(raw).value
        elif is_valid and scheme == "isbn":
            made = clean_isbn(raw).value
        if made != value:
            message = f"The normal form is not that of what is printed, which is {made}."
            yield Wrong(message, "identifiers", owner, value, article_id, start, end)
