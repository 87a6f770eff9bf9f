"""Each check finds the release that was broken in just its way, and names what is broken."""

# ruff: noqa: S608 - queries on files the tests have just written.

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.checks import CHECKS
from pipeline.checks.validate import Terms, exit_code, validate_release
from pipeline.release.manifest import Release
from schemas.release import Failure
from tests.broken import copy_of, edit_manifest, found, rewrite, rewrite_schema
from tests.made import MODEL, Book, make_both, offered_files, quarantined, require_release

ARTICLE = "obo-9780199756810-0001"


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Release:
    output = tmp_path_factory.mktemp("good") / "output"
    return require_release(output, [make_both(1), make_both(2)], [quarantined()])


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Release, Release]:
    """A release, and the one after it: one article is gone, one is new, one stays."""
    output = tmp_path_factory.mktemp("pair") / "output"
    first = require_release(output, [make_both(1), make_both(2)])
    return first, require_release(output, [make_both(1), make_both(3)], prune=True)


def test_a_good_release_passes_every_check(good: Release) -> None:
    report = validate_release(good.path)
    assert [failure for failure in report.failures if failure.code != "V14"] == []
    assert report.outcome == "passed"
    assert exit_code(report) == 0


def test_a_good_release_passes_against_the_one_before(pair: tuple[Release, Release]) -> None:
    first, second = pair
    report = validate_release(second.path, first.path)
    assert report.failures == ()
    assert {result.code for result in report.results if result.outcome == "not_run"} == {"V08", "V41", "V42", "V47"}
    assert {result.outcome for result in report.results} == {"passed", "not_run"}
    assert report.against == first.manifest.release_id


