"""``annobib references``: reference strings in, CSL-JSON out."""

import json
from collections.abc import Iterable, Iterator
from typing import Annotated

import typer

from pipeline.run.streams import STDIN, one_line, read_lines, write_lines

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
    write_lines(parsed(read_lines(file)))


def parsed(lines: Iterable[str]) -> Iterator[str]:
    """Yield one line of CSL-JSON for each reference; a dash for repeated names means those of the line before."""
    from pipeline.references.csl import csl_item, spans
    from pipeline.references.parse import parse_reference

    previous = None
    for line in lines:
        previous = parse_reference(line, previous=previous)
        item = {**csl_item(previous), "raw": line, "spans": spans(previous)}
        yield one_line(json.dumps(item, ensure_ascii=False))
