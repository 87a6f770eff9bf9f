"""Executors: where batches are worked on: in this process, in processes of their own, or on a Dask cluster.

An executor is one function of a batch, callable from any thread: the threads of a Prefect task runner and plain
threads hand their batches to the same one. It returns the outcome whatever happens to the process that works on it.
"""

import contextlib
import os
import threading
from collections.abc import Iterator
from typing import Literal, Protocol

from pipeline.run.batches import Batch, Outcome, Work, work_on

Runner = Literal["local", "processes", "dask"]


class Executor(Protocol):
    """What works on batches; so many of them at a time as its width says."""

    width: int

    def run(self, batch: Batch) -> Outcome:
        """Return the outcome of ``batch``; callable from any thread."""
        ...


class _Closable(Executor, Protocol):
    def close(self) -> None: ...

    def stop(self) -> None: ...


@contextlib.contextmanager
def open_executor(runner: Runner, jobs: int | None, work: Work, scheduler: str | None = None) -> Iterator[Executor]:
    """Give an executor for ``work`` and end what it started afterwards.

    Args:
        runner: Where to work.
        jobs: Batches at a time; None for as many as there are cores, or as the cluster takes.
        work: What is to be done to every batch.
        scheduler: Address of the Dask scheduler, for the runner ``dask``.

    Raises:
        RunError: There is no such cluster, or it cannot do this work.
    """
    executor = _start(runner, jobs, work, scheduler)
    try:
        yield executor
    except BaseException:
        executor.stop()
        raise
    executor.close()


def _start(runner: Runner, jobs: int | None, work: Work, scheduler: str | None) -> _Closable:
    # What a runner needs is imported for that runner only.
    if runner == "processes":
        from pipeline.run.processes import Processes  # noqa: PLC0415

        return Processes(work, jobs or cores())
    if runner == "dask":
        from pipeline.run.dask_cluster import DaskCluster  # noqa: PLC0415

        return DaskCluster(work, jobs, scheduler)
    return _Local(work)


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0))


class _Local:
    """Works in this process, one batch at a time: a language model is not made for several threads."""

    width = 1

    def __init__(self, work: Work) -> None:
        self._work = work
        self._one = threading.Lock()

    def run(self, batch: Batch) -> Outcome:
        with self._one:
            return work_on(batch, self._work)

    def close(self) -> None:
        """There is nothing to end."""

    stop = close
