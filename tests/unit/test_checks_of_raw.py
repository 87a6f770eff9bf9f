"""The release of ``raw/`` passes, and what only parsed articles show is found: V08 and V51."""

# ruff: noqa: S608 - queries on files the tests have just written.

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.checks.validate import Terms, validate_release
from pipeline.release.manifest import Release
from pipeline.release.publish import read_current
from pipeline.run.ingest import ingest
from pipeline.run.options import Options
from tests.broken import copy_of, edit_manifest, found, query, rewrite

RAW = Path(__file__).parents[2] / "raw"
PIRACY = str(RAW / "atlantic-history-piracy.txt")
FULL = Terms(is_full=True)


def ingested(options: Options) -> Release:
    ingest(options)
    release = read_current(options.output)
    assert release is not None
    return release


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return ingested(Options((str(RAW),), tmp_path_factory.mktemp("raw") / "output", runner="local"))


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """A release without texts, of one article that had been published with its texts."""
    output = tmp_path_factory.mktemp("bare") / "output"
    options = Options((PIRACY,), output, runner="local")
    ingested(options)
    return ingested(replace(options, metadata_only=True, rights="CC0-1.0"))


def test_the_release_of_raw_passes_with_no_error(good: Release) -> None:
    report = validate_release(good.path, terms=FULL)
    assert report.outcome == "passed"
    assert {failure.code for failure in report.failures if failure.severity == "error"} == set()
    not_run = {result.code for result in report.results if result.outcome == "not_run"}
    assert not_run == {"V41", "V42", "V46", "V47", "V48", "V49", "V50"}  # nobody was asked, and nothing was before


def test_v08_builds_a_sample_and_with_full_everything(good: Release) -> None:
    (some,) = (result for result in validate_release(good.path).results if result.code == "V08")
    assert (some.n_checked, some.note) == (5, "A sample; --full builds all 8.")
    (every,) = (result for result in validate_release(good.path, terms=FULL).results if result.code == "V08")
    assert (every.n_checked, every.outcome) == (8, "passed")


def test_v08_finds_a_source_that_does_not_give_the_release(good: Release, tmp_path: Path) -> None:
    broken = copy_of(good, tmp_path)
    rewrite(broken, "sources", "UPDATE t SET text = replace(text, 'Dewey', 'Dowey')")
    wrong = found("V08", broken, terms=FULL)
    assert {item.message for item in wrong} == {
        "Built of its text again, it is another.",
        "Built again, the file has other bytes.",
    }
    assert "documents/0000/obo-9780199756810-9002.json" in {item.record_id for item in wrong}
    assert "citations/part-0000.parquet" in {item.record_id for item in wrong}


def test_v08_finds_a_source_that_is_no_article(good: Release, tmp_path: Path) -> None:
    broken = copy_of(good, tmp_path)
    rewrite(broken, "sources", "UPDATE t SET text = 'gone'")
    assert {item.message for item in found("V08", broken)} == {"It cannot be built of its text again."}


def test_v08_does_not_judge_what_another_version_made(good: Release, tmp_path: Path) -> None:
    other = copy_of(good, tmp_path)
    edit_manifest(other, run=good.manifest.run.model_copy(update={"code_version": "0.0.1+other"}))
    (result,) = (result for result in validate_release(other).results if result.code == "V08")
    assert result.outcome == "not_run"
    assert "another version of the code (0.0.1+other)" in str(result.note)


def test_a_release_without_texts_has_none_of_them(bare: Release) -> None:
    report = validate_release(bare.path)
    assert report.outcome == "passed"
    assert {r.code for r in report.results if "without texts" in str(r.note)} >= {"V08", "V09", "V11", "V43"}
    for table in ("sources", "paragraphs", "annotations"):
        files = f"'{bare.path}/{table}/*.parquet'"
        assert query(f"SELECT count(text), count(*) > 0 FROM {files}") == [(0, True)]
    notes = query(f"""SELECT count(*), count(old), count(new) FROM '{bare.path}/changes/*.parquet'
        WHERE record_type IN ('annotations', 'paragraphs') AND field = 'text'""")
    assert notes[0][0] > 0
    assert notes[0][1:] == (0, 0)
    (document,) = (bare.path / "documents").glob("*/*.json")
    assert "Kidd was no pirate" not in document.read_text(encoding="utf-8")


def test_a_release_without_texts_keeps_the_facts(bare: Release, good: Release) -> None:
    facts = """SELECT citation_id, title, "start", "end" FROM '{}/citations/*.parquet'
        WHERE article_id = 'obo-9780199730414-9003' ORDER BY 1"""
    assert query(facts.format(bare.path)) == query(facts.format(good.path))


def test_the_rights_stand_in_manifest_and_data_package(bare: Release, good: Release) -> None:
    assert (bare.manifest.profile, bare.manifest.rights) == ("metadata-only", "CC0-1.0")
    assert json.loads((bare.path / "datapackage.json").read_text())["licenses"] == [{"name": "CC0-1.0"}]
    assert good.manifest.rights.startswith("With texts of the sources")


def test_v51_finds_a_text_that_was_to_be_left_out(bare: Release, tmp_path: Path) -> None:
    broken = copy_of(bare, tmp_path)
    rewrite(broken, "annotations", "UPDATE t SET text = 'The whole note.'")
    rewrite(broken, "changes", "UPDATE t SET old = '\"A note.\"' WHERE record_type = 'paragraphs' AND field = 'text'")
    assert {(item.record_type, item.message) for item in found("V51", broken)} == {
        ("annotations", "The release is to have no texts, but here is one."),
        ("paragraphs", "The release is to have no texts, but changes has one."),
    }


def test_v51_finds_a_text_that_is_missing(good: Release, tmp_path: Path) -> None:
    broken = copy_of(good, tmp_path)
    rewrite(broken, "paragraphs", "UPDATE t SET text = NULL")
    assert {item.message for item in found("V51", broken)} == {"The text is missing."}


def test_v51_finds_a_release_that_does_not_say_who_may_use_it(good: Release, tmp_path: Path) -> None:
    broken = copy_of(good, tmp_path)
    edit_manifest(broken, rights=" ")
    assert {item.record_id for item in found("V51", broken)} == {"manifest.json", "datapackage.json"}
