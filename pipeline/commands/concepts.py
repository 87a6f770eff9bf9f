"""``annobib concepts``: texts in, their concepts out."""

import json
from collections import Counter
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

  annobib concepts chapter.txt --plot concepts.svg

  annobib concepts output --plot release.png
"""

File = Annotated[
    str, typer.Argument(metavar="[FILE]", help="JSON Lines or plain text; - reads standard input.", show_default="-")
]
Plot = Annotated[
    Path | None,
    typer.Option(
        "--plot",
        metavar="FILE",
        dir_okay=False,
        help="Draw the best concepts instead: FILE.svg, .png or .pdf. With an output folder as FILE argument, those of "
        "its release.",
    ),
]
ArticleId = Annotated[
    str | None, typer.Option("--article", help="With --plot and an output folder: only this article, by id or DOI.")
]
_JSON_LINES: Final = (".jsonl", ".ndjson", ".json")


def concepts(  # noqa: PLR0913 (one parameter an option)
    file: File = STDIN,
    *,
    model: ModelName = None,
    entities: Entities = False,
    embeddings: Embeddings = False,
    vocabularies: Vocabularies = None,
    frequencies: Frequencies = None,
    plot: Plot = None,
    article: ArticleId = None,
) -> None:
    """Find concepts: {"id", "text"} lines or a plain text in, the concepts of each out, in order."""
    if plot is not None and Path(file).is_dir():
        _plot_release(Path(file), article, plot)
        return
    from pipeline.concepts.extract import extract
    from pipeline.concepts.extras import ConceptSettings, load_tools

    settings = ConceptSettings(model, entities, embeddings, tuple(vocabularies or ()), frequencies)
    found = extract(read_texts(file), *load_tools(settings))
    if plot is not None:
        _plot_texts(found, plot)
        return
    write_lines(one_line(json.dumps(row, ensure_ascii=False)) for row in found)


def _plot_texts(found: Iterator[dict[str, Any]], file: Path) -> None:
    """Draw the concepts of one text, or of several texts together: by the sum of their scores."""
    from pipeline.commands.concept_picture import Bar, Panel, draw

    weights: Counter[tuple[str, str]] = Counter()
    times: Counter[tuple[str, str]] = Counter()
    names = []
    for row in found:
        names.append(str(row["id"]))
        for concept in row["concepts"]:
            key = (concept["label"], concept["kind"])
            weights[key] += concept["score"]
            times[key] += len(concept["offsets"])
    best = sorted(weights, key=lambda key: (-weights[key], key))
    bars = [Bar(label, weights[label, kind], f"{times[label, kind]:,} ×", kind) for label, kind in best]
    title = Path(names[0]).name if len(names) == 1 else f"{len(names):,} texts"
    draw(Panel(f"Concepts of {title}", "how often each is named stands beside it", "score", bars), file)
    typer.echo(f"Drawn: {file}", err=True)


def _plot_release(directory: Path, article: str | None, file: Path) -> None:
    from pipeline.commands.concept_picture import Bar, Panel, draw
    from pipeline.release.best_concepts import best_of_article, best_of_release
    from pipeline.release.lookup import find_release

    release = find_release(directory)
    if article is None:
        rows = best_of_release(release.path)
        bars = [
            Bar(row.label, row.weight, f"{row.n_articles:,} article{'s' * (row.n_articles > 1)}", row.group)
            for row in rows
        ]
        n_articles = release.manifest.n_rows["articles"]
        subtitle = (
            f"{n_articles:,} articles, release {release.manifest.release_id}; colour: the subject that has it most"
        )
        panel = Panel("What the articles are about", subtitle, "sum of the scores in all articles", bars)
    else:
        title, rows = best_of_article(release.path, article)
        if not title:
            raise RunError("no-article", f"The release has no article {article}.", "Give its id or DOI.")
        bars = [Bar(row.label, row.weight, f"{row.n_occurrences:,} ×", row.group) for row in rows]
        panel = Panel(title, "its concepts; how often it names each stands beside it", "score", bars)
    draw(panel, file)
    typer.echo(f"Drawn: {file}", err=True)


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
