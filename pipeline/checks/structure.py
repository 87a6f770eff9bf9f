"""V01-V04: schemas, keys, references and values are what the contract says."""

# ruff: noqa: S608 - queries are put together of names of our own tables and columns; values are parameters.

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from pipeline.checks.audit import Audit, Found, Wrong, count_rows, select
from pipeline.release.arrow import allowed_values, arrow_schema, column_names
from pipeline.release.older import relation
from pipeline.release.parquet import read_schema
from pipeline.release.query import fetch
from pipeline.release.tables import OF_ARTICLES, TABLE
from schemas import SCHEMA_VERSION, TABLES, Table


def check_schemas(audit: Audit) -> Found:
    """V01: every file of every table reads with exactly the published schema."""
    wrong, n_checked = [], 0
    for table in _tables_of(audit):
        parts = sorted((audit.release / table.name).glob("*"))
        n_checked += len(parts)
        if not parts:
            wrong.append(Wrong("The table has no file.", table.name))
        is_older = audit.manifest.schema_version != SCHEMA_VERSION
        problem_of = partial(_older_problem, _about(audit, table)) if is_older else partial(_schema_problem, table)
        problems = ((part, problem_of(part)) for part in parts)
        wrong += [Wrong(problem, table.name, f"{table.name}/{part.name}") for part, problem in problems if problem]
    return Found(wrong, n_checked)


def _about(audit: Audit, table: Table) -> Path:
    """Return the file of a release that says what its schema of a table is."""
    return audit.release / "schemas" / "arrow" / f"{table.name}.json"


def _tables_of(audit: Audit) -> list[Table]:
    """Return the tables a release has: those of today, or those its own schema knows when it is an older one."""
    is_older = audit.manifest.schema_version != SCHEMA_VERSION
    return [table for table in TABLES if not is_older or _about(audit, table).is_file()]


def _older_problem(about: Path, part: Path) -> str | None:
    """Return how a file of an older release differs from the schema that the release carries."""
    columns = json.loads(about.read_text(encoding="utf-8"))["columns"]
    expected = [(column["name"], column["type"], column["nullable"]) for column in columns]
    try:
        # What the items of a list are called depends on the library that wrote the file.
        there = [(f.name, str(f.type).replace("<element: ", "<item: "), f.nullable) for f in read_schema(part)]
    except OSError as error:
        return f"The file does not read as Parquet: {error}"
    if there == expected:
        return None
    odd = sorted({name for name, *_ in {*there} ^ {*expected}}) or ["their order"]
    return f"Columns are not those of schemas/arrow/{about.name}: {', '.join(odd)}."


def _schema_problem(table: Table, part: Path) -> str | None:
    expected = arrow_schema(table)
    try:
        schema = read_schema(part)
    except OSError as error:
        return f"The file does not read as Parquet: {error}"
    if schema.names != expected.names:
        return f"Columns are {', '.join(schema.names)}; expected {', '.join(expected.names)}."
    for field, right in zip(schema, expected, strict=True):
        if not field.equals(right):
            return f"Column {field.name} is {_shown(field)}; expected {_shown(right)}."
    if schema.metadata != expected.metadata:
        return "What the file says of its table is not what is published."
    undescribed = [
        f.name for f in expected if schema.field(f.name).metadata[b"description"] != f.metadata[b"description"]
    ]
    return f"Descriptions are not the published ones: {', '.join(undescribed)}." if undescribed else None


def _shown(field: Any) -> str:
    return f"{field.type}{'' if field.nullable else ' not null'}"


def check_keys(audit: Audit) -> Found:
    """V02: primary keys are unique and not null.

    Rows that are vouched for have keys that are unique among themselves; those of other rows must be the keys of no
    other row at all. Only when they are not are all rows gone through, to say which.
    """
    tables = (table for table in TABLES if not _are_keys_new(audit, table))
    return Found(chain.from_iterable(_wrong_keys(audit, table) for table in tables), _all_rows(audit))


