"""Old releases go; the current one, and every file it shares with them, stays whole."""

from pathlib import Path

import pytest

from pipeline.checks.validate import validate_release
from pipeline.errors import RunError
from pipeline.release.prune import prune_releases
from pipeline.release.publish import list_releases, read_current
from tests.made import BOOKS, make_both, require_release


def test_all_but_the_newest_releases_are_removed(tmp_path: Path) -> None:
    made = [require_release(tmp_path, [make_both(1), make_both(2, BOOKS[:n])]) for n in (1, 2, 3)]
    shared = made[2].path / "documents" / "0000" / "obo-9780199756810-0001.json"
    assert shared.stat().st_nlink == 3
    removed = prune_releases(tmp_path, keep=1)
    assert removed == made[:2]
    assert list_releases(tmp_path) == [made[2]]
    assert read_current(tmp_path) == made[2]
    assert shared.stat().st_nlink == 1
    assert validate_release(made[2].path).outcome == "passed"
    assert prune_releases(tmp_path, keep=1) == []


def test_at_least_one_release_stays(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="at least 1"):
        prune_releases(tmp_path, keep=0)
