"""Whole runs, each in a process of its own, so that its time, its memory and its children are its own.

``python -m benchmarks.runs`` is that process; it reads what to do from standard input and answers in JSON.
"""

import json
import os
import resource
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psutil

from benchmarks.generator.frames import FRAMES
from benchmarks.generator.pages import make_pages
from benchmarks.generator.records import works
from pipeline.run.ingest import ingest
from pipeline.run.options import Options

FULL = 100
"""Citations of a full article."""
SEED = 5
_MOST_WORKS = 20_000


@dataclass(frozen=True)
class Job:
    """What a run is to do."""

    sources: str
    output: str
    runner: str = "local"
    jobs: int = 1
    door: str = "plain"
    """``plain``: the functions themselves; ``flow``: as a Prefect flow."""
    concepts: bool = True


@dataclass(frozen=True)
class Measured:
    """What a run took: seconds on the wall and of CPU, its children's included, and bytes of memory at the most."""

    wall: float
    cpu: float
    memory: int
    fate: str
    articles: int
    stages: dict[str, float]
    """Seconds of each stage: of CPU for the runner ``local``, else on the wall and added up over processes."""


def make_corpus(folder: Path, articles: int, citations: int = FULL) -> Path:
    """Write generated articles to a folder, each file once, and return it; all say who wrote them, as checks ask."""
    folder.mkdir(parents=True, exist_ok=True)
    items = works(min(articles * citations, _MOST_WORKS), SEED)
    frames = [frame for frame in FRAMES if frame.shows_byline or frame.has_front_matter]
    for page in make_pages(items, articles, citations, SEED, 0.1, frames=frames):
        (folder / page.name).write_text(page.text, encoding="utf-8", newline="\n")
    return folder


def measure(job: Job, environment: dict[str, str] | None = None) -> Measured:
    """Return what a run took in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.runs"],
        input=json.dumps(asdict(job)),
        env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return Measured(**json.loads(done.stdout.splitlines()[-1]))


def cpu_of_children() -> float:
    """Return the CPU seconds so far of the processes that this one started and that are still there."""
    times = [child.cpu_times() for child in psutil.Process().children(recursive=True)]
    return float(sum(one.user + one.system for one in times))


def _run(job: Job) -> Measured:
    runner: Any = job.runner
    options = Options((job.sources,), Path(job.output), runner, job.jobs, concepts=job.concepts)
    if job.door == "flow":
        from pipeline.run.flow_settings import prepare_prefect  # noqa: PLC0415 (before Prefect is imported)

        prepare_prefect(options.output)
        from flows import run_ingest as run  # noqa: PLC0415 (seconds that only this door takes)
    else:
        run = ingest
    cpu, started = _cpu(), time.perf_counter()
    summary = run(options)
    wall, cpu = time.perf_counter() - started, _cpu() - cpu
    # A run's own clock is that on the wall; in one process, what neighbours took of it can be taken out again.
    share = cpu / wall if job.runner == "local" else 1.0
    return Measured(
        wall=wall,
        cpu=cpu,
        memory=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        fate=summary.fate,
        articles=summary.counts["articles"],
        stages={stage: spent * share for stage, spent in summary.seconds.items()},
    )


def _cpu() -> float:
    usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in usage)


if __name__ == "__main__":
    print(json.dumps(asdict(_run(Job(**json.loads(sys.stdin.read()))))))
