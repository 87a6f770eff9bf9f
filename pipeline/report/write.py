"""Writing a report: a release is checked, and all forms of the report are written into one folder."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.checks.validate import Terms, validate_release
from pipeline.checks.waivers import NAME as WAIVERS
from pipeline.report.junit import write_junit
from pipeline.report.page import write_page
from pipeline.report.read import REPORT, read_report
from pipeline.report.text import report_text
from schemas.release import Report

if TYPE_CHECKING:
    from pipeline.release.build import Candidate

MOST_HISTORY = 40
"""Releases before, at most, that the plots of a report go back to."""


def check_candidate(candidate: "Candidate", terms: Terms | None = None) -> Report:
    """Run every check on a candidate against the release before; write the report into it."""
    before = candidate.output / "releases" / (candidate.manifest.previous or "")
    terms = replace(terms_beside(candidate.output, terms), trusts_previous=True)
    return report_on(candidate.path, candidate.path, before if candidate.manifest.previous else None, terms)


def terms_beside(output: Path, terms: Terms | None = None) -> Terms:
    """Return the terms with the waivers that lie in the output folder, when they name no others."""
    terms, beside = terms or Terms(), output / WAIVERS
    return replace(terms, waivers=beside) if terms.waivers is None and beside.is_file() else terms


def report_on(path: Path, folder: Path, previous: Path | None = None, terms: Terms | None = None) -> Report:
    """Check the release in ``path`` and write the report into ``folder``; return it.

    The folder then has ``failures.parquet`` with every failure, ``report.txt``, ``report.html`` and ``report.xml``
    (JUnit), and last ``report.json`` with the results.
    """
    folder.mkdir(parents=True, exist_ok=True)
    report = validate_release(path, previous, terms, folder)
    (folder / "report.txt").write_text(report_text(report), encoding="utf-8")
    write_junit(report, folder / "report.xml")
    write_page(report, folder / "report.html", path, previous, _history(path, previous))
    (folder / REPORT).write_text(report.model_dump_json(indent=1) + "\n", encoding="utf-8")
    return report


def _history(path: Path, previous: Path | None) -> list[Report]:
    """Return the reports of the releases before, oldest first; those of other versions do not read and are left out."""
    if previous is None:
        return []
    before = [folder for folder in sorted(previous.parent.glob("*")) if folder.name <= previous.name]
    reports = (read_report(folder) for folder in before[-MOST_HISTORY:] if folder != path)
    return [report for report in reports if report is not None]
