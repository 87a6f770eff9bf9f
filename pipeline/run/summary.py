"""The summary of a run: what came of it, in numbers that are counted in the release itself."""

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from pipeline.release.query import FEW_ROWS, Connection, fetch, open_database, quote
from schemas import QuarantinedSource
from schemas.release import CheckResult

Fate = Literal["published", "nothing_new", "candidate", "blocked", "empty"]
"""``blocked``: the checks or ``--strict`` do not let it pass; ``empty``: no source could be used."""

_COUNTS: Final[tuple[tuple[str, str, str], ...]] = (
    ("articles", "articles", "true"),
    ("articles_abridged", "articles", "view = 'abridged'"),
    ("sections", "sections", "true"),
    ("sections_with_body", "sections", "availability <> 'contents_only'"),
    ("paragraphs", "paragraphs", "true"),
    ("citations", "citations", "true"),
    ("citations_complete", "citations", "parse_status = 'complete'"),
    ("works", "works", "true"),
    ("annotations", "annotations", "true"),
    ("mentions", "mentions", "true"),
    ("mentions_resolved", "mentions", "citation_id IS NOT NULL"),
    ("cross_references", "cross_references", "true"),
    ("identifiers", "identifiers", "true"),
    ("dois", "identifiers", "scheme = 'doi'"),
    ("dois_valid", "identifiers", "scheme = 'doi' AND is_valid"),
    ("concepts", "concepts", "true"),
    ("concept_occurrences", "concept_occurrences", "true"),
    ("issues", "issues", "true"),
    ("quarantine", "quarantine", "true"),
)
"""What is counted: its name, the table and the condition."""

_QUARANTINE_COLUMNS: Final = tuple(QuarantinedSource.model_fields)


@dataclass(frozen=True)
class Summary:
    """What came of a run; times are in seconds, those of the stages added up over processes."""

    fate: Fate
    release_id: str
    path: Path
    current: Path | None
    n_sources: int
    counts: Mapping[str, int]
    quarantine: tuple[QuarantinedSource, ...]
    blocked_by: tuple[CheckResult, ...]
    seconds: Mapping[str, float]

    @property
    def exit_code(self) -> int:
        """0 when all went well, 1 when something was quarantined or blocked."""
        return int(bool(self.quarantine) or self.fate in ("blocked", "empty"))

    def to_json(self) -> str:
        """Return the summary as one JSON object."""
        return json.dumps(
            {
                "outcome": self.fate,
                "release_id": self.release_id,
                "path": str(self.path),
                "current": str(self.current) if self.current else None,
                "n_sources": self.n_sources,
                "counts": dict(self.counts),
                "quarantine": [row.model_dump(mode="json") for row in self.quarantine],
                "blocked_by": [result.model_dump(mode="json") for result in self.blocked_by],
                "seconds": {stage: round(spent, 3) for stage, spent in self.seconds.items()},
                "exit_code": self.exit_code,
            },
            ensure_ascii=False,
            indent=2,
        )


def count_release(release: Path) -> dict[str, int]:
    """Return the numbers of a release that a summary shows."""
    with open_database(Path(tempfile.gettempdir()), FEW_ROWS) as database:
        return {name: _count(database, release / table, condition) for name, table, condition in _COUNTS}


def _count(database: Connection, table: Path, condition: str) -> int:
    rows = fetch(database, f"SELECT count(*) FROM read_parquet({quote(f'{table}/*.parquet')}) WHERE {condition}")  # noqa: S608 (conditions from the table above)
    return int(rows[0][0])


def read_quarantine(release: Path) -> tuple[QuarantinedSource, ...]:
    """Return the sources that a release could not use, by path."""
    columns = ", ".join(_QUARANTINE_COLUMNS)
    table = quote(str(release / "quarantine" / "*.parquet"))
    with open_database(Path(tempfile.gettempdir()), FEW_ROWS) as database:
        rows = fetch(database, f"SELECT {columns} FROM read_parquet({table}) ORDER BY source_path, part")  # noqa: S608 (our own names)
    return tuple(QuarantinedSource(**dict(zip(_QUARANTINE_COLUMNS, row, strict=True))) for row in rows)
