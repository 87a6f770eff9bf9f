"""Validation: every check on one release, what they found, and whether it may be published."""

# ruff: noqa: S608 - queries are put together of names of our own tables and columns; values are parameters.

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path

from pipeline.authorities.records import Authority
from pipeline.checks import CHECKS, Audit, Check, Found, Wrong
from pipeline.checks.audit import select
from pipeline.checks.expectations import read_expectations
from pipeline.checks.retractions import read_list
from pipeline.checks.vouching import NOTHING, basis_of, part_rows, vouched_for
from pipeline.checks.waivers import Waivers, read_waivers
from pipeline.release.manifest import read_manifest
from pipeline.release.older import relation
from pipeline.release.query import FEW_ROWS, MANY_ROWS, open_database, quote
from pipeline.release.tables import OF_ARTICLES
from pipeline.report.failures import Counts, FailureLog, read_failures
from pipeline.report.read import FAILURES
from schemas import TABLES
from schemas.release import CheckResult, Failure, Report

EXAMPLES = 20
"""Failures of each check that the report itself holds."""


def _today() -> date:
    return datetime.now(UTC).date()


@dataclass(frozen=True)
class Terms:
    """What a release is checked by.

    Attributes:
        expectations: A TOML file of limits; None for those shipped.
        waivers: A TOML file of waivers; None for none.
        retractions: A CSV file of retracted works; None for none.
        is_full: Whether checks that look at a sample are to look at everything.
        authorities: Who is asked about DOIs, in this order; nobody to stay offline.
        today: The day waivers and lists are judged by.
        trusts_previous: Whether articles that are as they were in the release before, which passed, need not be looked
            at one by one again; that their rows are those of the release before is still checked.
    """

    expectations: Path | None = None
    waivers: Path | None = None
    retractions: Path | None = None
    is_full: bool = False
    authorities: Sequence[Authority] = ()
    today: date = field(default_factory=_today)
    trusts_previous: bool = False


def validate_release(
    path: Path, previous: Path | None = None, terms: Terms | None = None, folder: Path | None = None
) -> Report:
    """Run every check on the release in ``path``, against the one in ``previous`` when it is given.

    Every failure is written to ``failures.parquet`` in ``folder``, when that is given; nothing else is written.

    Raises:
        RunError: There is no release to check, or a file of the terms does not read.
    """
    terms = terms or Terms()
    waivers = Waivers(read_waivers(terms.waivers, CHECKS) if terms.waivers else (), terms.today)
    with ExitStack() as stack:
        spill = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        audit = changed = stack.enter_context(open_audit(path, previous, terms))
        log = FailureLog(spill, audit.manifest.n_buckets, waivers.find)
        has_previous = previous is not None
        state = _State(has_previous=has_previous, has_texts=audit.manifest.profile == "full")
        results: list[CheckResult] = []
        for check in CHECKS:
            result = _run(check, audit, changed, state, log)
            if check.code == "V01" and result.outcome == "passed":
                make_views(audit, previous)
                changed = stack.enter_context(_only_changed(audit))
                state = _State(has_previous, state.has_texts, has_tables=True)
            results.append(result)
        failures = (folder or spill) / FAILURES
        log.finish(failures, audit, audit.database, has_tables=state.has_tables)
        examples = read_failures(failures, audit.database, examples=EXAMPLES)
        return _report(audit, results, waivers, tuple(examples), failures)


@contextmanager
def open_audit(path: Path, previous: Path | None = None, terms: Terms | None = None) -> Iterator[Audit]:
    """Yield what checks work on; the views of `make_views` are not made yet."""
    terms = terms or Terms()
    manifest, expectations = read_manifest(path), read_expectations(terms.expectations)
    before = read_manifest(previous) if previous else None
    retractions = read_list(terms.retractions) if terms.retractions else None
    trusts = terms.trusts_previous and not terms.is_full
    vouched = vouched_for(manifest, expectations, before, previous) if trusts and before and previous else NOTHING
    threads = FEW_ROWS if vouched.articles else MANY_ROWS
    with tempfile.TemporaryDirectory() as spill, open_database(Path(spill), threads) as database:
        yield Audit(
            release=path,
            manifest=manifest,
            previous=before,
            database=database,
            expectations=expectations,
            today=terms.today,
            vouched=vouched,
            before=previous,
            is_full=terms.is_full,
            authorities=terms.authorities,
            retractions=retractions,
        )


@contextmanager
def _only_changed(audit: Audit) -> Iterator[Audit]:
    """Yield the audit of those articles of a release, and of the one before, that nobody vouches for."""
    if not audit.vouched.articles or audit.before is None:
        yield audit
        return
    with tempfile.TemporaryDirectory() as folder, open_database(Path(folder, "spill"), FEW_ROWS) as database:
        parted = part_rows(audit.release, audit.before, audit.manifest.n_buckets, audit.vouched, Path(folder))
        changed = replace(audit, database=database, parted=parted, whole=audit.database)
        make_views(changed, audit.before)
        yield changed


