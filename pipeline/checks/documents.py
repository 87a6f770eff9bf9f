"""V06: documents are valid, and the tables are exactly what they say.

Documents are read as JSON and turned into columns as they are: the schema of JSON says that they are articles, and to
make records of them would take three times as long.
"""

import json
import tempfile
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jsonschema_rs
from pydantic_core import from_json

from pipeline.checks.audit import Audit, Found, Wrong, count
from pipeline.garbage import few_collections
from pipeline.references.csl import csl_item
from pipeline.release.arrow import ArrowTable, json_table
from pipeline.release.dictionary import GENERATED
from pipeline.release.parquet import (
    RowsOnDisk,
    give_memory_back,
    is_in_order,
    join_sorted,
    read_table,
    sort_table,
)
from pipeline.release.query import rows
from pipeline.release.stretches import split_articles
from pipeline.release.tables import OF_ARTICLES, TABLE, bucket_of, document_path, json_rows, part_path
from schemas import SCHEMA_VERSION

_LONGEST_MESSAGE = 500
_Json = dict[str, Any]


def check_documents(audit: Audit) -> Found:
    """V06: documents are valid against their JSON Schema, and the tables are exactly what they say.

    Of articles that are vouched for, whose documents are those of the release before, the rows must be those of the
    release before; their documents are not read again.
    """
    buckets = range(audit.manifest.n_buckets)
    wrong = chain.from_iterable(_bucket_problems(audit, bucket) for bucket in buckets)
    return Found(chain(wrong, _parted_problems(audit), _ownerless(audit)), count(audit, "sources"))


def _bucket_problems(audit: Audit, bucket: int) -> Iterator[Wrong]:
    with tempfile.TemporaryDirectory() as folder:
        wrong: list[Wrong] = []
        with few_collections():
            made = _tables_of_documents(_read_all(audit, bucket, wrong), Path(folder))
        yield from wrong
        for name in OF_ARTICLES:
            # The schema of an older release may not have the table; a bucket may have no article anything is asked of.
            if audit.part(name, bucket).is_file():
                yield from _part_problems(audit, name, bucket, made.take(name))
    give_memory_back()


def _part_problems(audit: Audit, name: str, bucket: int, made: ArrowTable | None) -> Iterator[Wrong]:
    written = read_table(audit.part(name, bucket))
    if not is_in_order(written, TABLE[name]):
        yield _unsorted(part_path(name, bucket))
        written = sort_table(written, TABLE[name])
    if made is not None:
        expected = join_sorted(TABLE[name], [made])
        if audit.manifest.schema_version != SCHEMA_VERSION:
            expected = expected.select(written.column_names)  # what it did not have is not compared
        if not expected.equals(written):
            yield from _differing_articles(name, expected, written, "The document")


def _unsorted(path: str) -> Wrong:
    return Wrong("Rows are not in the order of the key.", path.split("/", maxsplit=1)[0], path)


def _parted_problems(audit: Audit) -> Iterator[Wrong]:
    """Yield what is wrong with the rows of articles that are vouched for."""
    if audit.parted is None or audit.before is None:
        return
    for path in audit.parted.unsorted:
        yield _unsorted(path)
    for name, bucket in audit.parted.differing:
        path, known = part_path(name, bucket), audit.vouched.in_bucket(bucket)
        now, then = (split_articles(read_table(root / path), known)[0] for root in (audit.release, audit.before))
        yield from _differing_articles(name, then, now, "The release before")


def _tables_of_documents(articles: Iterable[_Json], folder: Path) -> RowsOnDisk:
    """Return the tables of some articles, of which one at a time is held as JSON; no table when there is no article."""
    made = RowsOnDisk(folder)
    for article in articles:
        for name, found in json_rows(article).items():
            made.add(name, json_table(found, TABLE[name]))
    return made


