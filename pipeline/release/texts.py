"""Texts of a release: what its articles say, without what they list."""

from collections.abc import Iterator
from pathlib import Path

from pipeline.release.parquet import read_rows


def prose_texts(release: Path) -> Iterator[str]:
    """Yield the paragraphs and annotations of a release, file by file in order."""
    for table in ("paragraphs", "annotations"):
        for part in sorted((release / table).glob("*.parquet")):
            for (text,) in read_rows(part, ["text"]):
                if text is not None:
                    yield text
