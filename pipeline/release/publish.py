"""Releases: written under staging, checked, and published by one rename; readers never see half of one.

The order of a publication is: every file synced, the directory renamed into ``releases/``, the link ``current``
replaced, ``current.json`` written last. A run that finds a whole release that nobody points to yet, because the one
before was killed between these steps, finishes the publication.
"""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from pipeline.errors import RunError
from pipeline.release.build import Candidate, build_candidate
from pipeline.release.manifest import Release, read_manifest
from pipeline.release.output_folder import one_writer, plain_errors, remove_tree
from pipeline.release.rights import Rights
from pipeline.release.staging import Staging, stage_articles, stage_quarantine
from pipeline.release.staging import open_staging as _open_staging
from pipeline.release.versions import run_facts
from pipeline.report.read import read_report
from pipeline.report.write import check_candidate
from schemas.release import Pointer

__all__ = [
    "Candidate",
    "Release",
    "Staging",
    "build_candidate",
    "check_candidate",
    "keep_candidate",
    "list_candidates",
    "list_releases",
    "open_release",
    "open_staging",
    "publish",
    "publish_kept",
    "read_current",
    "run_facts",
    "stage_articles",
    "stage_quarantine",
]

_READ_ONLY = 0o444
_SYNCS = 16


@contextmanager
def open_staging(output: Path, rights: Rights | None = None) -> Iterator[Staging]:
    """Yield an empty staging folder under ``output``; there is one writer at a time.

    What killed runs left is cleared up first: their staging is removed, a publication they began is finished.

    Raises:
        RunError: `output-locked` when another process writes there, `output-not-writable`, `disk-full`.
    """
    with _open_staging(output, rights) as staging:
        _finish_publication(output)
        current = read_current(output)
        yield replace(staging, sequence=current.manifest.sequence + 1 if current else 1)


def read_current(output: Path) -> Release | None:
    """Return the current release, or None when nothing was published yet."""
    link = output / "current"
    if link.is_symlink():
        return open_release(link.resolve())
    pointer = _read_pointer(output)
    return open_release(output / pointer.path) if pointer else None


def open_release(path: Path) -> Release:
    """Return the release in a directory.

    Raises:
        RunError: `no-release`, `broken-manifest`.
    """
    return Release(path, read_manifest(path))


def list_releases(output: Path) -> list[Release]:
    """Return the published releases, oldest first."""
    releases = [open_release(path) for path in sorted((output / "releases").glob("*")) if path.is_dir()]
    return sorted(releases, key=lambda release: release.manifest.sequence)


def list_candidates(output: Path) -> list[Release]:
    """Return the candidates that were kept, oldest first."""
    return [open_release(path) for path in sorted((output / "candidates").glob("*")) if path.is_dir()]


def publish(candidate: Candidate) -> Release | None:
    """Publish a candidate and return the release; None when the current release has equal content.

    The caller holds the lock (`open_staging`). A candidate without a report is checked first.

    Raises:
        RunError: `release-blocked` when a check blocks it, `outdated-candidate` when another release was published
            since it was built.
    """
    if not candidate.is_new:
        return None
    _require_next(candidate)
    report = read_report(candidate.path) or check_candidate(candidate)
    if report.outcome == "blocked":
        raise RunError(
            "release-blocked",
            f"Checks block the release {report.release_id}.",
            "Read report.txt and failures.parquet of the candidate, mend what they name, run again.",
        )
    return _move_into_place(candidate)


def _require_next(candidate: Candidate) -> None:
    current = read_current(candidate.output)
    if (current.manifest.release_id if current else None) != candidate.manifest.previous:
        raise RunError(
            "outdated-candidate",
            f"Another release was published since {candidate.manifest.release_id} was built.",
            "Run ingest again.",
        )


