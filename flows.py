"""Prefect flows over the functions of ``pipeline``: the same work and the same bytes, with runs, retries and history.

``python flows.py SOURCE... --output DIR`` takes the options of ``annobib ingest``; ``annobib schedule`` and
``prefect.yaml`` make deployments of the same flow.
"""

import asyncio
import errno
import functools
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Event, Thread
from typing import Any, Final

if __name__ == "__main__":
    # Prefect reads its settings at import, and its history goes under --output: the command sees to both.
    from pipeline.cli import main

    main(["ingest", "--flow", *sys.argv[1:]])

from prefect import flow, task
from prefect.artifacts import create_link_artifact, create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.client.schemas.schedules import CronSchedule, IntervalSchedule
from prefect.deployments import run_deployment
from prefect.deployments.runner import RunnerDeployment
from prefect.futures import PrefectFuture, as_completed
from prefect.runner import Runner as DeploymentRunner
from prefect.runtime import deployment
from prefect.states import Completed, Failed
from prefect.task_runners import ThreadPoolTaskRunner
from prefect.types.entrypoint import EntrypointType
from pydantic import TypeAdapter, ValidationError

from pipeline.errors import RunError
from pipeline.release.mirror import local_output
from pipeline.release.publish import Candidate
from pipeline.run.batches import Batch, Outcome
from pipeline.run.display import markdown
from pipeline.run.executors import Executor, Runner
from pipeline.run.ingest import READING, Run, build, check, open_run, settle, work_on_batch
from pipeline.run.options import Options
from pipeline.run.progress import Step, Watch, terminal_bar
from pipeline.run.schedule import Schedule
from pipeline.run.streams import silence_teardown
from pipeline.run.summary import Summary
from pipeline.run.watching import changes
from schemas.release import Report

MAX_TASKS: Final = 200
"""Prefect's history grows slow and lossy with thousands of tasks; a task takes several batches when there are more."""
_PASSING: Final = frozenset(
    {errno.EAGAIN, errno.EBUSY, errno.EINTR, errno.EIO, errno.ESTALE, errno.ETIMEDOUT}
    | {errno.ECONNREFUSED, errno.ECONNRESET, errno.EHOSTUNREACH, errno.ENETUNREACH, errno.EPIPE}
)
"""Errors of networks and of the file systems behind them that may be gone a little later."""
_TRY_AGAIN_AFTER: Final = (60, 300, 1800, 3600)
"""Seconds after which a run that failed is started again, when only a change of the sources starts runs."""
_OPTIONS: Final = TypeAdapter(Options)
BLOCKED: Final = "Blocked"
SKIPPED: Final = "Skipped"
"""Names of states: the checks let nothing pass; another run was at work."""


def can_pass(_task: Any, _run: Any, state: Any) -> bool:
    """Return whether what a task failed with may be gone when it is tried again."""
    error = state.result(raise_on_failure=False)
    return isinstance(error, OSError) and error.errno in _PASSING


@task(retries=2, retry_delay_seconds=[2, 10], retry_condition_fn=can_pass, cache_policy=NO_CACHE)
def work_on_batches(executor: Executor, batches: Sequence[Batch]) -> Outcome:
    """Hand batches to the executor and return what became of them."""
    return sum((work_on_batch(executor, batch) for batch in batches), Outcome())


@task(cache_policy=NO_CACHE)
def build_release(run: Run, outcome: Outcome) -> Candidate:
    """Build the candidate of what is staged."""
    return build(run, outcome)


@task(cache_policy=NO_CACHE)
def check_release(run: Run, candidate: Candidate) -> Report | None:
    """Run the release checks."""
    return check(run, candidate)


@task(cache_policy=NO_CACHE)
def settle_release(run: Run, candidate: Candidate, report: Report | None) -> Summary:
    """Publish the candidate, keep it or drop it."""
    return settle(run, candidate, report)


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
    concepts: bool = True,
    full: bool = False,
    prune_missing: bool = False,
    entities: bool = False,
    embeddings: bool = False,
    vocabularies: list[str] | None = None,
    frequencies: str | None = None,
    metadata_only: bool = False,
    rights: str | None = None,
    expectations: str | None = None,
    waivers: str | None = None,
) -> Summary | State[Any]:
    """Turn sources into a checked release: ``pipeline.run.ingest.ingest`` as a flow, with artifacts.

    A run of a deployment has nobody who reads its exit code: it returns a state that says what came of it.
    """
    options = _OPTIONS.validate_python(locals())
    if not deployment.id:
        return _ingest_at(output, options)
    silence_teardown()
    try:
        state = _state(_ingest_at(output, options))
    except RunError as error:
        if error.code != "output-locked":
            raise
        state = Completed(name=SKIPPED, message=str(error))
    # The line of the run in the terminal of ``annobib schedule``.
    sys.stdout.write(f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S}  {state.name}: {state.message}\n")
    sys.stdout.flush()
    return state


def _ingest_at(place: str, options: Options) -> Summary:
    """Ingest into a folder, or into the local copy of one in an object store."""
    with local_output(place) as folder:
        return _ingest(replace(options, output=folder))


def _ingest(options: Options) -> Summary:
    with terminal_bar() as watch, open_run(options, watch) as run:
        with run.clock.on("batches"):
            outcome = _work_on_all(run, watch)
        watch(Step("Writing and checking the release"))
        candidate = build_release(run, outcome)
        report = check_release(run, candidate)
        summary = settle_release(run, candidate, report)
    create_markdown_artifact(markdown(summary), key="ingest-summary", description="What came of the run")
    if report is not None:
        _keep_report(report, summary)
    return summary


