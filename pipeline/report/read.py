"""Reading a report that was written earlier."""

from pathlib import Path

from pydantic import ValidationError

from schemas.release import Report

REPORT = "report.json"
FAILURES = "failures.parquet"


def read_report(folder: Path) -> Report | None:
    """Return the results in a folder; None when nothing was checked there yet, or by another version."""
    try:
        return Report.model_validate_json((folder / REPORT).read_bytes())
    except (FileNotFoundError, ValidationError):
        return None
