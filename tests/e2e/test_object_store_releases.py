"""The commands on sources and output in an object store, and runs that are killed while they publish there.

Three runs are killed; ``ANNOBIB_KILLS=50`` kills fifty.
"""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.object_store import open_store
from pipeline.release.mirror import local_output
from pipeline.release.publish import read_current
from tests.stores import Bucket

_COMMAND = (sys.executable, "-c", "from pipeline.cli import main; main()")
_KILLS = int(os.environ.get("ANNOBIB_KILLS", "3"))


@pytest.fixture
def places(bucket: Bucket, root: Path, tmp_path: Path) -> tuple[str, str, dict[str, str]]:
    """Return addresses of some sample articles and of an output, and the environment to reach them."""
    store = open_store(bucket.url)
    for path in sorted((root / "raw").glob("education-*.txt"))[:2]:
        store.put(path, f"raw/{path.name}")
    environment = {**os.environ, **bucket.environment, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    return f"{bucket.url}/raw", f"{bucket.url}/datasets", environment


def annobib(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run([*_COMMAND, *arguments], env=environment, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    return done


def test_from_store_to_store_and_back(places: tuple[str, str, dict[str, str]], root: Path, tmp_path: Path) -> None:
    sources, output, environment = places
    done = annobib(environment, "ingest", sources, "--output", output, "--no-concepts", "--json")
    assert done.returncode == 0, done.stderr
    assert f"In the store: {output}" in done.stderr
    summary = json.loads(done.stdout)
    again = annobib(environment, "ingest", sources, "--output", output, "--no-concepts", "--json")
    assert json.loads(again.stdout)["outcome"] == "nothing_new"
    listed = json.loads(annobib(environment, "releases", output, "--json").stdout)
    assert [row["release_id"] for row in listed] == [summary["release_id"]]
    # The same files on disk give the same tables.
    names = [name.split("/")[-1] for name in open_store(sources).list()]
    here = [str(root / "raw" / name) for name in names]
    local = annobib(environment, "ingest", *here, "--output", str(tmp_path / "local"), "--no-concepts", "--json")
    current = read_current(tmp_path / "local")
    assert current is not None, local.stderr
    with local_output(output, cache=tmp_path / "other") as folder:
        remote = read_current(folder)
    assert remote is not None
    assert remote.manifest.content_digest == current.manifest.content_digest


def test_a_place_that_is_not_there_is_said_in_words(places: tuple[str, str, dict[str, str]]) -> None:
    sources, _, environment = places
    done = annobib(environment, "ingest", sources, "--output", "s3://annobib-nowhere/x", "--no-concepts")
    assert done.returncode == 2
    assert "s3://annobib-nowhere/x" in done.stderr


def kill_at(moment: float, environment: dict[str, str], *arguments: str) -> None:
    """Start a run and kill it after so many seconds, unless it ended before."""
    with subprocess.Popen(
        [*_COMMAND, *arguments], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as run:
        try:
            run.wait(moment)
        except subprocess.TimeoutExpired:
            run.kill()


def readable(output: str, cache: Path) -> str | None:
    """Fetch the release readers see, every file checked against its manifest; return its id."""
    with local_output(output, cache=cache) as folder:
        current = read_current(folder) if folder.is_dir() else None
    return current.manifest.release_id if current else None


@pytest.mark.timeout(180 + 30 * _KILLS)
def test_a_run_killed_at_any_instant_leaves_a_whole_release_or_none(
    places: tuple[str, str, dict[str, str]], tmp_path: Path
) -> None:
    sources, output, environment = places
    arguments = ("ingest", sources, "--output", output, "--no-concepts")
    started = time.monotonic()
    assert annobib(environment, *arguments).returncode == 0
    length = time.monotonic() - started
    chance = random.Random(20261124)  # noqa: S311 (nothing is kept secret by it)
    store = open_store(sources)
    name = next(iter(store.list()))
    text, _ = store.read(name) or (b"", "")
    for number in range(_KILLS):
        (tmp_path / "page").write_bytes(text + b"\n" * (number + 1))
        store.put(tmp_path / "page", name)
        kill_at(chance.uniform(0, 1.1 * length), environment, *arguments)
        assert readable(output, tmp_path / f"reader-{number}") is not None
    done = annobib(environment, *arguments, "--json")
    assert done.returncode == 0, done.stderr
    assert readable(output, tmp_path / "last") == json.loads(done.stdout)["release_id"]