@dataclass(frozen=True)
class _State:
    """What the checks so far showed to be there."""

    has_previous: bool
    has_texts: bool
    has_tables: bool = False

    def missing(self, check: Check) -> str | None:
        """Return why a check cannot run, or None."""
        if check.needs != "files" and not self.has_tables:
            return "The tables do not read."
        if "previous" in check.needs and not self.has_previous:
            return "There is no release before."
        if "texts" in check.needs and not self.has_texts:
            return "The release is without texts."
        return None


def make_views(audit: Audit, previous: Path | None) -> None:
    """Give every table a view in the database; those of the release before stand under ``before``."""
    audit.database.execute("CREATE SCHEMA before")
    parted = audit.parted
    for schema, release, parts in (
        ("main", audit.release, parted.here if parted else audit.release),
        ("before", previous, parted.before if parted else previous),
    ):
        for table in TABLES:
            folder = parts if table.name in OF_ARTICLES else release
            if folder is not None:
                rows = relation(table.name, sorted((folder / table.name).glob("*.parquet")))
                audit.database.execute(f"CREATE VIEW {schema}.{table.name} AS SELECT * FROM {rows}")


def _run(check: Check, audit: Audit, changed: Audit, state: _State, log: FailureLog) -> CheckResult:
    """Return the result of one check; a check that cannot run says why."""
    if missing := state.missing(check):
        return _result(check, Found(note=missing), Counts(), "not_run")
    was_asked = (check.code, check.title) in audit.vouched.asked
    is_changed = check.about == "difference" or (check.about in ("article", "rows") and was_asked)
    found = check.find(changed if is_changed else audit)
    if not found.is_run:
        return _result(check, found, Counts(), "not_run")
    taken_over = _found_before(audit, check) if check.about == "article" and was_asked else ()
    counts = log.note(check, chain(found.wrong, taken_over))
    if not counts.n_failures:
        return _result(check, found, counts, "passed")
    limit = _passed_limit(check, audit, found, counts)
    return _result(check, found, counts, "tolerated" if limit is None else "failed", limit)


def _found_before(audit: Audit, check: Check) -> Iterator[Wrong]:
    """Yield what a check found in the articles that are vouched for, when it looked at them."""
    columns = ", ".join(f'"{name}"' for name in Wrong._fields)
    file = f"read_parquet({quote(str(audit.vouched.failures))}, file_row_number = true)"
    found = f"SELECT {columns} FROM {file} WHERE code = ? AND title = ? AND article_id IS NOT NULL"
    wrong = select(audit, f"{found} ORDER BY file_row_number", check.code, check.title)
    return (one for one in wrong if one.article_id in audit.vouched.articles)


def _passed_limit(check: Check, audit: Audit, found: Found, counts: Counts) -> str | None:
    """Return which limit was passed, or None when the findings do not block."""
    if check.severity == "error":
        return "An error always blocks."
    n_checked, share = found.n_checked or 0, audit.limit(check.code, "share")
    n_counted = counts.n_failures - counts.n_waived
    if check.severity == "info" or n_checked < audit.limit(check.code, "judged_from"):
        return None
    if counts.n_whole:
        return "It is about the whole release."
    if n_counted <= share * n_checked:
        return None
    return f"{n_counted} of {n_checked} is more than {share:.1%}."


def _result(check: Check, found: Found, counts: Counts, outcome: str, limit: str | None = None) -> CheckResult:
    waived = f"{counts.n_waived} waived." if counts.n_waived else None
    notes = (limit if check.severity != "error" else None, waived, found.note)
    return CheckResult.model_validate(
        {
            "code": check.code,
            "title": check.title,
            "severity": check.severity,
            "outcome": outcome,
            "n_checked": found.n_checked,
            "n_failures": counts.n_failures,
            "n_waived": counts.n_waived,
            "note": " ".join(note for note in notes if note) or None,
        }
    )


def _report(
    audit: Audit, results: Sequence[CheckResult], waivers: Waivers, examples: tuple[Failure, ...], failures: Path
) -> Report:
    return Report(
        release_id=audit.manifest.release_id,
        against=audit.previous.release_id if audit.previous else None,
        outcome="blocked" if any(result.outcome == "failed" for result in results) else "passed",
        expectations=audit.expectations.name,
        n_rows=audit.manifest.n_rows,
        results=tuple(results),
        waivers=waivers.uses(),
        failures=examples,
        n_taken_over=len(audit.vouched.articles),
        basis=basis_of(audit.manifest, failures),
    )


def exit_code(report: Report) -> int:
    """Return the exit code of a validation: 0 passed, 1 blocked (2, could not run, is for errors)."""
    return 1 if report.outcome == "blocked" else 0
