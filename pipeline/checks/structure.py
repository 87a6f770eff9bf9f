"""V01-V07: files, schemas, keys, references, values and documents are what the contract says."""

# ruff: noqa: S608 - queries are put together of names of our own tables and columns; values are parameters.

import itertools
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
from pydantic import ValidationError

from pipeline.checks.audit import Audit, Found, Wrong, count, select
from pipeline.release.arrow import allowed_values, arrow_schema, column_names
from pipeline.release.dictionary import GENERATED
from pipeline.release.documents import read_document
from pipeline.release.manifest import MANIFEST, REPORT_FILES, hash_file
from pipeline.release.parquet import join_sorted, read_articles, read_schema, read_table
from pipeline.release.query import fetch
from pipeline.release.tables import OF_ARTICLES, TABLE, bucket_of, document_path, part_path, tabulate
from schemas import TABLES, Document, Source, Table


def check_schemas(audit: Audit) -> Found:
    """V01: every file of every table reads with exactly the published schema."""
    wrong, n_checked = [], 0
    for table in TABLES:
        parts = sorted((audit.release / table.name).glob("*"))
        n_checked += len(parts)
        if not parts:
            wrong.append(Wrong("The table has no file.", table.name))
        problems = ((part, _schema_problem(part, table)) for part in parts)
        wrong += [Wrong(problem, table.name, f"{table.name}/{part.name}") for part, problem in problems if problem]
    return Found(wrong, n_checked)


def _schema_problem(part: Path, table: Table) -> str | None:
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
    """V02: primary keys are unique and not null."""
    wrong: list[Wrong] = []
    for table in TABLES:
        key = ", ".join(f'"{column}"' for column in table.key)
        null = " OR ".join(f'"{column}" IS NULL' for column in table.key)
        wrong += select(
            audit,
            f"""SELECT CASE WHEN {null} THEN 'The key has a null.' ELSE 'The key is used ' || count(*) || ' times.' END,
                '{table.name}', concat_ws(' ', {key}) FROM {table.name}
                GROUP BY {key} HAVING count(*) > 1 OR {null} ORDER BY 3""",
        )
    return Found(wrong)


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


def check_references(audit: Audit) -> Found:
    """V03: what one row says of another is there."""
    plain = [(t.name, column, target, "true") for t in TABLES for column, target in t.references]
    wrong: list[Wrong] = []
    for table, column, target, condition in (*plain, *_OTHER_REFERENCES):
        (key,) = TABLE[target].key
        wrong += select(audit, _dangling(table, column, target, key, condition))
    wrong += select(
        audit,
        """SELECT 'The article does not have this concept.', 'concept_occurrences', concept_id, NULL, article_id,
            "start", "end" FROM concept_occurrences o ANTI JOIN concepts c USING (article_id, concept_id)
            ORDER BY ALL""",
    )
    wrong += select(
        audit,
        """SELECT 'candidates names no row of citations.', 'mentions', mention_id, candidate, article_id, "start", "end"
            FROM (SELECT *, unnest(candidates) AS candidate FROM mentions)
            ANTI JOIN citations ON candidate = citations.citation_id ORDER BY ALL""",
    )
    return Found(wrong)


def _dangling(table: str, column: str, target: str, key: str, condition: str) -> str:
    record = TABLE[table]
    names = column_names(record.record)
    identity = "concat_ws(' ', " + ", ".join(f'a."{name}"' for name in record.key) + ")"
    article = "a.article_id" if "article_id" in names else "NULL"
    place = 'a."start", a."end"' if "start" in names else "NULL, NULL"
    return f"""SELECT '{column} names no row of {target}.', '{table}', {identity}, a.{column}, {article}, {place}
        FROM {table} a ANTI JOIN {target} b ON a.{column} = b.{key}
        WHERE a.{column} IS NOT NULL AND {condition} ORDER BY ALL"""


_MAY_BE_EMPTY = ("sections", "contributors", "issues")
"""Tables of which a row may have no extent of its own: a section no text shows, a name nobody printed."""


