"""Looking releases up by what a user types: an output folder, and an id or the beginning of one."""

from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import RunError
from pipeline.release.manifest import MANIFEST, Release
from pipeline.release.publish import list_candidates, list_releases, open_release, read_current

CURRENT = "current"


def find_release(directory: Path, name: str | None = None) -> Release:
    """Return the release with this id, or one that alone begins so; without a name the current one.

    ``directory`` is an output folder, or a release itself.

    Raises:
        RunError: `no-release`, `ambiguous-release`.
    """
    if (directory / MANIFEST).is_file():
        return open_release(directory.resolve())
    require_output(directory)
    if name not in (None, CURRENT):
        return _choose(list_releases(directory), str(name), f"release in {directory}", f"annobib releases {directory}")
    current = read_current(directory)
    if current is None:
        raise RunError(
            code="no-release",
            reason=f"Nothing is published in {directory} yet.",
            remedy=f"Run: annobib ingest SOURCE... --output {directory}",
        )
    return current


def find_candidate(directory: Path, name: str | None = None) -> Release:
    """Return the candidate with this id, or one that alone begins so; without a name the newest one.

    Raises:
        RunError: `no-release`, `ambiguous-release`.
    """
    require_output(directory)
    kept = list_candidates(directory)
    if kept and name is None:
        return max(kept, key=lambda candidate: candidate.manifest.release_id)
    remedy = f"annobib ingest SOURCE... --output {directory} --no-publish"
    return _choose(kept, name or "", f"candidate in {directory}", remedy)


def find_any(directory: Path, name: str) -> Release:
    """Return the release or candidate with this id, or the one that alone begins so.

    Raises:
        RunError: `no-release`, `ambiguous-release`.
    """
    if name == CURRENT:
        return find_release(directory)
    kept = [*list_releases(directory), *list_candidates(directory)]
    return _choose(kept, name, f"release or candidate in {directory}", f"annobib releases {directory}")


def find_before(directory: Path, release: Release) -> Release | None:
    """Return the release that came before this one, when it is still there."""
    known = list_releases(directory)
    return next((one for one in known if one.manifest.release_id == release.manifest.previous), None)


def require_output(directory: Path) -> None:
    """See to it that there is such a folder.

    Raises:
        RunError: `no-release` when there is none.
    """
    if not directory.is_dir():
        raise RunError(
            code="no-release",
            reason=f"{directory} is no folder.",
            remedy="Give the --output folder of an earlier `annobib ingest`.",
        )


def _choose(releases: Sequence[Release], name: str, what: str, remedy: str) -> Release:
    found = [release for release in releases if release.manifest.release_id.startswith(name)]
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(release.manifest.release_id for release in found[:3])
        raise RunError("ambiguous-release", f"{name!r} fits more than one {what}: {ids}.", "Give more of the id.")
    raise RunError("no-release", f"There is no {what}{f' called {name}' if name else ''}.", f"Try: {remedy}")
