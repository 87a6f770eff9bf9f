"""What an authority is asked about, and what it answers: works and records in the terms of CSL."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class WantedWork:
    """A work as it is cited: what an authority is asked about."""

    work_id: str
    type: str
    title: str | None
    families: tuple[str, ...]
    year: int | None
    container_title: str | None = None
    volume: str | None = None
    issue: str | None = None
    page_first: str | None = None
    publisher: str | None = None
    doi: str | None = None
    isbn: str | None = None

    @property
    def bibliographic(self) -> str:
        """Return the work as one line for a search: names, year, title, container."""
        parts = (*self.families[:3], str(self.year or ""), self.title or "", self.container_title or "")
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class AuthorityRecord:
    """What an authority has under one DOI."""

    doi: str
    type: str | None
    title: str | None
    families: tuple[str, ...]
    year: int | None
    container_title: str | None
    volume: str | None
    issue: str | None
    page_first: str | None
    publisher: str | None
    isbns: tuple[str, ...]
    retraction: str | None


class Authority(Protocol):
    """Somebody who keeps records of works.

    Both questions raise `connection.NoAnswer` when there is no answer to be had, which is not the same as an answer
    of *nothing*.
    """

    @property
    def name(self) -> str:
        """Return the name under which its answers stand in the table."""

    def by_doi(self, doi: str) -> AuthorityRecord | None:
        """Return the record with this DOI, or None when the authority has none."""

    def search(self, work: WantedWork) -> Sequence[AuthorityRecord]:
        """Return the records that may be this work, the likeliest first."""


def read_record(item: dict[str, Any]) -> AuthorityRecord | None:
    """Return a record from CSL-JSON or from Crossref's dialect of it, where titles are lists; None without a DOI.

    Whatever is not of the expected shape counts as absent: authorities have records of every age and quality.
    """
    doi = _text(item.get("DOI"))
    if doi is None:
        return None
    subtitle = _text(item.get("subtitle"))
    title = _text(item.get("title"))
    return AuthorityRecord(
        doi=doi.lower(),
        type=_TYPES.get(_text(item.get("type")) or "", _text(item.get("type"))),
        title=f"{title}: {subtitle}" if title and subtitle and subtitle not in title else title,
        families=_families(item),
        year=_year(item),
        container_title=_text(item.get("container-title")),
        volume=_text(item.get("volume")),
        issue=_text(item.get("issue")),
        page_first=(_text(item.get("page")) or "").replace("–", "-").split("-")[0].strip() or None,
        publisher=_text(item.get("publisher")),
        isbns=tuple(isbn.rsplit("/", 1)[-1].replace("-", "") for isbn in _texts(item.get("ISBN"))),
        retraction=_retraction(item),
    )


# Crossref's own types (https://api.crossref.org/types) beside those of CSL.
_TYPES = {
    "journal-article": "article-journal",
    "book-chapter": "chapter",
    "book-section": "chapter",
    "book-part": "chapter",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "book-set": "book",
    "reference-entry": "entry",
    "proceedings-article": "paper-conference",
    "dissertation": "thesis",
    "posted-content": "article",
    "journal": "periodical",
}
_WITHDRAWN = ("retraction", "withdrawal", "removal")


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text.strip() for text in values if isinstance(text, str) and text.strip()]


def _text(value: Any) -> str | None:
    return next(iter(_texts(value)), None)


def _families(item: dict[str, Any]) -> tuple[str, ...]:
    """Return the names of the authors, or of the editors where there is no author."""
    names = item.get("author") or item.get("editor") or []
    found = []
    for name in names if isinstance(names, list) else []:
        if isinstance(name, dict):
            found += _texts(name.get("family") or name.get("literal") or name.get("name"))[:1]
    return tuple(found)


def _year(item: dict[str, Any]) -> int | None:
    """Return the year of publication: in print before online, where an authority tells them apart."""
    for key in ("published-print", "issued", "published", "published-online"):
        try:
            year = item[key]["date-parts"][0][0]
        except (KeyError, IndexError, TypeError):
            continue
        if isinstance(year, int | str) and str(year).isdigit():
            return int(year)
    return None


def _retraction(item: dict[str, Any]) -> str | None:
    """Return what says that the work was retracted: the notice's DOI, or its kind where the notice has none."""
    updates = item.get("updated-by")
    for update in updates if isinstance(updates, list) else []:
        if isinstance(update, dict) and _text(update.get("type")) in _WITHDRAWN:
            return _text(update.get("DOI")) or _text(update.get("type"))
    return None
