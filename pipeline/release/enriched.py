"""A release with fuller enrichments: everything else is the release before, linked file by file."""

from collections.abc import Iterable, Sequence

from pipeline.errors import RunError
from pipeline.release.about import write_about
from pipeline.release.buckets import Source, link_file
from pipeline.release.build import Candidate
from pipeline.release.changes import Differences, write_changes
from pipeline.release.enrichments import write_enrichments
from pipeline.release.manifest import Release, content_digest, release_id, write_manifest
from pipeline.release.query import Connection
from pipeline.release.staging import Staging
from pipeline.release.versions import run_facts, schema_digest
from schemas import Enrichment

_WRITTEN_ANEW = ("enrichments/", "changes/", "schemas/", "data_dictionary.md", "datapackage.json")


def build_enriched(
    staging: Staging, current: Release, database: Connection, found: Iterable[Sequence[Enrichment]]
) -> Candidate:
    """Return a candidate that differs from ``current`` in its enrichments only.

    Args:
        staging: Where it is built.
        current: The release whose works were asked about.
        database: Where `keep_enrichments` made its tables.
        found: What authorities say, all rows of a work by one authority in one piece.

    Raises:
        RunError: `older-schema` when ``current`` was written with other schemas than today's.
    """
    if current.manifest.run.schema_digest != schema_digest():
        raise RunError(
            "older-schema",
            f"The release {current.manifest.release_id} was made by another version of annobib.",
            "Run annobib ingest first, then enrich.",
        )
    release, source = staging.path / "release", Source(current)
    kept = [file.path for file in current.manifest.files if not file.path.startswith(_WRITTEN_ANEW)]
    files = [link_file(source, path, release, path) for path in kept]
    files.append(write_enrichments(database, release, staging.path / "enrichments", found))
    files.append(write_changes(Differences(database, release, source), current.manifest.profile))
    files += write_about(release, files, current.manifest.rights)
    content = content_digest(files)
    rows = {table: sum(file.rows or 0 for file in files if file.path.startswith(f"{table}/"))
            for table in current.manifest.n_rows}  # fmt: skip
    run = current.manifest.run.model_copy(update={"created_at": run_facts(()).created_at})
    manifest = current.manifest.model_copy(
        update={
            "release_id": release_id(run, content),
            "sequence": current.manifest.sequence + 1,
            "previous": current.manifest.release_id,
            "content_digest": content,
            "run": run,
            "n_rows": rows,
            "files": tuple(sorted(files, key=lambda file: file.path)),
        }
    )
    write_manifest(release, manifest)
    return Candidate(staging.output, release, manifest, is_new=content != current.manifest.content_digest)
