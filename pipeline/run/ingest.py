"""The run: sources in, a checked release out. Both doors, the command line and the Prefect flow, open to this.

::

    with open_run(options) as run:              sources found, one writer, what was published before
        outcome = work_on_all(run)              read, parse, enrich and stage, batch by batch
        summary = finish(run, outcome)          build, validate, publish
"""

import functools
import logging
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from pipeline.checks.validate import Terms
from pipeline.concepts.extras import concept_facts
from pipeline.concepts.model_facts import model_facts
from pipeline.errors import RunError
from pipeline.release.publish import (
    Candidate,
    Release,
    Staging,
    build_candidate,
    check_candidate,
    keep_candidate,
    open_staging,
    publish,
    read_current,
    run_facts,
)
from pipeline.release.reuse import Reuse, earlier_articles, offered_file, plan_reuse
from pipeline.run.batches import Batch, Outcome, Work
from pipeline.run.clock import Clock
from pipeline.run.executors import Executor, Runner, cores, open_executor
from pipeline.run.logs import note
from pipeline.run.options import Options
from pipeline.run.profiling import profiled, write_profile
from pipeline.run.progress import Step, Watch, unwatched
from pipeline.run.summary import Fate, Summary, count_release, read_quarantine
from pipeline.sources.read import SourceFile, find_sources
from schemas import QuarantinedSource
from schemas.release import CheckResult, ConceptFacts, Report, RunFacts

READING: Final = "Reading articles"
_MAX_BATCH: Final = 50
"""Sources in a batch at most: some seconds of work, which is what is lost when a process dies."""
_BATCHES_EACH: Final = 8
"""Batches for each process at least, so that none waits long for the last one."""
_WORTH_PROCESSES: Final = 2_000_000
"""Bytes of sources from which processes, which load a model each, pay."""


@dataclass(frozen=True)
class Run:
    """A run that holds the output folder: what it found, what works for it, and the clock of its stages.

    ``files`` are all that were found, ``batches`` hold those that must be read.
    """

    options: Options
    clock: Clock
    facts: RunFacts
    files: tuple[SourceFile, ...]
    reuse: Reuse
    batches: tuple[Batch, ...]
    work: Work
    executor: Executor
    staging: Staging
    previous: Release | None


def ingest(options: Options, watch: Watch = unwatched) -> Summary:
    """Turn sources into a checked release and return what came of it.

    Raises:
        SourceError: No source was found.
        RunError: The run could not go on; what was published before is untouched.
    """
    with open_run(options, watch) as run:
        return finish(run, work_on_all(run, watch), watch)


@contextmanager
def open_run(options: Options, watch: Watch = unwatched) -> Iterator[Run]:
    """Find the sources, become the one writer of the output folder and start the executor."""
    clock = Clock()
    watch(Step("Looking for sources"))
    files = tuple(file._replace(path=file.path.absolute()) for file in find_sources(options.sources))
    with open_staging(options.output, options.stated_rights) as staging:
        previous = read_current(options.output)
        model = model_facts(options.model) if options.concepts else None
        concepts = concept_facts(options.settings) if options.concepts else ConceptFacts()
        offered = (offered_file(file.path, file.name) for file in files)
        facts = run_facts(offered, model, concepts, options.stated_rights.profile)
        reuse = plan_reuse(facts, previous, full=options.full, prune=options.prune_missing)
        todo = tuple(file for file in files if file.name in reuse.files)
        runner = choose_runner(options, todo)
        work = Work(
            staging,
            options.model,
            options.concepts,
            earlier_articles(previous),
            reuse.known,
            _profiles(options, staging),
            options.settings,
        )
        with open_executor(runner, options.jobs, work, options.scheduler) as executor:
            batches = cut_batches(todo, options.batch_size, executor.width)
            note("run started", sources=len(files), batches=len(batches), runner=runner, at_a_time=executor.width)
            yield Run(options, clock, facts, files, reuse, batches, work, executor, staging, previous)
        if options.profile and work.profiles:
            write_profile(work.profiles, options.profile, clock.spent)


def _profiles(options: Options, staging: Staging) -> Path | None:
    """Return a new folder for profiles, when one is asked for, where every process of the run can write."""
    if options.profile is None:
        return None
    try:
        options.profile.touch()
    except OSError as error:
        reason = f"{options.profile}: {error.strerror or error}."
        raise RunError("profile-not-writable", reason, "Choose another --profile.") from error
    folder = staging.path.absolute() / "profiles"
    folder.mkdir()
    return folder


def choose_runner(options: Options, files: Sequence[SourceFile]) -> Runner:
    """Return the runner: as asked for, else what suits the machine and the sources."""
    if options.runner is not None:
        return options.runner
    if options.scheduler is not None:
        return "dask"
    several = (options.jobs or cores()) > 1 and len(files) > 1
    return "processes" if several and sum(map(_size, files)) > _WORTH_PROCESSES else "local"


def _size(file: SourceFile) -> int:
    try:
        return int(file.path.stat().st_size)
    except OSError:  # what cannot be read is said when it is read
        return 0


