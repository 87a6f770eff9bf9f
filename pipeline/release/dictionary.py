"""What is derived from the records: JSON Schemas, Arrow schemas and the data dictionary.

``python -m pipeline.release.dictionary`` writes them to ``schemas/generated`` and ``docs/tables.md``; a test fails
when they are not current, and every release carries a copy.
"""

import json
from pathlib import Path
from typing import Any

import schemas
from pipeline.release.arrow import allowed_values, arrow_schema, column_names, record_description
from schemas import SCHEMA_VERSION, TABLES, Document, Record, Table
from schemas.release import Failure, Manifest, Report

ROOT = Path(__file__).resolve().parents[2]
GENERATED = Path(schemas.__file__).parent / "generated"
BASE_URI = "https://annobib.org/schemas"

_PREFACE = f"""# Tables

What a release holds, table by table: this page is made from the records in `schemas/` (`make generated`), and every
release carries it as `data_dictionary.md`. Schema version {SCHEMA_VERSION}.

All `start` and `end` are offsets into the text of the article in `sources`: 0-based, half-open, counted in code points.
Null means: not known, or the text does not say. No string is empty where null is meant.

## Schema versions

Tables and documents carry a version `MAJOR.MINOR.PATCH` of their own (`schema_version` in the manifest, in every
document and in the metadata of every Parquet file), apart from the version of the program.

- PATCH: only descriptions change. Nothing a program reads is different.
- MINOR: a column, a table or an allowed value is added. What read the tables before still reads them; a reader must
  ignore columns it does not know and may meet values of a closed list it has not seen.
- MAJOR: a column or table is renamed, removed, or means something else, or a key changes. `CHANGELOG.md` says how to
  translate, and the reader of the version before is kept, so that older releases are still read.

"""


def generated_files() -> dict[str, str]:
    """Return the text of every schema file by its path under ``schemas/generated`` (``schemas/`` in a release)."""
    files = {f"json/{table.name}.schema.json": _as_text(table_json_schema(table)) for table in TABLES}
    for record in (Document, Manifest, Report, Failure):
        name = record.__name__.lower()
        files[f"json/{name}.schema.json"] = _as_text(_with_uri(record.model_json_schema(mode="serialization"), name))
    files |= {f"arrow/{table.name}.json": _as_text(arrow_json(table)) for table in TABLES}
    return files


def table_json_schema(table: Table) -> dict[str, Any]:
    """Return the JSON Schema of a row of a table: the record without what has tables of its own."""
    schema = table.record.model_json_schema(mode="serialization")
    columns = column_names(table.record)
    schema["properties"] = {name: schema["properties"][name] for name in columns}
    schema["required"] = list(columns)
    used = _references(schema["properties"])
    definitions = {name: value for name, value in schema.pop("$defs", {}).items() if name in used}
    return _with_uri(schema | ({"$defs": definitions} if definitions else {}), table.name)


def _references(value: Any) -> set[str]:
    """Return the names of the definitions a schema points to."""
    if isinstance(value, dict):
        here = {value["$ref"].removeprefix("#/$defs/")} if isinstance(value.get("$ref"), str) else set()
        return here.union(*(_references(item) for item in value.values()))
    return set().union(*(_references(item) for item in value)) if isinstance(value, list) else set()


def _with_uri(schema: dict[str, Any], name: str) -> dict[str, Any]:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{BASE_URI}/{SCHEMA_VERSION}/{name}.schema.json",
        **schema,
    }


def arrow_json(table: Table) -> dict[str, Any]:
    """Return the Arrow schema of a table as plain data: name, type, nullable and description of each column."""
    return {
        "table": table.name,
        "description": record_description(table.record),
        "schema_version": SCHEMA_VERSION,
        "key": list(table.key),
        "references": [{"column": column, "table": target} for column, target in table.references],
        "columns": [
            {
                "name": field.name,
                "type": str(field.type),
                "nullable": field.nullable,
                "description": _description(table.record, field.name),
            }
            for field in arrow_schema(table)
        ],
    }


def _description(record: type[Record], name: str) -> str:
    return record.model_fields[name].description or ""


def _as_text(value: dict[str, Any]) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def data_dictionary() -> str:
    """Return the data dictionary as Markdown: every table, every column, and the rule for schema versions."""
    return _PREFACE + "\n".join(_table_page(table) for table in TABLES)


def _table_page(table: Table) -> str:
    about = arrow_json(table)
    lines = [f"## {table.name}", "", about["description"], "", f"Key: {_names(table.key)}.", ""]
    if table.references:
        lines += ["Points to: " + ", ".join(f"`{c}` -> `{t}`" for c, t in table.references) + ".", ""]
    lines += ["| column | type | null | what |", "| --- | --- | --- | --- |"]
    for column in about["columns"]:
        kind = column["type"].replace(" not null", "").replace("item: ", "")
        null = "yes" if column["nullable"] else "no"
        what = column["description"] + _allowed(table.record, column["name"])
        lines.append(f"| `{column['name']}` | {kind} | {null} | {what} |")
    return "\n".join([*lines, ""])


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _allowed(record: type[Record], name: str) -> str:
    values = allowed_values(record).get(name)
    return f" One of: {_names(values)}." if values else ""


def published_files() -> dict[str, str]:
    """Return the checked-in schema files by their path; reading them is much faster than making them."""
    return {
        path.relative_to(GENERATED).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(GENERATED.glob("*/*.json"))
    }


def write_generated(root: Path = ROOT) -> None:
    """Write the generated files of the project under ``root``; files of tables that are gone are removed."""
    folder = root / "schemas" / "generated"
    files = generated_files()
    for left in set(folder.glob("*/*.json")) - {folder / path for path in files}:
        left.unlink()
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    (root / "docs" / "tables.md").write_text(data_dictionary(), encoding="utf-8")


if __name__ == "__main__":
    write_generated()
