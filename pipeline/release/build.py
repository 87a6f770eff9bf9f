"""Building a release bucket by bucket, so that memory does not grow with the number of articles.

What is staged is put together with what the release before holds and is still true. A first pass writes every table
but ``citations``, whose works are known only when the citations of all articles were seen; a second one writes these,
the documents, and what changed.
"""

# ruff: noqa: S608 - queries are put together of names of our own tables and columns; values are parameters.

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.release.about import write_about
from pipeline.release.arrow import ArrowTable, column_names
from pipeline.release.buckets import (
    Bucket,
    Part,
    Source,
    assemble_part,
    is_as_before,
    link_file,
    with_works,
    write_documents,
)
from pipeline.release.changes import Differences, write_changes
from pipeline.release.choice import Choice, choose
from pipeline.release.enrichments import carry_enrichments
from pipeline.release.manifest import Release, content_digest, file_facts, release_id, write_manifest
from pipeline.release.parquet import (
    give_memory_back,
    packed_tables,
    unpack_table,
    write_sorted,
    write_table,
    write_whole,
)
from pipeline.release.plan import plan_buckets
from pipeline.release.query import (
    FEW_ROWS,
    MANY_ROWS,
    Connection,
    fetch,
    file_list,
    open_database,
    register,
    stream,
)
from pipeline.release.recognition import recognise_articles
from pipeline.release.reuse import earlier_articles, missing_inputs, with_rows
from pipeline.release.staging import Staging
from pipeline.release.tables import OF_ARTICLES, TABLE, part_path, record_tables
from pipeline.release.topics import write_topics
from pipeline.release.traces import collect_redirects, mark_redirected, write_matches, write_redirects
from pipeline.release.works import add_cited, add_old_works, cluster_works, start_clustering
from schemas import SCHEMA_VERSION, TABLES
from schemas.release import FileFacts, InputFate, Manifest, RunFacts


@dataclass(frozen=True)
class Candidate:
    """A release that is built but not published; ``is_new`` is false when the current release has equal content."""

    output: Path
    path: Path
    manifest: Manifest
    is_new: bool


@dataclass
class _Building:
    """A release that is being built: where, of what, and the files it has so far."""

    staging: Staging
    source: Source
    database: Connection
    n_buckets: int
    files: list[FileFacts] = field(default_factory=list)

    @property
    def release(self) -> Path:
        return self.staging.path / "release"

    def held(self, bucket: int) -> Path:
        """Return where the citations of a bucket wait for their works."""
        return self.staging.path / f"citations-{bucket:04d}"


def build_candidate(
    staging: Staging,
    previous: Release | None,
    run: RunFacts,
    kept: Sequence[InputFate] = (),
    *,
    prune: bool = False,
) -> Candidate:
    """Return a complete release, built under the staging folder.

    Equal staged articles, previous release and code give equal tables and documents, byte by byte.

    Args:
        staging: What was read in this run.
        previous: The release before.
        run: What the run says of itself.
        kept: What became of the inputs that are as they were in the release before.
        prune: Whether the articles that are no longer offered are to go.
    """
    earlier = earlier_articles(previous)
    before = earlier.articles
    missing = missing_inputs(previous, prune=prune)
    (staging.path / "release").mkdir()
    with open_database(staging.path / "spill", FEW_ROWS if kept else MANY_ROWS) as database:
        recognise_articles(staging, earlier, {f.article_id for f in kept if f.article_id}, database)
        choice = choose(staging, run, with_rows(kept, previous), before, missing)
        source = Source(previous)
        buckets = plan_buckets(source, database, choice, before)
        building = _Building(staging, source, database, len(buckets))
        start_clustering(database)
        differences = Differences(database, building.release, building.source)
        for bucket in buckets:
            _write_first(building, bucket, differences)
            give_memory_back()
        add_old_works(database, source.all_parts("citations"), source.all_parts("redirects"))
        cluster_works(database)
        collect_redirects(database, choice.articles, previous, staging.sequence, staging.path / "redirects.parquet")
        for bucket in buckets:
            _write_second(building, bucket, differences)
            give_memory_back()
        _write_release_tables(building, choice, differences)
    building.files += write_about(building.release, building.files, building.staging.rights.said)
    manifest = _manifest(building, choice.fates, run, previous)
    write_manifest(building.release, manifest)
    is_new = previous is None or previous.manifest.content_digest != manifest.content_digest
    return Candidate(staging.output, building.release, manifest, is_new)


