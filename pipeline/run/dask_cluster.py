"""A Dask cluster that is already there: batches go to its workers through its executor.

The workers need the same annobib installed and must see the sources and the output folder under the same paths. Dask
gives the batches of a worker that died to another one; a batch that no worker survived is cut in halves, as in
``processes.py``, until the one source that does it is found.
"""

import functools
import importlib.metadata
import logging
import sys
import threading
import time
from concurrent.futures import CancelledError, Future
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from pipeline.errors import RunError
from pipeline.release.versions import code_version
from pipeline.run.batches import Batch, Outcome, Work, run_halves, work_on

INSTALL: Final = "pip install 'annobib[dask]'"
CONNECT_SECONDS: Final = 60
PATIENCE_SECONDS: Final = 120
"""How long a cluster may be without any worker before the run gives up; a worker that died is back sooner."""
_LOOK_SECONDS: Final = 2
_QUEUED_EACH: Final = 2
"""Batches a worker has at a time: one in work, one that waits."""


class DaskCluster:
    """Works on the workers of a cluster, each of which loads the model once."""

    def __init__(self, work: Work, jobs: int | None, scheduler: str | None) -> None:
        if scheduler is None:
            raise RunError("no-scheduler", "The runner dask needs a cluster.", "Name its --scheduler tcp://HOST:PORT.")
        self._scheduler = scheduler
        self._client = _connect(scheduler)
        self._executor = self._client.get_executor(pure=False)
        self._work = _seen_from_anywhere(work)
        self._makeup = makeup()
        self._model: Any = None
        self.width = jobs or self._wait_for_workers() * _QUEUED_EACH

    def run(self, batch: Batch) -> Outcome:
        """Return the outcome of ``batch``, whatever becomes of the workers that had it.

        Raises:
            RunError: The cluster is gone, or cannot do this work.
        """
        from distributed import KilledWorker  # noqa: PLC0415 (an optional library)

        try:
            outcome = self._result(self._executor.submit(_work_there, batch, self._work, self._makeup))
        except KilledWorker:
            return run_halves(batch, self._work, self.run)
        except CancelledError as error:
            raise self._lost("its scheduler does not answer any more") from error
        except (ImportError, AttributeError) as error:
            raise _differs(str(error)) from error
        self._model = self._model or outcome.model
        if outcome.model != self._model:
            raise _differs(f"language models {self._model} and {outcome.model}")
        return outcome

    def close(self) -> None:
        """Leave the cluster; it goes on without us."""
        self._client.close()

    def stop(self) -> None:
        """Take back what is not done yet and leave the cluster."""
        self._executor.shutdown(wait=False)
        self._client.close(timeout=_LOOK_SECONDS)

    def _result(self, future: "Future[Outcome]") -> Outcome:
        alone_since: float | None = None
        while True:
            try:
                return future.result(_LOOK_SECONDS)
            except TimeoutError:
                if future.done():
                    raise
            if self._n_threads():
                alone_since = None
                continue
            alone_since = alone_since or time.monotonic()
            if time.monotonic() - alone_since > PATIENCE_SECONDS:
                raise self._lost(f"it had no worker for {PATIENCE_SECONDS} s")

    def _wait_for_workers(self) -> int:
        try:
            self._client.wait_for_workers(1, timeout=PATIENCE_SECONDS)
        except TimeoutError as error:
            raise self._lost(f"it had no worker for {PATIENCE_SECONDS} s") from error
        return self._n_threads()

    def _n_threads(self) -> int:
        try:
            return sum(self._client.nthreads().values())
        except (OSError, RuntimeError) as error:
            raise self._lost("its scheduler does not answer any more") from error

    def _lost(self, why: str) -> RunError:
        return RunError(
            "cluster-lost",
            f"The Dask cluster at {self._scheduler} is of no use: {why}.",
            "Start its workers again and run again; what was published stays.",
        )


def _connect(scheduler: str) -> Any:
    try:
        from distributed import Client  # noqa: PLC0415 (an optional library, and a slow one to import)
    except ImportError as error:
        raise RunError("no-dask", "The runner dask needs the library distributed.", f"Install it: {INSTALL}") from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        return Client(scheduler, timeout=CONNECT_SECONDS, set_as_default=False, name="annobib")  # type: ignore[no-untyped-call]
    except (OSError, ValueError, ImportError) as error:
        raise RunError(
            "no-cluster",
            f"No Dask scheduler answers at {scheduler}: {error}.",
            "Check the address; `dask scheduler` prints it when it starts.",
        ) from error


def _seen_from_anywhere(work: Work) -> Work:
    staging = replace(work.staging, output=work.staging.output.absolute(), path=work.staging.path.absolute())
    release = work.earlier.release
    earlier = replace(work.earlier, release=release.absolute() if release else None)
    return replace(work, staging=staging, earlier=earlier)


def _differs(how: str) -> RunError:
    return RunError(
        "cluster-differs",
        f"A Dask worker is not like this process: {how}.",
        "Install the same annobib, its libraries and the model on every worker, and start the workers again.",
    )


@functools.cache
def makeup() -> str:
    """Return what the bytes of a release depend on besides its sources: Python, annobib's code and its libraries."""
    versions = (f"{name} {importlib.metadata.version(name)}" for name in ("numpy", "spacy", "thinc", "pydantic"))
    return ", ".join((f"Python {sys.version_info[0]}.{sys.version_info[1]}", f"annobib {code_version()}", *versions))


_one = threading.Lock()
"""A language model is not made for the several threads that a worker may have."""


def _work_there(batch: Batch, work: Work, expected: str) -> Outcome:
    """Work on a batch in a worker.

    Raises:
        RunError: `cluster-differs`, `cluster-elsewhere`: what came of it would not be the same, or not be found.
    """
    if makeup() != expected:
        raise _differs(f"{makeup()} there, {expected} here")
    missing = next((path for path in (work.staging.path, *_folders(batch)) if not path.exists()), None)
    if missing is not None:
        raise RunError(
            "cluster-elsewhere",
            f"A Dask worker does not see {missing}.",
            "Sources and --output must be on a file system that all workers share, under the same paths.",
        )
    with _one:
        return work_on(batch, work)


def _folders(batch: Batch) -> set[Path]:
    return {file.path.parent for file in batch.files}
