"""Excerpts: what the source has where a failure stands, with the span marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.release.parquet import read_rows
from pipeline.release.tables import bucket_of, part_path
from schemas.release import Failure, Manifest

_AROUND = 120
"""Characters shown before and after the span."""
_LONGEST = 500
"""Characters shown of the span itself."""


@dataclass(frozen=True)
class Excerpt:
    """A piece of a source: the span, and what stands around it."""

    before: str
    marked: str
    after: str


Place = tuple[str, int, int]


def place_of(failure: Failure) -> Place | None:
    """Return article, start and end of a failure, or None when it stands nowhere."""
    if failure.article_id is None or failure.start is None:
        return None
    return failure.article_id, failure.start, failure.start if failure.end is None else failure.end


def read_excerpts(release: Path, manifest: Manifest, failures: Sequence[Failure]) -> dict[Place, Excerpt]:
    """Return the excerpt of each place; the sources of an article are read once, however many failures it has."""
    by_article: dict[str, set[Place]] = {}
    for place in filter(None, map(place_of, failures)):
        by_article.setdefault(place[0], set()).add(place)
    excerpts: dict[Place, Excerpt] = {}
    for bucket in sorted({bucket_of(article_id, manifest.n_buckets) for article_id in by_article}):
        part = release / part_path("sources", bucket)
        for article_id, text in read_rows(part, ("article_id", "text"), only=by_article):
            if text is not None:
                excerpts |= {place: _cut(text, *place[1:]) for place in by_article[article_id]}
    return excerpts


def _cut(text: str, start: int, end: int) -> Excerpt:
    before = text[max(start - _AROUND, 0) : start]
    marked, after = text[start:end], text[end : end + _AROUND]
    if len(marked) > _LONGEST:
        marked, after = f"{marked[:_LONGEST]} …", ""
    return Excerpt(
        before=f"… {before.partition(' ')[2]}" if start > _AROUND else before.lstrip("\n"),
        marked=marked,
        after=after.rstrip("\n") + (" …" if end + _AROUND < len(text) else ""),
    )