# Code, table, what happens to it, and what the check must say and name.
BREAKS = [
    ("V02", "paragraphs", "INSERT INTO t SELECT * FROM t", "The key is used 2 times.", ".p"),
    ("V02", "contributors", "INSERT INTO t SELECT * FROM t", "The key is used 2 times.", "author 0"),
    ("V03", "mentions", "UPDATE t SET citation_id = 'lost'", "citation_id names no row of citations.", ".m"),
    ("V03", "sections", "UPDATE t SET parent_id = 'lost'", "parent_id names no row of sections.", ".s"),
    ("V03", "citations", "UPDATE t SET work_id = 'lost'", "work_id names no row of works.", ".c"),
    ("V03", "contributors", "UPDATE t SET owner_id = 'lost'", "owner_id names no row of citations.", "lost"),
    ("V03", "mentions", "UPDATE t SET host_id = 'lost'", "host_id names no row of paragraphs.", ".m"),
    ("V03", "mentions", "UPDATE t SET candidates = ['lost']", "candidates names no row of citations.", ".m"),
    ("V03", "concepts", "DELETE FROM t", "The article does not have this concept.", "k-"),
    ("V04", "citations", "UPDATE t SET parse_status = 'perfect'", "parse_status is none of the allowed values.", ".c"),
    ("V04", "concepts", "UPDATE t SET score = 1.5", "score is more than 1.", "k-"),
    ("V04", "concepts", "UPDATE t SET rank = 0", "rank is less than 1.", "k-"),
    ("V04", "mentions", 'UPDATE t SET "end" = "start"', "start does not lie before end.", ".m"),
    (
        "V04",
        "citations",
        "UPDATE t SET spans = [{'start': 9, 'end': 9, 'field': 'title'}]",
        "The span of a field has no extent.",
        ".c",
    ),
    ("V05", "issues", "INSERT INTO t SELECT 'i','a','c','info','m',NULL,NULL,'p',NULL,NULL,NULL", "1 rows", None),
    (
        "V06",
        "citations",
        "UPDATE t SET title = 'Another'",
        "Rows of citations are not what the document says.",
        ARTICLE,
    ),
    ("V06", "mentions", "DELETE FROM t", "The document has 3 rows of mentions, the table 0.", ARTICLE),
    ("V09", "blocks", "DELETE FROM t WHERE kind = 'commentary'", "No block has this text.", ARTICLE),
    ("V09", "blocks", 'UPDATE t SET "end" = "end" + 5 WHERE kind = \'heading\'', "Blocks overlap.", ARTICLE),
    ("V09", "blocks", 'UPDATE t SET "end" = "end" + 500', "A block ends after the text.", ARTICLE),
    ("V10", "blocks", "UPDATE t SET kind = 'unparsed' WHERE kind = 'commentary'", "was not understood", ARTICLE),
    ("V11", "citations", "UPDATE t SET title = 'Invented'", "title is not what the source has there.", ".c"),
    ("V11", "citations", "UPDATE t SET spans = []", "title has no place in the source.", ".c"),
    ("V11", "citations", "UPDATE t SET volume = '12'", "volume has no place in the source.", ".c"),
    ("V11", "citations", "UPDATE t SET issued = '1066'", "issued is not what the source has there.", ".c"),
    ("V11", "citations", "UPDATE t SET page_last = '9'", "The first or last page is not that of the pages.", ".c"),
    ("V11", "contributors", "UPDATE t SET given = 'Zoe'", "given is not in the name as printed.", ".c"),
    ("V11", "identifiers", "UPDATE t SET value = '10.5555/other'", "The normal form is not that of what is", ".c"),
    ("V11", "mentions", 'UPDATE t SET "start" = "start" + 3', "text is not what the source has there.", ".m"),
    ("V11", "annotations", "UPDATE t SET text = 'Invented'", "text is not what the source has there.", ".n0"),
    (
        "V12",
        "annotations",
        "UPDATE t SET text = text || ' Save Citation »'",
        "text holds furniture of the page.",
        ".n0",
    ),
    ("V13", "articles", "DELETE FROM t WHERE article_id LIKE '%1'", "The article of an input is missing.", ARTICLE),
    ("V13", "articles", "UPDATE t SET article_id = 'x-new'", "The article comes from no input.", "x-new"),
    ("V13", "quarantine", "DELETE FROM t", "The quarantine row of an input is missing.", "broken.txt 0"),
    ("V13", "quarantine", "UPDATE t SET part = 7", "The quarantine row is no fate of an input.", "broken.txt 7"),
    ("V14", "quarantine", "UPDATE t SET reason = 'It is torn.'", "It is torn.", "broken.txt"),
    ("V15", "articles", "UPDATE t SET doi = '10.1093/obo/nothing'", "has not the form", ARTICLE),
    ("V15", "articles", "UPDATE t SET doi = '10.1093/obo/9780199756810-7777'", "not that of the article's id", ARTICLE),
    ("V15", "articles", "UPDATE t SET article_id = 'x-1'", "The article has a DOI, but not its id.", "x-1"),
    ("V16", "articles", "UPDATE t SET module_id = '9780000000002'", "The subject module is not known.", ARTICLE),
    ("V16", "articles", "UPDATE t SET module_id = '9780000000003'", "The module's ISBN is not one.", ARTICLE),
    ("V16", "articles", "UPDATE t SET subject = 'Alchemy'", "The module is Education, the subject is not.", ARTICLE),
    ("V17", "articles", "UPDATE t SET last_modified = '2999-01-01'", "last_modified lies in the future.", ARTICLE),
    ("V17", "articles", "UPDATE t SET last_reviewed = '2001-01-01'", "It was reviewed before it was changed.", ARTICLE),
    ("V18", "articles", "UPDATE t SET title = NULL", "It has no title.", ARTICLE),
    ("V18", "contributors", "DELETE FROM t WHERE owner_type = 'article'", "It has no contributor.", ARTICLE),
    ("V19", "sections", "UPDATE t SET section_id = 'new', heading = 'New'", "The contents entry has no section.", None),
    (
        "V19",
        "sections",
        """UPDATE t SET availability = 'body', "start" = "start" - 100 WHERE heading = 'Archives'""",
        "It does not stand where the contents list has it.",
        ".s",
    ),
    ("V20", "sections", "UPDATE t SET parent_id = section_id", "It is its own ancestor.", ".s"),
    ("V20", "sections", "UPDATE t SET parent_id = (SELECT max(section_id) FROM t)", "Its parent is in another", ".s"),
    ("V20", "sections", "UPDATE t SET level = 4", "It is deeper than level 3.", ".s"),
    ("V21", "articles", "UPDATE t SET view = 'full'", "It is called full, but a section has no body.", ARTICLE),
    ("V22", "sections", "UPDATE t SET availability = 'body'", "Its body is empty.", ".s"),
    ("V23", "citations", "UPDATE t SET title = NULL", "It is called complete, but has no title.", ".c"),
    ("V23", "citations", "UPDATE t SET issued = NULL", "It is called complete, but has no date.", ".c"),
    ("V23", "contributors", "DELETE FROM t", "has no contributor, and its title does not come first", ".c"),
    ("V24", "citations", "UPDATE t SET parse_status = 'partial'", "of its citations are complete", ARTICLE),
    ("V24", "citations", "UPDATE t SET parse_status = 'unstructured'", "of all citations are unstructured", None),
    ("V25", "citations", "UPDATE t SET issued_year = 2999", "The year is not possible.", ".c"),
    ("V25", "citations", "UPDATE t SET original_date = '2999'", "The year of the original is not possible.", ".c"),
    ("V25", "citations", "UPDATE t SET original_date = '2019'", "It appeared before its original.", ".c"),
    ("V26", "citations", "UPDATE t SET page_first = '30', page_last = '20'", "The pages do not ascend.", ".c"),
    ("V26", "citations", "UPDATE t SET page_first = 'S9', page_last = 'S2'", "The pages do not ascend.", ".c"),
    ("V26", "citations", "UPDATE t SET page_first = 'xl', page_last = 'ix'", "The pages do not ascend.", ".c"),
    ("V26", "citations", "UPDATE t SET issue = '4'", "A book has no issue.", ".c"),
    ("V26", "citations", "UPDATE t SET volume = '4', type = 'thesis'", "A thesis has no volume.", ".c"),
    ("V26", "citations", "UPDATE t SET page = '4', type = 'dataset'", "A dataset has no pages.", ".c"),
    ("V27", "contributors", "UPDATE t SET family = 'Hart 2'", "A name has a digit.", ".c"),
    ("V27", "contributors", "UPDATE t SET family = 'J. P.'", "A family name is made of initials.", ".c"),
    ("V27", "contributors", "UPDATE t SET given = 'Ann, eds.'", "A word of the reference is in a name.", ".c"),
    ("V27", "contributors", "UPDATE t SET family = repeat('a', 61)", "A name is very long.", ".c"),
    ("V28", "citations", "UPDATE t SET publisher = title, title = publisher", "In the house style it is", ".c"),
    ("V28", "citations", "UPDATE t SET publisher_place = NULL, publisher = NULL", "In the house style it is", ".c"),
    ("V29", "citations", "UPDATE t SET work_id = 'w-1'", "The section lists the work twice.", ".c"),
    ("V29", "citations", "UPDATE t SET work_id = 'w-1'", "The article lists the work more than once.", ".c"),
    ("V30", "citations", "UPDATE t SET ordinal = 9 - ordinal", "It does not stand in alphabetical order.", ".c"),
    ("V31", "citations", "UPDATE t SET year_suffix = 'c'", "The letters of Hart 1998 are c.", ".c"),
    (
        "V31",
        "citations",
        "UPDATE t SET year_suffix = chr((98 - ordinal)::INT), issued_year = 1998 WHERE ordinal < 2",
        "The letters of",
        ".c",
    ),
    ("V32", "mentions", "UPDATE t SET citation_id = NULL, resolution = 'ambiguous'", "It fits more than one", ".m"),
    ("V32", "mentions", "UPDATE t SET resolution = 'none'", "It fits no citation.", ".m"),
    ("V33", "mentions", "DELETE FROM t", "The commentary does not call it out.", ".c"),
    ("V34", "mentions", "UPDATE t SET resolution = 'ambiguous', candidates = ['a', 'b']", "It fits 2 citations.", ".m"),
    ("V35", "cross_references", "UPDATE t SET target_section_id = NULL", "It names no section of the article.", ".x"),
    (
        "V35",
        "cross_references",
        "UPDATE t SET kind = 'cited_under'",
        "The section does not hold the work, Moss 2004.",
        ".x",
    ),
    ("V36", "identifiers", "DELETE FROM t WHERE owner_type = 'citation'", "Its printed form was not kept.", ".c"),
    ("V36", "citations", "UPDATE t SET doi = '11.5/x'", "The DOI breaks the syntax of DOIs.", ".c"),
    ("V36", "identifiers", "UPDATE t SET value = '10.5555/ABC'", "The DOI is not in lower case.", ".c"),
    ("V36", "citations", "UPDATE t SET doi = '10.5555/abc.'", "The DOI ends with punctuation.", ".c"),
    ("V36", "articles", "UPDATE t SET doi = '10.5555/<i>a</i>'", "The DOI has markup.", ARTICLE),
    ("V37", "identifiers", "UPDATE t SET agrees = false", "does not agree with the citation", ".c"),
    (
        "V38",
        "citations",
        "UPDATE t SET work_id = 'w-1', doi = '10.5555/' || ordinal",
        "Its citations have 3 DOIs.",
        "w-1",
    ),
    ("V38", "citations", f"UPDATE t SET doi = '10.1093/obo/{ARTICLE[4:]}'", "has the DOI of the article", ".c"),
    ("V38", "works", "UPDATE t SET doi = '10.5555/same'", "The DOI belongs to 3 works.", "w-"),
    (
        "V39",
        "identifiers",
        "UPDATE t SET embedded_isbn = '9780199756810', value = '10.1093/9780199756810.003.0005'",
        "A book has the DOI of a chapter.",
        ".c",
    ),
    (
        "V40",
        "identifiers",
        "UPDATE t SET scheme = 'isbn', is_valid = false, problem = 'check_digit'",
        "The ISBN is not valid: check_digit.",
        ".c",
    ),
    ("V40", "citations", "UPDATE t SET isbn = '9780199756811'", "is called valid, but has a wrong check", ".c"),
    ("V43", "annotations", "DELETE FROM t", "It has no note.", ".c"),
    ("V43", "annotations", "UPDATE t SET text = 'Too short.'", "The note has 2 words.", ".n0"),
    (
        "V44",
        "annotations",
        "UPDATE t SET text = 'The same note on everything.'",
        "Another work has the same note.",
        ".n0",
    ),
    (
        "V44",
        "annotations",
        "UPDATE t SET text = repeat(' ', (rowid % 2)::INT) || if(rowid % 2 = 0, 'One note.', 'one NOTE.')",
        "Another work has the same note.",
        ".n0",
    ),
    ("V45", "concept_occurrences", "DELETE FROM t WHERE host_type = 'annotation'", "No concept was found", ".n0"),
    (
        "V45",
        "concepts",
        "INSERT INTO t SELECT * REPLACE ('k-2' AS concept_id, 2 AS score, 9 AS rank) FROM t",
        "lower",
        "k-2",
    ),
    ("V45", "concept_occurrences", 'UPDATE t SET "end" = "end" + 5000', "It does not stand within its text.", "k-"),
    ("V45", "concepts", "UPDATE t SET n_occurrences = 9", "It says that it occurs 9 times; there are 4 rows.", "k-"),
    (
        "V46",
        "changes",
        "INSERT INTO t VALUES ('works', 'w-1', '', 'added', NULL, NULL, NULL)",
        "no release before",
        "w-1",
    ),
]