def _write_first(building: _Building, bucket: Bucket, differences: Differences) -> None:
    """Write the part of every table but ``citations``; hand its citations to the clustering."""
    for name in OF_ARTICLES:
        path = part_path(name, bucket.number)
        if is_as_before(bucket, name):
            if name != "citations":
                building.files.append(link_file(building.source, path, building.release, path))
            continue
        part = assemble_part(bucket, name, building.source)
        if name == "citations":
            building.held(bucket.number).write_bytes(packed_tables(part))
            register(building.database, "citations_here", part.rows)
        else:
            if name == "contributors":
                register(building.database, "contributors_here", part.rows)
            _write_part(building, path, part.rows)
            differences.add(name, part.old, part.new)
    relations = []
    for name in ("citations", "contributors"):
        parts = building.source.parts(name, bucket.number, bucket.n_buckets)
        relations.append(f"read_parquet({file_list(parts)})" if is_as_before(bucket, name) else f"{name}_here")
    add_cited(building.database, bucket.number, *relations)


def _write_second(building: _Building, bucket: Bucket, differences: Differences) -> None:
    """Write the citations of a bucket with their works, and its documents."""
    moved = fetch(
        building.database,
        "SELECT article_id, citation_id, work_id FROM assigned WHERE bucket = ? AND work_id <> old_work_id",
        (bucket.number,),
    )
    for article_id, citation_id, work_id in moved:
        bucket.patches[article_id].works[citation_id] = work_id
    path = part_path("citations", bucket.number)
    if is_as_before(bucket, "citations") and not moved:
        building.files.append(link_file(building.source, path, building.release, path))
    else:
        part = with_works(_citations(building, bucket), bucket)
        _write_part(building, path, part.rows)
        differences.add("citations", part.old, part.new)
        building.held(bucket.number).unlink(missing_ok=True)
    building.files += write_documents(bucket, building.source, building.release)


def _citations(building: _Building, bucket: Bucket) -> Part:
    """Return the citations of a bucket, with the works they were written with."""
    if is_as_before(bucket, "citations"):
        return assemble_part(bucket, "citations", building.source)
    held = building.held(bucket.number)
    return Part(*(unpack_table(held, TABLE["citations"], at) for at in range(len(Part._fields))))


def _write_part(building: _Building, path: str, rows: ArrowTable) -> None:
    n_rows = write_whole(building.release / path, TABLE[path.split("/", maxsplit=1)[0]], rows)
    building.files.append(file_facts(building.release, path, n_rows))


def _write_release_tables(building: _Building, choice: Choice, differences: Differences) -> None:
    """Write the tables whose rows belong to no single article."""
    release, files, previous = building.release, building.files, building.source.release
    path = part_path("works", 0)
    columns = ", ".join(column_names(TABLE["works"].record))
    batches = stream(building.database, f"SELECT {columns} FROM works ORDER BY work_id")
    files.append(file_facts(release, path, write_sorted(release / path, TABLE["works"], batches)))
    path = part_path("quarantine", 0)
    tables = record_tables("quarantine", choice.rows)
    files.append(file_facts(release, path, write_table(release / path, TABLE["quarantine"], tables)))
    files.append(carry_enrichments(building.database, release, previous, building.staging.path / "enrichments"))
    files.append(write_matches(release, choice.articles))
    files.append(write_redirects(building.database, release))
    differences.add_release()
    mark_redirected(building.database)
    files.extend(write_topics(building.database, release))
    files.append(write_changes(differences, building.staging.rights.profile))


def _manifest(building: _Building, fates: Sequence[InputFate], run: RunFacts, previous: Release | None) -> Manifest:
    content = content_digest(building.files)
    n_rows = {table.name: 0 for table in TABLES}
    for file in building.files:
        if file.rows is not None:
            n_rows[file.path.split("/")[0]] += file.rows
    return Manifest(
        schema_version=SCHEMA_VERSION,
        release_id=release_id(run, content),
        sequence=previous.manifest.sequence + 1 if previous else 1,
        previous=previous.manifest.release_id if previous else None,
        content_digest=content,
        profile=building.staging.rights.profile,
        rights=building.staging.rights.said,
        run=run,
        n_buckets=building.n_buckets,
        n_rows=n_rows,
        inputs=tuple(fates),
        files=tuple(sorted(building.files, key=lambda file: file.path)),
    )
