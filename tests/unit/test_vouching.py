"""What the release before vouches for is not looked at again, is still in the report, and is bound to digests."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow.parquet as pq
import pytest

from benchmarks.generator.pages import make_pages
from benchmarks.generator.records import works
from pipeline.checks import CHECKS
from pipeline.checks.validate import Terms, validate_release
from pipeline.release.publish import open_release
from pipeline.report.read import read_report
from pipeline.run.ingest import ingest
from pipeline.run.options import Options
from pipeline.run.summary import Summary
from schemas.release import Report
from tests.broken import copy_of, query, rewrite

N_ARTICLES = 6
ABOUT = {(check.code, check.title): check.about for check in CHECKS}


def run(folder: Path, **options: Any) -> Summary:
    return ingest(Options((str(folder / "pages"),), folder / "output", runner="local", concepts=False, **options))


def report_of(summary: Summary) -> Report:
    report = read_report(summary.path)
    assert report is not None
    return report


def change(folder: Path, at: int = 0) -> None:
    page = sorted((folder / "pages").iterdir())[at]
    page.write_text(page.read_text(encoding="utf-8").replace(" a ", " one ", 3), encoding="utf-8")


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of pages with many a finding, none of which blocks."""
    folder = tmp_path_factory.mktemp("first")
    (folder / "pages").mkdir()
    for page in make_pages(works(60, 7), N_ARTICLES, 20, 7, 0.3):
        (folder / "pages" / page.name).write_text(page.text, encoding="utf-8")
    assert run(folder).fate == "published"
    return folder


@pytest.fixture
def folder(first: Path, tmp_path: Path) -> Path:
    """The same, with one page that changed since."""
    shutil.copytree(first, tmp_path, symlinks=True, dirs_exist_ok=True)
    change(tmp_path)
    return tmp_path


def said_in(report: Report) -> list[tuple[Any, ...]]:
    """Return what each check came to; two look at what changed only, and say so in their numbers."""
    results = (result for result in report.results if result.code not in ("V08", "V47"))
    return [(r.code, r.title, r.outcome, r.n_failures, r.n_checked) for r in results]


def findings(failures: Path) -> set[tuple[Any, ...]]:
    """Return everything that was found about articles, with its place."""
    return set(query(f"SELECT * FROM '{failures}'"))  # noqa: S608 (a folder of the test)


def test_the_report_of_a_second_run_is_that_of_a_check_of_everything(folder: Path) -> None:
    after = run(folder)
    report = report_of(after)
    previous = folder / "output" / "releases" / str(report.against)
    whole = validate_release(after.path, previous, Terms(), folder)
    assert report.n_taken_over == N_ARTICLES - 1
    assert whole.n_taken_over == 0
    assert f"{N_ARTICLES - 1} articles are as before" in (after.path / "report.txt").read_text(encoding="utf-8")
    assert f"{N_ARTICLES - 1} articles that are as before" in (after.path / "report.html").read_text(encoding="utf-8")
    assert said_in(report) == said_in(whole)
    assert findings(after.path / "failures.parquet") == findings(folder / "failures.parquet")
    taken_over = {(r.code, r.title) for r in report.results if r.n_failures and ABOUT[r.code, r.title] == "article"}
    assert len(taken_over) > 2


def test_what_is_taken_over_is_about_articles(folder: Path) -> None:
    about_articles = [name for name, about in ABOUT.items() if about == "article"]
    failures = pl.read_parquet(folder / "output" / "current" / "failures.parquet")
    there = failures.filter(pl.struct("code", "title").is_in([{"code": c, "title": t} for c, t in about_articles]))
    assert there.height
    assert there["article_id"].null_count() == 0


def test_a_third_run_takes_over_what_the_second_took_over(folder: Path) -> None:
    second = report_of(run(folder))
    change(folder, 1)
    third = report_of(run(folder))
    counts = [{(r.code, r.title): r.n_failures for r in report.results} for report in (second, third)]
    assert counts[0] == counts[1]


def harm(path: Path, column: str, value: Any) -> None:
    """Write another value into the first row of a published part, which is read-only."""
    rows = pq.read_table(path)
    values = rows[column].to_pylist()
    values[0] = value
    at = rows.schema.get_field_index(column)
    field = rows.schema.field(at)
    path.chmod(0o644)
    pq.write_table(rows.set_column(at, field, pl.Series(values).to_arrow().cast(field.type)), path)