@pytest.mark.parametrize(("code", "table", "statement", "message", "name"), BREAKS)
def test_a_check_finds_what_is_broken_and_names_it(
    good: Release, tmp_path: Path, code: str, table: str, statement: str, message: str, name: str | None
) -> None:
    broken = copy_of(good, tmp_path)
    rewrite(broken, table, statement)
    wrong = [item for item in found(code, broken) if message in item.message]
    assert wrong
    assert name is None or any(name in str(item.record_id) for item in wrong)


def test_v39_finds_a_chapter_with_the_doi_of_its_book(good: Release, tmp_path: Path) -> None:
    broken = copy_of(good, tmp_path)
    rewrite(broken, "citations", "UPDATE t SET type = 'chapter'")
    rewrite(broken, "identifiers", "UPDATE t SET embedded_isbn = value, value = '10.1007/978-0-19-975681-0'")
    assert {item.message for item in found("V39", broken)} == {"A chapter has the DOI of a book."}


def test_v21_finds_an_abridged_article_that_does_not_show_it(good: Release, tmp_path: Path) -> None:
    broken = copy_of(good, tmp_path)
    rewrite(broken, "blocks", "DELETE FROM t WHERE kind = 'notice'")
    rewrite(broken, "sections", "UPDATE t SET availability = 'body'")
    assert {item.message for item in found("V21", broken)} == {"It is called abridged, but nothing shows it."}


