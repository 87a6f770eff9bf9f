"""``annobib ingest``: the main job."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from pipeline.commands.places import as_typed, output_place
from pipeline.commands.run_options import RunOptions, takes_run_options
from pipeline.run.streams import write_lines

if TYPE_CHECKING:
    from pipeline.run.options import Options
    from pipeline.run.summary import Summary

EXAMPLES = """
Sources are files, folders and globs. What cannot be used goes to quarantine and is named at the end; the rest is
published when it passed the checks. Sources that are as they were are not read again. Articles that are no longer
offered stay in the release and are marked. A run that finds nothing new publishes nothing.

[bold]Examples[/]

  annobib ingest raw --output output

  annobib ingest 'pages/*.txt' more/article.txt --output dataset --jobs 4

  annobib ingest pages --output /shared/dataset --runner dask --scheduler tcp://10.0.0.1:8786

  annobib ingest raw --output output --no-publish

  annobib ingest raw --output output --full --prune-missing

  annobib ingest raw --output output --vocabulary subjects.ttl

  annobib ingest raw --output open-data --metadata-only --rights CC0-1.0

  annobib ingest raw --output output --json | jq .counts

  annobib ingest raw --output output --log-format json --log-file runs.jsonl --profile where.prof
"""

Sources = Annotated[list[str], typer.Argument(metavar="SOURCE...", help="Files, folders or globs.", show_default=False)]
Output = Annotated[
    Path,
    typer.Option(
        "--output",
        "-o",
        metavar="DIR",
        help="Folder of the releases, or s3://...; made when missing.",
        parser=as_typed,
        callback=output_place,
        show_default=False,
    ),
]
Flow = Annotated[bool, typer.Option("--flow", help="Run as a Prefect flow, with run history and retries.")]
LogFormat = Annotated[
    Literal["text", "json"] | None,
    typer.Option("--log-format", help="Log every batch and stage, as text or JSON lines.", show_default="no log"),
]
LogFile = Annotated[
    Path | None,
    typer.Option(
        "--log-file", dir_okay=False, help="Where the log goes; it is added to.", show_default="standard error"
    ),
]
Profile = Annotated[
    Path | None,
    typer.Option("--profile", dir_okay=False, help="Write where the time went: FILE for pstats, FILE.txt to read."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")]


@takes_run_options
def ingest(  # noqa: PLR0913 (one parameter an option)
    sources: Sources,
    output: Output,
    *,
    options: RunOptions,
    flow: Flow = False,
    as_json: AsJson = False,
    log_format: LogFormat = None,
    log_file: LogFile = None,
    profile: Profile = None,
) -> None:
    """Turn sources into a checked, published release: the main job."""
    from pipeline.run.logs import logging_to

    asked = options(sources=tuple(sources), output=output, profile=profile)
    with logging_to(log_format, log_file):
        # Lines of a log and a bar would write over each other.
        shows_bar = log_format is None or log_file is not None
        summary = _run_flow(asked) if flow else _run(asked, shows_bar=shows_bar)
    _show(summary, as_json=as_json)
    raise typer.Exit(summary.exit_code)


def _run(options: "Options", *, shows_bar: bool) -> "Summary":
    from pipeline.run.ingest import ingest as run
    from pipeline.run.progress import terminal_bar, unwatched

    if not shows_bar:
        return run(options, unwatched)
    with terminal_bar() as watch:
        return run(options, watch)


def _run_flow(options: "Options") -> "Summary":
    from pipeline.release.output_folder import plain_errors
    from pipeline.run.flow_settings import prepare_prefect

    with plain_errors(options.output):
        prefect = prepare_prefect(options.output)
    typer.secho("Loading Prefect ...", err=True, dim=True)
    from flows import run_ingest

    if prefect.server is None:
        typer.secho("Starting its local server; the first time takes a minute ...", err=True, dim=True)
    return run_ingest(options)


def _show(summary: "Summary", *, as_json: bool) -> None:
    if as_json:
        write_lines([summary.to_json()])
        return
    from rich.console import Console

    from pipeline.run.display import print_summary

    print_summary(summary, Console())