SMUGGLED: dict[str, tuple[str, str, str]] = {
    "V06": ("citations", "title", "A title that nobody printed"),
    "V11": ("sources", "text", "Another text altogether"),
}


@pytest.mark.parametrize("code", SMUGGLED)
def test_a_row_smuggled_into_the_release_before_is_caught(folder: Path, code: str) -> None:
    table, column, value = SMUGGLED[code]
    harm((folder / "output" / "current" / table / "part-0000.parquet").resolve(), column, value)
    after = run(folder)
    assert after.fate == "blocked"
    assert report_of(after).n_taken_over == 0
    assert code in {result.code for result in after.blocked_by}


KEYS = {
    "that of a row of another article": ("<>", "citations", "citation_id"),
    "that of another row of the same article": ("=", "citations", "citation_id"),
    "that of a callout of another article": ("<>", "mentions", "mention_id"),
}


@pytest.mark.parametrize("where", KEYS)
def test_a_key_that_a_changed_article_has_from_another_row_is_found(folder: Path, where: str) -> None:
    after = run(folder)
    previous = folder / "output" / "releases" / str(report_of(after).against)
    changed = query(f"SELECT any_value(article_id) FROM '{after.path}/changes/*.parquet'")[0][0]  # noqa: S608
    broken = copy_of(open_release(after.path), folder / "broken")
    sign, table, key = KEYS[where]
    rewrite(
        broken,
        table,
        f"""UPDATE t SET {key} = (SELECT max({key}) FROM t WHERE article_id {sign} '{changed}')
            WHERE {key} = (SELECT min({key}) FROM t WHERE article_id = '{changed}')""",  # noqa: S608
    )
    reports = [
        validate_release(broken, previous, Terms(trusts_previous=trusts), folder / str(trusts))
        for trusts in (True, False)
    ]
    assert [report.n_taken_over for report in reports] == [N_ARTICLES - 1, 0]
    found = [[failure for failure in report.failures if failure.code == "V02"] for report in reports]
    assert found[0] == found[1]
    assert found[0]


def test_a_part_that_is_linked_is_caught_by_its_digest(first: Path, folder: Path) -> None:
    # Renaming a page changes its head alone, so that every other part is the file of the release before.
    shutil.copytree(first / "pages", folder / "pages", dirs_exist_ok=True)
    page = min((folder / "pages").iterdir())
    page.rename(page.with_name("renamed.txt"))
    harm((folder / "output" / "current" / "sections" / "part-0000.parquet").resolve(), "heading", "Smuggled in")
    after = run(folder)
    assert after.fate == "blocked"
    assert "V05" in {result.code for result in after.blocked_by}


def edit_failures(release: Path) -> None:
    failures = release / "failures.parquet"
    failures.chmod(0o644)
    pq.write_table(pq.read_table(failures).slice(5), failures)


def edit_report(release: Path) -> None:
    report = release / "report.json"
    report.chmod(0o644)
    report.write_text(report.read_text(encoding="utf-8").replace('"passed"', '"blocked"', 1), encoding="utf-8")


def remove_report(release: Path) -> None:
    (release / "report.json").unlink()


@pytest.mark.parametrize("edit", [edit_failures, edit_report, remove_report])
def test_nothing_is_taken_over_from_a_report_that_is_not_as_it_was(folder: Path, edit: Callable[[Path], None]) -> None:
    edit((folder / "output" / "current").resolve())
    after = run(folder)
    assert report_of(after).n_taken_over == 0
    previous = folder / "output" / "releases" / str(report_of(after).against)
    assert validate_release(after.path, previous).results == report_of(after).results


def test_other_limits_look_at_everything_again(folder: Path) -> None:
    limits = folder / "limits.toml"
    limits.write_text("version = 1\n[V28]\nsimilarity = 0.99\n", encoding="utf-8")
    before = {(r.code, r.title): r.n_failures for r in report_of(run(folder)).results}
    change(folder, 1)
    after = report_of(run(folder, expectations=limits))
    assert after.n_taken_over == 0
    key = next(key for key in ABOUT if key[0] == "V28")
    assert {(r.code, r.title): r.n_failures for r in after.results}[key] > before[key]
