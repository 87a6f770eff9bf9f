"""The checks of a release, in the order they run; codes are stable, ``docs/checks.md`` has a paragraph on each."""

from pipeline.checks import coverage, structure
from pipeline.checks.audit import Audit, Check, Found, Wrong

__all__ = ["CHECKS", "Audit", "Check", "Found", "Wrong"]

CHECKS: tuple[Check, ...] = (
    Check("V01", "error", "Every file reads with the published schema", structure.check_schemas, "files"),
    Check("V02", "error", "Primary keys are unique and not null", structure.check_keys),
    Check("V03", "error", "References point to rows that are there", structure.check_references),
    Check("V04", "error", "Values are allowed and in range", structure.check_values),
    Check("V05", "error", "Files are those of the manifest", structure.check_files, "files"),
    Check("V05", "error", "Row counts are those of the manifest", structure.check_row_counts),
    Check("V06", "error", "Documents are valid and agree with the tables", structure.check_documents),
    Check("V07", "error", "The data dictionary has every column", structure.check_dictionary, "files"),
    Check("V09", "error", "Blocks cover every non-blank character once", coverage.check_cover),
    Check("V10", "warning", "Little text was not understood", coverage.check_unparsed),
    Check("V11", "error", "Every parsed string stands at its span", coverage.check_slices),
    Check("V12", "warning", "No furniture in titles, notes, commentary or DOIs", coverage.check_furniture),
    Check("V13", "error", "Every input has a fate", coverage.check_inputs),
    Check("V14", "warning", "Few inputs are in quarantine", coverage.check_quarantine),
)