def _keep_report(report: Report, summary: Summary) -> None:
    rows = [result.model_dump(mode="json") for result in report.results]
    create_table_artifact(rows, key="release-checks", description=f"Checks of {report.release_id}: {report.outcome}")
    pages = (summary.path / name for name in ("report.html", "report.txt"))
    page = next((page.resolve() for page in pages if page.exists()), None)
    if page is not None:
        create_link_artifact(page.as_uri(), link_text=str(page), key="release-report", description="The full report")


def _state(summary: Summary) -> State[Any]:
    """Return what a run came to as a state: failed when nothing could be published that should have been."""
    made = f"{summary.release_id or 'no release'}, {summary.counts['articles']:,} articles"
    if summary.quarantine:
        made += f", {len(summary.quarantine):,} sources set aside"
    if summary.fate in ("blocked", "empty"):
        checks = ", ".join(result.code for result in summary.blocked_by)
        return Failed(name=BLOCKED, message=f"{made}; held back by {checks or 'what is set aside'}")
    return Completed(name=summary.fate.replace("_", " ").capitalize(), message=made)


def _work_on_all(run: Run, watch: Watch) -> Outcome:
    each = -(-len(run.batches) // MAX_TASKS) or 1
    groups = [run.batches[at : at + each] for at in range(0, len(run.batches), each)]
    total, n_files = Outcome(), sum(len(batch.files) for batch in run.batches)
    watch(Step(READING, 0, n_files))
    # As many threads as batches are worked on at a time; each waits for the one it handed to the executor.
    threads: ThreadPoolTaskRunner[Outcome] = ThreadPoolTaskRunner(run.executor.width)
    with threads:
        handed: list[PrefectFuture[Outcome]] = [
            threads.submit(work_on_batches, {"executor": run.executor, "batches": group}) for group in groups
        ]
        for future in as_completed(handed):
            total += future.result()
            watch(Step(READING, total.n_files, n_files))
    return total


def run_ingest(options: Options) -> Summary:
    """Run the flow here and now."""
    summary = ingest_flow(**parameters(options))
    assert isinstance(summary, Summary)  # noqa: S101 (a state is returned to a deployment only)
    return summary


def parameters(options: Options) -> dict[str, Any]:
    """Return options as the flow takes them: plain values, which Prefect keeps; a profile is of one process."""
    plain: dict[str, Any] = _OPTIONS.dump_python(options, mode="json", exclude={"profile"})
    return plain


class _Server(DeploymentRunner):
    """Runs what is due; told to end by the system, it ends in good order, as after Ctrl-C."""

    async def serve(self) -> None:
        self._serving = asyncio.current_task()
        await self.start()

    def handle_sigterm(self, *_: Any) -> None:
        if self._serving is not None:
            self._serving.get_loop().call_soon_threadsafe(self._serving.cancel)


def serve_ingest(options: Options, schedule: Schedule, say: Callable[[str], None], place: str | None = None) -> None:
    """Serve the flow as a deployment: run it as the schedule says, one run at a time, until told to end.

    Args:
        options: What each run is asked to do.
        schedule: When to run.
        say: Called with what a person should read.
        place: The output folder as the user named it, when that is in an object store.

    Raises:
        RunError: The schedule cannot be understood (``bad-schedule``).
    """
    place = place or str(options.output)
    server = _Server(limit=1)
    name = server.add_deployment(_deployment(options, schedule, place))
    stop = Event()
    if schedule.look is not None:
        runs = functools.partial(_run_on_changes, name, options.sources, schedule.look, stop, say)
        Thread(target=runs, daemon=True).start()
    say(f"Ingesting {', '.join(options.sources)} into {place}: {schedule}. Ctrl-C stops it.")
    try:
        asyncio.run(server.serve())
    except (KeyboardInterrupt, asyncio.CancelledError):
        say("Stopping ...")
    finally:
        stop.set()


def _deployment(options: Options, schedule: Schedule, place: str) -> RunnerDeployment:
    try:
        when = _when(schedule)
    except ValidationError as error:
        reason = error.errors()[0]["msg"]
        raise RunError("bad-schedule", f"No schedule {schedule}: {reason}.", 'Write "0 3 * * *", and UTC.') from error
    return RunnerDeployment.from_flow(
        ingest_flow,
        name=schedule.name,
        schedules=[when] if when else None,
        parameters=parameters(options) | {"output": place},
        description=f"annobib: {schedule}",
        entrypoint_type=EntrypointType.MODULE_PATH,
    )


def _when(schedule: Schedule) -> CronSchedule | IntervalSchedule | None:
    if schedule.cron:
        return CronSchedule(cron=schedule.cron, timezone=schedule.timezone)
    return IntervalSchedule(interval=timedelta(seconds=schedule.every)) if schedule.every else None


def _run_on_changes(name: Any, sources: Sequence[str], look: float, stop: Event, say: Callable[[str], None]) -> None:
    """Start a run of the deployment for each change of the sources; one that failed is started again, ever later."""
    for _ in changes(sources, look, stop):
        for pause in (*_TRY_AGAIN_AFTER, None):
            if _run_now(name, say) or pause is None or stop.wait(pause):
                break


def _run_now(name: Any, say: Callable[[str], None]) -> bool:
    """Run the deployment; return whether there is nothing to gain by trying again."""
    try:
        run: Any = run_deployment(name, as_subflow=False, poll_interval=1)
    except Exception as error:  # noqa: BLE001 (the server may be away for a while; the watch goes on)
        say(f"Prefect could not start a run: {type(error).__name__}: {error}")
        return False
    return run.state is None or not (run.state.is_failed() or run.state.is_crashed()) or run.state.name == BLOCKED
