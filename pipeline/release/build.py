"""Building a release of staged articles: bucket by bucket, so that memory does not grow with their number."""

# ruff: noqa: S608 - queries are put together of names of our own tables and columns; values are parameters.

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.release.arrow import ArrowTable, column_names
from pipeline.release.changes import write_changes
from pipeline.release.choice import Chosen, choose_articles
from pipeline.release.datapackage import datapackage_bytes
from pipeline.release.dictionary import data_dictionary, published_files
from pipeline.release.documents import document_bytes, read_document
from pipeline.release.enrichments import carry_enrichments
from pipeline.release.history import History, article_histories
from pipeline.release.manifest import Release, content_digest, file_facts, release_id, write_manifest
from pipeline.release.parquet import write_records, write_sorted, write_table
from pipeline.release.pointers import aim_pointers, titles_to_articles
from pipeline.release.query import Connection, fetch, open_database, quote, stream
from pipeline.release.staging import Staging, staged_cited, staged_source
from pipeline.release.tables import (
    OF_ARTICLES,
    TABLE,
    bucket_of,
    count_buckets,
    document_path,
    part_path,
    record_tables,
    tabulate,
)
from pipeline.release.works import CitedWork, cluster_works
from schemas import SCHEMA_VERSION, TABLES, Article, Document, QuarantinedSource, Section
from schemas.release import FileFacts, InputFate, Manifest, RunFacts

ARTICLES_PER_BATCH = 16
"""Articles turned into columns at once; more would only hold more objects in memory."""
CITED_PER_FILE = 20_000


@dataclass(frozen=True)
class Candidate:
    """A release that is built but not published; ``is_new`` is false when the current release has equal content."""

    output: Path
    path: Path
    manifest: Manifest
    is_new: bool


@dataclass(frozen=True)
class Whole:
    """What no article knows by itself: every article's history and title, and the work of each citation of a bucket."""

    histories: dict[str, History]
    titles: dict[str, str]
    work_ids: dict[str, str]


def build_candidate(staging: Staging, previous: Release | None, run: RunFacts) -> Candidate:
    """Return a complete release, built under the staging folder from what was staged there.

    Equal staged articles, previous release and code give equal tables and documents, byte by byte.
    """
    release = staging.path / "release"
    release.mkdir()
    chosen, rows = choose_articles(staging)
    n_buckets = count_buckets(len(chosen))
    histories = article_histories(chosen, previous)
    titles = titles_to_articles((article.facts.title, article.facts.article_id) for article in chosen)
    with open_database(staging.path / "spill") as database:
        files = [_write_works(staging, release, database, chosen, n_buckets)]
        for bucket, members in enumerate(_by_bucket(chosen, n_buckets)):
            whole = Whole(histories, titles, _work_ids(database, bucket))
            files += _write_bucket(release, bucket, members, whole)
        files.append(_write_rows(release, "quarantine", record_tables("quarantine", rows)))
        files.append(carry_enrichments(database, release, previous, staging.path / "enrichments"))
        files.append(write_changes(release, previous, database))
    files += _write_about(release, files)
    manifest = _manifest(files, _fates(chosen, rows), run, previous, n_buckets)
    write_manifest(release, manifest)
    is_new = previous is None or previous.manifest.content_digest != manifest.content_digest
    return Candidate(staging.output, release, manifest, is_new)


def _by_bucket(chosen: Sequence[Chosen], n_buckets: int) -> list[list[Chosen]]:
    buckets: dict[int, list[Chosen]] = defaultdict(list)
    for article in chosen:
        buckets[bucket_of(article.facts.article_id, n_buckets)].append(article)
    return [buckets[bucket] for bucket in range(n_buckets)]


def _write_works(
    staging: Staging, release: Path, database: Connection, chosen: Sequence[Chosen], n_buckets: int
) -> FileFacts:
    """Cluster the citations of all articles: the table ``assigned`` stays in the database, ``works`` is written."""
    folder = staging.path / "cited"
    for number, batch in enumerate(_cited_batches(chosen, n_buckets)):
        write_records(folder / f"{number:05d}.parquet", CitedWork, batch)
    cluster_works(database, f"read_parquet({quote(str(folder / '*.parquet'))})")
    path = part_path("works", 0)
    columns = ", ".join(column_names(TABLE["works"].record))
    batches = stream(database, f"SELECT {columns} FROM works ORDER BY work_id")
    return file_facts(release, path, write_sorted(release / path, TABLE["works"], batches))


def _cited_batches(chosen: Iterable[Chosen], n_buckets: int) -> Iterator[list[CitedWork]]:
    """Yield the citations of all articles in batches; at least one batch, which may be empty."""
    batch: list[CitedWork] = []
    for article in chosen:
        bucket = bucket_of(article.facts.article_id, n_buckets)
        batch.extend(cited.model_copy(update={"bucket": bucket}) for cited in staged_cited(article.path))
        if len(batch) >= CITED_PER_FILE:
            yield batch
            batch = []
    yield batch


