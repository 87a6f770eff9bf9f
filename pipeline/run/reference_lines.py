"""The work of ``annobib references``, apart from its options: nothing here or below imports more than the parser."""

import json
from collections.abc import Iterable, Iterator

from pipeline.references.csl import reference_json
from pipeline.references.parse import parse_reference
from pipeline.run.streams import one_line, read_lines, write_lines


def write_references(name: str) -> None:
    """Write one CSL-JSON object a line for each line of a file, or of standard input for ``-``, in order."""
    write_lines(parsed(read_lines(name)))


def parsed(lines: Iterable[str]) -> Iterator[str]:
    """Yield one line of CSL-JSON for each reference; a dash for repeated names means those of the line before."""
    previous = None
    for line in lines:
        previous = parse_reference(line, previous=previous)
        yield one_line(json.dumps(reference_json(previous, line), ensure_ascii=False))
