"""History: what the release before says of its articles, and their documents and texts when they are asked for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.release.documents import read_document
from pipeline.release.older import rows_of
from pipeline.release.parquet import articles_with, read_table
from pipeline.release.rights import without_texts
from pipeline.release.stretches import take_articles
from pipeline.release.tables import bucket_of, document_path, part_path
from schemas import Article, Source
from schemas.terms import ArticleStatus


@dataclass(frozen=True)
class Before:
    """An article of the release before; ``first_seen`` and ``last_changed`` are numbers of releases, not dates."""

    article_id: str
    doi: str | None
    subject: str | None
    title: str | None
    first_seen: int
    last_changed: int
    record_status: ArticleStatus
    content_sha256: str
    source_path: str
    view: str
    last_modified: str
    n_citations: int
    is_whole: bool

    @property
    def status_when_seen(self) -> ArticleStatus:
        """Its status when the capture it was read from last is offered again."""
        return "seen" if self.is_whole else "partly_seen"


@dataclass(frozen=True)
class Earlier:
    """The release before, for the sake of its articles; without a release it holds nothing.

    Its texts are left out when the release that is made is to have none.
    """

    release: Path | None = None
    n_buckets: int = 1
    has_texts: bool = True

    @property
    def articles(self) -> Mapping[str, Before]:
        """The articles by id."""
        return _articles(self.release)

    def read(self, article_id: str) -> Article:
        """Return an article as it was."""
        path = self._path(document_path(article_id, bucket_of(article_id, self.n_buckets)))
        article = read_document(path).article
        return article if self.has_texts else without_texts(article)

    def source(self, article_id: str) -> Source:
        """Return the text an article was parsed from."""
        part = self._path(part_path("sources", bucket_of(article_id, self.n_buckets)))
        (row,) = take_articles(read_table(part), [article_id]).to_pylist()
        return Source(**(row if self.has_texts else row | {"text": None}))

    def _path(self, inner: str) -> Path:
        assert self.release is not None  # noqa: S101 (an article of it was found)
        return self.release / inner


_COLUMNS = tuple(name for name in Before.__dataclass_fields__ if name != "is_whole")


@cache
def _articles(release: Path | None) -> dict[str, Before]:
    """Return the articles of a release by id; read once in a process, for a release never changes."""
    if release is None:
        return {}
    not_seen = set(_with_records_not_seen(release))
    return {before.article_id: before for before in _read(sorted((release / "articles").glob("*.parquet")), not_seen)}


def _read(parts: Iterable[Path], not_seen: set[str]) -> Iterable[Before]:
    for part in parts:
        for row in rows_of("articles", part, _COLUMNS):
            values = dict(zip(_COLUMNS, row, strict=True))
            modified = values.pop("last_modified")
            whole = values["article_id"] not in not_seen
            yield Before(**values, last_modified=modified.isoformat() if modified else "", is_whole=whole)


def _with_records_not_seen(release: Path) -> Iterable[str]:
    """Yield the articles of which the last capture showed only a part."""
    for table in ("sections", "citations"):
        for part in sorted((release / table).glob("*.parquet")):
            yield from articles_with(part, "record_status", "not_seen")
