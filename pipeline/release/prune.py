"""Pruning: old releases go, the current one never; files that younger releases share with them stay there."""

from pathlib import Path

from pipeline.errors import RunError
from pipeline.release.manifest import Release
from pipeline.release.output_folder import remove_tree
from pipeline.release.publish import list_releases, open_staging, read_current


def prune_releases(output: Path, keep: int) -> list[Release]:
    """Remove all but the newest ``keep`` releases, and return those that were removed, oldest first.

    A release leaves ``releases/`` by one rename before its files are removed: whatever is killed when, what stands
    there is whole. The current release is always kept.

    Raises:
        RunError: `bad-keep`, `output-locked`, `output-not-writable`.
    """
    if keep < 1:
        raise RunError("bad-keep", f"{keep} releases cannot be kept.", "Keep at least 1.")
    with open_staging(output) as staging:
        current = read_current(output)
        old = [release for release in list_releases(output)[:-keep] if release != current]
        for release in old:
            doomed = staging.path / release.path.name
            release.path.rename(doomed)
            remove_tree(doomed)
    return old
