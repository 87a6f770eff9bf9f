"""``annobib releases``: what was published when."""

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.commands.places import as_typed, history_place

if TYPE_CHECKING:
    from pipeline.release.publish import Release

EXAMPLES = """
What changed since the release before: + came, - went, ~ is different, > moved, ? was not seen, ! is back.

[bold]Examples[/]

  annobib releases output

  annobib releases output --json | jq '.[-1].rows'
"""

Directory = Annotated[
    Path,
    typer.Argument(metavar="DIR", help="Output folder.", parser=as_typed, callback=history_place, show_default=False),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the list as JSON.")]
_SIGNS = {"added": "+", "removed": "-", "changed": "~", "moved": ">", "not_seen": "?", "reappeared": "!"}
_SHOWN = ("articles", "citations", "quarantine")


def releases(directory: Directory, *, as_json: AsJson = False) -> None:
    """List the releases and candidates of an output folder, oldest first."""
    from pipeline.release.lookup import require_output
    from pipeline.release.publish import read_current

    require_output(directory)
    current = read_current(directory)
    with tempfile.TemporaryDirectory() as scratch:
        rows = _rows(directory, current, Path(scratch))
    if as_json:
        typer.echo(json.dumps(rows, indent=2))
    elif rows:
        _print_table(rows)
    else:
        typer.echo(f"Nothing is published in {directory} yet. Run: annobib ingest SOURCE... --output {directory}")


def _rows(directory: Path, current: "Release | None", scratch: Path) -> list[dict[str, Any]]:
    from pipeline.release.publish import list_candidates, list_releases

    published = [(release, "current" if release == current else "released") for release in list_releases(directory)]
    kept = [(candidate, "candidate") for candidate in list_candidates(directory)]
    return [_row(release, state, scratch) for release, state in published + kept]


def _row(release: "Release", state: str, scratch: Path) -> dict[str, Any]:
    from pipeline.release.change_counts import count_changes

    manifest = release.manifest
    return {
        "release_id": manifest.release_id,
        "state": state,
        "created_at": manifest.run.created_at,
        "previous": manifest.previous,
        "rows": manifest.n_rows,
        "changes": count_changes(release.path, scratch) if manifest.previous else None,
        "path": str(release.path),
    }


def _print_table(rows: list[dict[str, Any]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("Release", no_wrap=True)
    table.add_column("State", no_wrap=True)
    for name in _SHOWN:
        table.add_column(name.capitalize(), justify="right", no_wrap=True)
    for row in rows:
        style = "bold" if row["state"] == "current" else None
        counts = (_counted(row, name) for name in _SHOWN)
        table.add_row(row["release_id"], row["state"], *counts, style=style)
    Console().print(table)


def _counted(row: dict[str, Any], name: str) -> str:
    """Return how many rows a table has, and what changed in signs: ``160 (+3 -1)``."""
    changes = (row["changes"] or {}).get(name, {})
    signs = " ".join(f"{sign}{changes[op]:,}" for op, sign in _SIGNS.items() if op in changes)
    return f"{row['rows'].get(name, 0):,}" + (f" ({signs})" if signs else "")