def test_v21_finds_a_full_article_that_says_one_has_to_subscribe(good: Release, tmp_path: Path) -> None:
    broken = copy_of(good, tmp_path)
    rewrite(broken, "articles", "UPDATE t SET view = 'full'")
    rewrite(broken, "sections", "UPDATE t SET availability = 'body'")
    messages = {item.message for item in found("V21", broken)}
    assert messages == {"It is called full, but the page says that one has to subscribe."}


SCHEMA_BREAKS = [
    ("SELECT * EXCLUDE title FROM t", "Columns are"),
    ("SELECT * RENAME (title AS name) FROM t", "Columns are"),
    ("SELECT * REPLACE (issued_year::INT AS issued_year) FROM t", "Column"),
    ("SELECT * FROM t", "Column citation_id is string; expected string not null."),
]


@pytest.mark.parametrize(("query", "message"), SCHEMA_BREAKS)
def test_v01_finds_a_file_with_another_schema(good: Release, tmp_path: Path, query: str, message: str) -> None:
    broken = copy_of(good, tmp_path)
    rewrite_schema(broken, "citations", query)
    (wrong,) = found("V01", broken)
    assert message in wrong.message
    assert wrong.record_id == "citations/part-0000.parquet"


def test_v01_finds_a_file_that_is_no_parquet_and_a_table_without_files(good: Release, tmp_path: Path) -> None:
    broken = copy_of(good, tmp_path)
    (broken / "works" / "part-0000.parquet").write_bytes(b"torn")
    (broken / "issues" / "part-0000.parquet").unlink()
    messages = {wrong.record_type: wrong.message for wrong in found("V01", broken)}
    assert messages.keys() == {"works", "issues"}
    assert "does not read as Parquet" in messages["works"]


