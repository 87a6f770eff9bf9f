"""``annobib concepts``: texts in, their concepts out."""

import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from pipeline.commands.concept_options import Embeddings, Entities, Frequencies, ModelName, Vocabularies
from pipeline.errors import RunError
from pipeline.run.streams import STDIN, one_line, read_lines, write_lines

EXAMPLES = """
Input is JSON Lines, each an object with [bold]id[/] and [bold]text[/]; anything else is taken for one plain text. A
line of output has the same id (of a plain text the name of its file) and its concepts, best first, each with label,
kind, score and offsets: half-open, in characters of the text, from 0.

[bold]Examples[/]

  annobib concepts texts.jsonl > concepts.jsonl

  annobib concepts chapter.txt | jq '.concepts[].label'

  echo '{"id": 1, "text": "Distributed leadership in schools changes teacher education."}' | annobib concepts

  annobib concepts texts.jsonl --vocabulary subjects.ttl --entities
"""

File = Annotated[
    str, typer.Argument(metavar="[FILE]", help="JSON Lines or plain text; - reads standard input.", show_default="-")
]
_JSON_LINES: Final = (".jsonl", ".ndjson", ".json")


def concepts(
    file: File = STDIN,
    *,
    model: ModelName = None,
    entities: Entities = False,
    embeddings: Embeddings = False,
    vocabularies: Vocabularies = None,
    frequencies: Frequencies = None,
) -> None:
    """Find concepts: {"id", "text"} lines or a plain text in, the concepts of each out, in order."""
    from pipeline.concepts.extract import extract
    from pipeline.concepts.extras import ConceptSettings, load_tools

    settings = ConceptSettings(model, entities, embeddings, tuple(vocabularies or ()), frequencies)
    found = extract(read_texts(file), *load_tools(settings))
    write_lines(one_line(json.dumps(row, ensure_ascii=False)) for row in found)


def read_texts(file: str) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON Lines file; blank lines are skipped.

    A file is JSON Lines when its name says so or its first line begins with a brace, and else one plain text.

    Raises:
        RunError: A line is no object with ``id`` and ``text`` (``bad-line``); what stands before it is done.
    """
    lines = read_lines(file)
    before: list[str] = []
    for line in lines:
        before.append(line)
        if line.strip():
            break
    if Path(file).suffix.lower() in _JSON_LINES or not before or before[-1].lstrip()[:1] in ("{", ""):
        yield from _objects(chain(before, lines))
    else:
        yield {"id": file, "text": "\n".join(chain(before, lines))}


def _objects(lines: Iterator[str]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _read_object(line, number)


def _read_object(line: str, number: int) -> dict[str, Any]:
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
