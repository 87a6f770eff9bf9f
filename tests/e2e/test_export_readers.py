"""Exports of the sample release are read by two independent libraries each: equal counts, no warning, equal fields."""

import csv
import io
import json
import logging
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import jsonschema_rs
import polars as pl
import pypandoc
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from pybtex.database import parse_string as parse_with_pybtex

from pipeline.cli import main
from pipeline.errors import RunError
from pipeline.exports.choose import Filter
from pipeline.exports.export import export
from pipeline.exports.forms import FORM, Form
from pipeline.release.lookup import find_release
from schemas.terms import CslType

pytestmark = pytest.mark.timeout(900)

Texts = dict[str, str]


@pytest.fixture(scope="module")
def exported(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Texts:
    """The whole sample release in every form, by the name of the form."""
    folder = tmp_path_factory.mktemp("exports")
    release = find_release(sample / "output")
    for name, form in FORM.items():
        assert export(release, form, Filter(), folder / name) == 160
    return {name: (folder / name).read_bytes().decode() for name in FORM}


@pytest.fixture(scope="module")
def citations(sample: Path) -> list[dict[str, Any]]:
    """The rows of the table, in the order of an export."""
    query = f"""
        SELECT c.* FROM '{sample}/output/current/citations/*.parquet' c
        JOIN '{sample}/output/current/sections/*.parquet' s USING (section_id)
        ORDER BY c.article_id, s.ordinal, c.ordinal
    """  # noqa: S608 - the folder is our own
    found = duckdb.connect().sql(query)
    return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


def pandoc(form: str, text: str) -> list[dict[str, Any]]:
    """Return what pandoc reads, as CSL-JSON; it must not say anything."""
    command = [pypandoc.get_pandoc_path(), "--from", form, "--to", "csljson"]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def with_bibtexparser(text: str) -> list[str]:
    library = parse_string(text)
    assert library.failed_blocks == []
    assert len(library.blocks) == len(library.entries)
    return [entry.key for entry in library.entries]


def with_pybtex(text: str) -> list[str]:
    return list(parse_with_pybtex(text, "bibtex").entries)  # what it would warn of, it raises


def with_rispy(text: str) -> list[str]:
    records = rispy.loads(text)
    assert [record for record in records if set(record.get("unknown_tag", {})) - {"ED"}] == []
    return [record["id"] for record in records]


def with_citeproc(text: str) -> list[str]:
    """Return the ids citeproc-py reads and can set in a style."""
    source = CiteProcJSON(json.loads(text))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    for key in source:
        bibliography.register(Citation([CitationItem(key)]))
    assert len(bibliography.bibliography()) == len(source)
    return list(source)


def ids(form: str) -> Callable[[str], list[str]]:
    return lambda text: [item["id"] for item in pandoc(form, text)]


READERS = [
    ("bibtex", with_bibtexparser),
    ("bibtex", with_pybtex),
    ("bibtex", ids("bibtex")),
    ("biblatex", with_bibtexparser),
    ("biblatex", with_pybtex),
    ("biblatex", ids("biblatex")),
    ("ris", with_rispy),
    ("ris", ids("ris")),
    ("csl-json", with_citeproc),
    ("csl-json", ids("csljson")),
]


# A director is a name of CSL, as pandoc knows; citeproc-py does not. Any other warning is an error.
@pytest.mark.filterwarnings("ignore:.* unsupported. director$:UserWarning")
@pytest.mark.parametrize(("form", "read"), READERS, ids=lambda value: getattr(value, "__name__", value))
def test_each_form_is_read_by_independent_libraries(
    form: str, read: Callable[[str], list[str]], exported: Texts, caplog: pytest.LogCaptureFixture
) -> None:
    keys = [json.loads(line)["id"] for line in exported["csl-jsonl"].splitlines()]
    assert len(set(keys)) == 160
    with caplog.at_level(logging.WARNING):
        assert sorted(read(exported[form]), key=str.lower) == sorted(keys, key=str.lower)
    assert caplog.records == []


def test_csv_is_read_by_three_libraries(exported: Texts, citations: list[dict[str, Any]], tmp_path: Path) -> None:
    file = tmp_path / "works.csv"
    file.write_text(exported["csv"], encoding="utf-8", newline="")
    rows = list(csv.DictReader(io.StringIO(exported["csv"], newline="")))
    assert [row["citation_id"] for row in rows] == [citation["citation_id"] for citation in citations]
    assert [row["raw"] for row in rows] == [citation["raw"] for citation in citations]
    assert pl.read_csv(file, infer_schema_length=None).height == len(rows)
    assert duckdb.connect().execute(f"SELECT count(*) FROM read_csv('{file}')").fetchall() == [(len(rows),)]  # noqa: S608


@pytest.mark.parametrize("form", ["bibtex", "biblatex", "ris", "csl-json"])
def test_another_library_finds_the_same_fields(form: str, exported: Texts, citations: list[dict[str, Any]]) -> None:
    """What pandoc reads from each form, against the table: titles, first years, DOIs, volumes, publishers."""
    found = {item["id"]: item for item in pandoc(form.replace("-", ""), exported[form])}
    keys = [json.loads(line)["id"] for line in exported["csl-jsonl"].splitlines()]
    for key, citation in zip(keys, citations, strict=True):
        item = found[key]
        title = item.get("title") or item.get("container-title")  # a whole journal is its own container
        assert plain(title) == plain(citation["title"] or citation["raw"])
        assert item.get("DOI") == citation["doi"]
        assert item.get("volume") == citation["volume"]
        assert plain(item.get("publisher")) == plain(citation["publisher"])
        if re.fullmatch(r"\d{4}", citation["issued"] or ""):
            assert item["issued"]["date-parts"][0][0] == citation["issued_year"]


def plain(text: str | None) -> str | None:
    """Return text without markup, quotes and doubled blanks, which readers change."""
    return None if text is None else " ".join(re.sub(r"<[^>]+>|[“”‘’\"']", "", text).split())


def test_notes_and_keywords_go_along(exported: Texts, sample: Path) -> None:
    items = [json.loads(line) for line in exported["csl-jsonl"].splitlines()]
    records = rispy.loads(exported["ris"])
    entries = parse_with_pybtex(exported["bibtex"], "bibtex").entries
    notes = 0
    for item, record in zip(items, records, strict=True):
        assert all(note in item["note"] for note in record.get("notes", []))
        assert record.get("keywords", []) == [word for word in item.get("keyword", "").split(", ") if word]
        notes += "annote" in entries[item["id"]].fields
    query = f"SELECT count(DISTINCT citation_id) FROM '{sample}/output/current/annotations/*.parquet'"  # noqa: S608
    assert duckdb.connect().execute(query).fetchall() == [(notes,)]


NAME = {
    "type": "object",
    "properties": {
        part: {"type": "string"} for part in ("family", "given", "non-dropping-particle", "suffix", "literal")
    },
    "additionalProperties": False,
}
DATE = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array",
            "items": {"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 3},
            "minItems": 1,
            "maxItems": 2,
        },
        "season": {"enum": [1, 2, 3, 4]},
        "circa": {"const": True},
        "literal": {"type": "string"},
    },
    "additionalProperties": False,
}
NAMES = {"type": "array", "items": NAME, "minItems": 1}
TEXT = {"type": "string", "minLength": 1}
ROLES = """
author collection-editor compiler composer container-author contributor director editor guest illustrator interviewer
narrator original-author performer producer recipient reviewed-author script-writer series-creator translator
"""
VARIABLES = """
id archive collection-number collection-title container-title DOI edition event genre ISBN issue keyword language medium
note number-of-volumes page publisher publisher-place status title URL volume year-suffix
"""
ITEM = {
    "type": "object",
    "properties": {
        "type": {"enum": list(CslType.__args__)},  # type: ignore[attr-defined] # Literal has them
        "custom": {"type": "object", "additionalProperties": {"type": "string"}},
        **dict.fromkeys(("issued", "original-date"), DATE),
        **dict.fromkeys(ROLES.split(), NAMES),
        **dict.fromkeys(VARIABLES.split(), TEXT),
    },
    "required": ["type", "id"],
    "additionalProperties": False,
}
"""The variables of CSL 1.0.2 that we use, as its JSON Schema has them, and stricter where we can be."""