def test_v02_finds_a_key_that_is_null(good: Release, tmp_path: Path) -> None:
    broken = copy_of(good, tmp_path)
    rewrite_schema(broken, "works", "SELECT * REPLACE (NULL::VARCHAR AS work_id) FROM t")
    assert {item.message for item in found("V02", broken)} == {"The key has a null."}


FileBreak = Callable[[Path], object]
FILE_BREAKS: list[tuple[FileBreak, str]] = [
    (lambda path: path.write_bytes(path.read_bytes() + b" "), "bytes; the manifest says"),
    (lambda path: path.write_bytes(path.read_bytes()[:-2] + b" \n"), "has another SHA-256"),
    (lambda path: path.unlink(), "is not there"),
    (lambda path: path.with_name("extra.json").write_text("{}"), "is not in the manifest"),
]


@pytest.mark.parametrize(("damage", "message"), FILE_BREAKS)
def test_v05_finds_files_that_are_not_those_of_the_manifest(
    good: Release, tmp_path: Path, damage: FileBreak, message: str
) -> None:
    broken = copy_of(good, tmp_path)
    damage(broken / "documents" / "0000" / f"{ARTICLE}.json")
    (wrong,) = found("V05", broken)
    assert message in wrong.message
    assert str(wrong.record_id).startswith("documents/0000/")


DOCUMENT_BREAKS: list[tuple[FileBreak, str]] = [
    (lambda path: path.unlink(), "The article has no document."),
    (lambda path: path.write_text("{"), "The document does not read"),
    (lambda path: path.with_name("extra.json").write_text("{}"), "The document belongs to no article."),
    (lambda path: _edit(path, "title", 7), "article/title: 7 is not"),
    (lambda path: _edit(path, "title", "Another"), "Rows of articles are not what the document says."),
]


def _edit(path: Path, name: str, value: object) -> None:
    document = json.loads(path.read_text(encoding="utf-8"))
    document["article"][name] = value
    path.write_text(json.dumps(document), encoding="utf-8")


@pytest.mark.parametrize(("damage", "message"), DOCUMENT_BREAKS)
def test_v06_finds_documents_that_are_broken_or_say_something_else(
    good: Release, tmp_path: Path, damage: FileBreak, message: str
) -> None:
    broken = copy_of(good, tmp_path)
    damage(broken / "documents" / "0000" / f"{ARTICLE}.json")
    assert any(message in wrong.message for wrong in found("V06", broken))


def test_v07_finds_columns_without_an_entry_and_entries_without_a_column(good: Release, tmp_path: Path) -> None:
    broken = copy_of(good, tmp_path)
    path = broken / "data_dictionary.md"
    path.write_text(path.read_text().replace("| `work_id` |", "| `opus_id` |"))
    wrong = {(item.record_type, item.record_id, item.message.split()[0]) for item in found("V07", broken)}
    assert ("citations", "work_id", "The") in wrong
    assert ("works", "opus_id", "The") in wrong


