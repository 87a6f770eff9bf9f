"""``annobib validate``: the release checks."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands.places import as_typed, history_place
from pipeline.run.progress import Step, terminal_bar

if TYPE_CHECKING:
    from pipeline.authorities.records import Authority
    from pipeline.checks.validate import Terms
    from schemas.release import Report

EXAMPLES = """
Exit codes: 0 the release passes, 1 a check blocks it, 2 the checks could not run. The report is written under
DIR/reports/: report.html and report.txt to read, report.json and report.xml (JUnit) for programs, and
failures.parquet with everything that was found. DIR/waivers.toml is read when --waivers names no other file.

[bold]Examples[/]

  annobib validate output

  annobib validate output --candidate --expectations strict.toml

  annobib validate output --release 20260801T060000Z-1a2b3c4d --against 20260701T060000Z-5e6f7a8b

  annobib validate output --full --online --retractions retraction_watch_2026-07-01.csv
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
IsFull = Annotated[bool, typer.Option("--full", help="Look at everything where a sample would do; slow.")]
IsOnline = Annotated[bool, typer.Option("--online", help="Ask Crossref and doi.org about DOIs.")]
MailTo = Annotated[str, typer.Option("--mailto", help="Your e-mail address, for Crossref.", show_default=False)]
Retractions = Annotated[
    Path | None, typer.Option("--retractions", help="CSV file of Retraction Watch.", show_default=False)
]
Expectations = Annotated[
    Path | None, typer.Option("--expectations", help="TOML file of other limits.", show_default="those shipped")
]
Waivers = Annotated[
    Path | None, typer.Option("--waivers", help="TOML file of waivers.", show_default="DIR/waivers.toml")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the report as JSON.")]


def validate(  # noqa: PLR0913 (one parameter an option)
    directory: Directory,
    *,
    release: ReleaseId = None,
    against: Against = None,
    candidate: IsCandidate = False,
    full: IsFull = False,
    online: IsOnline = False,
    mailto: MailTo = "",
    retractions: Retractions = None,
    expectations: Expectations = None,
    waivers: Waivers = None,
    as_json: AsJson = False,
) -> None:
    """Check a release, alone and against the one before; write the report."""
    from pipeline.checks.validate import Terms, exit_code
    from pipeline.release.lookup import find_before, find_candidate, find_release
    from pipeline.report.text import report_text
    from pipeline.report.write import terms_beside

    checked = find_candidate(directory, release) if candidate else find_release(directory, release)
    output = checked.path.parent.parent if checked.path.parent.name in ("releases", "candidates") else directory
    before = find_release(output, against) if against else find_before(output, checked)
    terms = terms_beside(output, Terms(expectations, waivers, retractions, is_full=full))
    report = _check(checked.path, before.path if before else None, output, terms, mailto if online else None)
    typer.echo(report.model_dump_json(indent=2) if as_json else report_text(report), nl=as_json)
    raise typer.Exit(exit_code(report))


def _check(release: Path, before: Path | None, output: Path, terms: "Terms", mailto: str | None) -> "Report":
    """Run the checks and write the report; where it cannot be written, what is printed must do."""
    from contextlib import ExitStack
    from dataclasses import replace

    from pipeline.checks.validate import validate_release
    from pipeline.report.write import report_on

    folder = output / "reports" / release.name
    with ExitStack() as stack, terminal_bar() as watch:
        watch(Step(f"Checking {release.name}"))
        if mailto is not None:
            terms = replace(terms, authorities=stack.enter_context(_authorities(output, mailto)))
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            typer.secho(f"The report cannot be written to {folder}: {error.strerror}.", err=True, fg="yellow")
            return validate_release(release, before, terms)
        report = report_on(release, folder, before, terms)
    typer.secho(f"Report: {folder / 'report.html'}", err=True, dim=True)
    return report


@contextmanager
def _authorities(output: Path, mailto: str) -> Iterator[tuple["Authority", ...]]:
    """Yield whom to ask about DOIs; their answers are kept in the output folder.

    Raises:
        RunError: `no-authorities` when what it takes to ask is not installed.
    """
    from pipeline.errors import RunError

    try:
        from pipeline.authorities.connection import open_connection
        from pipeline.authorities.crossref import Crossref
        from pipeline.authorities.doi_org import DoiOrg
    except ImportError as error:
        raise RunError(
            "no-authorities", f"{error.name} is not installed.", "Install it: pip install 'annobib[authorities]'."
        ) from error
    with open_connection(mailto, output / "authorities.sqlite") as connection:
        yield Crossref(connection), DoiOrg(connection)