def _read_all(audit: Audit, bucket: int, wrong: list[Wrong]) -> Iterator[_Json]:
    """Yield the articles of a bucket that read; what is wrong with documents is added to ``wrong``."""
    for (article_id,) in audit.rows("sources", bucket, "article_id"):
        path = document_path(article_id, bucket)
        problems, document = _read_checked(audit.release / path, _schema_of(audit))
        wrong += [Wrong(problem, "documents", path, None, article_id) for problem in problems]
        if document is not None:
            wrong += _csl_problems(document)
            yield document["article"]


def _schema_of(audit: Audit) -> Path:
    """Return the folder of schemas that a release is judged by: today's, or its own when it is an older one."""
    return GENERATED if audit.manifest.schema_version == SCHEMA_VERSION else audit.release / "schemas"


@cache
def _validator(schemas: Path) -> Any:
    return jsonschema_rs.validator_for(json.loads((schemas / "json" / "document.schema.json").read_text("utf-8")))


def _read_checked(path: Path, schemas: Path) -> tuple[list[str], _Json | None]:
    """Return what is wrong with a document, and the document when it can be read."""
    try:
        document = from_json(path.read_bytes())
        validator = _validator(schemas)
        if validator.is_valid(document):
            return [], document
        errors = validator.iter_errors(document)
        return [f"{'/'.join(map(str, e.instance_path))}: {e.message}"[:_LONGEST_MESSAGE] for e in errors], None
    except FileNotFoundError:
        return ["The article has no document."], None
    except ValueError as error:
        return [f"The document does not read: {error}"[:_LONGEST_MESSAGE]], None


def _csl_problems(document: _Json) -> Iterator[Wrong]:
    """Yield the citations whose CSL-JSON item is not what they say."""
    article = document["article"]
    made = {one["citation_id"]: one for section in article["sections"] for one in section["citations"]}
    written = {str(item.get("id")): item for item in document["csl"]}
    for name in sorted(made.keys() | written.keys()):
        if name not in made or _csl_of(made[name]) != written.get(name):
            message = "The CSL-JSON item is not what the citation says."
            yield Wrong(message, "citations", name, None, article["article_id"])


def _csl_of(citation: _Json) -> _Json:
    names = [SimpleNamespace(**name) for name in citation["contributors"]]
    return {"id": citation["citation_id"], **csl_item(SimpleNamespace(**{**citation, "contributors": names}))}


def _ownerless(audit: Audit) -> Iterator[Wrong]:
    n_buckets = audit.manifest.n_buckets
    articles = (row[0] for row in rows(audit.whole or audit.database, "SELECT article_id FROM sources"))
    expected = {document_path(article, bucket_of(article, n_buckets)) for article in articles}
    there = {path.relative_to(audit.release).as_posix() for path in (audit.release / "documents").glob("*/*")}
    for path in sorted(there - expected):
        yield Wrong("The document belongs to no article.", "documents", path)


def _differing_articles(name: str, made: ArrowTable, written: ArrowTable, says: str) -> list[Wrong]:
    """Name the articles of which the rows are not what a document, or the release before, says."""
    ours, theirs = _rows_by_article(made), _rows_by_article(written)
    wrong = []
    for article_id in sorted(ours.keys() | theirs.keys()):
        mine, their = ours.get(article_id, []), theirs.get(article_id, [])
        if len(mine) != len(their):
            message = f"{says} has {len(mine)} rows of {name}, the table {len(their)}."
        elif sorted(map(repr, mine)) != sorted(map(repr, their)):
            message = f"Rows of {name} are not what {says[0].lower()}{says[1:]} says."
        else:
            continue
        wrong.append(Wrong(message, name, article_id, None, article_id))
    return wrong


def _rows_by_article(table: ArrowTable) -> dict[str, list[dict[str, Any]]]:
    by_article: dict[str, list[dict[str, Any]]] = {}
    for row in table.to_pylist():
        by_article.setdefault(row["article_id"], []).append(row)
    return by_article
