"""``annobib prune``: old releases are removed."""

from pathlib import Path
from typing import Annotated

import typer

EXAMPLES = """
Releases share the files that did not change, so removing old ones frees only what no younger one uses. The current
release always stays.

[bold]Examples[/]

  annobib prune output --keep 5
"""

Directory = Annotated[Path, typer.Argument(metavar="DIR", help="Output folder.", show_default=False)]
Keep = Annotated[int, typer.Option("--keep", min=1, help="How many of the newest releases stay.", show_default=False)]


def prune(directory: Directory, *, keep: Keep) -> None:
    """Remove old releases, all but the newest ones."""
    from pipeline.release.lookup import require_output
    from pipeline.release.prune import prune_releases

    require_output(directory)
    removed = prune_releases(directory, keep)
    for release in removed:
        typer.echo(f"Removed {release.manifest.release_id}")
    typer.echo(f"{len(removed)} removed." if removed else "Nothing to remove.")
