"""``annobib frequencies``: in how many texts of a release each word stands."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.run.streams import write_lines

EXAMPLES = """
The texts are the paragraphs of commentary and the annotations. The table tells `annobib ingest` and
`annobib concepts` which words are common in your texts, so that what everybody says ranks lower. It is part of what
a release depends on: its digest is in the manifest.

[bold]Examples[/]

  annobib frequencies output > words.tsv

  annobib ingest raw --output output --frequencies words.tsv
"""

Directory = Annotated[Path, typer.Argument(metavar="DIR", help="Output folder, or one release.", show_default=False)]
ReleaseId = Annotated[str | None, typer.Option("--release", help="Release to count.", show_default="the current one")]


def frequencies(directory: Directory, *, release: ReleaseId = None) -> None:
    """Count in how many texts of a release each word stands."""
    from pipeline.concepts.frequencies import count_documents, table_lines
    from pipeline.release.lookup import find_release
    from pipeline.release.texts import prose_texts

    found = find_release(directory, release)
    n_texts, counts = count_documents(prose_texts(found.path))
    source = f"release {found.manifest.release_id}, content {found.manifest.content_digest}"
    write_lines(table_lines(source, n_texts, counts))