def _are_keys_new(audit: Audit, table: Table) -> bool:
    """Return whether the rows that nobody vouches for have keys of their own; false when all rows must be looked at."""
    if audit.parted is None or audit.whole is None or table.name not in OF_ARTICLES:
        return False
    parts = sorted((audit.parted.here / table.name).glob("*.parquet"))
    if not parts:
        return True
    key = ", ".join(f'"{column}"' for column in table.key)
    null = " OR ".join(f'"{column}" IS NULL' for column in table.key)
    new = f"(SELECT {key} FROM {relation(table.name, parts)})"
    ((n_rows, n_keys, n_nulls, n_there),) = fetch(
        audit.whole,
        f"""SELECT count(*), (SELECT count(*) FROM (SELECT DISTINCT * FROM {new})), count(*) FILTER ({null}),
            (SELECT count(*) FROM {table.name} SEMI JOIN {new} USING ({key})) FROM {new}""",
    )
    return bool(n_nulls == 0 and n_rows == n_keys == n_there)


def _wrong_keys(audit: Audit, table: Table) -> Iterator[Wrong]:
    key = ", ".join(f'"{column}"' for column in table.key)
    null = " OR ".join(f'"{column}" IS NULL' for column in table.key)
    place = ", ".join(f"any_value({column})" for column in _place(table))
    return select(
        replace(audit, database=audit.whole or audit.database),
        f"""SELECT CASE WHEN {null} THEN 'The key has a null.' ELSE 'The key is used ' || count(*) || ' times.' END,
            '{table.name}', concat_ws(' ', {key}), NULL, {place} FROM {table.name}
            GROUP BY {key} HAVING count(*) > 1 OR {null} ORDER BY 3""",
    )


def _place(table: Table) -> tuple[str, str, str]:
    """Return the columns that say where a row of a table stands, as far as it has them."""
    names = column_names(table.record)
    article = "article_id" if "article_id" in names else "NULL"
    return (article, '"start"', '"end"') if "start" in names else (article, "NULL", "NULL")


def _all_rows(audit: Audit) -> int:
    return count_rows(audit, (table.name for table in TABLES))


_OTHER_REFERENCES = (
    ("contributors", "owner_id", "citations", "owner_type = 'citation'"),
    ("contributors", "owner_id", "articles", "owner_type = 'article'"),
    ("identifiers", "owner_id", "citations", "owner_type = 'citation'"),
    ("identifiers", "owner_id", "articles", "owner_type = 'article'"),
    ("mentions", "host_id", "paragraphs", "host_type = 'paragraph'"),
    ("mentions", "host_id", "annotations", "host_type = 'annotation'"),
    ("cross_references", "host_id", "paragraphs", "host_type = 'paragraph'"),
    ("cross_references", "host_id", "annotations", "host_type = 'annotation'"),
    ("concept_occurrences", "host_id", "articles", "host_type = 'title'"),
    ("concept_occurrences", "host_id", "sections", "host_type = 'heading'"),
    ("concept_occurrences", "host_id", "paragraphs", "host_type = 'paragraph'"),
    ("concept_occurrences", "host_id", "annotations", "host_type = 'annotation'"),
)
"""References whose table depends on another column."""


_ACROSS = ("target_article_id",)
"""Columns that name rows of other articles."""


def check_references(audit: Audit) -> Found:
    """V03: what one row says of another of the same article is there."""
    plain = ((*one, "true") for one in _references() if _is_within(*one))
    return Found(
        chain(
            *(select(audit, _dangling(*reference)) for reference in (*plain, *_OTHER_REFERENCES)),
            select(
                audit,
                """SELECT 'The article does not have this concept.', 'concept_occurrences', concept_id, NULL,
                    article_id, "start", "end"
                    FROM concept_occurrences o ANTI JOIN concepts c USING (article_id, concept_id) ORDER BY ALL""",
            ),
            select(
                audit,
                """SELECT 'candidates names no row of citations.', 'mentions', mention_id, candidate, article_id,
                    "start", "end" FROM (SELECT *, unnest(candidates) AS candidate FROM mentions) m
                    ANTI JOIN citations c ON candidate = c.citation_id AND m.article_id = c.article_id ORDER BY ALL""",
            ),
        ),
        _all_rows(audit),
    )


