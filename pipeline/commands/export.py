"""``annobib export``: a release in the forms other tools read."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.forms import FormName
from pipeline.commands.places import as_typed, output_place
from pipeline.run.progress import terminal_bar

EXAMPLES = """
[bold]ris[/] is for Zotero, EndNote and Mendeley, [bold]bibtex[/] and [bold]biblatex[/] for LaTeX, [bold]csl-json[/] for
pandoc, [bold]csl-jsonl[/] (one object a line) for programs, [bold]csv[/] for spreadsheets.

Annotations go along as notes, the concepts they name as keywords. Without --output the export goes to standard
output. Several values of one option mean any of them; different options must all fit.

[bold]Examples[/]

  annobib export output --format ris --output for-zotero.ris

  annobib export output -f biblatex --article obo-9780199756810-9003 --section Theory -o theory.bib

  annobib export output -f csv --type book --year-to 1900 --doi-only

  annobib export output -f csl-json --author Bourdieu --concept "cultural capital" | jq length

  annobib export output -f bibtex --where "issued_year BETWEEN 1960 AND 1969 AND subject = 'Education'"
"""


Directory = Annotated[
    Path,
    typer.Argument(
        metavar="DIR", help="Output folder, or one release.", parser=as_typed, callback=output_place, show_default=False
    ),
]
Format = Annotated[FormName, typer.Option("--format", "-f", help="Form of the export.", show_default=False)]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="File to write.", show_default="standard output")]
Force = Annotated[bool, typer.Option("--force", help="Replace the file when it is there.")]
ReleaseId = Annotated[str | None, typer.Option("--release", help="Release to export.", show_default="the current one")]
Articles = Annotated[
    list[str] | None, typer.Option("--article", help="Only this article, by id or DOI.", show_default=False)
]
Sections = Annotated[
    list[str] | None,
    typer.Option("--section", help="Only this section and those below it, by id or heading.", show_default=False),
]
Types = Annotated[
    list[str] | None, typer.Option("--type", help="Only works of this CSL type, such as book.", show_default=False)
]
Authors = Annotated[
    list[str] | None,
    typer.Option("--author", help="Only works with this family name, in any role.", show_default=False),
]
Concepts = Annotated[
    list[str] | None,
    typer.Option("--concept", help="Only works whose note names this concept.", show_default=False),
]
YearFrom = Annotated[int | None, typer.Option("--year-from", help="Only works of this year or later.")]
YearTo = Annotated[int | None, typer.Option("--year-to", help="Only works of this year or earlier.")]
DoiOnly = Annotated[bool, typer.Option("--doi-only", help="Only works with a valid DOI.")]
Where = Annotated[
    str | None,
    typer.Option("--where", help="Only what fits a DuckDB expression over citations.", show_default=False),
]


def export(  # noqa: PLR0913 (an option each)
    directory: Directory,
    *,
    form: Format,
    output: Output = None,
    force: Force = False,
    release: ReleaseId = None,
    articles: Articles = None,
    sections: Sections = None,
    types: Types = None,
    authors: Authors = None,
    concepts: Concepts = None,
    year_from: YearFrom = None,
    year_to: YearTo = None,
    doi_only: DoiOnly = False,
    where: Where = None,
) -> None:
    """Export citations to Zotero, EndNote, LaTeX, a spreadsheet ..."""
    from pipeline.exports.choose import Filter
    from pipeline.exports.export import check_output, export
    from pipeline.exports.forms import FORM
    from pipeline.release.lookup import find_release

    check_output(output, force=force)
    found = find_release(directory, release)
    wanted = Filter(
        articles=tuple(articles or ()),
        sections=tuple(sections or ()),
        types=tuple(types or ()),
        authors=tuple(authors or ()),
        concepts=tuple(concepts or ()),
        year_from=year_from,
        year_to=year_to,
        doi_only=doi_only,
        where=where,
    )
    with terminal_bar() as watch:
        count = export(found, FORM[form], wanted, output, watch)
    if output:
        typer.secho(
            f"{count:,} {'citation' if count == 1 else 'citations'} of {found.manifest.release_id}: {output}", err=True
        )