def _work_ids(database: Connection, bucket: int) -> dict[str, str]:
    """Return the work of each citation of the articles of a bucket."""
    return dict(fetch(database, "SELECT citation_id, work_id FROM assigned WHERE bucket = ?", (bucket,)))


def _write_bucket(release: Path, bucket: int, members: Sequence[Chosen], whole: Whole) -> list[FileFacts]:
    """Write the documents and the part of every table of one bucket."""
    files: list[FileFacts] = []
    batches: dict[str, list[ArrowTable]] = {name: [] for name in OF_ARTICLES}
    for first in range(0, len(members), ARTICLES_PER_BATCH):
        items = []
        for member in members[first : first + ARTICLES_PER_BATCH]:
            staged = read_document(member.path.with_suffix(".document"))
            article = _settle(staged.article, whole)
            files.append(_write_document(release, bucket, staged.model_copy(update={"article": article})))
            items.append((article, staged_source(member.path)))
        for name, table in tabulate(items).items():
            batches[name].append(table)
    return files + [_write_rows(release, name, batches.pop(name), bucket) for name in OF_ARTICLES]


def _settle(article: Article, whole: Whole) -> Article:
    """Return the article with what only the release as a whole knows: its history, its works, where it points to."""
    history = whole.histories[article.article_id]
    sections = tuple(_settle_section(section, whole.work_ids) for section in article.sections)
    settled = article.model_copy(
        update={"sections": sections, "first_seen": history.first_seen, "last_changed": history.last_changed}
    )
    return aim_pointers(settled, whole.titles)


def _settle_section(section: Section, work_ids: dict[str, str]) -> Section:
    citations = tuple(c.model_copy(update={"work_id": work_ids[c.citation_id]}) for c in section.citations)
    return section.model_copy(update={"citations": citations})


def _write_document(release: Path, bucket: int, document: Document) -> FileFacts:
    path = document_path(document.article.article_id, bucket)
    return _write_bytes(release, path, document_bytes(document))


def _write_bytes(release: Path, path: str, content: bytes) -> FileFacts:
    (release / path).parent.mkdir(parents=True, exist_ok=True)
    (release / path).write_bytes(content)
    return FileFacts(path=path, rows=None, n_bytes=len(content), sha256=hashlib.sha256(content).hexdigest())


def _write_rows(release: Path, table: str, batches: Sequence[ArrowTable], bucket: int = 0) -> FileFacts:
    path = part_path(table, bucket)
    return file_facts(release, path, write_table(release / path, TABLE[table], batches))


def _write_about(release: Path, files: Sequence[FileFacts]) -> list[FileFacts]:
    """Write what explains the tables: schemas, data dictionary and data package."""
    about = [_write_bytes(release, f"schemas/{path}", text.encode()) for path, text in published_files().items()]
    about.append(_write_bytes(release, "data_dictionary.md", data_dictionary().encode()))
    about.append(_write_bytes(release, "datapackage.json", datapackage_bytes(files)))
    return about


def _fates(chosen: Sequence[Chosen], rows: Sequence[QuarantinedSource]) -> list[InputFate]:
    """Return what became of each input, by path and part."""
    fates = [
        InputFate(
            source_path=article.facts.source_path,
            part=article.facts.part,
            sha256=article.facts.sha256,
            fate="article",
            article_id=article.facts.article_id,
            record_digest=article.facts.record_digest,
            code=None,
        )
        for article in chosen
    ]
    fates += [
        InputFate(
            source_path=row.source_path,
            part=row.part,
            sha256=row.source_sha256,
            fate="quarantine",
            article_id=None,
            record_digest=None,
            code=row.code,
        )
        for row in rows
    ]
    return sorted(fates, key=lambda fate: (fate.source_path, fate.part, fate.fate, fate.article_id or ""))


def _manifest(
    files: Sequence[FileFacts], fates: Sequence[InputFate], run: RunFacts, previous: Release | None, n_buckets: int
) -> Manifest:
    content = content_digest(files)
    n_rows = {table.name: 0 for table in TABLES}
    for file in files:
        if file.rows is not None:
            n_rows[file.path.split("/")[0]] += file.rows
    return Manifest(
        schema_version=SCHEMA_VERSION,
        release_id=release_id(run, content),
        sequence=previous.manifest.sequence + 1 if previous else 1,
        previous=previous.manifest.release_id if previous else None,
        content_digest=content,
        run=run,
        n_buckets=n_buckets,
        n_rows=n_rows,
        inputs=tuple(fates),
        files=tuple(sorted(files, key=lambda file: file.path)),
    )