def check_references_across(audit: Audit) -> Found:
    """V03: works and articles that rows of other articles, or of none, name are there."""
    wrong = (select(audit, _dangling(*one, "true")) for one in _references() if not _is_within(*one))
    return Found(chain.from_iterable(wrong), _all_rows(audit))


def _references() -> Iterator[tuple[str, str, str]]:
    return ((table.name, column, target) for table in TABLES for column, target in table.references)


def _is_within(table: str, column: str, target: str) -> bool:
    """Return whether a reference leads from a row of an article to a row of the same one."""
    return table in OF_ARTICLES and target in OF_ARTICLES and column not in _ACROSS


def _dangling(table: str, column: str, target: str, condition: str) -> str:
    (key,) = TABLE[target].key
    identity = "concat_ws(' ', " + ", ".join(f'a."{name}"' for name in TABLE[table].key) + ")"
    place = ", ".join(c if c == "NULL" else f"a.{c}" for c in _place(TABLE[table]))
    same = "AND a.article_id = b.article_id" if _is_within(table, column, target) else ""
    return f"""SELECT '{column} names no row of {target}.', '{table}', {identity}, a.{column}, {place}
        FROM {table} a ANTI JOIN {target} b ON a.{column} = b.{key} {same}
        WHERE a.{column} IS NOT NULL AND {condition} ORDER BY ALL"""


_MAY_BE_EMPTY = ("sections", "contributors", "issues")
"""Tables of which a row may have no extent of its own: a section no text shows, a name nobody printed."""


def check_values(audit: Audit) -> Found:
    """V04: values of closed lists are in the list, numbers in their range, and every span has an extent."""
    return Found(chain.from_iterable(_table_values(audit, table) for table in TABLES), _all_rows(audit))


def _table_values(audit: Audit, table: Table) -> Iterator[Wrong]:
    """Yield the wrong values of a table, which is gone through once when there are none."""
    rules = list(_value_rules(table))
    counts = ", ".join(f"count(*) FILTER ({condition})" for _, _, condition in rules)
    found = fetch(audit.database, f"SELECT {counts} FROM {table.name}")[0] if rules else ()
    for rule, n_wrong in zip(rules, found, strict=True):
        if n_wrong:
            yield from _wrong_values(audit, table, *rule)


def _wrong_values(audit: Audit, table: Table, column: str, message: str, condition: str) -> Iterator[Wrong]:
    identity = "concat_ws(' ', " + ", ".join(f'"{name}"' for name in table.key) + ")"
    return select(
        audit,
        f"""SELECT ?, '{table.name}', {identity}, "{column}"::VARCHAR, {", ".join(_place(table))}
            FROM {table.name} WHERE {condition} ORDER BY ALL""",
        message,
    )


def _value_rules(table: Table) -> Iterator[tuple[str, str, str]]:
    """Yield column, message and the condition under which a value is wrong."""
    columns = column_names(table.record)
    for column, values in allowed_values(table.record).items():
        allowed = ", ".join(f"'{value}'" for value in values)
        yield column, f"{column} is none of the allowed values.", f'"{column}" NOT IN ({allowed})'
    for column in columns:
        for limit in table.record.model_fields[column].metadata:
            if (least := getattr(limit, "ge", None)) is not None:
                yield column, f"{column} is less than {least}.", f'"{column}" < {least}'
            if (most := getattr(limit, "le", None)) is not None:
                yield column, f"{column} is more than {most}.", f'"{column}" > {most}'
    if "spans" in columns:
        condition = """len(list_filter(spans, lambda s: s."start" >= s."end")) > 0"""
        yield "spans", "The span of a field has no extent.", condition
    if "start" in columns:
        sign = ">" if table.name in _MAY_BE_EMPTY else ">="
        yield "start", "start does not lie before end.", f'"start" {sign} "end"'
