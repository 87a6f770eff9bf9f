"""The records keep their promises: frozen, strict, closed, described, and every table of the contract is there."""

from typing import Any

import pytest
from pydantic import ValidationError

import schemas
from schemas import TABLES, Block, FieldSpan, SourceText, Table

CONTRACT = [
    "articles",
    "sections",
    "paragraphs",
    "citations",
    "contributors",
    "annotations",
    "mentions",
    "cross_references",
    "identifiers",
    "concepts",
    "concept_occurrences",
    "section_concepts",
    "broader_concepts",
    "works",
    "enrichments",
    "concept_pairs",
    "concept_modules",
    "concept_years",
    "article_topics",
    "blocks",
    "issues",
    "changes",
    "matches",
    "redirects",
    "sources",
    "quarantine",
]

BLOCK = {"article_id": "x-1", "ordinal": 0, "kind": "title", "start": 3, "end": 5, "record_id": None}


def test_every_table_of_the_contract_is_there_once() -> None:
    assert [table.name for table in TABLES] == CONTRACT


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_keys_and_references_are_columns_and_tables(table: Table) -> None:
    fields = table.record.model_fields
    assert set(table.key) <= set(fields)
    assert {column for column, _ in table.references} <= set(fields)
    assert {target for _, target in table.references} <= set(CONTRACT)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_is_described_in_a_sentence(table: Table) -> None:
    for name, field in table.record.model_fields.items():
        assert (field.description or "").endswith("."), name


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"start": 6}, "end 5 lies before start 6"),
        ({"start": -1}, "greater than or equal to 0"),
        ({"kind": "nonsense"}, "Input should be"),
        ({"ordinal": "0"}, "valid integer"),
        ({"colour": "red"}, "Extra inputs are not permitted"),
    ],
)
def test_a_wrong_value_is_refused(change: dict[str, object], complaint: str) -> None:
    with pytest.raises(ValidationError, match=complaint):
        Block.model_validate(BLOCK | change)


def test_a_record_cannot_be_changed() -> None:
    span = FieldSpan(field="title", start=0, end=4)
    with pytest.raises(ValidationError, match="frozen"):
        setattr(span, "start", 1)  # noqa: B010 - mypy rightly refuses the plain assignment


@pytest.mark.parametrize("given", [BLOCK, {**BLOCK, "record_id": "x-1.s2"}], ids=["null", "value"])
def test_a_record_made_unchecked_is_the_checked_one(given: dict[str, Any]) -> None:
    checked, made = Block.model_validate(given), Block.model_construct(**given)
    assert made == checked
    assert made.model_dump_json() == checked.model_dump_json()
    assert made.model_copy(update={"ordinal": 1}).ordinal == 1


def test_a_record_made_unchecked_has_its_defaults() -> None:
    text = SourceText.model_construct(path="a.txt", sha256="0" * 64, encoding="utf-8", part=0, text="A page.")
    assert text == SourceText(path="a.txt", sha256="0" * 64, encoding="utf-8", part=0, text="A page.")


@pytest.mark.parametrize("given", [BLOCK | {"colour": "red"}, {"article_id": "x-1"}], ids=["unknown", "missing"])
def test_a_record_made_unchecked_has_its_fields_and_no_others(given: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        Block.model_construct(**given)


def test_the_public_names_are_sorted_and_exist() -> None:
    public = schemas.__all__
    assert sorted(public, key=lambda name: (not name.isupper(), name)) == public
    assert all(hasattr(schemas, name) for name in public)


@pytest.mark.parametrize(
    ("edtf", "is_date"),
    [
        ("1990", True),
        ("2009-03", True),
        ("1990-05-26", True),
        ("2009-21", True),
        ("1989/1993", True),
        ("1990/..", True),
        ("1990~", True),
        ("1990?", True),
        ("XXXX", True),
        ("-0330", True),
        ("forthcoming", False),
        ("90", False),
        ("1990a", False),
        ("", False),
    ],
)
def test_dates_are_edtf(edtf: str, is_date: bool) -> None:  # noqa: FBT001 - a column of the table above
    from pydantic import TypeAdapter

    from schemas.base import Edtf

    adapter: TypeAdapter[str] = TypeAdapter(Edtf)
    if is_date:
        assert adapter.validate_python(edtf) == edtf
    else:
        with pytest.raises(ValidationError):
            adapter.validate_python(edtf)
