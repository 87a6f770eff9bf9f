"""Validation: the checks of a release, what they found, and whether it may be published."""

# ruff: noqa: S608 - queries are put together of names of our own tables and columns; values are parameters.

import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from pipeline.checks import CHECKS, Audit, Check, Found, Wrong
from pipeline.errors import RunError
from pipeline.release.arrow import plain_table
from pipeline.release.manifest import read_manifest
from pipeline.release.parquet import write_records
from pipeline.release.query import Connection, fetch, open_database, quote, register
from schemas import TABLES
from schemas.release import CheckResult, Failure, Manifest, Report

if TYPE_CHECKING:
    from pipeline.release.build import Candidate

EXPECTATIONS = Path(__file__).parent.parent / "data" / "expectations.toml"
REPORT = "report.json"

Limits = Mapping[str, Mapping[str, float]]


def validate_release(
    path: Path, previous: Path | None = None, expectations: Path = EXPECTATIONS, *, trusts_previous: bool = False
) -> Report:
    """Run every check on the release in ``path``, against the one in ``previous`` when it is given; nothing is written.

    With ``trusts_previous``, articles that are as they were in the release before, which passed, are not looked at one
    by one again; that their rows are those of the release before is still checked.

    Raises:
        RunError: There is no release to check, or the expectations do not read.
    """
    with open_audit(path, previous, expectations, trusts_previous=trusts_previous) as audit:
        state = _State(has_previous=previous is not None)
        results: list[CheckResult] = []
        failures: list[Failure] = []
        for check in CHECKS:
            result, wrong = _run(check, audit, state)
            if check.code == "V01" and result.outcome == "passed":
                make_views(audit, previous)
                state = _State(state.has_previous, has_tables=True)
            results.append(result)
            failures += _place(check, wrong, audit, has_tables=state.has_tables)
        return _report(audit.manifest, audit.previous, results, failures)


@contextmanager
def open_audit(
    path: Path, previous: Path | None = None, expectations: Path = EXPECTATIONS, *, trusts_previous: bool = False
) -> Iterator[Audit]:
    """Yield what checks work on; the views of `make_views` are not made yet."""
    manifest, limits = read_manifest(path), read_expectations(expectations)
    before = read_manifest(previous) if previous else None
    with tempfile.TemporaryDirectory() as spill, open_database(Path(spill)) as database:
        vouched = _vouched(manifest, before, previous) if trusts_previous and before and previous else frozenset()
        register(database, "vouched", plain_table(article_id=sorted(vouched)))
        yield Audit(path, manifest, before, database, limits, vouched, previous)


def _vouched(manifest: Manifest, before: Manifest, previous: Path) -> frozenset[str]:
    """Return the articles whose documents are those of the release before, when that one passed the same checks."""
    report = read_report(previous)
    if before.run.code_version != manifest.run.code_version or report is None or report.outcome != "passed":
        return frozenset()
    then, now = _documents(before), _documents(manifest)
    return frozenset(article_id for article_id, sha256 in now.items() if then.get(article_id) == sha256)


def _documents(manifest: Manifest) -> dict[str, str]:
    """Return the digest of the document of each article."""
    documents = (file for file in manifest.files if file.path.startswith("documents/"))
    return {Path(file.path).stem: file.sha256 for file in documents}


def read_expectations(path: Path) -> Limits:
    """Return the limits of each check: the shipped ones, replaced by those a TOML file gives."""
    try:
        shipped = tomllib.loads(EXPECTATIONS.read_text(encoding="utf-8"))
        given = tomllib.loads(path.read_text(encoding="utf-8"))
        return {code: shipped.get(code, {}) | given.get(code, {}) for code in shipped | given}
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise RunError("bad-expectations", f"{path} does not read: {error}.", "Give another file.") from error


@dataclass(frozen=True)
class _State:
    """What the checks so far showed to be there."""

    has_previous: bool
    has_tables: bool = False


def make_views(audit: Audit, previous: Path | None) -> None:
    """Give every table a view in the database; those of the release before stand under ``before``."""
    audit.database.execute("CREATE SCHEMA before")
    for table in TABLES:
        for schema, release in (("main", audit.release), ("before", previous)):
            if release is not None:
                files = quote(str(release / table.name / "*.parquet"))
                audit.database.execute(f"CREATE VIEW {schema}.{table.name} AS SELECT * FROM read_parquet({files})")


def _run(check: Check, audit: Audit, state: _State) -> tuple[CheckResult, list[Wrong]]:
    """Return the result of one check; a check that cannot run says why."""
    if check.needs != "files" and not state.has_tables:
        return _result(check, Found(), "not_run", "The tables do not read."), []
    if check.needs == "previous" and not state.has_previous:
        return _result(check, Found(), "not_run", "There is no release before."), []
    found = check.find(audit)
    if not found.wrong:
        return _result(check, found, "passed", None), []
    if check.severity == "error":
        return _result(check, found, "failed", None), found.wrong
    if check.severity == "warning" and (note := _over_limit(check, audit, found)):
        return _result(check, found, "failed", note), found.wrong
    return _result(check, found, "tolerated", None), found.wrong


