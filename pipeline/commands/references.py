"""``annobib references``: reference strings in, CSL-JSON out."""

from typing import Annotated

import typer

from pipeline.run.streams import STDIN

EXAMPLES = """
Each object is a CSL-JSON item, and beside that has [bold]raw[/], the line as it was, and [bold]spans[/], where
each field stands in it: half-open offsets in characters, from 0.

[bold]Examples[/]

  annobib references works.txt > works.jsonl

  pbpaste | annobib references

  echo "Wenger, E. 1998. Communities of practice. Cambridge: Cambridge Univ. Press." | annobib references | jq
"""


File = Annotated[str, typer.Argument(metavar="[FILE]", help="Text file, one reference a line; - reads standard input.")]


def references(file: File = STDIN) -> None:
    """Parse references: one a line in, one CSL-JSON object a line out, in order."""
    from pipeline.run.reference_lines import write_references

    write_references(file)