def _move_into_place(candidate: Candidate) -> Release:
    _make_durable(candidate.path)
    releases = candidate.output / "releases"
    releases.mkdir(exist_ok=True)
    final = releases / candidate.manifest.release_id
    candidate.path.rename(final)
    _sync(releases)
    release = Release(final, candidate.manifest)
    point_to(candidate.output, release)
    return release


def _make_durable(folder: Path) -> None:
    """Make every file read-only and sync files and folders, so that what the rename shows is on the disk."""
    folders, files = [], []
    for directory, _, names in os.walk(folder, topdown=False):
        folders.append(Path(directory))
        files += [Path(directory, name) for name in names]
    # A file that has two names already is one of an older release. Many waits together are one write of the journal.
    with ThreadPoolExecutor(_SYNCS) as threads:
        list(threads.map(_seal, (file for file in files if file.stat().st_nlink == 1)))
        list(threads.map(_sync, folders))


def _seal(file: Path) -> None:
    file.chmod(_READ_ONLY)
    _sync(file)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def drop_current(output: Path) -> None:
    """Take the current release back, as if it had never been published; the caller holds the lock.

    For releases that nobody but this machine has seen: `pipeline.release.mirror` publishes them elsewhere first.
    """
    current = read_current(output)
    if current is None:
        return
    before = output / "releases" / (current.manifest.previous or "-")
    if before.is_dir():
        point_to(output, open_release(before))
    else:
        (output / "current").unlink(missing_ok=True)
        (output / "current.json").unlink(missing_ok=True)
    remove_tree(current.path)


def point_to(output: Path, release: Release) -> None:
    """Let readers see a release: replace the link, then the pointer, each in one step."""
    link = output / ".current.new"
    link.unlink(missing_ok=True)
    link.symlink_to(Path("releases", release.path.name), target_is_directory=True)
    link.replace(output / "current")
    pointer = Pointer(
        release_id=release.manifest.release_id,
        sequence=release.manifest.sequence,
        path=f"releases/{release.path.name}",
    )
    new = output / ".current.json.new"
    new.write_text(pointer.model_dump_json(indent=1) + "\n", encoding="utf-8")
    _sync(new)
    new.replace(output / "current.json")
    _sync(output)


def _read_pointer(output: Path) -> Pointer | None:
    try:
        return Pointer.model_validate_json((output / "current.json").read_bytes())
    except FileNotFoundError:
        return None
    except ValidationError as error:
        raise RunError(
            "broken-pointer", f"{output / 'current.json'} does not read.", "Remove it, run again."
        ) from error


def _finish_publication(output: Path) -> None:
    """Point to the release that follows the current one, when a run was killed before it could; write the pointer."""
    current = read_current(output)
    number = current.manifest.sequence if current else 0
    last = next((r for r in list_releases(output) if r.manifest.sequence == number + 1), None)
    if last and last.manifest.previous == (current.manifest.release_id if current else None):
        current = last
    pointer = _read_pointer(output)
    if current and (last is current or pointer is None or pointer.release_id != current.manifest.release_id):
        point_to(output, current)


def keep_candidate(candidate: Candidate) -> Candidate:
    """Keep a checked candidate under ``candidates/`` after the run, to be published later; return it there."""
    folder = candidate.output / "candidates"
    folder.mkdir(exist_ok=True)
    kept = folder / candidate.manifest.release_id
    remove_tree(kept)
    candidate.path.rename(kept)
    return Candidate(candidate.output, kept, candidate.manifest, candidate.is_new)


def publish_kept(output: Path, release_id: str) -> Release | None:
    """Publish a candidate that was kept; it is checked again, for files may have changed since.

    Raises:
        RunError: as `publish`; `no-release` when there is no such candidate.
    """
    with plain_errors(output), one_writer(output):
        _finish_publication(output)
        kept = open_release(output / "candidates" / release_id)
        candidate = Candidate(output, kept.path, kept.manifest, is_new=True)
        check_candidate(candidate)
        return publish(candidate)
