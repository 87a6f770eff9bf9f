"""A release written by an older schema is listed, read, checked, and followed by a new one."""

# ruff: noqa: S608 - queries on files the tests have just written.

import json
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from pipeline.checks.validate import validate_release
from pipeline.release.manifest import file_facts, read_manifest
from pipeline.release.publish import list_releases, read_current
from schemas import SCHEMA_VERSION
from tests.broken import query
from tests.made import make_both, require_release

NEW_COLUMNS = {"sources": ("part", "first_line"), "articles": ("status", "content_sha256")}
"""Columns that 1.0.0 did not have, and its one table fewer."""
NEW_TABLE = "enrichments"


def _without(record: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key not in names}


def _make_older(release: Path) -> None:
    """Rewrite a release as version 1.0.0 of the schema had it."""
    for path in (release, *release.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    shutil.rmtree(release / NEW_TABLE)
    for table, names in NEW_COLUMNS.items():
        for path in (release / table).glob("*.parquet"):
            rows = pq.read_table(path).drop_columns(list(names))
            pq.write_table(rows, path)
        about = release / "schemas" / "arrow" / f"{table}.json"
        schema = json.loads(about.read_text())
        schema["columns"] = [column for column in schema["columns"] if column["name"] not in names]
        about.write_text(json.dumps(schema))
    (release / "schemas" / "arrow" / f"{NEW_TABLE}.json").unlink()
    dictionary = release / "data_dictionary.md"
    head, _, rest = dictionary.read_text().partition(f"## {NEW_TABLE}\n")
    pages = (head + "## " + rest.partition("\n## ")[2]).split("\n## ")
    for number, page in enumerate(pages):
        gone = tuple(f"| `{name}` |" for name in NEW_COLUMNS.get(page.split("\n", 1)[0], ()))
        pages[number] = "\n".join(line for line in page.split("\n") if not (gone and line.startswith(gone)))
    dictionary.write_text("\n## ".join(pages))
    for path in (release / "documents").glob("*/*.json"):
        document = json.loads(path.read_text())
        document["article"] = _without(document["article"], NEW_COLUMNS["articles"])
        document["schema_version"] = "1.0.0"
        path.write_text(json.dumps(document, ensure_ascii=False) + "\n")
    _make_older_schema_of_documents(release / "schemas" / "json" / "document.schema.json")
    _make_older_manifest(release)


def _make_older_schema_of_documents(path: Path) -> None:
    schema = json.loads(path.read_text())
    article = schema["$defs"]["Article"]
    article["properties"] = _without(article["properties"], NEW_COLUMNS["articles"])
    article["required"] = [name for name in article["required"] if name not in NEW_COLUMNS["articles"]]
    path.write_text(json.dumps(schema))


def _make_older_manifest(release: Path) -> None:
    path = release / "manifest.json"
    manifest = _without(json.loads(path.read_text()), ("profile", "rights"))
    manifest["schema_version"] = "1.0.0"
    manifest["n_rows"] = _without(manifest["n_rows"], (NEW_TABLE,))
    run = _without(manifest["run"], ("parser_version", "schema_digest", "counters", "seconds"))
    manifest["run"] = run | {"offered": [file["path"] for file in run["offered"]]}
    inputs = (_without(fate, ("file", "parser_version")) for fate in manifest["inputs"])
    manifest["inputs"] = [fate | {"record_digest": "0" * 64} for fate in inputs]
    there = [file for file in manifest["files"] if (release / file["path"]).is_file()]
    manifest["files"] = [file_facts(release, file["path"], file["rows"]).model_dump() for file in there]
    path.write_text(json.dumps(manifest))


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """The output folder of a release of version 1.0.0."""
    release = require_release(tmp_path / "output", [make_both(1), make_both(2)])
    _make_older(release.path)
    return tmp_path / "output"


def test_it_is_not_of_today(older: Path) -> None:
    manifest = json.loads((older / "current" / "manifest.json").read_text())
    assert manifest["schema_version"] != SCHEMA_VERSION
    with duckdb.connect() as connection:
        columns = connection.execute(f"DESCRIBE SELECT * FROM '{older}/current/sources/*.parquet'").fetchall()
    assert "first_line" not in {name for name, *_ in columns}


def test_it_is_listed_with_what_it_holds(older: Path) -> None:
    (release,) = list_releases(older)
    assert release.manifest.schema_version == "1.0.0"
    assert release.manifest.n_rows["articles"] == 2
    assert release.manifest.profile == "full"


def test_it_passes_the_checks_by_its_own_schema(older: Path) -> None:
    report = validate_release((older / "current").resolve())
    assert [failure for failure in report.failures if failure.severity == "error" and failure.code != "V51"] == []
    assert {failure.record_id for failure in report.failures if failure.code == "V51"} <= {"datapackage.json"}


def test_a_new_release_follows_it_and_says_what_changed(older: Path) -> None:
    before = read_current(older)
    assert before is not None
    release = require_release(older, [make_both(1), make_both(3)])
    assert release.manifest.previous == before.manifest.release_id
    report = validate_release(release.path, before.path)
    assert report.outcome == "passed"
    ops = query(f"""SELECT record_id, op FROM '{release.path}/changes/*.parquet'
        WHERE record_type = 'articles' AND field = '' ORDER BY ALL""")
    assert ("obo-9780199756810-0003", "added") in ops


def test_a_manifest_of_today_is_left_alone(tmp_path: Path) -> None:
    release = require_release(tmp_path / "output", [make_both(1)])
    assert read_manifest(release.path) == release.manifest
