"""Prefect flows over the functions of ``pipeline``: the same work and the same bytes, with runs, retries and history.

``python flows.py SOURCE... --output DIR`` takes the options of ``annobib ingest``.
"""

import errno
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

if __name__ == "__main__":
    # Prefect reads its settings at import, and its history goes under --output: the command sees to both.
    from pipeline.cli import main

    main(["ingest", "--flow", *sys.argv[1:]])

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.futures import PrefectFuture, as_completed
from prefect.task_runners import ThreadPoolTaskRunner

from pipeline.release.publish import Candidate
from pipeline.run.batches import Batch, Outcome
from pipeline.run.display import markdown
from pipeline.run.executors import Executor, Runner
from pipeline.run.ingest import READING, Options, Run, build, check, open_run, settle
from pipeline.run.progress import Step, Watch, terminal_bar
from pipeline.run.summary import Summary
from schemas.release import Report

MAX_TASKS: Final = 200
"""Prefect's history grows slow and lossy with thousands of tasks; a task takes several batches when there are more."""
_PASSING: Final = frozenset({errno.EAGAIN, errno.EBUSY, errno.EINTR, errno.EIO, errno.ESTALE, errno.ETIMEDOUT})
"""Errors of file systems, mostly of those behind a network, that may be gone a little later."""


def can_pass(_task: Any, _run: Any, state: Any) -> bool:
    """Return whether what a task failed with may be gone when it is tried again."""
    error = state.result(raise_on_failure=False)
    return isinstance(error, OSError) and error.errno in _PASSING


@task(retries=2, retry_delay_seconds=[2, 10], retry_condition_fn=can_pass, cache_policy=NO_CACHE)
def work_on_batches(executor: Executor, batches: Sequence[Batch]) -> Outcome:
    """Hand batches to the executor and return what became of them."""
    outcome = sum((executor.run(batch) for batch in batches), Outcome())
    sizes = (outcome.n_files, outcome.n_articles, len(outcome.quarantined))
    get_run_logger().info("%d source files: %d articles, %d in quarantine", *sizes)
    return outcome


@task(cache_policy=NO_CACHE)
def build_release(run: Run, outcome: Outcome) -> Candidate:
    """Build the candidate of what is staged."""
    return build(run, outcome)


@task(cache_policy=NO_CACHE)
def check_release(candidate: Candidate) -> Report | None:
    """Run the release checks."""
    return check(candidate)


@task(cache_policy=NO_CACHE)
def settle_release(run: Run, outcome: Outcome, candidate: Candidate, report: Report | None) -> Summary:
    """Publish the candidate, keep it or drop it."""
    return settle(run, outcome, candidate, report)


@flow(name="ingest", flow_run_name="ingest into {output}")
def ingest_flow(  # noqa: PLR0913 (one parameter an option; all plain, so that a deployment can set them)
    sources: list[str],
    output: str,
    *,
    runner: Runner | None = None,
    jobs: int | None = None,
    scheduler: str | None = None,
    batch_size: int | None = None,
    model: str | None = None,
    publish: bool = True,
    strict: bool = False,
) -> Summary:
    """Turn sources into a checked release: ``pipeline.run.ingest.ingest`` as a flow, with a summary artifact."""
    options = Options(tuple(sources), Path(output), runner, jobs, scheduler, batch_size, model, publish, strict)
    with terminal_bar() as watch, open_run(options, watch) as run:
        get_run_logger().info("%d source files in %d batches", len(run.files), len(run.batches))
        outcome = _work_on_all(run, watch)
        watch(Step("Writing and checking the release"))
        candidate = build_release(run, outcome)
        report = check_release(candidate)
        summary = settle_release(run, outcome, candidate, report)
    get_run_logger().info("%s: %s", summary.fate, summary.release_id)
    create_markdown_artifact(markdown(summary), key="ingest-summary", description="What came of the run")
    return summary


def _work_on_all(run: Run, watch: Watch) -> Outcome:
    each = -(-len(run.batches) // MAX_TASKS)
    groups = [run.batches[at : at + each] for at in range(0, len(run.batches), each)]
    total = Outcome()
    watch(Step(READING, 0, len(run.files)))
    # As many threads as batches are worked on at a time; each waits for the one it handed to the executor.
    threads: ThreadPoolTaskRunner[Outcome] = ThreadPoolTaskRunner(run.executor.width)
    with threads:
        handed: list[PrefectFuture[Outcome]] = [
            threads.submit(work_on_batches, {"executor": run.executor, "batches": group}) for group in groups
        ]
        for future in as_completed(handed):
            total += future.result()
            watch(Step(READING, total.n_files, len(run.files)))
    return total


def run_ingest(options: Options) -> Summary:
    """Run the flow here and now."""
    return ingest_flow(
        list(options.sources),
        str(options.output),
        runner=options.runner,
        jobs=options.jobs,
        scheduler=options.scheduler,
        batch_size=options.batch_size,
        model=options.model,
        publish=options.publish,
        strict=options.strict,
    )
