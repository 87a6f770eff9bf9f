"""``annobib diff``: what changed between two releases."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.run.progress import Step, terminal_bar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.compare.records import ChangedArticle
    from pipeline.release.manifest import Release

EXAMPLES = """
A and B are ids of releases or candidates, or the beginnings of ids; they need not follow each other. Without B it is
the current release, without both the two newest. JSON has every difference, as in the table `changes`, with the
article and the citation it is about; the others leave out what only stands
elsewhere on its page or weighs a little more or less (--places).

[bold]Examples[/]

  annobib diff output

  annobib diff output 20260701 20260801 --html changes.html

  annobib diff output 20260701 --json | jq '.changes[] | select(.record_type == "annotations")'
"""

Directory = Annotated[Path, typer.Argument(metavar="DIR", help="Output folder.", show_default=False)]
Older = Annotated[str | None, typer.Argument(metavar="A", help="Release to compare from.", show_default=False)]
Newer = Annotated[str | None, typer.Argument(metavar="B", help="Release to compare to.", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Print every difference as JSON.")]
Html = Annotated[Path | None, typer.Option("--html", help="Write a page that stands alone.", show_default=False)]
Places = Annotated[bool, typer.Option("--places", help="Show too what only stands elsewhere or weighs otherwise.")]
Limit = Annotated[int, typer.Option("--limit", min=0, help="Records to show on the terminal.")]


def diff(
    directory: Directory,
    older: Older = None,
    newer: Newer = None,
    *,
    as_json: AsJson = False,
    html: Html = None,
    places: Places = False,
    limit: Limit = 40,
) -> None:
    """Show what changed between two releases, by article, citation and field."""
    from pipeline.compare.as_json import comparison_json
    from pipeline.compare.differences import compare, count_differences, read_differences
    from pipeline.compare.records import by_article
    from pipeline.compare.web import comparison_page
    from pipeline.release.query import open_database
    from pipeline.run.files import write_whole
    from pipeline.run.streams import write_text

    before, after = find_pair(directory, older, newer)
    manifests = (before.manifest, after.manifest)
    with tempfile.TemporaryDirectory(prefix="annobib-") as spill, open_database(Path(spill)) as database:
        with terminal_bar() as watch:
            watch(Step(f"Comparing {before.manifest.release_id} and {after.manifest.release_id}"))
            compare(before, after, database)
        counts = count_differences(database)
        if html:
            articles = by_article(read_differences(database), with_places=places)
            write_whole(html, comparison_page(*manifests, counts, articles))
            typer.secho(f"Page: {html}", err=True, dim=True)
        if as_json:
            write_text(comparison_json(*manifests, counts, read_differences(database)))
        elif not html:
            articles = by_article(read_differences(database), with_places=places)
            _print(f"{before.manifest.release_id} → {after.manifest.release_id}", counts, articles, limit)


def _print(title: str, counts: dict[str, dict[str, int]], articles: "Iterable[ChangedArticle]", limit: int) -> None:
    from rich.console import Console

    from pipeline.compare.terminal import print_articles, print_counts

    console = Console(highlight=False)
    console.print(title, style="bold")
    if not counts:
        console.print("Nothing differs.")
        return
    print_counts(counts, console)
    left = print_articles(articles, limit, console)
    if left:
        console.print(f"\n{left:,} more; --limit, --html and --json show them.", style="dim")


def find_pair(directory: Path, older: str | None, newer: str | None) -> tuple["Release", "Release"]:
    """Return the two releases meant.

    Raises:
        RunError: One is not there, or there are not two (``no-release``, ``ambiguous-release``).
    """
    from pipeline.errors import RunError
    from pipeline.release.lookup import find_any, find_release, require_output
    from pipeline.release.publish import list_releases

    require_output(directory)
    if older:
        return find_any(directory, older), find_any(directory, newer) if newer else find_release(directory)
    known = list_releases(directory)
    if len(known) < 2:  # noqa: PLR2004 (a comparison takes two)
        raise RunError(
            code="no-release",
            reason=f"There are not two releases in {directory} to compare.",
            remedy=f"Ingest something new into it, or give two ids; annobib releases {directory} lists them.",
        )
    before, after = known[-2:]
    return before, after
