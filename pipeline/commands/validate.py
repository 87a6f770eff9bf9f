"""``annobib validate``: the release checks."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands.places import as_typed, history_place
from pipeline.run.progress import Step, terminal_bar

if TYPE_CHECKING:
    from schemas.release import Report

EXAMPLES = """
Exit codes: 0 the release passes, 1 a check blocks it, 2 the checks could not run. The report is written under
DIR/reports/: report.txt to read, report.json, and failures.parquet with everything that was found.

[bold]Examples[/]

  annobib validate output

  annobib validate output --candidate

  annobib validate output --release 20260801T060000Z-1a2b3c4d --against 20260701T060000Z-5e6f7a8b
"""

Directory = Annotated[
    Path,
    typer.Argument(
        metavar="DIR",
        help="Output folder, or one release.",
        parser=as_typed,
        callback=history_place,
        show_default=False,
    ),
]
ReleaseId = Annotated[str | None, typer.Option("--release", help="Release to check.", show_default="the current one")]
Against = Annotated[
    str | None, typer.Option("--against", help="Release to compare it with.", show_default="the one before")
]
IsCandidate = Annotated[bool, typer.Option("--candidate", help="Check a candidate: the newest, or --release ID.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the report as JSON.")]


def validate(
    directory: Directory,
    *,
    release: ReleaseId = None,
    against: Against = None,
    candidate: IsCandidate = False,
    as_json: AsJson = False,
) -> None:
    """Check a release, alone and against the one before; write the report."""
    from pipeline.release.lookup import find_before, find_candidate, find_release
    from pipeline.release.validate import exit_code, report_text, validate_release

    checked = find_candidate(directory, release) if candidate else find_release(directory, release)
    output = checked.path.parent.parent if checked.path.parent.name in ("releases", "candidates") else directory
    before = find_release(output, against) if against else find_before(output, checked)
    with terminal_bar() as watch:
        watch(Step(f"Checking {checked.manifest.release_id}"))
        report = validate_release(checked.path, before.path if before else None)
    typer.echo(report.model_dump_json(indent=2) if as_json else report_text(report), nl=as_json)
    _write(report, output / "reports" / report.release_id)
    raise typer.Exit(exit_code(report))


def _write(report: "Report", folder: Path) -> None:
    """Write the report; where that is not allowed, what was printed must do."""
    from pipeline.release.validate import write_report

    try:
        write_report(report, folder)
    except OSError as error:
        typer.secho(f"The report could not be written to {folder}: {error.strerror}.", err=True, fg="yellow")
    else:
        typer.secho(f"Report: {folder}", err=True, dim=True)
