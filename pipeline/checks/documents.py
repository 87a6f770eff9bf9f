"""V06: documents are valid, and the tables are exactly what they say."""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import jsonschema_rs
from pydantic import ValidationError

from pipeline.checks.audit import Audit, Found, Wrong, count
from pipeline.release.arrow import ArrowTable
from pipeline.release.dictionary import GENERATED
from pipeline.release.documents import make_document, read_document
from pipeline.release.parquet import join_sorted, join_tables, read_articles, read_table
from pipeline.release.query import rows
from pipeline.release.tables import OF_ARTICLES, TABLE, bucket_of, document_path, part_path, tabulate
from schemas import SCHEMA_VERSION, Article, Document, Source

ARTICLES_AT_ONCE = 16
"""Articles held as objects; their columns are far smaller."""
_LONGEST_MESSAGE = 500


def check_documents(audit: Audit) -> Found:
    """V06: documents are valid against their JSON Schema, and the tables are exactly what they say."""
    buckets = range(audit.manifest.n_buckets)
    wrong = chain.from_iterable(_bucket_problems(audit, bucket) for bucket in buckets)
    return Found(chain(wrong, _ownerless(audit)), count(audit, audit.new_to("sources")))


def _bucket_problems(audit: Audit, bucket: int) -> Iterator[Wrong]:
    wrong: list[Wrong] = []
    made = bucket_tables(_read_all(audit, bucket, wrong))
    yield from wrong
    for name, table in made.items():
        path = part_path(name, bucket)
        if audit.vouched and _is_the_file_before(audit, path):
            continue
        if audit.manifest.schema_version != SCHEMA_VERSION and not (audit.release / path).is_file():
            continue  # the schema of that time did not have the table
        written = read_table(audit.release / path)
        expected = join_sorted(TABLE[name], [table, *_rows_before(audit, name, bucket)])
        if audit.manifest.schema_version != SCHEMA_VERSION:
            expected = expected.select(written.column_names)  # what it did not have is not compared
        if not expected.equals(written):
            yield from _differing_articles(name, expected, written)


def _is_the_file_before(audit: Audit, path: str) -> bool:
    """Return whether a part has the bytes it had in the release before (V05 sees to it that it has)."""
    assert audit.previous is not None  # noqa: S101 (it vouches for articles)
    if audit.previous.n_buckets != audit.manifest.n_buckets:
        return False
    digests = [{f.path: f.sha256 for f in manifest.files}.get(path) for manifest in (audit.previous, audit.manifest)]
    return digests[0] is not None and digests[0] == digests[1]


def _rows_before(audit: Audit, name: str, bucket: int) -> Iterator[ArrowTable]:
    """Yield the rows of the articles vouched for, from the release before."""
    if audit.vouched and audit.before is not None and audit.previous is not None:
        here = {article for article in audit.vouched if bucket_of(article, audit.manifest.n_buckets) == bucket}
        then = sorted({bucket_of(article, audit.previous.n_buckets) for article in here})
        if here:
            yield read_articles([audit.before / part_path(name, number) for number in then], here)


def bucket_tables(items: Iterable[tuple[Article, Source]]) -> dict[str, ArrowTable]:
    """Return the tables of some articles, made a few articles at a time."""
    made: dict[str, list[ArrowTable]] = {name: [] for name in OF_ARTICLES}
    batch: list[tuple[Article, Source]] = []
    for item in chain(items, [None]):
        if item is not None:
            batch.append(item)
        if item is None or len(batch) == ARTICLES_AT_ONCE:
            for name, table in tabulate(batch).items():
                made[name].append(table)
            batch = []
    return {name: join_tables(tables) for name, tables in made.items()}


def _read_all(audit: Audit, bucket: int, wrong: list[Wrong]) -> Iterator[tuple[Article, Source]]:
    """Yield the articles of a bucket that read; what is wrong with documents is added to ``wrong``."""
    for source in sources_of(audit, bucket):
        path = document_path(source.article_id, bucket)
        problems, document = _read_checked(audit.release / path, _schema_of(audit))
        wrong += [Wrong(problem, "documents", path, None, source.article_id) for problem in problems]
        if document is not None:
            wrong += _csl_problems(document)
            yield document.article, source


def sources_of(audit: Audit, bucket: int) -> Iterator[Source]:
    """Yield the sources of the articles of a bucket."""
    columns = tuple(Source.model_fields)
    for row in audit.rows("sources", bucket, *columns):
        yield Source(**dict(zip(columns, row, strict=True)))


def _schema_of(audit: Audit) -> Path:
    """Return the folder of schemas that a release is judged by: today's, or its own when it is an older one."""
    return GENERATED if audit.manifest.schema_version == SCHEMA_VERSION else audit.release / "schemas"


@cache
def _validator(schemas: Path) -> Any:
    return jsonschema_rs.validator_for(json.loads((schemas / "json" / "document.schema.json").read_text("utf-8")))


def _read_checked(path: Path, schemas: Path) -> tuple[list[str], Document | None]:
    """Return what is wrong with a document, and the document when it can be read."""
    try:
        content = path.read_text(encoding="utf-8")
        problems = [
            f"{'/'.join(map(str, error.instance_path))}: {error.message}"[:_LONGEST_MESSAGE]
            for error in _validator(schemas).iter_errors(json.loads(content))
        ]
        return problems, None if problems else read_document(path)
    except FileNotFoundError:
        return ["The article has no document."], None
    except (UnicodeDecodeError, ValueError, ValidationError) as error:
        return [f"The document does not read: {error}"[:_LONGEST_MESSAGE]], None


def _csl_problems(document: Document) -> Iterator[Wrong]:
    made = {str(item["id"]): item for item in make_document(document.article).csl}
    written = {str(item.get("id")): item for item in document.csl}
    for name in sorted(made.keys() | written.keys()):
        if made.get(name) != written.get(name):
            message = "The CSL-JSON item is not what the citation says."
            yield Wrong(message, "citations", name, None, document.article.article_id)


def _ownerless(audit: Audit) -> Iterator[Wrong]:
    n_buckets = audit.manifest.n_buckets
    articles = (row[0] for row in rows(audit.database, "SELECT article_id FROM sources"))
    expected = {document_path(article, bucket_of(article, n_buckets)) for article in articles}
    there = {path.relative_to(audit.release).as_posix() for path in (audit.release / "documents").glob("*/*")}
    for path in sorted(there - expected):
        yield Wrong("The document belongs to no article.", "documents", path)


def _differing_articles(name: str, made: ArrowTable, written: ArrowTable) -> list[Wrong]:
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


def _rows_by_article(table: ArrowTable) -> dict[str, list[dict[str, Any]]]:
    by_article: dict[str, list[dict[str, Any]]] = {}
    for row in table.to_pylist():
        by_article.setdefault(row["article_id"], []).append(row)
    return by_article