def _over_limit(check: Check, audit: Audit, found: Found) -> str | None:
    """Return which limit was passed, or None."""
    n_checked, share = found.n_checked or 0, audit.limit(check.code, "share")
    if n_checked < audit.limit(check.code, "judged_from") or len(found.wrong) <= share * n_checked:
        return None
    return f"{len(found.wrong)} of {n_checked} is more than {share:.1%}."


def _result(check: Check, found: Found, outcome: str, note: str | None) -> CheckResult:
    return CheckResult.model_validate(
        {
            "code": check.code,
            "title": check.title,
            "severity": check.severity,
            "outcome": outcome,
            "n_checked": found.n_checked,
            "n_failures": len(found.wrong),
            "note": note,
        }
    )


def _place(check: Check, wrong: Sequence[Wrong], audit: Audit, *, has_tables: bool) -> Iterator[Failure]:
    """Yield what a check found as failures, with the source file and the line where the tables can tell."""
    lines = _Lines(audit.database if has_tables else None)
    for item in wrong:
        path, line = lines.find(item)
        yield Failure(
            code=check.code,
            severity=check.severity,
            message=item.message,
            record_type=item.record_type,
            record_id=item.record_id,
            value=item.value,
            article_id=item.article_id,
            source_path=item.source_path or path,
            line=line,
            start=item.start,
            end=item.end,
        )


class _Lines:
    """Looks up source files and lines; keeps the text of the last article only."""

    def __init__(self, database: Connection | None) -> None:
        self._database = database
        self._article: str | None = None
        self._source: tuple[str | None, str] = (None, "")

    def find(self, item: Wrong) -> tuple[str | None, int | None]:
        """Return the source path, and the line of the place, as far as they are known."""
        if self._database is None or item.article_id is None:
            return None, None
        if item.article_id != self._article:
            rows = fetch(
                self._database, "SELECT source_path, text FROM sources WHERE article_id = ?", (item.article_id,)
            )
            self._article, self._source = item.article_id, rows[0] if rows else (None, "")
        path, text = self._source
        line = None if item.start is None else text.count("\n", 0, item.start) + 1
        return path, line


def _report(
    manifest: Manifest, before: Manifest | None, results: Sequence[CheckResult], failures: Sequence[Failure]
) -> Report:
    return Report(
        release_id=manifest.release_id,
        against=before.release_id if before else None,
        outcome="blocked" if any(result.outcome == "failed" for result in results) else "passed",
        n_rows=manifest.n_rows,
        results=tuple(results),
        failures=tuple(failures),
    )


def exit_code(report: Report) -> int:
    """Return the exit code of a validation: 0 passed, 1 blocked (2, could not run, is for errors)."""
    return 1 if report.outcome == "blocked" else 0


def check_candidate(candidate: "Candidate", expectations: Path = EXPECTATIONS) -> Report:
    """Run every check on a candidate against the release before; write the report into it."""
    before = candidate.output / "releases" / (candidate.manifest.previous or "")
    previous = before if candidate.manifest.previous else None
    report = validate_release(candidate.path, previous, expectations, trusts_previous=True)
    write_report(report, candidate.path)
    return report


def write_report(report: Report, folder: Path) -> None:
    """Write ``failures.parquet`` (every failure), ``report.txt`` and ``report.json`` (the results) into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    write_records(folder / "failures.parquet", Failure, report.failures)
    (folder / "report.txt").write_text(report_text(report), encoding="utf-8")
    summary = report.model_copy(update={"failures": ()})
    (folder / REPORT).write_text(summary.model_dump_json(indent=1) + "\n", encoding="utf-8")


def read_report(folder: Path) -> Report | None:
    """Return the results in a folder, without the failures; None when nothing was checked there yet."""
    try:
        return Report.model_validate_json((folder / REPORT).read_bytes())
    except (FileNotFoundError, ValidationError):
        return None


_MARKS = {"passed": "ok", "failed": "BLOCKS", "tolerated": "noted", "not_run": "not run"}
_EXAMPLES = 5


def report_text(report: Report) -> str:
    """Return the report for people: one line a check, and the first failures of each."""
    against = f" against {report.against}" if report.against else ""
    lines = [f"Release {report.release_id}{against}: {report.outcome}", ""]
    for result in report.results:
        count = f"  {result.n_failures} found" if result.n_failures else ""
        note = f"  ({result.note})" if result.note else ""
        lines.append(f"{result.code}  {_MARKS[result.outcome]:8} {result.title}{count}{note}")
    lines += ["", *_example_lines(report.failures)]
    return "\n".join(lines).rstrip() + "\n"


def _example_lines(failures: Sequence[Failure]) -> Iterator[str]:
    shown: dict[str, int] = {}
    for failure in failures:
        shown[failure.code] = shown.get(failure.code, 0) + 1
        if shown[failure.code] <= _EXAMPLES and failure.severity != "info":
            where = f"{failure.source_path}:{failure.line or 1}: " if failure.source_path else ""
            what = " ".join(part for part in (failure.record_type, failure.record_id) if part)
            value = f" ({failure.value})" if failure.value else ""
            yield f"{failure.code}  {where}{what}: {failure.message}{value}"
    if any(number > _EXAMPLES for number in shown.values()):
        yield f"... {len(failures)} in all; failures.parquet has every one."