def test_v13_finds_a_file_that_was_offered_and_forgotten(good: Release, tmp_path: Path) -> None:
    broken = copy_of(good, tmp_path)
    run = good.manifest.run.model_copy(update={"offered": (*good.manifest.run.offered, *offered_files("lost.txt"))})
    edit_manifest(broken, run=run)
    (wrong,) = found("V13", broken)
    assert wrong.source_path == "lost.txt"


# The same against the release before.
CHANGE_BREAKS = [
    ("V17", "articles", "UPDATE t SET last_modified = '2001-01-01'", "lies before that of the last release"),
    ("V46", "changes", "DELETE FROM t WHERE op = 'removed'", "The record is gone, and changes does not say so."),
    ("V46", "changes", "DELETE FROM t WHERE op = 'added'", "The record is new, and changes does not say so."),
    ("V46", "works", "UPDATE t SET type = 'map'", "The id named a work of another type: book."),
    ("V46", "works", "UPDATE t SET doi = '10.5555/9' WHERE doi IS NOT NULL", "The id named a work with another DOI"),
    (
        "V46",
        "citations",
        "UPDATE t SET title = 'On the Care of Bees', issued = '1712', doi = NULL",
        "The id named another work: ",
    ),
    ("V47", "citations", "UPDATE t SET publisher = 'Another'", "The text is the same, the rows are not."),
    ("V48", "articles", "UPDATE t SET n_citations = 900", "The module had 3 citations before."),
    ("V49", "citations", "UPDATE t SET citation_id = citation_id || 'x'", "The citation has no successor of this id."),
    ("V50", "changes", "DELETE FROM t WHERE record_type = 'sections'", "changes does not have this difference."),
    ("V50", "changes", "UPDATE t SET old = '\"never\"' WHERE op = 'added'", "changes says what is not so."),
]


@pytest.mark.parametrize(("code", "table", "statement", "message"), CHANGE_BREAKS)
def test_a_check_finds_what_is_broken_against_the_release_before(
    pair: tuple[Release, Release], tmp_path: Path, code: str, table: str, statement: str, message: str
) -> None:
    broken = copy_of(pair[1], tmp_path)
    rewrite(broken, table, statement)
    assert any(message in wrong.message for wrong in found(code, broken, pair[0].path))


def test_every_check_has_a_release_broken_in_its_way() -> None:
    elsewhere = {"V08", "V41", "V42", "V51"}  # test_checks_of_raw.py, test_checks_from_outside.py
    tested = {case[0] for case in BREAKS} | {case[0] for case in CHANGE_BREAKS} | {"V01", "V07"} | elsewhere
    assert tested == {check.code for check in CHECKS}


def test_checks_stand_in_the_order_of_their_codes() -> None:
    codes = [check.code for check in CHECKS]
    assert codes == sorted(codes)


def test_failures_say_file_and_line(good: Release, tmp_path: Path) -> None:
    broken = copy_of(good, tmp_path)
    rewrite(broken, "mentions", "UPDATE t SET resolution = 'none'")
    failures = [failure for failure in validate_release(broken).failures if failure.code == "V32"]
    assert {(failure.source_path, failure.line) for failure in failures} == {("0001.txt", 7), ("0002.txt", 7)}
    assert all(isinstance(failure, Failure) for failure in failures)


def test_a_blocked_release_gives_exit_code_1_and_checks_that_need_tables_are_not_run(
    good: Release, tmp_path: Path
) -> None:
    broken = copy_of(good, tmp_path)
    (broken / "works" / "part-0000.parquet").write_bytes(b"torn")
    report = validate_release(broken)
    assert exit_code(report) == 1
    assert {result.code for result in report.results if result.outcome == "not_run"} >= {"V02", "V06", "V11"}


def test_a_warning_blocks_over_its_threshold_only(good: Release, tmp_path: Path) -> None:
    strict = tmp_path / "strict.toml"
    strict.write_text("version = 1\n[default]\nshare = 0.0\njudged_from = 1\n")
    assert validate_release(good.path).outcome == "passed"
    report = validate_release(good.path, terms=Terms(expectations=strict))
    assert [result.code for result in report.results if result.outcome == "failed"] == ["V14"]


def test_the_model_of_the_run_is_in_the_manifest(good: Release) -> None:
    assert good.manifest.run.model == MODEL


def test_books_without_a_doi_are_not_flagged(tmp_path: Path) -> None:
    books = (Book("Hart", "Ann", 1998, "Learning in company"),)
    release = require_release(tmp_path / "output", [make_both(1, books)])
    assert validate_release(release.path).failures == ()
