"""``annobib releases``: what was published when."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.commands.places import as_typed, history_place

if TYPE_CHECKING:
    from pipeline.release.publish import Release

EXAMPLES = """
[bold]Examples[/]

  annobib releases output

  annobib releases output --json | jq '.[-1].rows'
"""

Directory = Annotated[
    Path,
    typer.Argument(metavar="DIR", help="Output folder.", parser=as_typed, callback=history_place, show_default=False),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the list as JSON.")]
_SHOWN = ("articles", "citations", "mentions", "concepts", "quarantine")


def releases(directory: Directory, *, as_json: AsJson = False) -> None:
    """List the releases and candidates of an output folder, oldest first."""
    from pipeline.release.lookup import require_output
    from pipeline.release.publish import list_candidates, list_releases, read_current

    require_output(directory)
    current = read_current(directory)
    rows = [_row(release, "current" if release == current else "released") for release in list_releases(directory)]
    rows += [_row(candidate, "candidate") for candidate in list_candidates(directory)]
    if as_json:
        typer.echo(json.dumps(rows, indent=2))
    elif rows:
        _print_table(rows)
    else:
        typer.echo(f"Nothing is published in {directory} yet. Run: annobib ingest SOURCE... --output {directory}")


def _row(release: "Release", state: str) -> dict[str, Any]:
    manifest = release.manifest
    return {
        "release_id": manifest.release_id,
        "state": state,
        "created_at": manifest.run.created_at,
        "previous": manifest.previous,
        "rows": manifest.n_rows,
        "path": str(release.path),
    }


def _print_table(rows: list[dict[str, Any]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("Release", no_wrap=True)
    table.add_column("State")
    for name in _SHOWN:
        table.add_column(name.capitalize(), justify="right")
    for row in rows:
        style = "bold" if row["state"] == "current" else None
        table.add_row(row["release_id"], row["state"], *(f"{row['rows'][name]:,}" for name in _SHOWN), style=style)
    Console().print(table)
