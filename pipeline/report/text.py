"""The report for people, as text: one line a check, what was waived, and the first failures of each check."""

from collections.abc import Iterator

from schemas.release import CheckResult, Failure, Report, WaiverUse

MARKS = {"passed": "ok", "failed": "BLOCKS", "tolerated": "noted", "not_run": "not run"}
"""What each outcome is called, here and on the page."""
_EXAMPLES = 5


def report_text(report: Report) -> str:
    """Return the report as text that ends with a newline."""
    against = f" against {report.against}" if report.against else ""
    lines = [f"Release {report.release_id}{against}: {report.outcome}", ""]
    if report.n_taken_over:
        articles = "1 article is" if report.n_taken_over == 1 else f"{report.n_taken_over} articles are"
        lines[1:1] = [f"{articles} as before; what was found in them then is taken over."]
    lines += [_result_line(result) for result in report.results]
    if report.waivers:
        lines += ["", "Waivers", *(_waiver_line(waiver) for waiver in report.waivers)]
    lines += ["", *_example_lines(report)]
    return "\n".join(lines).rstrip() + "\n"


def _result_line(result: CheckResult) -> str:
    count = f"  {result.n_failures} found" if result.n_failures else ""
    note = f"  ({result.note})" if result.note else ""
    return f"{result.code}  {MARKS[result.outcome]:8} {result.title}{count}{note}"


def _waiver_line(waiver: WaiverUse) -> str:
    states = {
        "used": f"{waiver.n_failures} waived",
        "unused": "it matches nothing",
        "expired": f"EXPIRED, does not count; {waiver.n_failures} found",
    }
    return f"{waiver.check}  {states[waiver.state]}; {waiver.who}, until {waiver.until}: {waiver.why}"


def _example_lines(report: Report) -> Iterator[str]:
    shown: dict[str, int] = {}
    for failure in report.failures:
        shown[failure.code] = shown.get(failure.code, 0) + 1
        if shown[failure.code] <= _EXAMPLES and failure.severity != "info":
            yield failure_line(failure)
    found = sum(result.n_failures for result in report.results)
    if found > sum(min(number, _EXAMPLES) for number in shown.values()):
        yield f"... {found} in all; failures.parquet has every one."


def failure_line(failure: Failure) -> str:
    """Return one failure as one line: the check, where, what, why and the value."""
    where = f"{failure.source_path}:{failure.line or 1}: " if failure.source_path else ""
    what = " ".join(part for part in (failure.record_type, failure.record_id) if part)
    value = f" ({failure.value})" if failure.value else ""
    waived = f" [waived by {failure.waiver}]" if failure.waiver else ""
    return f"{failure.code}  {where}{what}: {failure.message}{value}{waived}"