def check_values(audit: Audit) -> Found:
    """V04: values of closed lists are in the list, numbers in their range, and every span has an extent."""
    wrong: list[Wrong] = []
    for table in TABLES:
        for column, message, condition in _value_rules(table):
            identity = "concat_ws(' ', " + ", ".join(f'"{name}"' for name in table.key) + ")"
            article = "article_id" if "article_id" in column_names(table.record) else "NULL"
            wrong += select(
                audit,
                f"""SELECT ?, '{table.name}', {identity}, "{column}"::VARCHAR, {article}
                    FROM {table.name} WHERE {condition} ORDER BY ALL""",
                message,
            )
    return Found(wrong)


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
    if "start" in columns:
        sign = ">" if table.name in _MAY_BE_EMPTY else ">="
        yield "start", "start does not lie before end.", f'"start" {sign} "end"'


def check_files(audit: Audit) -> Found:
    """V05: the files are those of the manifest, with their sizes and digests, and there is no other file."""
    wrong = [w for file in audit.manifest.files for w in _file_problems(audit.release, file.path, file)]
    listed = {file.path for file in audit.manifest.files} | {MANIFEST, *REPORT_FILES}
    there = {path.relative_to(audit.release).as_posix() for path in audit.release.rglob("*") if not path.is_dir()}
    wrong += [Wrong("The file is not in the manifest.", "files", path) for path in sorted(there - listed)]
    return Found(wrong, len(audit.manifest.files))


def _file_problems(release: Path, path: str, facts: Any) -> Iterator[Wrong]:
    if not (release / path).is_file():
        yield Wrong("The file of the manifest is not there.", "files", path)
        return
    digest, size = hash_file(release / path)
    if size != facts.n_bytes:
        yield Wrong(f"The file has {size} bytes; the manifest says {facts.n_bytes}.", "files", path, str(size))
    elif digest != facts.sha256:
        yield Wrong("The file has another SHA-256 than the manifest says.", "files", path, digest)


def check_row_counts(audit: Audit) -> Found:
    """V05: the numbers of rows are those of the manifest."""
    wrong = []
    for table in TABLES:
        n_rows, expected = count(audit, table.name), audit.manifest.n_rows.get(table.name)
        if n_rows != expected:
            message = f"The table has {n_rows} rows; the manifest says {expected}."
            wrong.append(Wrong(message, table.name, None, str(n_rows)))
    return Found(wrong, len(TABLES))


_ARTICLES_AT_ONCE = 16
"""Documents read at once; more would only hold more records in memory."""


def check_documents(audit: Audit) -> Found:
    """V06: documents are valid against their JSON Schema, and the tables are exactly what they say."""
    wrong: list[Wrong] = []
    n_checked = 0
    for bucket in range(audit.manifest.n_buckets):
        made: dict[str, list[Any]] = defaultdict(list)
        sources = _sources(audit, bucket)
        while some := list(itertools.islice(sources, _ARTICLES_AT_ONCE)):
            items = []
            for source in some:
                n_checked += 1
                path = document_path(source.article_id, bucket)
                problems, document = _read_checked(audit.release / path)
                wrong += [Wrong(problem, "documents", path, None, source.article_id) for problem in problems]
                if document is not None:
                    items.append((document.article, source))
            for name, table in tabulate(items).items():
                made[name].append(table)
        wrong += _table_problems(audit, bucket, made)
    return Found(wrong + _stray_documents(audit), n_checked)


def _stray_documents(audit: Audit) -> list[Wrong]:
    n_buckets = audit.manifest.n_buckets
    articles = (row[0] for row in fetch(audit.database, "SELECT article_id FROM sources"))
    expected = {document_path(article, bucket_of(article, n_buckets)) for article in articles}
    there = {p.relative_to(audit.release).as_posix() for p in (audit.release / "documents").glob("*/*")}
    return [Wrong("The document belongs to no article.", "documents", path) for path in sorted(there - expected)]


def _sources(audit: Audit, bucket: int) -> Iterator[Source]:
    columns = ("article_id", "source_path", "source_sha256", "encoding", "text")
    for row in audit.rows("sources", bucket, *columns):
        yield Source(**dict(zip(columns, row, strict=True)))


@cache
def _validator() -> Any:
    return jsonschema_rs.validator_for(
        json.loads((GENERATED / "json" / "document.schema.json").read_text(encoding="utf-8"))
    )


