"""Object stores, on a server that speaks S3 and on fsspec's store in memory."""

from pathlib import Path

import pytest

from pipeline.addresses import is_remote, local_path
from pipeline.errors import RunError, SourceError
from pipeline.object_store import Changed, Store, open_store
from pipeline.sources.read import find_sources
from tests.stores import Bucket


@pytest.mark.parametrize(
    ("text", "remote"),
    [("raw", False), ("/data/raw", False), ("file:///data/raw", False), ("s3://bucket/raw", True), ("GS://b", True)],
)
def test_an_address_is_told_from_a_path(text: str, *, remote: bool) -> None:
    assert is_remote(text) is remote


def test_a_file_address_is_a_path() -> None:
    assert local_path("file:///data/raw") == Path("/data/raw")


@pytest.fixture(params=["s3", "memory"])
def store(request: pytest.FixtureRequest) -> Store:
    if request.param == "s3":
        bucket: Bucket = request.getfixturevalue("bucket")
        return open_store(bucket.url)
    opened = open_store("memory://annobib-tests")
    opened.remove("")
    return opened


def test_files_are_put_listed_copied_read_and_removed(store: Store, tmp_path: Path) -> None:
    (tmp_path / "one").write_text("first", encoding="utf-8")
    store.put(tmp_path / "one", "folder/one.txt")
    store.copy("folder/one.txt", "other/two.txt")
    assert sorted(store.list()) == ["folder/one.txt", "other/two.txt"]
    assert list(store.list("folder")) == ["folder/one.txt"]
    assert store.list("folder")["folder/one.txt"].size == 5
    store.get("other/two.txt", tmp_path / "deep" / "two")
    assert (tmp_path / "deep" / "two").read_text(encoding="utf-8") == "first"
    store.remove("folder")
    assert list(store.list()) == ["other/two.txt"]


def test_what_is_not_there_is_none_and_an_empty_folder_is_empty(store: Store) -> None:
    assert store.read("current.json") is None
    assert store.list("nowhere") == {}
    store.remove("nowhere")


def test_a_file_is_replaced_only_by_who_saw_it_last(store: Store) -> None:
    store.replace("current.json", b"1", None)
    with pytest.raises(Changed):
        store.replace("current.json", b"2", None)
    content, tag = store.read("current.json") or (b"", "")
    store.replace("current.json", content + b"2", tag)
    with pytest.raises(Changed):
        store.replace("current.json", b"3", tag)
    assert (store.read("current.json") or (b"", ""))[0] == b"12"


def test_a_store_nobody_knows_is_named() -> None:
    with pytest.raises(RunError, match="cannot be opened"):
        open_store("nonsense://bucket")


def test_a_bucket_that_is_not_there_is_said_in_words(bucket: Bucket) -> None:
    with pytest.raises(RunError, match=r"s3://missing cannot be used|does not let you"):
        open_store("s3://missing").put(Path(__file__), "x")
    with pytest.raises(SourceError, match="There is nothing under"):
        list(find_sources([f"{bucket.url}/nothing"]))


@pytest.fixture
def pages(bucket: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A bucket with some pages, and what may lie beside them."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    opened = open_store(bucket.url)
    for name in ("raw/one.txt", "raw/deep/two.txt", "raw/README.md", "raw/logo.png", "raw/.hidden", "raw/../out.txt"):
        (tmp_path / "page").write_text(f"The page {name}\n", encoding="utf-8")
        opened.put(tmp_path / "page", name)
    return f"{bucket.url}/raw"


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("", ["deep/two.txt", "one.txt"]),
        ("/", ["deep/two.txt", "one.txt"]),
        ("/*.txt", ["one.txt"]),
        ("/*/*.txt", ["deep/two.txt"]),
        ("/one.txt", ["one.txt"]),
    ],
    ids=["a folder", "a folder with a slash", "a glob", "a glob of folders", "a file"],
)
def test_sources_of_a_store_have_the_names_they_would_have_on_disk(pages: str, address: str, names: list[str]) -> None:
    found = list(find_sources([pages + address]))
    assert [file.name for file in found] == names
    assert all(file.path.read_text(encoding="utf-8").startswith("The page raw/") for file in found)


def test_a_source_is_fetched_again_only_when_it_has_changed(pages: str, tmp_path: Path) -> None:
    (before,) = find_sources([f"{pages}/one.txt"])
    before.path.write_text("our copy\n", encoding="utf-8")
    (same,) = find_sources([f"{pages}/one.txt"])
    assert same.path.read_text(encoding="utf-8") == "our copy\n"
    (tmp_path / "page").write_text("A new page\n", encoding="utf-8")
    open_store(pages).put(tmp_path / "page", "one.txt")
    (after,) = find_sources([f"{pages}/one.txt"])
    assert after.path.read_text(encoding="utf-8") == "A new page\n"
