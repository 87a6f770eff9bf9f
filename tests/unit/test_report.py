"""The report: every failure on disk, JUnit XML that build servers read, and a page that needs nothing but itself."""

import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from junitparser import Failure as JUnitFailure
from junitparser import JUnitXml, Skipped

from pipeline.checks.validate import EXAMPLES, Terms
from pipeline.release.manifest import Release
from pipeline.report.page import SHOWN_EACH
from pipeline.report.read import read_report
from pipeline.report.write import report_on
from schemas.release import Report
from tests.broken import copy_of, query, rewrite
from tests.made import BOOKS, Book, make_both, require_release

_BEGINNINGS, _ENDINGS = "Bar Cal Dor El Fen Gar Hol".split(), "ton win son ley by ford well".split()
FAMILIES = sorted(beginning + ending for beginning in _BEGINNINGS for ending in _ENDINGS)
MANY = tuple(Book(name, "Ann", 1900 + number, f"On the matter of {name}") for number, name in enumerate(FAMILIES))


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Path]:
    """The report on a release with 49 citations that are all not mentioned, have bad, even evil notes."""
    folder = tmp_path_factory.mktemp("reported")
    first = require_release(folder / "output", [make_both(1, BOOKS)])
    second: Release = require_release(folder / "output", [make_both(1, BOOKS), make_both(2, MANY)])
    broken = copy_of(second, folder)
    rewrite(broken, "annotations", "UPDATE t SET text = '<script>alert(1)</script>\x01'")
    rewrite(broken, "contributors", "DELETE FROM t WHERE owner_type = 'article'")
    report = report_on(broken, folder / "report", first.path, Terms())
    return report, folder / "report"


def test_every_failure_is_on_disk_with_file_and_line(reported: tuple[Report, Path]) -> None:
    report, folder = reported
    for result in report.results:
        rows = query(f"""SELECT count(*) FROM '{folder}/failures.parquet'
            WHERE code = '{result.code}' AND title = '{result.title.replace("'", "''")}'""")  # noqa: S608
        assert rows == [(result.n_failures,)]
    (v43,) = (result for result in report.results if result.code == "V43")
    assert v43.n_failures == len(BOOKS) + len(MANY)
    lines = query(f"""SELECT count(*), count(source_path), count(line), count(record_id), count(value)
        FROM '{folder}/failures.parquet' WHERE code = 'V43'""")  # noqa: S608
    assert lines == [(v43.n_failures,) * 5]
    assert len([failure for failure in report.failures if failure.code == "V43"]) == EXAMPLES


def test_the_json_report_reads_back(reported: tuple[Report, Path]) -> None:
    report, folder = reported
    assert read_report(folder) == report


def test_build_servers_read_the_junit_report(reported: tuple[Report, Path]) -> None:
    report, folder = reported
    read: Any = JUnitXml.fromfile(str(folder / "report.xml"))
    (suite,) = read
    cases = list(suite)
    outcomes = [result.outcome for result in report.results]
    assert [case.classname for case in cases] == [f"annobib.{result.code}" for result in report.results]
    assert len({case.name for case in cases}) == len(cases)
    assert (suite.tests, suite.failures, suite.skipped, suite.errors) == (
        len(outcomes),
        outcomes.count("failed"),
        outcomes.count("not_run"),
        0,
    )
    by_class = {case.classname: case for case in cases}
    (failure,) = by_class["annobib.V11"].result
    assert isinstance(failure, JUnitFailure)
    assert failure.type == "error"
    assert "0002.txt:" in str(failure.text)
    assert any(isinstance(one, Skipped) for one in by_class["annobib.V41"].result)


class _Page(HTMLParser):
    """Notes what a page loads, the ids it has, and the ids it points to."""

    def __init__(self) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.points: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append(tag)
        self.loads += [str(values[name]) for name in ("src", "srcset", "data", "action", "poster") if name in values]
        if tag in ("a", "link", "use", "image", "base") and "href" in values:
            href = str(values["href"])
            (self.points if href.startswith("#") else self.loads).append(href)
        if values.get("id"):
            self.ids.append(str(values["id"]))


def test_the_page_loads_nothing_and_its_links_lead_somewhere(reported: tuple[Report, Path]) -> None:
    text = (reported[1] / "report.html").read_text(encoding="utf-8")
    page = _Page()
    page.feed(text)
    assert page.loads == []
    assert "script" not in page.tags
    assert re.search(r"url\(|@import", text) is None
    assert len(page.ids) == len(set(page.ids))
    assert {point[1:] for point in page.points} <= set(page.ids)
    assert "&lt;script&gt;alert(1)" in text


def test_the_page_shows_the_plots_and_marks_the_place_in_the_source(reported: tuple[Report, Path]) -> None:
    text = (reported[1] / "report.html").read_text(encoding="utf-8")
    for name in ("Fields of citations", "Mentions", "DOIs", "Changes", "citations over 2 releases: 3, 52"):
        assert name in text
    assert text.count("<svg") == text.count('role="img" aria-label=')
    assert "<mark>This book of 1998 by Hart is a study of social learning in schools.</mark>" in text


def test_the_page_is_bounded_and_says_what_it_left_out(reported: tuple[Report, Path]) -> None:
    report, folder = reported
    text = (folder / "report.html").read_text(encoding="utf-8")
    (v43,) = (result for result in report.results if result.code == "V43")
    assert f"{v43.n_failures - SHOWN_EACH} more are in <code>failures.parquet</code>" in text
    assert text.count("The note has 1 words.") == SHOWN_EACH


BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --hide-scrollbars"
).split()


@pytest.mark.skipif(BROWSER is None, reason="no Chromium here")
def test_a_browser_shows_the_page(reported: tuple[Report, Path], tmp_path: Path) -> None:
    page = (reported[1] / "report.html").resolve().as_uri()

    def browse(*flags: str) -> str:
        command = [str(BROWSER), *FLAGS, f"--user-data-dir={tmp_path}/profile", *flags, page]
        return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout

    assert "was found" in browse("--dump-dom")
    browse(f"--screenshot={tmp_path}/page.png", "--window-size=1200,2000")
    browse(f"--print-to-pdf={tmp_path}/page.pdf")
    assert (tmp_path / "page.png").stat().st_size > 50_000  # an empty page is a tenth of it
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")