def cut_batches(files: Sequence[SourceFile], size: int | None, width: int) -> tuple[Batch, ...]:
    """Return the files in batches of ``size``; without a size, a few batches for each that works on them."""
    if not files:
        return ()
    if size is None:
        size = min(-(-len(files) // (width * _BATCHES_EACH)), _MAX_BATCH)
    return tuple(Batch(tuple(files[at : at + size])) for at in range(0, len(files), size))


def work_on_all(run: Run, watch: Watch = unwatched) -> Outcome:
    """Work on all batches, as many at a time as the executor is wide, and return what became of them."""
    total = Outcome()
    n_files = sum(len(batch.files) for batch in run.batches)
    watch(Step(READING, 0, n_files))
    with run.clock.on("batches"):
        for outcome in _outcomes(run):
            total += outcome
            watch(Step(READING, total.n_files, n_files))
    return total


def work_on_batch(executor: Executor, batch: Batch) -> Outcome:
    """Hand a batch to the executor, log what became of it, and return that."""
    clock = Clock()
    outcome = executor.run(batch)
    note(
        "batch done",
        sources=outcome.n_files,
        articles=outcome.n_articles,
        quarantined=len(outcome.quarantined),
        characters=outcome.n_characters,
        **{f"{stage}_seconds": spent for stage, spent in asdict(outcome.seconds).items()},
        seconds=clock.total,
    )
    for row in outcome.quarantined:
        note("source set aside", logging.WARNING, source=row.source_path, part=row.part, code=row.code)
    return outcome


def _outcomes(run: Run) -> Iterator[Outcome]:
    work = functools.partial(work_on_batch, run.executor)
    if run.executor.width == 1:
        yield from map(work, run.batches)
        return
    threads = ThreadPoolExecutor(run.executor.width)
    try:
        yield from threads.map(work, run.batches)
    finally:
        # Not waited for: when the run was interrupted, the executor ends what they still wait for.
        threads.shutdown(wait=False, cancel_futures=True)


def finish(run: Run, outcome: Outcome, watch: Watch = unwatched) -> Summary:
    """Build the release of what is staged, check it, publish it when it passed, and return what came of the run."""
    watch(Step("Writing tables"))
    candidate = build(run, outcome)
    watch(Step("Checking the release"))
    report = check(run, candidate)
    watch(Step("Publishing"))
    return settle(run, candidate, report)


@contextmanager
def _stage(run: Run, name: str) -> Iterator[None]:
    """Time what is done inside as a stage of the run, profile it when that is asked for, and log it."""
    with run.clock.on(name), profiled(run.work.profiles):
        yield
    note(f"{name} done", seconds=run.clock.spent[name])


def build(run: Run, outcome: Outcome) -> Candidate:
    """Build the candidate of what is staged and what is as it was; nothing is built where nothing is new."""
    run.clock.spent = {**asdict(outcome.seconds), **run.clock.spent}
    if run.reuse.nothing_new and run.previous:
        return Candidate(run.options.output, run.previous.path, run.previous.manifest, is_new=False)
    with _stage(run, "build"):
        counters = {
            "sources": len(run.files),
            "batches": len(run.batches),
            "articles": outcome.n_articles,
            "quarantined": len(outcome.quarantined),
            "characters": outcome.n_characters,
        }
        facts = run.facts.model_copy(update={"counters": counters, "seconds": _seconds(run)})
        kept = (*run.reuse.kept, *outcome.kept)
        return build_candidate(run.staging, run.previous, facts, kept, prune=run.options.prune_missing)


def _seconds(run: Run) -> dict[str, float]:
    return {stage: round(seconds, 3) for stage, seconds in run.clock.spent.items()}


def check(run: Run, candidate: Candidate) -> Report | None:
    """Return what the checks found; None when there is nothing to check: no article, or nothing new."""
    with _stage(run, "check"):
        if not candidate.is_new or not candidate.manifest.n_rows["articles"]:
            return None
        return check_candidate(candidate, Terms(run.options.expectations, run.options.waivers))


def settle(run: Run, candidate: Candidate, report: Report | None) -> Summary:
    """Publish a checked candidate, or keep it for later, or drop it; return the summary of the run."""
    counts = count_release(candidate.path)
    quarantine = read_quarantine(candidate.path)
    blocked_by = tuple(_blocking(report, strict=run.options.strict)) if report else ()
    fate = _fate(run.options, candidate, blocked_by, quarantine)
    with _stage(run, "publish"):
        if fate == "published":
            publish(candidate)
        elif fate in ("candidate", "blocked"):
            candidate = keep_candidate(candidate)
    current = read_current(run.options.output)
    shown = current if fate in ("published", "nothing_new") else None
    name = (shown.manifest if shown else candidate.manifest).release_id
    note("run done", outcome=fate, release=name, seconds=run.clock.total, **counts)
    return Summary(
        fate=fate,
        release_id=name,
        path=shown.path if shown else candidate.path,
        current=run.options.output / "current" if shown else None,
        n_sources=len(run.files),
        counts=counts,
        quarantine=quarantine,
        blocked_by=blocked_by,
        seconds={**_seconds(run), "total": run.clock.total},
    )


def _blocking(report: Report, *, strict: bool) -> Iterator[CheckResult]:
    severities = ("error", "warning")
    for result in report.results:
        blocks = result.outcome == "failed" or (strict and result.outcome == "tolerated")
        if blocks and result.severity in severities:
            yield result


def _fate(
    options: Options, candidate: Candidate, blocked_by: Sequence[CheckResult], quarantine: Sequence[QuarantinedSource]
) -> Fate:
    if not candidate.manifest.n_rows["articles"]:
        return "empty"
    if not candidate.is_new:
        return "nothing_new"
    if blocked_by or (options.strict and quarantine):
        return "blocked"
    return "published" if options.publish else "candidate"
