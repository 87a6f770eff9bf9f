"""History: releases are listed with what changed; one of an older schema is read, checked, and followed by another."""

# ruff: noqa: S608 - queries on files the tests have just written.

import json
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from pipeline.checks.validate import validate_release
from pipeline.commands.releases import releases
from pipeline.release.manifest import file_facts, read_manifest
from pipeline.release.publish import list_releases, read_current
from schemas import SCHEMA_VERSION, TABLES
from tests.broken import query
from tests.made import make_both, require_release

NEW_COLUMNS = {
    "sources": ("part", "first_line"),
    "articles": ("record_status", "content_sha256"),
    "sections": ("record_status",),
    "citations": ("record_status",),
}
"""Columns that 1.0.0 did not have."""
OLD_TABLES = (
    "articles sections paragraphs citations contributors annotations mentions cross_references identifiers concepts "
    "concept_occurrences works blocks issues changes sources quarantine"
).split()
NEW_TABLES = [table.name for table in TABLES if table.name not in OLD_TABLES]
NEW_KEYS = ("record_status", "content_sha256")


def _without(record: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key not in names}


def _make_older(release: Path) -> None:
    """Rewrite a release as version 1.0.0 of the schema had it."""
    for path in (release, *release.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    for table in NEW_TABLES:
        shutil.rmtree(release / table)
        (release / "schemas" / "arrow" / f"{table}.json").unlink()
    for table, names in NEW_COLUMNS.items():
        for path in (release / table).glob("*.parquet"):
            pq.write_table(pq.read_table(path).drop_columns(list(names)), path)
        about = release / "schemas" / "arrow" / f"{table}.json"
        schema = json.loads(about.read_text())
        schema["columns"] = [column for column in schema["columns"] if column["name"] not in names]
        about.write_text(json.dumps(schema))
    dictionary = release / "data_dictionary.md"
    dictionary.write_text(_older_dictionary(dictionary.read_text()))
    for path in (release / "documents").glob("*/*.json"):
        document = _older_records(json.loads(path.read_text())) | {"schema_version": "1.0.0"}
        path.write_text(json.dumps(document, ensure_ascii=False) + "\n")
    schema = release / "schemas" / "json" / "document.schema.json"
    schema.write_text(json.dumps(_older_records(json.loads(schema.read_text()))))
    _make_older_manifest(release)


def _older_dictionary(text: str) -> str:
    preface, *pages = text.split("\n## ")
    kept = []
    for page in pages:
        table = page.split("\n", 1)[0]
        gone = tuple(f"| `{name}` |" for name in NEW_COLUMNS.get(table, ()))
        if table not in NEW_TABLES:
            kept.append("\n".join(line for line in page.split("\n") if not (gone and line.startswith(gone))))
    return "\n## ".join([preface, *kept])


def _older_records(value: Any) -> Any:
    """Return a document, or the schema of documents, without the fields that 1.0.0 did not have."""
    if isinstance(value, dict):
        return {key: _older_records(one) for key, one in value.items() if key not in NEW_KEYS}
    return [_older_records(one) for one in value if one not in NEW_KEYS] if isinstance(value, list) else value


def _make_older_manifest(release: Path) -> None:
    path = release / "manifest.json"
    manifest = _without(json.loads(path.read_text()), ("profile", "rights"))
    manifest["schema_version"] = "1.0.0"
    manifest["n_rows"] = _without(manifest["n_rows"], tuple(NEW_TABLES))
    run = _without(manifest["run"], ("parser_version", "schema_digest", "concepts", "counters", "seconds"))
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


def test_the_list_says_what_changed_in_each_release(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    require_release(tmp_path / "output", [make_both(1), make_both(2)])
    require_release(tmp_path / "output", [make_both(1), make_both(3)])
    releases(tmp_path / "output", as_json=True)
    first, second = json.loads(capsys.readouterr().out)
    assert first["changes"] is None
    assert second["changes"]["articles"]["added"] == 1
    assert second["changes"]["citations"] == {"added": 3}
    releases(tmp_path / "output")
    assert "9 (+3)" in capsys.readouterr().out
