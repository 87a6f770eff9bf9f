"""What is derived from the records is current; tables hold exactly what the records say."""

import json
from pathlib import Path
from typing import Any

import frictionless
import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import RunError
from pipeline.release.arrow import arrow_schema, column_names, record_schema, record_table
from pipeline.release.datapackage import datapackage_bytes
from pipeline.release.dictionary import data_dictionary, generated_files, published_files
from pipeline.release.parquet import read_table, write_table
from pipeline.release.tables import OF_ARTICLES, TABLE, bucket_of, count_buckets, table_rows
from schemas import TABLES, Citation, FieldSpan
from tests.made import make_article, make_both, require_release


def test_the_generated_schemas_are_current() -> None:
    assert generated_files() == published_files(), "run: make generated"


def test_the_data_dictionary_is_current(root: Path) -> None:
    assert (root / "docs" / "tables.md").read_text(encoding="utf-8") == data_dictionary(), "run: make generated"


@pytest.mark.parametrize("name", TABLE)
def test_every_column_is_described(name: str) -> None:
    schema = arrow_schema(TABLE[name])
    assert all(field.metadata[b"description"] for field in schema)
    assert set(schema.metadata) == {b"table", b"description", b"key", b"schema_version"}


def test_offsets_are_the_last_columns_and_what_has_a_table_is_no_column() -> None:
    names = column_names(Citation)
    assert names[-2:] == ("start", "end")
    assert not {"contributors", "identifiers", "annotations"} & set(names)
    assert "spans" in names


def test_records_come_back_from_arrow_as_they_were() -> None:
    citations = table_rows(make_article())["citations"]
    rows = record_table(citations, arrow_schema(TABLE["citations"])).to_pylist()
    names = set(column_names(Citation))
    assert rows == [json.loads(citation.model_dump_json(include=names)) for citation in citations]


def test_a_null_where_none_may_be_is_refused() -> None:
    nothing: Any = None
    broken = FieldSpan.model_construct(field=nothing, start=0, end=1)
    with pytest.raises(RunError, match="must not be null"):
        record_table([broken], record_schema(FieldSpan))


def test_the_bytes_do_not_depend_on_the_batches(tmp_path: Path) -> None:
    table = TABLE["citations"]
    rows = [row for number in range(40) for row in table_rows(make_article(number))["citations"]]
    schema = arrow_schema(table)
    files = []
    for size in (1, 7, len(rows)):
        path = tmp_path / f"{size}.parquet"
        write_table(path, table, [record_table(rows[at : at + size], schema) for at in range(0, len(rows), size)])
        files.append(path.read_bytes())
    assert len(set(files)) == 1
    assert read_table(tmp_path / "1.parquet").num_rows == len(rows)


def test_every_table_of_articles_is_walked() -> None:
    rows = table_rows(make_article())
    assert set(rows) == set(OF_ARTICLES) - {"sources"}
    assert {name: len(found) for name, found in rows.items() if found} == {
        "articles": 1,
        "sections": 2,
        "paragraphs": 1,
        "citations": 3,
        "contributors": 4,
        "annotations": 3,
        "mentions": 3,
        "cross_references": 1,
        "identifiers": 2,
        "concepts": 1,
        "concept_occurrences": 4,
        "blocks": 14,
    }


@given(st.integers(0, 200_000))
def test_buckets_are_a_power_of_two_of_about_250_articles(n_articles: int) -> None:
    buckets = count_buckets(n_articles)
    assert buckets & (buckets - 1) == 0
    assert n_articles / buckets <= 250
    assert buckets == 1 or n_articles / buckets > 125


def test_the_bucket_of_an_article_follows_from_its_id() -> None:
    assert bucket_of("obo-9780199756810-0061", 64) == 0x3F & 0xFFFFFFFF & bucket_of("obo-9780199756810-0061", 2**32)


@pytest.mark.parametrize("name", TABLE)
def test_rows_are_valid_against_the_json_schema_of_their_table(name: str) -> None:
    schema = json.loads(published_files()[f"json/{name}.schema.json"])
    validator = jsonschema_rs.validator_for(schema)
    for record in table_rows(make_article()).get(name, []):
        row = json.loads(record.model_dump_json(include=set(column_names(type(record)))))
        assert [error.message for error in validator.iter_errors(row)] == []


def test_the_data_package_is_valid(tmp_path: Path) -> None:
    release = require_release(tmp_path, [make_both(1)])
    descriptor = json.loads(datapackage_bytes(release.manifest.files, release.manifest.rights))
    assert descriptor == json.loads((release.path / "datapackage.json").read_text())
    report = frictionless.Package.validate_descriptor(descriptor)
    assert report.valid, report
    assert [resource["title"] for resource in descriptor["resources"]] == [table.name for table in TABLES]
