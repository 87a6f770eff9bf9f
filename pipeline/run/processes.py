"""Processes of this machine: a pool of spawned processes, each with a language model of its own."""

import multiprocessing
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait

from pipeline.run.batches import Batch, Outcome, Work, run_halves, work_on
from pipeline.run.streams import silence_teardown


class Processes:
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
        """Return the outcome of ``batch``, whatever becomes of the process that works on it."""
        try:
            return self._many.run(batch)
        except BrokenProcessPool:
            with self._one:
                return self._run_alone(batch)

    def _run_alone(self, batch: Batch) -> Outcome:
        try:
            return self._single.run(batch)
        except BrokenProcessPool:
            return run_halves(batch, self._work, self._run_alone)

    def close(self) -> None:
        """End the processes when they have done what they have begun."""
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
        """End the processes of the pool, if there are any."""
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
