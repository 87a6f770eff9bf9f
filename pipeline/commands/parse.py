"""``annobib parse``: one article to JSON."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands.concept_options import ModelName
from pipeline.run.streams import one_line, write_lines

if TYPE_CHECKING:
    from schemas import Article, SourceText

EXAMPLES = """
The JSON is the document of a release: the article with sections, citations, annotations, mentions, blocks and
issues, and its works as CSL-JSON. A file with several articles gives one line for each.

[bold]Examples[/]

  annobib parse raw/article.txt > article.json

  annobib parse raw/article.txt --no-concepts | jq '.csl[] | .title'
"""

File = Annotated[str, typer.Argument(metavar="FILE", help="Page text of an article.", show_default=False)]
Concepts = Annotated[
    bool, typer.Option("--concepts/--no-concepts", help="Find concepts too, which needs the language model.")
]


def parse(file: File, *, with_concepts: Concepts = True, model: ModelName = None) -> None:
    """Parse one article to JSON on standard output; nothing is written."""
    parsed = list(_articles(file))
    if with_concepts:
        parsed = list(_with_concepts(parsed, model))
    write_lines(_documents([article for article, _ in parsed]))


def _articles(file: str) -> Iterator[tuple["Article", "SourceText"]]:
    from pipeline.article.parse import parse_article
    from pipeline.errors import SourceError
    from pipeline.sources.read import find_sources, read_source

    for source in find_sources([file]):
        for text in read_source(source):
            if isinstance(text, SourceError):
                raise text
            yield parse_article(text), text


def _with_concepts(
    parsed: list[tuple["Article", "SourceText"]], model: str | None
) -> Iterator[tuple["Article", "SourceText"]]:
    from pipeline.concepts.enrich import enrich
    from pipeline.concepts.nlp import load_model

    articles = enrich([(article, text.text) for article, text in parsed], load_model(model))
    yield from zip(articles, [text for _, text in parsed], strict=True)


def _documents(articles: list["Article"]) -> Iterator[str]:
    from pipeline.release.documents import make_document

    for article in articles:
        document = make_document(article)
        yield document.model_dump_json(indent=2) if len(articles) == 1 else one_line(document.model_dump_json())
