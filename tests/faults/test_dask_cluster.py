"""A real Dask cluster of two worker processes: the same bytes, also when a worker is killed in the middle."""

import os
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from pipeline.errors import RunError
from pipeline.release.manifest import read_manifest
from pipeline.release.publish import open_staging
from pipeline.run import dask_cluster
from pipeline.run.batches import Batch, Work
from pipeline.run.executors import open_executor
from pipeline.run.ingest import ingest
from pipeline.run.options import Options
from pipeline.run.progress import Step
from pipeline.run.summary import Summary
from pipeline.sources.read import SourceFile

dask = pytest.importorskip("dask")
distributed = pytest.importorskip("distributed")
pytestmark = [
    pytest.mark.timeout(900),
    # Dask's own worker processes and sockets are closed by its finalizers, some after the test.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


def start_cluster(workers: int) -> Any:
    return distributed.LocalCluster(
        n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=50
    )


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    # Dask tries a batch on three more workers; one more is enough here.
    with dask.config.set({"distributed.scheduler.allowed-failures": 1}), start_cluster(2) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def here(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Summary:
    return ingest(Options((str(root / "raw"),), tmp_path_factory.mktemp("here"), runner="local"))


def digests(release: Path) -> dict[str, str]:
    return {file.path: file.sha256 for file in read_manifest(release).files}


def worker_pids(cluster: Any) -> dict[str, int]:
    with distributed.Client(cluster, set_as_default=False) as client:
        return cast("dict[str, int]", client.run(os.getpid))


def test_a_worker_killed_in_the_middle_leaves_the_same_bytes(
    cluster: Any, root: Path, here: Summary, tmp_path: Path
) -> None:
    before = worker_pids(cluster)
    steps: list[Step] = []

    def kill_after_the_first_batch(step: Step) -> None:
        steps.append(step)
        if step.done == 1:
            os.kill(next(iter(before.values())), signal.SIGKILL)

    options = Options((str(root / "raw"),), tmp_path, scheduler=cluster.scheduler_address, batch_size=1)
    there = ingest(options, kill_after_the_first_batch)
    assert sum(step.done == 1 for step in steps) == 1, "a worker was killed while seven articles were to come"
    assert worker_pids(cluster) != before
    assert there.fate == "published"
    assert there.quarantine == ()
    assert digests(there.path) == digests(here.path)


class Deadly:
    """A path that ends the worker it is sent to, as running out of memory would; the scheduler, here, is spared."""

    parent = Path("/")

    def __reduce__(self) -> tuple[Callable[[int], Any], tuple[int]]:
        return _end_all_but, (os.getpid(),)

    def is_file(self) -> bool:
        return False


def _end_all_but(pid: int) -> Any:
    if os.getpid() != pid:
        os._exit(1)
    return Deadly()


def test_the_source_that_kills_every_worker_is_quarantined(cluster: Any, root: Path, tmp_path: Path) -> None:
    name = "atlantic-history-piracy.txt"
    good = SourceFile(Path(shutil.copy(root / "raw" / name, tmp_path)), name)
    deadly = SourceFile(cast("Path", Deadly()), "deadly.txt")
    with (
        open_staging(tmp_path / "output") as staging,
        open_executor("dask", 2, Work(staging, None), cluster.scheduler_address) as executor,
    ):
        outcome = executor.run(Batch((good, deadly)))
    assert (outcome.n_files, outcome.n_articles) == (2, 1)
    assert [(row.source_path, row.code) for row in outcome.quarantined] == [("deadly.txt", "process-died")]


def test_no_cluster_is_said_in_plain_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    monkeypatch.setattr(dask_cluster, "CONNECT_SECONDS", 1)
    with pytest.raises(RunError, match="No Dask scheduler answers") as raised:
        ingest(Options((str(root / "raw"),), tmp_path, scheduler="tcp://127.0.0.1:9"))
    assert raised.value.code == "no-cluster"


def test_a_runner_without_an_address_says_what_it_needs(tmp_path: Path, root: Path) -> None:
    with pytest.raises(RunError, match="--scheduler"):
        ingest(Options((str(root / "raw"),), tmp_path, runner="dask"))


def test_workers_of_another_version_are_refused(
    cluster: Any, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask_cluster, "makeup", lambda: "annobib of yesterday")
    with pytest.raises(RunError, match="annobib of yesterday here") as raised:
        ingest(Options((str(root / "raw"),), tmp_path, scheduler=cluster.scheduler_address))
    assert raised.value.code == "cluster-differs"
    assert not (tmp_path / "current").exists()


def test_a_cluster_that_loses_its_workers_ends_the_run(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask_cluster, "PATIENCE_SECONDS", 3)
    with start_cluster(1) as cluster:
        options = Options((str(root / "raw"),), tmp_path, scheduler=cluster.scheduler_address, batch_size=1)
        started = time.monotonic()

        def no_more_workers(step: Step) -> None:
            if step.done == 1:
                threading.Thread(target=cluster.scale, args=(0,)).start()

        with pytest.raises(RunError, match="no worker for 3 s"):
            ingest(options, no_more_workers)
        assert time.monotonic() - started < 120
    assert not (tmp_path / "current").exists()
