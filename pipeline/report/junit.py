"""The report as JUnit XML, the form in which build servers read test results: one test case a check.

Elements and attributes are those that GitLab, Jenkins and GitHub's reporters read: ``testsuites``, ``testsuite``
(``properties``), ``testcase`` (``classname``, ``name``), ``failure`` (``message``, ``type``), ``skipped``
(``message``) and ``system-out``. A check that found something that does not block is a test passed, with what it found
in ``system-out``.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

from pipeline.report.text import failure_line
from schemas.release import CheckResult, Failure, Report

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold."""


def write_junit(report: Report, path: Path) -> None:
    """Write the report as JUnit XML."""
    root = junit_tree(report)
    indent(root)
    ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def junit_tree(report: Report) -> Element:
    """Return the report as the root element ``testsuites``."""
    outcomes = [result.outcome for result in report.results]
    counts = {
        "tests": str(len(outcomes)),
        "failures": str(outcomes.count("failed")),
        "errors": "0",
        "skipped": str(outcomes.count("not_run")),
        "time": "0",
    }
    root = Element("testsuites", {"name": "annobib", **counts})
    suite = SubElement(root, "testsuite", {"name": f"Release {report.release_id}", **counts})
    properties = SubElement(suite, "properties")
    for name, value in (
        ("against", report.against or "none"),
        ("expectations", report.expectations),
        ("outcome", report.outcome),
    ):
        SubElement(properties, "property", {"name": name, "value": value})
    for result in report.results:
        _add_case(suite, result, [f for f in report.failures if (f.code, f.title) == (result.code, result.title)])
    return root


def _add_case(suite: Element, result: CheckResult, failures: Sequence[Failure]) -> None:
    name = f"{result.code} {result.title} ({result.severity})"
    case = SubElement(suite, "testcase", {"classname": f"annobib.{result.code}", "name": name, "time": "0"})
    if result.outcome == "not_run":
        SubElement(case, "skipped", {"message": _text(result.note or "It could not run.")})
    elif result.outcome == "failed":
        message = _text(f"{result.n_failures} found. {result.note or ''}".strip())
        SubElement(case, "failure", {"message": message, "type": result.severity}).text = _lines(result, failures)
    elif result.n_failures:
        SubElement(case, "system-out").text = _lines(result, failures)


def _lines(result: CheckResult, failures: Sequence[Failure]) -> str:
    left = result.n_failures - len(failures)
    more = [f"... {result.n_failures} in all; failures.parquet has every one."] if left > 0 else []
    return _text("\n".join([*map(failure_line, failures), *more]))


def _text(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
