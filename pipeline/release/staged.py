"""What was staged, read again: the facts captures are chosen by, whole captures, single tables, quarantine rows."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import TypeAdapter

from pipeline.release.arrow import ArrowTable
from pipeline.release.documents import read_document
from pipeline.release.parquet import unpack_table
from pipeline.release.staging import Capture, StagedFacts, Staging
from pipeline.release.tables import OF_ARTICLES, TABLE
from schemas import QuarantinedSource, Source

_FACTS = TypeAdapter(StagedFacts)
_ROW = TypeAdapter(QuarantinedSource)


def staged_facts(staging: Staging) -> Iterator[tuple[Path, StagedFacts]]:
    """Yield the facts of each staged article and the path of its files, in no particular order."""
    for path in (staging.path / "articles").glob("*/*.facts"):
        yield path, _FACTS.validate_json(path.read_bytes())


def read_facts(path: Path) -> StagedFacts:
    """Return the facts of a staged article."""
    return _FACTS.validate_json(path.with_suffix(".facts").read_bytes())


def staged_capture(path: Path, facts: StagedFacts) -> Capture:
    """Return a staged article with its text, as it was parsed."""
    (row,) = staged_table(path, "sources").to_pylist()
    return Capture(read_document(path.with_suffix(".document")).article, Source(**row), facts.part)


def remove_staged(path: Path) -> None:
    """Take a staged article back."""
    for suffix in (".facts", ".document", ".tables"):
        path.with_suffix(suffix).unlink()


def staged_table(path: Path, name: str) -> ArrowTable:
    """Return a table of a staged article."""
    return unpack_table(path.with_suffix(".tables"), TABLE[name], OF_ARTICLES.index(name))


def quarantined(staging: Staging) -> list[QuarantinedSource]:
    """Return the rows of what could not be used."""
    return [_ROW.validate_json(path.read_bytes()) for path in (staging.path / "quarantine").glob("*.json")]
