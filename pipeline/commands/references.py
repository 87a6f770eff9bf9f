"""``annobib references``: reference strings in; CSL-JSON, BibTeX, RIS or a table out."""

from typing import Annotated

import typer

from pipeline.commands.forms import FormName
from pipeline.run.streams import STDIN

EXAMPLES = """
Each object is a CSL-JSON item, and beside that has [bold]raw[/], the line as it was, and [bold]spans[/], where
each field stands in it: half-open offsets in characters, from 0. With --format the list goes out as [bold]annobib
export[/] writes it: [bold]ris[/] for Zotero, EndNote and Mendeley, [bold]bibtex[/] and [bold]biblatex[/] for LaTeX.

[bold]Examples[/]

  annobib references works.txt > works.jsonl

  annobib references works.txt --format bibtex > works.bib

  pbpaste | annobib references -f ris > for-zotero.ris

  echo "Wenger, E. 1998. Communities of practice. Cambridge: Cambridge Univ. Press." | annobib references | jq
"""


File = Annotated[str, typer.Argument(metavar="[FILE]", help="Text file, one reference a line; - reads standard input.")]


Format = Annotated[
    FormName | None,
    typer.Option("--format", "-f", help="Form to write.", show_default="CSL-JSON with raw and spans, one a line"),
]


def references(file: File = STDIN, *, form: Format = None) -> None:
    """Parse references: one a line in, one CSL-JSON object a line out, in order."""
    if form is None:
        from pipeline.run.reference_lines import write_references

        write_references(file)
    else:
        from pipeline.exports.from_references import write_as

        write_as(file, form)
