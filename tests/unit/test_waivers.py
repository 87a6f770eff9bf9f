"""Expectations and waivers: what blocks, what does not, and that every file of theirs that is wrong is named."""

from datetime import date
from pathlib import Path

import pytest

from pipeline.checks import CHECKS
from pipeline.checks.expectations import read_expectations
from pipeline.checks.validate import Terms, validate_release
from pipeline.checks.waivers import read_waivers
from pipeline.errors import RunError
from pipeline.release.manifest import Release
from pipeline.report.write import terms_beside
from schemas.release import Report
from tests.broken import copy_of, rewrite
from tests.made import make_both, require_release

TODAY = date(2026, 11, 24)
ONE, TWO = "obo-9780199756810-0001", "obo-9780199756810-0002"


@pytest.fixture(scope="module")
def doubtful(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release whose two articles both lack a title, which is a warning (V18)."""
    folder = tmp_path_factory.mktemp("doubtful")
    release: Release = require_release(folder / "output", [make_both(1), make_both(2)])
    broken = copy_of(release, folder)
    rewrite(broken, "articles", "UPDATE t SET title = NULL")
    return broken


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def waiver(ids: str = f'["{ONE}"]', check: str = "V18", until: str = "2026-11-24") -> str:
    return f'[[waiver]]\ncheck = "{check}"\nids = {ids}\nwho = "A. Librarian"\nwhy = "It is so."\nuntil = {until}\n'


def judged(release: Path, folder: Path, waivers: str) -> Report:
    """Return the report under limits that let no warning pass."""
    strict = written(folder / "strict.toml", "version = 1\n[V18]\nshare = 0.0\njudged_from = 1\n")
    terms = Terms(strict, written(folder / "waivers.toml", waivers) if waivers else None, today=TODAY)
    return validate_release(release, terms=terms)


# Waivers, whether V18 still blocks, and how many findings are waived.
CASES = [
    ("", "failed", 0),
    (waiver(), "failed", 1),  # the other article is not waived
    (waiver(f'["{ONE}", "{TWO}"]'), "tolerated", 2),
    (waiver() + waiver(f'["{TWO}"]'), "tolerated", 2),
    (waiver(f'["{ONE}", "{TWO}"]', until="2026-11-23"), "failed", 0),  # it ended yesterday
    (waiver(f'["{ONE}", "{TWO}"]', until="2026-11-23") + waiver(f'["{ONE}", "{TWO}"]'), "tolerated", 2),
    (waiver('["somebody else"]'), "failed", 0),
    (waiver(f'["{ONE}", "{TWO}"]', check="V16"), "failed", 0),
]


@pytest.mark.parametrize(("waivers", "outcome", "n_waived"), CASES)
def test_findings_that_somebody_answers_for_do_not_block(
    doubtful: Path, tmp_path: Path, waivers: str, outcome: str, n_waived: int
) -> None:
    (result,) = (one for one in judged(doubtful, tmp_path, waivers).results if one.code == "V18")
    assert (result.outcome, result.n_failures, result.n_waived) == (outcome, 2, n_waived)


def test_the_report_says_what_came_of_each_waiver(doubtful: Path, tmp_path: Path) -> None:
    given = waiver() + waiver('["gone"]') + waiver(f'["{TWO}"]', until="2026-01-31")
    report = judged(doubtful, tmp_path, given)
    assert [(one.state, one.n_failures) for one in report.waivers] == [("used", 1), ("unused", 0), ("expired", 1)]
    waived = {failure.article_id: failure.waiver for failure in report.failures if failure.code == "V18"}
    assert waived == {ONE: "A. Librarian, until 2026-11-24", TWO: None}


def test_what_is_said_of_the_whole_release_is_waived_as_such(tmp_path: Path) -> None:
    release = require_release(tmp_path / "output", [make_both(1)])
    broken = copy_of(release, tmp_path)
    rewrite(broken, "citations", "UPDATE t SET parse_status = 'unstructured'")
    strict = written(tmp_path / "strict.toml", "version = 1\n[V24]\njudged_from = 1\n")
    waivers = written(tmp_path / "w.toml", waiver('["release"]', "V24"))
    blocked = validate_release(broken, terms=Terms(strict, today=TODAY))
    waived = validate_release(broken, terms=Terms(strict, waivers, today=TODAY))
    (before,), (after,) = ([one for one in report.results if one.code == "V24"] for report in (blocked, waived))
    assert (before.outcome, before.note) == ("failed", "It is about the whole release.")
    assert after.n_waived == 2  # complete and unstructured; the article itself still counts, as one of one
    assert after.note == "1 of 1 is more than 5.0%. 2 waived."


def test_waivers_beside_the_releases_are_found(tmp_path: Path) -> None:
    assert terms_beside(tmp_path).waivers is None
    beside = written(tmp_path / "waivers.toml", waiver())
    assert terms_beside(tmp_path).waivers == beside
    other = written(tmp_path / "other.toml", waiver())
    assert terms_beside(tmp_path, Terms(waivers=other)).waivers == other


BAD_WAIVERS = [
    ("[[waiver]\n", "does not read"),
    ("[other]\n", "may hold waivers only"),
    ("waiver = 3\n", "may hold waivers only"),
    (waiver(check="V99"), "waiver 1: there is no check V99"),
    (waiver() + waiver(check="V05"), "waiver 2: V05 finds errors, which cannot be waived"),
    (waiver(ids="[]"), "waiver 1 names no ids"),
    (waiver().replace("who =", "whom ="), "waiver 1: who: Field required"),
    (waiver(until='"soon"'), "until: Input should be a valid date"),
    ("waiver = [1]\n", "waiver 1 is not a table"),
]


@pytest.mark.parametrize(("text", "reason"), BAD_WAIVERS)
def test_waivers_that_are_none_are_named(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(RunError) as caught:
        read_waivers(written(tmp_path / "waivers.toml", text), CHECKS)
    assert reason in caught.value.reason


BAD_EXPECTATIONS = [
    ("[V10]\nshare = 0.1\n", "is not of version 1"),
    ("version = 2\n", "is not of version 1"),
    ("version = 1\n[V10]\nshere = 0.1\n", "[V10] shere, which is no limit of any check"),
    ("version = 1\n[V77]\nshare = 0.1\n", "[V77], which is no limit of any check"),
    ('version = 1\n[V10]\nshare = "much"\n', "V10 must be a table of numbers"),
    ("version = 1\nV10 = 3\n", "V10 must be a table of numbers"),
    ("version =", "does not read"),
]


@pytest.mark.parametrize(("text", "reason"), BAD_EXPECTATIONS)
def test_expectations_that_are_none_are_named(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(RunError) as caught:
        read_expectations(written(tmp_path / "expectations.toml", text))
    assert reason in caught.value.reason


def test_other_limits_replace_those_shipped_and_have_another_name(tmp_path: Path) -> None:
    shipped = read_expectations()
    given = read_expectations(
        written(tmp_path / "e.toml", "version = 1\n[V21]\nshare = 0.5\n[V27]\nlongest_name = 80\n")
    )
    assert (given.limits["V21"], given.limits["V27"]) == ({"share": 0.5}, {"share": 0.02, "longest_name": 80})
    assert given.name.split("-")[0] == shipped.name.split("-")[0] == "1"
    assert given.name != shipped.name
