"""``annobib schedule``: ingest again and again, by the clock or when sources changed, served by Prefect."""

import os
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands.ingest import Sources
from pipeline.commands.run_options import RunOptions, takes_run_options

if TYPE_CHECKING:
    from pipeline.run.options import Options
    from pipeline.run.schedule import Schedule

EXAMPLES = """
Runs are those of `annobib ingest --flow`: one at a time, with history, logs and artifacts in Prefect. A run that finds
nothing new publishes nothing. Prefect's server is the one that PREFECT_API_URL or your Prefect profile names; when
there is none, one is started here and ended with this command. Stop with Ctrl-C. docs/operations.md has more.

[bold]Examples[/]

  annobib schedule pages --output dataset --cron "0 3 * * *" --timezone Europe/Vienna

  annobib schedule pages --output dataset --every 1h

  annobib schedule /mnt/incoming --output dataset --watch --every 1d
"""

Output = Annotated[
    str, typer.Option("--output", "-o", metavar="DIR", help="Folder of the releases, or s3://...", show_default=False)
]
Cron = Annotated[
    str | None, typer.Option("--cron", help='When to run, as cron writes it: "MINUTE HOUR DAY MONTH WEEKDAY".')
]
Every = Annotated[str | None, typer.Option("--every", help="How often to run: 30s, 15m, 1h, 1d.", metavar="TIME")]
Watching = Annotated[bool, typer.Option("--watch", help="Run at once, and whenever the sources changed.")]
Look = Annotated[str, typer.Option("--look", help="With --watch: how often to look at the sources.", metavar="TIME")]
Timezone = Annotated[str, typer.Option("--timezone", help="Time zone of --cron, such as Europe/Vienna.")]
Name = Annotated[str | None, typer.Option("--name", help="Name in Prefect.", show_default="that of the output folder")]


@takes_run_options
def schedule(  # noqa: PLR0913 (one parameter an option)
    sources: Sources,
    output: Output,
    *,
    options: RunOptions,
    cron: Cron = None,
    every: Every = None,
    watch: Watching = False,
    look: Look = "30s",
    timezone: Timezone = "UTC",
    name: Name = None,
) -> None:
    """Ingest by the clock, or whenever sources changed, as runs of Prefect."""
    from pipeline.addresses import is_remote
    from pipeline.run.schedule import Schedule

    if not (cron or every or watch):
        raise typer.BadParameter("Say when: --cron, --every or --watch.")
    if cron and every:
        raise typer.BadParameter("--cron and --every are two ways to say the same; choose one.")
    seconds, look_seconds = _seconds(every, "--every"), _seconds(look, "--look")
    folder = _folder(output)
    when = Schedule(name or Path(output).name, cron, timezone, seconds, look_seconds if watch else None)
    # Runs have processes of their own: what they are told must not depend on where this one stands.
    asked = options(sources=tuple(sources), output=folder).absolute()
    _serve(asked, when, output if is_remote(output) else str(folder))


def _folder(output: str) -> Path:
    """Return the output folder, or where the local copy of one in an object store is: Prefect's history goes there."""
    from pipeline.addresses import is_remote, local_path

    if not is_remote(output):
        return local_path(output).absolute()
    from pipeline.release.mirror import mirror_folder

    return mirror_folder(output)


def _seconds(text: str | None, option: str) -> float | None:
    from pipeline.run.schedule import read_time

    seconds = None if text is None else read_time(text)
    if text is not None and seconds is None:
        raise typer.BadParameter(f"{text!r} is no time; write 30s, 15m, 1h or 1d.", param_hint=option)
    return seconds


def _serve(options: "Options", when: "Schedule", place: str) -> None:
    from pipeline.release.output_folder import plain_errors
    from pipeline.run.flow_settings import prepare_prefect
    from pipeline.run.prefect_server import interface, own_server

    with plain_errors(options.output):
        prefect = prepare_prefect(options.output)
    with ExitStack() as stack:
        server = prefect.server
        if server is None:
            _say(f"No Prefect server is configured: starting one, with its history in {prefect.home} ...")
            server = stack.enter_context(own_server(prefect.home))
            os.environ["PREFECT_API_URL"] = server
        _say(f"Runs, logs and artifacts: {interface(server)}")
        from flows import serve_ingest

        serve_ingest(options, when, _say, place)
    _say("Stopped.")


def _say(what: str) -> None:
    typer.secho(what, err=True)
