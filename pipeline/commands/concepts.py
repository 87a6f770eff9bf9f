"""``annobib concepts``: texts in, their keyphrases out."""

import json
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from pipeline.errors import RunError
from pipeline.run.streams import STDIN, one_line, read_lines, write_lines

EXAMPLES = """
A line of input is an object with [bold]id[/] and [bold]text[/]. A line of output has the same id and its concepts,
best first, each with label, kind, score and offsets: half-open, in characters of the text, from 0.

[bold]Examples[/]

  annobib concepts texts.jsonl > concepts.jsonl

  echo '{"id": 1, "text": "Distributed leadership in schools changes teacher education."}' | annobib concepts
"""

File = Annotated[str, typer.Argument(metavar="[FILE]", help="JSON Lines file; - reads standard input.")]
ModelName = Annotated[
    str | None, typer.Option("--model", help="spaCy model, by name or path.", show_default="en_core_web_sm")
]


def concepts(file: File = STDIN, *, model: ModelName = None) -> None:
    """Find concepts: one {"id", "text"} object a line in, its concepts out, in order."""
    from pipeline.concepts.enrich import extract
    from pipeline.concepts.nlp import load_model

    found = extract(read_texts(file), load_model(model))
    write_lines(one_line(json.dumps(row, ensure_ascii=False)) for row in found)


def read_texts(file: str) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON Lines file; blank lines are skipped.

    Raises:
        RunError: A line is no object with ``id`` and ``text`` (``bad-line``); what stands before it is done.
    """
    for number, line in enumerate(read_lines(file), start=1):
        if line.strip():
            yield _read_text(line, number)


def _read_text(line: str, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError:
        row = None
    if not isinstance(row, dict) or "id" not in row or not isinstance(row.get("text"), str):
        raise RunError(
            code="bad-line",
            reason=f'Line {number} is not an object like {{"id": 1, "text": "..."}}.',
            remedy="Write one JSON object a line, without line breaks inside.",
        )
    return row
