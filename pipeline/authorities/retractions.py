"""Retraction lists: the works on a list in the form of Retraction Watch (https://gitlab.com/crossref/retraction-watch-data)."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from pipeline.authorities.records import WantedWork
from pipeline.errors import RunError
from schemas import Enrichment

NAME: Final = "retraction-watch"
_DOI: Final = "OriginalPaperDOI"
_NATURE: Final = "RetractionNature"
_WHEN: Final = "RetractionDate"
_NOTICE: Final = "RetractionDOI"
_ADDRESSES: Final = ("https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi:")
_NONE: Final = frozenset({"", "unavailable", "na", "n/a"})


@dataclass(frozen=True)
class Retraction:
    """What a list says about one DOI."""

    nature: str
    day: str
    notice: str | None


@dataclass(frozen=True)
class RetractionList:
    """A list and the day it is of: that of the file, when nothing else is said."""

    day: date
    by_doi: Mapping[str, Retraction]


def read_retractions(path: Path, day: date | None = None) -> RetractionList:
    """Return the retractions of a CSV file with the columns of Retraction Watch, by DOI in normal form.

    Corrections and expressions of concern are left out; of several rows for a DOI the last one stays.

    Raises:
        RunError: `retractions-unreadable` when the file cannot be read or lacks the columns.
    """
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
            rows = csv.DictReader(stream)
            missing = [name for name in (_DOI, _NATURE) if name not in (rows.fieldnames or ())]
            if missing:
                raise _unreadable(path, f"it has no column {' and no column '.join(missing)}")
            found = dict(_retracted(rows))
        modified = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    except (OSError, csv.Error) as error:
        raise _unreadable(path, getattr(error, "strerror", None) or str(error)) from error
    return RetractionList(day or modified, found)


def _unreadable(path: Path, why: str) -> RunError:
    remedy = "Give the CSV file of the Retraction Watch data, as it is downloaded."
    return RunError("retractions-unreadable", f"{path} does not read as a retraction list: {why}.", remedy)


def _retracted(rows: Iterable[Mapping[str, str | None]]) -> Iterator[tuple[str, Retraction]]:
    for row in rows:
        nature, doi = (row.get(_NATURE) or "").strip(), _doi(row.get(_DOI))
        if doi and nature.casefold() == "retraction":
            # Dates come as 5/27/2014 0:00; they are shown as they are.
            yield doi, Retraction(nature, (row.get(_WHEN) or "").split(" ")[0], _doi(row.get(_NOTICE)))


def _doi(text: str | None) -> str | None:
    doi = (text or "").strip().lower()
    for address in _ADDRESSES:
        doi = doi.removeprefix(address)
    return None if doi in _NONE else doi


def retracted_works(works: Iterable[WantedWork], retractions: RetractionList) -> Iterator[Enrichment]:
    """Yield a row for each work whose DOI is on the list."""
    for work in works:
        retraction = retractions.by_doi.get(work.doi or "")
        if retraction is not None:
            yield Enrichment(
                work_id=work.work_id,
                authority=NAME,
                field="retraction",
                status="added",
                parsed=None,
                value=retraction.notice or retraction.nature,
                record_doi=work.doi,
                score=None,
                message=f"Retracted {retraction.day}".rstrip() + ".",
                retrieved=retractions.day,
            )
