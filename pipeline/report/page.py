"""The report as one page: nothing to load, to be read offline, on paper, in the light and in the dark, and aloud.

However large the release, the page stays small: of each check it shows the first failures, each with the piece of the
source it stands in; ``failures.parquet`` has every one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.checks.validate import make_views, open_audit
from pipeline.html_page import page_template
from pipeline.release.query import Connection
from pipeline.report.excerpts import Excerpt, place_of, read_excerpts
from pipeline.report.failures import read_failures
from pipeline.report.figures import figures, trends
from pipeline.report.read import FAILURES
from pipeline.report.text import MARKS
from schemas.release import CheckResult, Failure, Manifest, Report

SHOWN_EACH: Final = 40
"""Failures of a check that the page shows."""
_LONGEST_VALUE: Final = 300


@dataclass(frozen=True)
class Item:
    """A failure as the page shows it."""

    failure: Failure
    excerpt: Excerpt | None

    @property
    def place(self) -> str:
        """Source file and line."""
        line = f":{self.failure.line}" if self.failure.line else ""
        return f"{self.failure.source_path}{line}" if self.failure.source_path else ""

    @property
    def value(self) -> str:
        """The value found, cut when it is long; empty when the excerpt shows it."""
        value = self.failure.value or ""
        if self.excerpt is not None and value.strip() == self.excerpt.marked.strip():
            return ""
        return value if len(value) <= _LONGEST_VALUE else f"{value[:_LONGEST_VALUE]} …"


@dataclass(frozen=True)
class Group:
    """What one check found, as far as the page shows it."""

    number: int
    result: CheckResult
    items: Sequence[Item]

    @property
    def n_left(self) -> int:
        """How many failures the page does not show."""
        return self.result.n_failures - len(self.items)


def write_page(report: Report, path: Path, release: Path, previous: Path | None, history: Sequence[Report]) -> None:
    """Write the page of a report.

    Args:
        report: The report.
        path: The file; ``failures.parquet`` lies beside it.
        release: The release the report is about.
        previous: The release it was compared with.
        history: The reports of the releases before, oldest first.
    """
    with open_audit(release, previous) as audit:
        has_tables = next(result.outcome for result in report.results if result.code == "V01") == "passed"
        if has_tables:
            make_views(audit, previous)
        page = page_template("report").render(
            report=report,
            manifest=audit.manifest,
            marks=MARKS,
            trends=trends([*history, report]),
            figures=figures(audit.database, has_before=previous is not None) if has_tables else [],
            groups=_groups(report, audit.manifest, release, path.parent / FAILURES, audit.database, has_tables),
            rows=list(enumerate(report.results)),
            shown_each=SHOWN_EACH,
        )
    path.write_text(page, encoding="utf-8")


def _groups(
    report: Report,
    manifest: Manifest,
    release: Path,
    file: Path,
    database: Connection,
    has_tables: bool,  # noqa: FBT001
) -> list[Group]:
    failures = list(read_failures(file, database, examples=SHOWN_EACH))
    excerpts = read_excerpts(release, manifest, failures) if has_tables else {}
    groups = []
    for number, result in enumerate(report.results):
        own = [f for f in failures if (f.code, f.title) == (result.code, result.title)]
        items = [Item(f, excerpts.get(place) if (place := place_of(f)) else None) for f in own]
        if items:
            groups.append(Group(number, result, items))
    return groups
