"""V41 asks registries, V42 reads a list of retractions: what others know about the works that are cited."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer

from pipeline.authorities.connection import Patience, open_connection
from pipeline.authorities.crossref import Crossref
from pipeline.authorities.doi_org import DoiOrg
from pipeline.checks.retractions import read_list
from pipeline.checks.validate import Terms, exit_code, validate_release
from pipeline.release.manifest import Release
from schemas.release import CheckResult, Report
from tests.made import make_both, require_release

DOI = "10.5555/12345678"
RECORD: dict[str, Any] = {
    "DOI": DOI,
    "type": "book",
    "title": ["Learning in company"],
    "author": [{"family": "Hart", "given": "Ann"}],
    "issued": {"date-parts": [[1998]]},
    "publisher": "Harbour Press",
}
HASTE = Patience(connect=2.0, read=2.0, answer=2.0, retries=0, pause=0.0, longest_pause=0.1, gap=0.0)


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return require_release(tmp_path_factory.mktemp("outside") / "output", [make_both(1)])


def asked(release: Release, server: HTTPServer) -> Report:
    """Return the report of a validation that asks the server, in the place of Crossref and of doi.org."""
    with open_connection("librarian@example.org", None, HASTE) as connection:
        address = server.url_for("").rstrip("/")
        authorities = (Crossref(connection, f"{address}/crossref"), DoiOrg(connection, f"{address}/doi"))
        return validate_release(release.path, terms=Terms(authorities=authorities))


def result(report: Report, code: str) -> list[CheckResult]:
    return [one for one in report.results if one.code == code]


def messages(report: Report, code: str) -> list[str]:
    return [failure.message for failure in report.failures if failure.code == code]


def crossref_says(server: HTTPServer, **changes: Any) -> None:
    server.expect_request(f"/crossref/works/{DOI}").respond_with_json({"message": RECORD | changes})


def test_v41_passes_when_the_record_is_that_of_the_work(release: Release, httpserver: HTTPServer) -> None:
    crossref_says(httpserver)
    (one,) = result(asked(release, httpserver), "V41")
    assert (one.outcome, one.n_checked, one.note) == ("passed", 1, None)


def test_v41_accepts_a_doi_of_another_agency(release: Release, httpserver: HTTPServer) -> None:
    httpserver.expect_request(f"/crossref/works/{DOI}").respond_with_data(status=404)
    httpserver.expect_request(f"/doi/{DOI}").respond_with_json(RECORD | {"title": "Learning in company"})
    (one,) = result(asked(release, httpserver), "V41")
    assert one.outcome == "passed"


WRONG = [
    ({"title": ["A History of Tea"], "author": [{"family": "Okakura"}]}, "The DOI names another work: Okakura 1998"),
    ({"title": ["Learning in good company, always"]}, "title differs from what is registered with crossref: "),
    ({"author": [{"family": "Harte"}]}, "author differs from what is registered with crossref: Harte."),
    ({"issued": {"date-parts": [[1999]]}}, "issued differs from what is registered with crossref: 1999."),
    ({"updated-by": [{"type": "retraction", "DOI": "10.5555/gone"}]}, "The work was retracted."),
]


@pytest.mark.parametrize(("changes", "message"), WRONG)
def test_v41_finds_a_record_that_is_not_that_of_the_work(
    release: Release, httpserver: HTTPServer, changes: dict[str, Any], message: str
) -> None:
    crossref_says(httpserver, **changes)
    assert any(message in said for said in messages(asked(release, httpserver), "V41"))


def test_v41_finds_a_doi_that_nobody_registered(release: Release, httpserver: HTTPServer) -> None:
    httpserver.expect_request(f"/crossref/works/{DOI}").respond_with_data(status=404)
    httpserver.expect_request(f"/doi/{DOI}").respond_with_data(status=404)
    assert messages(asked(release, httpserver), "V41") == ["The DOI is not registered, as far as is known."]


def test_v41_judges_nothing_when_nobody_answers(release: Release, httpserver: HTTPServer) -> None:
    httpserver.expect_request(f"/crossref/works/{DOI}").respond_with_data(status=500)
    httpserver.expect_request(f"/doi/{DOI}").respond_with_data(status=500)
    report = asked(release, httpserver)
    (one,) = result(report, "V41")
    assert (one.outcome, one.note) == ("not_run", "None of 1 DOIs got an answer.")
    assert exit_code(report) == 0


def retractions(folder: Path, name: str, *rows: str) -> Path:
    path = folder / name
    header = "Record ID,Title,RetractionDate,RetractionDOI,OriginalPaperDOI,RetractionNature,Reason"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def checked(release: Release, path: Path, today: date) -> Report:
    return validate_release(release.path, terms=Terms(retractions=path, today=today))


def test_v42_lists_a_work_that_was_retracted(release: Release, tmp_path: Path) -> None:
    row = f"1,Learning in company,5/27/2014 0:00,10.5555/notice,{DOI.upper()},Retraction,+Error in Data;"
    path = retractions(tmp_path, "retractions-2026-07-01.csv", row)
    report = checked(release, path, date(2026, 7, 20))
    (failure,) = (failure for failure in report.failures if failure.code == "V42")
    assert failure.message == "The work was retracted 5/27/2014."
    assert (failure.value, failure.source_path, failure.line) == (DOI, "0001.txt", 8)
    assert report.outcome == "passed"  # it is listed; citing a retracted work may be the point


def test_v42_passes_over_corrections(release: Release, tmp_path: Path) -> None:
    row = f"1,Learning in company,5/27/2014 0:00,10.5555/notice,{DOI},Correction,"
    path = retractions(tmp_path, "retractions-2026-07-01.csv", row)
    assert messages(checked(release, path, date(2026, 7, 2)), "V42") == []


def test_v42_blocks_with_a_list_that_is_too_old(release: Release, tmp_path: Path) -> None:
    path = retractions(tmp_path, "retractions-2026-07-01.csv")
    assert checked(release, path, date(2026, 7, 31)).outcome == "passed"
    report = checked(release, path, date(2026, 8, 1))
    assert messages(report, "V42") == ["The list of retractions is 31 days old, of 2026-07-01."]
    assert exit_code(report) == 1


def test_the_day_of_a_list_is_that_in_its_name_or_that_of_the_file(tmp_path: Path) -> None:
    assert read_list(retractions(tmp_path, "rw20260701.csv")).day == date(2026, 7, 1)
    today = read_list(retractions(tmp_path, "rw-2026-99-99.csv")).day
    assert today >= date(2026, 1, 1)
