"""Options of every command that finds concepts."""

from typing import Annotated

import typer

ModelName = Annotated[
    str | None, typer.Option("--model", help="spaCy model, by name or path.", show_default="en_core_web_sm")
]
Entities = Annotated[bool, typer.Option("--entities", help="Find organisations, places, laws, events and titles, too.")]
Embeddings = Annotated[
    bool, typer.Option("--embeddings", help="Rank with a sentence model, too: better, and eighty times slower.")
]
Vocabularies = Annotated[
    list[str] | None,
    typer.Option(
        "--vocabulary",
        metavar="FILE",
        help="Find the concepts of this vocabulary, too: SKOS (.ttl, .rdf, .jsonld), .csv, or lcsh; may be repeated.",
        show_default=False,
    ),
]
Frequencies = Annotated[
    str | None,
    typer.Option("--frequencies", metavar="FILE", help="How rare words are in your texts, from `annobib frequencies`."),
]