def _read_checked(path: Path) -> tuple[list[str], Document | None]:
    """Return what is wrong with a document, and the document when it can be read."""
    try:
        content = path.read_text(encoding="utf-8")
        problems = [
            f"{'/'.join(map(str, error.instance_path))}: {error.message}"[:500]
            for error in _validator().iter_errors(json.loads(content))
        ]
        return problems, None if problems else read_document(path)
    except FileNotFoundError:
        return ["The article has no document."], None
    except (UnicodeDecodeError, ValueError, ValidationError) as error:
        return [f"The document does not read: {error}"[:500]], None


def _table_problems(audit: Audit, bucket: int, made: Mapping[str, list[Any]]) -> list[Wrong]:
    """Compare the tables of a bucket with its documents; of articles vouched for, with the tables before."""
    wrong = []
    for name in OF_ARTICLES:
        path = part_path(name, bucket)
        if audit.vouched and _is_the_file_before(audit, path):
            continue
        written = read_table(audit.release / path)
        expected = join_sorted(TABLE[name], [*made.get(name, []), *_rows_before(audit, name, bucket)])
        if not expected.equals(written):
            wrong += _differing_articles(name, expected, written)
    return wrong


def _is_the_file_before(audit: Audit, path: str) -> bool:
    """Return whether a part has the bytes it had in the release before (V05 sees to it that it has)."""
    assert audit.previous is not None  # noqa: S101 (it vouches for articles)
    if audit.previous.n_buckets != audit.manifest.n_buckets:
        return False
    digests = [{f.path: f.sha256 for f in manifest.files}.get(path) for manifest in (audit.previous, audit.manifest)]
    return digests[0] is not None and digests[0] == digests[1]


def _rows_before(audit: Audit, name: str, bucket: int) -> Iterator[Any]:
    """Yield the rows of the articles vouched for, from the release before."""
    if audit.vouched and audit.before is not None and audit.previous is not None:
        here = {article for article in audit.vouched if bucket_of(article, audit.manifest.n_buckets) == bucket}
        then = sorted({bucket_of(article, audit.previous.n_buckets) for article in here})
        if here:
            yield read_articles([audit.before / part_path(name, number) for number in then], here)


def _differing_articles(name: str, made: Any, written: Any) -> list[Wrong]:
    """Name the articles of which documents and table differ."""
    ours, theirs = _rows_by_article(made), _rows_by_article(written)
    wrong = []
    for article_id in sorted(ours.keys() | theirs.keys()):
        mine, their = ours.get(article_id, []), theirs.get(article_id, [])
        if len(mine) != len(their):
            message = f"The document has {len(mine)} rows of {name}, the table {len(their)}."
        elif sorted(map(repr, mine)) != sorted(map(repr, their)):
            message = f"Rows of {name} are not what the document says."
        else:
            continue
        wrong.append(Wrong(message, name, article_id, None, article_id))
    return wrong or [Wrong("Rows are not in the order of the key.", name)]


def _rows_by_article(table: Any) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in table.to_pylist():
        rows.setdefault(row["article_id"], []).append(row)
    return rows


def check_dictionary(audit: Audit) -> Found:
    """V07: every column has an entry in the data dictionary, and the reverse."""
    path = audit.release / "data_dictionary.md"
    described = _dictionary_entries(path.read_text(encoding="utf-8")) if path.is_file() else set()
    columns = {(table.name, column) for table in TABLES for column in _columns_on_disk(audit.release / table.name)}
    wrong = [Wrong("The column is not in the data dictionary.", t, c) for t, c in sorted(columns - described)]
    wrong += [Wrong("The data dictionary describes no column.", t, c) for t, c in sorted(described - columns)]
    return Found(wrong, len(columns))


def _columns_on_disk(folder: Path) -> list[str]:
    """Return the columns of the first file of a table that reads; V01 names those that do not."""
    for file in sorted(folder.glob("*.parquet")):
        with suppress(OSError):
            return list(read_schema(file).names)
    return []


def _dictionary_entries(text: str) -> set[tuple[str, str]]:
    """Return table and column of each row of the dictionary."""
    entries, table = set(), ""
    for line in text.splitlines():
        if line.startswith("## "):
            table = line[3:]
        elif line.startswith("| `"):
            entries.add((table, line.split("`")[1]))
    return entries
