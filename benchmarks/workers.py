"""What a second worker brings: batches on two processes against one, beside what the machine itself can give."""

import multiprocessing
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from benchmarks.frame import Row
from benchmarks.runs import make_corpus
from pipeline.release.publish import open_staging
from pipeline.run.batches import Batch, Work
from pipeline.run.executors import open_executor
from pipeline.run.ingest import cut_batches
from pipeline.sources.read import SourceFile, find_sources

ARTICLES: Final = 60
_SPIN: Final = 12_000_000


def workers() -> Iterator[Row]:
    """Yield how many times faster two workers are than one, for our work and for a loop that shares nothing."""
    alone, together = _spin(1), _spin(2)
    yield Row(
        "two processes of plain Python",
        2 * alone,
        together,
        "twice the work on two; what this machine can give",
        None,
        at_least=True,
    )
    with tempfile.TemporaryDirectory() as folder:
        files = tuple(find_sources([str(make_corpus(Path(folder) / "pages", ARTICLES))]))
        one, two = (_work(Path(folder) / f"output-{jobs}", files, jobs) for jobs in (1, 2))
    yield Row("two workers, parse and enrich", one, two, "the same articles on two", 1.8, at_least=True)


def _work(output: Path, files: tuple[SourceFile, ...], jobs: int) -> float:
    """Return the seconds that warm workers take for the files."""
    with (
        open_staging(output) as staging,
        open_executor("processes", jobs, Work(staging, None)) as executor,
        ThreadPoolExecutor(jobs) as threads,
    ):
        # Each loads its model and its word lists first: two batches at a time, so that both workers get one.
        list(threads.map(executor.run, [Batch(files[:3])] * (2 * jobs)))
        started = time.perf_counter()
        list(threads.map(executor.run, cut_batches(files, None, 2)))
        return time.perf_counter() - started


def _spin(processes: int) -> float:
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        pool.map(_count, [1] * processes)
        started = time.perf_counter()
        pool.map(_count, [_SPIN] * processes, chunksize=1)
        return time.perf_counter() - started


def _count(number: int) -> int:
    total = 0
    for value in range(number):
        total += value & 7
    return total
