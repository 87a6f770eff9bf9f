"""Records as Arrow: the one mapping from the fields of a record to a schema, and from records to columns."""

import types
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pyarrow as pa
from pydantic.fields import FieldInfo

from pipeline.errors import RunError
from schemas import SCHEMA_VERSION, TABLES, Record, Table

_SCALARS: dict[Any, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    date: pa.date32(),
}
_OFFSETS = ("start", "end")
_OPTIONAL = (Union, types.UnionType)

ArrowTable = pa.Table
"""For annotations elsewhere: pyarrow itself is imported here and in ``parquet`` only."""


def nested_record(annotation: Any) -> type[Record] | None:
    """Return the record a field holds many of (``tuple[Record, ...]``), or None."""
    if get_origin(annotation) is not tuple:
        return None
    item = get_args(annotation)[0]
    return item if isinstance(item, type) and issubclass(item, Record) else None


@cache
def column_names(record: type[Record]) -> tuple[str, ...]:
    """Return the columns of a record's table: its fields, offsets last, without those that are tables of their own."""
    tabled = {table.record for table in TABLES}
    names = [n for n, f in record.model_fields.items() if nested_record(f.annotation) not in tabled]
    return (*(n for n in names if n not in _OFFSETS), *(n for n in _OFFSETS if n in names))


@cache
def arrow_schema(table: Table) -> pa.Schema:
    """Return the Arrow schema of a table; descriptions, key and schema version are in its metadata."""
    metadata = {
        "table": table.name,
        "description": record_description(table.record),
        "key": ",".join(table.key),
        "schema_version": SCHEMA_VERSION,
    }
    return record_schema(table.record, metadata)


def record_schema(record: type[Record], metadata: dict[str, str] | None = None) -> pa.Schema:
    """Return the Arrow schema of a record, one field a column."""
    return pa.schema(_fields(record), metadata=metadata)


def record_description(record: type[Record]) -> str:
    """Return the first line of a record's docstring."""
    return (record.__doc__ or "").strip().splitlines()[0]


def _fields(record: type[Record]) -> list[pa.Field]:
    return [_field(name, record.model_fields[name]) for name in column_names(record)]


def _field(name: str, info: FieldInfo) -> pa.Field:
    arrow_type, nullable = _arrow_type(info.annotation)
    return pa.field(name, arrow_type, nullable, metadata={"description": info.description or ""})


def _arrow_type(annotation: Any) -> tuple[pa.DataType, bool]:
    """Return the Arrow type of a field's annotation and whether it may be null."""
    origin, args = get_origin(annotation), get_args(annotation)
    if origin in _OPTIONAL:
        (inner,) = (arg for arg in args if arg is not types.NoneType)
        return _arrow_type(inner)[0], True
    if origin is Annotated:
        return _arrow_type(args[0])
    if origin is Literal:
        return pa.string(), False
    if origin is tuple:
        return pa.list_(pa.field("item", _arrow_type(args[0])[0], nullable=False)), False
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return pa.struct([pa.field(f.name, f.type, f.nullable) for f in _fields(annotation)]), False
    return _SCALARS[annotation], False


@cache
def allowed_values(record: type[Record]) -> dict[str, tuple[str, ...]]:
    """Return the columns of a record with a closed list of values, and these values."""
    fields = {name: record.model_fields[name].annotation for name in column_names(record)}
    return {name: get_args(kind) for name, kind in fields.items() if get_origin(kind) is Literal}


def default_of(record: type[Record], column: str) -> Any:
    """Return what a column has in rows that were written without it: the default of its field, else null."""
    info = record.model_fields[column]
    return None if info.is_required() else info.get_default(call_default_factory=True)


def record_table(rows: Sequence[Record], schema: pa.Schema) -> pa.Table:
    """Return the records as an Arrow table with exactly this schema, in the order given.

    Raises:
        RunError: `null-in-column` when a column that must be full has a null.
    """
    kind, nested = _row_type(type(rows[0])) if rows else (pa.struct(list(schema)), ())
    # One call for all columns: Arrow looks the values up itself.
    arrays = pa.array([_values(row, nested) for row in rows], kind).flatten()
    for array, field in zip(arrays, schema, strict=True):
        if array.null_count and not field.nullable:
            raise RunError(
                "null-in-column", f"Column {field.name} must not be null, but is.", "Please report this as a bug."
            )
    return pa.Table.from_arrays(arrays, schema=schema)


def json_table(rows: Sequence[dict[str, Any]], table: Table) -> pa.Table:
    """Return records as they stand in a valid document as an Arrow table, in the order given.

    A key that is not there has the default of its field.

    Raises:
        ValueError: A value cannot be one of its column.
    """
    schema, kind = arrow_schema(table), _json_type(table)
    # One call for all columns: Arrow looks the keys up itself, which takes a third of the time.
    arrays = pa.array(rows, kind).flatten()
    for at in _dates(table):
        arrays[at] = arrays[at].cast(pa.date32())
    for at, default in _json_defaults(table):
        if arrays[at].null_count:
            arrays[at] = arrays[at].fill_null(default)
    return pa.Table.from_arrays(arrays, schema=schema)


@cache
def _json_type(table: Table) -> pa.StructType:
    """Return the type of a record as JSON has it: dates are strings, and a key may be missing."""
    as_json = {pa.date32(): pa.string()}
    return pa.struct([pa.field(field.name, as_json.get(field.type, field.type)) for field in arrow_schema(table)])


@cache
def _dates(table: Table) -> tuple[int, ...]:
    """Return the numbers of the columns with dates."""
    return tuple(at for at, field in enumerate(arrow_schema(table)) if pa.types.is_date32(field.type))


@cache
def _json_defaults(table: Table) -> tuple[tuple[int, Any], ...]:
    """Return the columns that have something when their key is missing, by number, with what they have."""
    defaults = ((at, default_of(table.record, name)) for at, name in enumerate(arrow_schema(table).names))
    return tuple((at, default) for at, default in defaults if default is not None and default != ())


def plain_table(**columns: Sequence[str | None]) -> pa.Table:
    """Return columns of text as an Arrow table."""
    return pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})


@cache
def _row_type(record: type[Record]) -> tuple[pa.StructType, tuple[str, ...]]:
    """Return a row of a record's table as one type, and its columns that are lists of records."""
    fields = _fields(record)
    nested = (f.name for f in fields if pa.types.is_list(f.type) and pa.types.is_struct(f.type.value_type))
    return pa.struct(fields), tuple(nested)


def _values(row: Record, nested: Sequence[str]) -> dict[str, Any]:
    """Return the values of a record by field; of the records in its fields ``nested`` too."""
    values = row.__dict__
    return values | {name: [item.__dict__ for item in values[name]] for name in nested} if nested else values