def test_csl_json_is_valid(exported: Texts) -> None:
    validator = jsonschema_rs.validator_for({"type": "array", "items": ITEM})
    lines = [json.loads(line) for line in exported["csl-jsonl"].splitlines()]
    for items in (json.loads(exported["csl-json"]), lines):
        assert [error.message for error in validator.iter_errors(items)] == []


@dataclass(frozen=True)
class Done:
    """What a command came to."""

    exit_code: int
    stdout: str
    stderr: str


Run = Callable[..., Done]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run ``annobib export`` in this process."""

    def run_export(*arguments: str | Path) -> Done:
        with pytest.raises(SystemExit) as ended:
            main(["export", *map(str, arguments)])
        shown = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return Done(ended.value.code, shown.out, shown.err)

    return run_export


@pytest.mark.parametrize(
    ("arguments", "condition"),
    [
        (["--article", "obo-9780199756810-9003"], "article_id = 'obo-9780199756810-9003'"),
        (["--article", "10.1093/OBO/9780199756810-9003"], "article_id = 'obo-9780199756810-9003'"),
        (["--section", "Theory"], "section_id IN (SELECT section_id FROM sections WHERE heading = 'Theory')"),
        (
            ["--section", "reproduction", "--article", "obo-9780199756810-9003"],
            "section_id IN (SELECT section_id FROM sections WHERE path LIKE 'Reproduction%')",
        ),
        (["--type", "thesis", "--type", "chapter"], "type IN ('thesis', 'chapter')"),
        (["--year-from", "1960", "--year-to", "1969"], "issued_year BETWEEN 1960 AND 1969"),
        (["--doi-only"], "doi IS NOT NULL"),
        (
            ["--author", "gutierrez alea"],
            "citation_id IN (SELECT owner_id FROM contributors WHERE family = 'Gutiérrez Alea')",
        ),
        (["--where", "subject = 'Education' AND title LIKE '%school%'"], "title LIKE '%school%' AND e"),
        (["--where", "record_status = 'seen'", "--type", "book"], "type = 'book'"),
    ],
)
def test_filters_keep_what_they_say(arguments: list[str], condition: str, sample: Path, run: Run) -> None:
    done = run(sample / "output", "--format", "csl-jsonl", *arguments)
    assert (done.exit_code, done.stderr) == (0, "")
    found = [json.loads(line)["custom"]["citation_id"] for line in done.stdout.splitlines()]
    with duckdb.connect() as connection:
        for table in ("citations", "sections", "contributors"):
            files = f"{sample}/output/current/{table}/*.parquet"
            connection.execute(f"CREATE VIEW {table} AS FROM '{files}'")
        rows = "SELECT *, article_id LIKE 'obo-9780199756810%' AS e FROM citations"
        wanted = connection.execute(f"SELECT citation_id FROM ({rows}) WHERE {condition}").fetchall()  # noqa: S608
    assert found
    assert sorted(found) == sorted(row[0] for row in wanted)


def test_a_concept_chooses_the_works_whose_notes_name_it(sample: Path, run: Run) -> None:
    done = run(sample / "output", "--format", "csl-jsonl", "--concept", "Conference")
    items = [json.loads(line) for line in done.stdout.splitlines()]
    assert items
    assert all("conference" in item["keyword"].split(", ") for item in items)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--release", "2020"], "There is no release in"),
        (["--article", "obo-9780199756810-9033"], "Near it: obo-9780199756810-9003"),
        (["--section", "Theries"], "Near it: Theory"),
        (["--type", "boook"], "There is no CSL type 'boook'. Near it: book"),
        (["--where", "yeer > 3"], 'Referenced column "yeer" not found'),
        (["--where", "true) UNION SELECT (1"], "does not read"),
        (["--where", "true; DROP TABLE chosen"], "does not read"),
        (["--where", "exists(SELECT 1 FROM read_text('/etc/hosts'))"], "file system operations are disabled"),
        (["--year-from", "2500"], "fits all of these conditions; nothing was written"),
    ],
)
def test_what_cannot_be_exported_says_why(
    arguments: list[str], words: str, sample: Path, tmp_path: Path, run: Run
) -> None:
    file = tmp_path / "out.bib"
    done = run(sample / "output", "--format", "bibtex", "--output", file, *arguments)
    assert done.exit_code == 2
    assert words in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_replaced_only_when_asked_for(sample: Path, tmp_path: Path, run: Run) -> None:
    file = tmp_path / "works.ris"
    file.write_text("mine")
    arguments = (sample / "output", "--format", "ris", "--output", file, "--type", "thesis")
    assert "is there already" in run(*arguments).stderr
    assert file.read_text() == "mine"
    done = run(*arguments, "--force")
    assert done.exit_code == 0
    assert "3 citations of" in done.stderr
    assert len(rispy.loads(file.read_text())) == 3
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(("place", "words"), [("none/out.ris", "There is no folder"), ("", "is a folder")])
def test_where_nothing_can_be_written_says_so(place: str, words: str, sample: Path, tmp_path: Path, run: Run) -> None:
    assert words in run(sample / "output", "-f", "ris", "-o", tmp_path / place).stderr


def test_a_full_disk_leaves_no_half_file(sample: Path, tmp_path: Path) -> None:
    def full(_entries: object) -> Iterator[str]:
        yield "TY  - BOOK"
        raise OSError(28, "No space left on device")

    form = Form("ris", full)
    with pytest.raises(RunError, match=r"out\.ris cannot be written: No space left on device"):
        export(find_release(sample / "output"), form, Filter(), tmp_path / "out.ris")
    assert list(tmp_path.iterdir()) == []
