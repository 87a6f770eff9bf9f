"""History: what the release before says of its articles: when they came, and when their content last changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.release.parquet import read_rows
from schemas.terms import RecordStatus


@dataclass(frozen=True)
class Before:
    """An article of the release before; ``first_seen`` and ``last_changed`` are numbers of releases, not dates."""

    article_id: str
    doi: str | None
    subject: str | None
    title: str | None
    first_seen: int
    last_changed: int
    status: RecordStatus
    content_sha256: str
    source_path: str
    view: str
    last_modified: str
    n_citations: int


_COLUMNS = tuple(Before.__dataclass_fields__)


@cache
def articles_before(release: Path | None) -> dict[str, Before]:
    """Return the articles of a release by id; read once in a process, for a release never changes."""
    if release is None:
        return {}
    return {before.article_id: before for before in _read(sorted((release / "articles").glob("*.parquet")))}


def _read(parts: Iterable[Path]) -> Iterable[Before]:
    for part in parts:
        for row in read_rows(part, _COLUMNS):
            values = dict(zip(_COLUMNS, row, strict=True))
            modified = values.pop("last_modified")
            yield Before(**values, last_modified=modified.isoformat() if modified else "")
