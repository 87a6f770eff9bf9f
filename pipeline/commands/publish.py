"""``annobib publish``: a candidate becomes the current release."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.places import as_typed, output_place

EXAMPLES = """
The checks run once more; a candidate they block is not published (exit code 1).

[bold]Examples[/]

  annobib ingest raw --output output --no-publish

  annobib releases output

  annobib publish output 20260801T060000Z-1a2b3c4d
"""

Directory = Annotated[
    Path,
    typer.Argument(metavar="DIR", help="Output folder.", parser=as_typed, callback=output_place, show_default=False),
]
CandidateId = Annotated[
    str, typer.Argument(metavar="ID", help="Candidate, or the beginning of its id.", show_default=False)
]


def publish(directory: Directory, candidate: CandidateId) -> None:
    """Publish a candidate that was built and kept earlier."""
    from pipeline.errors import RunError
    from pipeline.release.lookup import find_candidate
    from pipeline.release.publish import publish_kept

    name = find_candidate(directory, candidate).manifest.release_id
    try:
        release = publish_kept(directory, name)
    except RunError as error:
        if error.code != "release-blocked":
            raise
        typer.secho(str(error), err=True, fg="red")
        raise typer.Exit(1) from error
    typer.echo(f"Published {name}: {directory / 'current'}" if release else f"{name} holds nothing new.")
