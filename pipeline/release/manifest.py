"""Manifests: every file of a release with its size and digest, and the digest of the content."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from pipeline.errors import RunError
from pipeline.release.older_manifests import todays_manifest
from schemas.release import FileFacts, Manifest, RunFacts

MANIFEST = "manifest.json"
REPORT_FILES = ("report.json", "report.txt", "report.html", "report.xml", "failures.parquet")
"""Files the manifest does not list: they are written when the manifest is checked."""

_NOT_CONTENT = ("changes/", "schemas/", "datapackage.json", "data_dictionary.md")


@dataclass(frozen=True)
class Release:
    """A release on disk."""

    path: Path
    manifest: Manifest


def file_facts(release: Path, path: str, rows: int | None = None) -> FileFacts:
    """Return size and digest of a file of a release."""
    digest, size = hash_file(release / path)
    return FileFacts(path=path, rows=rows, n_bytes=size, sha256=digest)


def hash_file(path: Path) -> tuple[str, int]:
    """Return the SHA-256 of a file and its size in bytes."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256")
        return digest.hexdigest(), stream.tell()


def content_digest(files: Sequence[FileFacts]) -> str:
    """Return one digest over the tables and documents.

    ``changes`` is left out (it is about the release before), and so is all that follows from the code alone.
    """
    content = [f"{file.path} {file.sha256}\n" for file in files if not file.path.startswith(_NOT_CONTENT)]
    return hashlib.sha256("".join(sorted(content)).encode()).hexdigest()


def release_id(run: RunFacts, content: str) -> str:
    """Return the id of a release: UTC date and time, and a short digest of the content."""
    return f"{datetime.fromisoformat(run.created_at):%Y%m%dT%H%M%SZ}-{content[:8]}"


def write_manifest(release: Path, manifest: Manifest) -> None:
    """Write the manifest of a release."""
    (release / MANIFEST).write_text(manifest.model_dump_json(indent=1) + "\n", encoding="utf-8")


def read_manifest(release: Path) -> Manifest:
    """Return the manifest of a release.

    Raises:
        RunError: `no-release` when there is none, `broken-manifest` when it does not read.
    """
    try:
        content = (release / MANIFEST).read_bytes()
        try:
            return Manifest.model_validate_json(content)
        except ValidationError:
            # Nearly all manifests are of today; only what does not read as one is looked at twice.
            return Manifest.model_validate_json(json.dumps(todays_manifest(json.loads(content))))
    except FileNotFoundError as error:
        raise RunError("no-release", f"{release} holds no release.", "Give the folder of a release.") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RunError("broken-manifest", f"{release / MANIFEST} does not read.", "Restore or rebuild it.") from error
