"""The description of a release as a Frictionless Data Package (https://specs.frictionlessdata.io/data-package/)."""

import json
import re
from collections.abc import Sequence
from typing import Any

from pipeline.release.arrow import allowed_values
from pipeline.release.dictionary import arrow_json
from schemas import SCHEMA_VERSION, TABLES, Table
from schemas.release import FileFacts

_TYPES = {"string": "string", "int64": "integer", "double": "number", "bool": "boolean", "date32[day]": "date"}


_LICENCE_NAME = re.compile(r"[-A-Za-z0-9._]+")


def licence(rights: str) -> dict[str, str]:
    """Return the rights of a release as Frictionless has them: by the name of a licence, else in words."""
    return {"name": rights} if _LICENCE_NAME.fullmatch(rights) else {"name": "notspecified", "title": rights}


def datapackage_bytes(files: Sequence[FileFacts], rights: str) -> bytes:
    """Return ``datapackage.json`` for a release with these files and rights, one resource a table."""
    package = {
        "profile": "data-package",
        "name": "annotated-bibliographies",
        "title": "Annotated bibliographies",
        "description": "Articles, citations, annotations, mentions and concepts; see data_dictionary.md.",
        "version": SCHEMA_VERSION,
        "licenses": [licence(rights)],
        "resources": [_resource(table, files) for table in TABLES],
    }
    return (json.dumps(package, indent=1, ensure_ascii=False) + "\n").encode()


def _resource(table: Table, files: Sequence[FileFacts]) -> dict[str, Any]:
    parts = sorted(file.path for file in files if file.path.startswith(f"{table.name}/"))
    return {
        "name": table.name.replace("_", "-"),
        "title": table.name,
        "description": arrow_json(table)["description"],
        "path": parts[0],
        **({"extrapaths": parts[1:]} if parts[1:] else {}),
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, Any]:
    return {
        "fields": [_field(table, column) for column in arrow_json(table)["columns"]],
        "primaryKey": list(table.key),
        "foreignKeys": [_foreign_key(table, column, target) for column, target in table.references],
    }


def _field(table: Table, column: dict[str, Any]) -> dict[str, Any]:
    constraints: dict[str, Any] = {} if column["nullable"] else {"required": True}
    if values := allowed_values(table.record).get(column["name"]):
        constraints["enum"] = list(values)
    field = {"name": column["name"], "type": _TYPES.get(column["type"], "array"), "description": column["description"]}
    return field | ({"constraints": constraints} if constraints else {})


def _foreign_key(table: Table, column: str, target: str) -> dict[str, Any]:
    (key,) = next(other.key for other in TABLES if other.name == target)
    # A reference to the table itself is written with an empty name.
    resource = "" if target == table.name else target.replace("_", "-")
    return {"fields": [column], "reference": {"resource": resource, "fields": [key]}}
