"""Releases in object stores: published as a whole, by the one who saw the last one."""

import json
from pathlib import Path

import pytest

from pipeline.errors import RunError
from pipeline.object_store import open_store
from pipeline.release.mirror import local_output
from pipeline.release.publish import list_releases, read_current
from tests.made import BOOKS, make_both, release_of
from tests.stores import Bucket


@pytest.fixture
def place(bucket: Bucket) -> str:
    return f"{bucket.url}/datasets"


def release(place: str, cache: Path, *numbers: int) -> str:
    """Publish a release of these articles from a machine whose cache this is; return its id."""
    with local_output(place, cache=cache) as folder:
        release_of(folder, [make_both(number) for number in numbers])
    current = read_current(folder)
    assert current is not None
    return current.manifest.release_id


def pointer(place: str) -> str:
    """Return the release readers see."""
    found = open_store(place).read("current.json")
    assert found is not None
    return str(json.loads(found[0])["release_id"])


def test_a_release_is_published_and_seen_from_another_machine(place: str, tmp_path: Path) -> None:
    first = release(place, tmp_path / "here", 1, 2)
    assert pointer(place) == first
    with local_output(place, cache=tmp_path / "there") as folder:
        current = read_current(folder)
    assert current is not None
    assert current.manifest.release_id == first


def test_releases_follow_each_other_whoever_makes_them(place: str, tmp_path: Path) -> None:
    first = release(place, tmp_path / "here", 1)
    second = release(place, tmp_path / "there", 1, 2)
    third = release(place, tmp_path / "here", 1, 2, 3)
    assert pointer(place) == third
    with local_output(place, whole=True, cache=tmp_path / "third") as folder:
        found = [one.manifest.release_id for one in list_releases(folder)]
    assert found == [first, second, third]


def test_what_has_not_changed_is_copied_inside_the_store(place: str, tmp_path: Path) -> None:
    before = open_store(place)
    first = release(place, tmp_path / "here", 1, 2)
    second = release(place, tmp_path / "here", 1, 2, 3)
    files = before.list("releases")
    same = [path for path in files if path.startswith(f"releases/{first}/documents/")]
    for path in same:
        assert files[path].tag == files[path.replace(first, second)].tag


def test_of_two_at_the_same_time_the_slower_one_publishes_nothing(place: str, tmp_path: Path) -> None:
    first = release(place, tmp_path / "here", 1)
    slow = local_output(place, cache=tmp_path / "a")
    release_of(slow.__enter__(), [make_both(1), make_both(2)])
    faster = release(place, tmp_path / "b", 1, 3)
    with pytest.raises(RunError, match="Somebody else published"):
        slow.__exit__(None, None, None)
    assert pointer(place) == faster
    again = release(place, tmp_path / "a", 1, 2, 3)
    assert pointer(place) == again
    assert len({first, faster, again}) == 3


def test_a_run_killed_before_it_told_the_store_is_finished_by_the_next(place: str, tmp_path: Path) -> None:
    release(place, tmp_path / "here", 1)
    killed = local_output(place, cache=tmp_path / "here")
    release_of(killed.__enter__(), [make_both(1), make_both(2)])
    assert not killed.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None)
    with local_output(place, cache=tmp_path / "here") as folder:
        current = read_current(folder)
    assert current is not None
    assert pointer(place) == current.manifest.release_id
    assert current.manifest.n_rows["articles"] == 2


def test_a_file_that_is_not_what_the_manifest_says_is_not_read(place: str, tmp_path: Path) -> None:
    first = release(place, tmp_path / "here", 1)
    store = open_store(place)
    (tmp_path / "other").write_bytes(b"something else")
    store.put(tmp_path / "other", f"releases/{first}/works/part-0000.parquet")
    with (
        pytest.raises(RunError, match="is not what its manifest says"),
        local_output(place, cache=tmp_path / "there"),
    ):
        pass


def test_a_release_that_lost_a_file_is_not_read(place: str, tmp_path: Path) -> None:
    first = release(place, tmp_path / "here", 1)
    open_store(place).remove(f"releases/{first}/works")
    with (
        pytest.raises(RunError, match=r"works/part-0000\.parquet is missing"),
        local_output(place, cache=tmp_path / "there"),
    ):
        pass


def test_a_path_is_its_own_folder(tmp_path: Path) -> None:
    with local_output(str(tmp_path / "output")) as folder:
        assert folder == tmp_path / "output"
    with local_output(f"file://{tmp_path}/output") as folder:
        assert folder == tmp_path / "output"


def test_books_are_in_the_store(place: str, tmp_path: Path) -> None:
    import pyarrow.dataset as ds
    from pyarrow.fs import FSSpecHandler, PyFileSystem

    first = release(place, tmp_path / "here", 1)
    store = open_store(place)
    system = PyFileSystem(FSSpecHandler(store.system))
    table = ds.dataset(f"{store.root}/releases/{first}/citations", filesystem=system).to_table()
    assert sorted(table["title"].to_pylist()) == sorted(book.title for book in BOOKS)
