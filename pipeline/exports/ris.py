"""RIS, the tagged form of Reference Manager and EndNote, which Zotero, Mendeley and JabRef read too.

The tags are those EndNote and Zotero agree on for each type: the book a chapter stands in is ``T2``, its series ``T3``;
the series of a book is ``T2``; editors of a book are ``ED``, of the book around a chapter ``A2``.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import rispy

from pipeline.exports.dates import ris_date, ris_year
from pipeline.exports.entries import Entry
from pipeline.exports.names import credits_of, family_first, primary_role
from pipeline.exports.types import CALLED

_BLANKS = re.compile(r"\s+")
_INSIDE = {"chapter", "entry", "entry-dictionary", "entry-encyclopedia", "paper-conference"}
"""Types of works that stand inside a book."""
_TAGS = {**rispy.TAG_KEY_MAPPING, "ED": "editors"}
_WITH_A_TAG = frozenset({"editor", "compiler", "translator", "collection-editor"})
_LISTS = [*rispy.LIST_TYPE_TAGS, "ED"]
_LABELS = {tag: label for tag, label in _TAGS.items() if tag not in ("ER", "UK")}


class _Writer(rispy.RisWriter):  # type: ignore[misc] # rispy has no types
    """The writer of rispy, with the line ends the form asks for and without a number before each record."""

    NEWLINE = "\r\n"

    def set_header(self, count: int) -> str:  # noqa: ARG002 (its name is rispy's)
        return ""


def write(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield one record after the other."""
    writer = _Writer(mapping=_TAGS, list_tags=_LISTS)
    for entry in entries:
        yield writer.formats([_record(entry)]) + "\r\n"


def _record(entry: Entry) -> dict[str, Any]:
    """Return the record of an entry as rispy has it: label to text, or to a list where a tag may repeat."""
    tags: dict[str, Any] = {
        "TY": CALLED[entry.type].ris,
        "ID": entry.key,
        **_names(entry),
        **_titles(entry),
        **_date(entry),
    }
    tags |= {
        "VL": entry.volume,
        "IS": entry.issue,
        "M1": entry.collection_number,
        "NV": entry.number_of_volumes,
        "SP": entry.page_first or entry.page,
        "EP": entry.page_last,
        "ET": entry.edition,
        "PB": entry.publisher,
        "CY": entry.publisher_place,
        "M3": entry.genre or entry.medium,
        "DB": entry.archive,
        "SN": entry.isbn,
        "DO": entry.doi,
        "UR": [entry.url] if entry.url else [],
        "LA": entry.language,
        "KW": entry.keywords,
        "N1": [*entry.annotations, *_remarks(entry)],
    }
    clean = {_LABELS[tag]: _clean(value) for tag, value in tags.items()}
    return {label: value for label, value in clean.items() if value}


def _clean(value: Any) -> Any:
    """Return a value, or each of a list, on one line."""
    if value is None or isinstance(value, str):
        return _BLANKS.sub(" ", value or "").strip()
    return [one for one in map(_clean, value) if one]


def _names(entry: Entry) -> dict[str, list[str]]:
    series, editors = ("A3", "A2") if entry.type in _INSIDE else ("A2", "ED")
    tags = {
        "AU": entry.in_roles(primary_role(entry)),
        editors: entry.in_roles("editor", "compiler"),
        "A4": entry.in_roles("translator"),
        series: entry.in_roles("collection-editor"),
    }
    return {tag: [family_first(name) for name in names if not name.is_et_al] for tag, names in tags.items()}


def _remarks(entry: Entry) -> Iterator[str]:
    """Yield what no tag has a place for."""
    yield from (remark for remark in (entry.note, entry.status) if remark)
    if entry.genre and entry.medium:
        yield entry.medium
    yield from credits_of(entry, _WITH_A_TAG | {primary_role(entry)})


def _titles(entry: Entry) -> dict[str, str | None]:
    if entry.type == "paper-conference" and entry.event:
        around = {"T2": entry.event, "C3": entry.container_title, "T3": entry.collection_title}
    elif entry.container_title:
        around = {"T2": entry.container_title, "T3": entry.collection_title}
    else:
        around = {"T2": entry.collection_title or entry.event}
    return {"TI": entry.label, **around}


def _date(entry: Entry) -> dict[str, str | None]:
    """Return the year, the date where it says more, and the date of the first publication."""
    date = ris_date(entry.issued) if entry.issued else ""
    year = ris_year(entry.issued) if entry.issued else None
    return {"PY": year, "DA": date if date != f"{year}///" else None, "OP": entry.original_date}
