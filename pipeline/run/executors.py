"""Executors: where batches are worked on, in this process or in processes of their own.

An executor is one function of a batch, callable from any thread: the threads of a Prefect task runner and plain
threads hand their batches to the same one. It returns the outcome whatever happens to the process that works on it.
"""

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from typing import Final, Literal, Protocol, get_args

from pipeline.run.batches import Batch, Outcome, Work, lost_batch, work_on
from pipeline.run.streams import silence_teardown

Runner = Literal["local", "processes"]
RUNNERS: Final[tuple[str, ...]] = get_args(Runner)


class Executor(Protocol):
    """What works on batches; so many of them at a time as its width says."""

    width: int

    def run(self, batch: Batch) -> Outcome:
        """Return the outcome of ``batch``; callable from any thread."""
        ...


@contextlib.contextmanager
def open_executor(runner: Runner, jobs: int, work: Work) -> Iterator[Executor]:
    """Give an executor for ``work`` and end its processes afterwards."""
    if runner == "local":
        yield _Local(work)
        return
    processes = _Processes(work, jobs)
    try:
        yield processes
    except BaseException:
        processes.stop()
        raise
    processes.close()


class _Local:
    """Works in this process, one batch at a time: a language model is not made for several threads."""

    width = 1

    def __init__(self, work: Work) -> None:
        self._work = work
        self._one = threading.Lock()

    def run(self, batch: Batch) -> Outcome:
        with self._one:
            return work_on(batch, self._work)


class _Processes:
    """Works in processes, each of which loads the model once.

    They are spawned: a fork would copy the locks that threads hold. When one dies its pool is broken and every batch
    in it fails; whose fault it was cannot be told. So the pool is made anew for the batches to come, and those that
    failed are worked on one by one in a pool of one process. What kills its process there too is cut in halves until
    the one source that does it is found; that one goes to quarantine.
    """

    def __init__(self, work: Work, jobs: int) -> None:
        self.width = jobs
        self._work = work
        self._many = _Pool(work, jobs)
        self._single = _Pool(work, 1)
        self._one = threading.Lock()

    def run(self, batch: Batch) -> Outcome:
        try:
            return self._many.run(batch)
        except BrokenProcessPool:
            with self._one:
                return self._run_alone(batch)

    def _run_alone(self, batch: Batch) -> Outcome:
        try:
            return self._single.run(batch)
        except BrokenProcessPool:
            pass
        middle = len(batch.files) // 2
        if middle == 0:
            return lost_batch(batch, self._work)
        return self._run_alone(Batch(batch.files[:middle])) + self._run_alone(Batch(batch.files[middle:]))

    def close(self) -> None:
        self._many.close()
        self._single.close()

    def stop(self) -> None:
        """End all processes now, whatever they are doing."""
        for process in multiprocessing.active_children():
            process.terminate()
        self.close()


class _Pool:
    """A process pool that is made when it is first needed, and anew after it broke."""

    def __init__(self, work: Work, size: int) -> None:
        self._work = work
        self._size = size
        self._pool: ProcessPoolExecutor | None = None
        self._change = threading.Lock()

    def run(self, batch: Batch) -> Outcome:
        """Return the outcome of ``batch``.

        Raises:
            BrokenProcessPool: A process of the pool died, perhaps not the one that had this batch.
        """
        with self._change:
            pool = self._pool = self._pool or self._new()
        try:
            return pool.submit(_work_here, batch).result()
        except BrokenProcessPool:
            with self._change:
                if self._pool is pool:
                    self._pool = None
            raise

    def close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def _new(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._size, multiprocessing.get_context("spawn"), _start, (self._work,))


_given: list[Work] = []
"""In a worker process: the one work it was started for."""


def _start(work: Work) -> None:
    # Ctrl-C reaches every process of a terminal; what it means is decided in the first one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    silence_teardown()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _given.append(work)


def _work_here(batch: Batch) -> Outcome:
    return work_on(batch, _given[0])


def _end_with_parent() -> None:
    """End this process with its parent, also when that is killed: a pool would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
