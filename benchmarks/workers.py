"""What a second worker brings: batches on two processes against one, beside what the machine itself can give.

Each round is short and the best of some is taken, one and two workers by turns: a neighbour on the machine then spoils
some rounds, not the result.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor as Pool
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import ExitStack
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from benchmarks.frame import Row, side_by_side
from benchmarks.runs import cpu_of_children, make_corpus
from pipeline.release.publish import open_staging
from pipeline.run.batches import Batch, Work
from pipeline.run.executors import open_executor
from pipeline.sources.read import find_sources

ARTICLES: Final = 12
ROUNDS: Final = 4
_SPIN: Final = 2_000_000


def workers() -> Iterator[Row]:
    """Yield how many times faster two workers are than one, for a loop that shares nothing and for our work."""
    with ProcessPoolExecutor(1, get_context("spawn")) as one, ProcessPoolExecutor(2, get_context("spawn")) as two:
        times = _by_turns(lambda: list(one.map(_count, [_SPIN] * 8)), lambda: list(two.map(_count, [_SPIN] * 8)))
    yield Row("two processes of plain Python", *times, "the same on two; what this machine can give", at_least=True)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        batches = [Batch((file,)) for file in find_sources([make_corpus(Path(folder) / "pages", ARTICLES)])]
        one_worker, two_workers = (_open(stack, Path(folder) / f"output-{jobs}", jobs, batches) for jobs in (1, 2))
        times = _by_turns(one_worker, two_workers)
        cpu = side_by_side(two_workers, one_worker, ROUNDS, cpu_of_children)
    yield Row("two workers, parse and enrich", *times, "the same articles on two", 1.8, at_least=True)
    # Where nothing but waiting for a core is lost, two workers on two free cores are twice as fast as one.
    yield Row(
        "two workers, parse and enrich, CPU", *cpu, "the same articles on one; 1 when they cost each other nothing", 1.1
    )


def _open(stack: ExitStack, output: Path, jobs: int, batches: list[Batch]) -> Callable[[], object]:
    """Return what works on all batches with warm workers; each has its model and word lists loaded."""
    staging = stack.enter_context(open_staging(output))
    executor = stack.enter_context(open_executor("processes", jobs, Work(staging, None)))
    threads: Pool = stack.enter_context(ThreadPoolExecutor(jobs))
    list(threads.map(executor.run, batches))
    return lambda: list(threads.map(executor.run, batches))


def _by_turns(one: Callable[[], object], two: Callable[[], object]) -> tuple[float, float]:
    return side_by_side(one, two, ROUNDS, time.perf_counter)


def _count(number: int) -> int:
    total = 0
    for value in range(number):
        total += value & 7
    return total
