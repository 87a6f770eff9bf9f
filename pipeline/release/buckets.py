"""Buckets: the parts of the tables of articles, made of staged articles and of rows the release before has already.

A part nobody changed is the file of the release before, under another name (a hard link; a copy where there are none).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from pipeline.release.arrow import ArrowTable
from pipeline.release.choice import Capture
from pipeline.release.documents import document_bytes, make_document, read_document
from pipeline.release.heads import Head, patch_head, patch_targets, patch_works
from pipeline.release.manifest import Release, file_facts
from pipeline.release.output_folder import link_or_copy
from pipeline.release.parquet import described, join_sorted, read_table, replace_column
from pipeline.release.staged import staged_table
from pipeline.release.stretches import merge_sorted, split_articles, take_articles
from pipeline.release.tables import TABLE, bucket_of, document_path, part_path
from schemas import SCHEMA_VERSION
from schemas.release import FileFacts

_OF_THE_HEAD: Mapping[str, tuple[str, ...]] = {
    "articles": ("source_path", "record_status"),
    "sources": ("source_path",),
    "issues": ("source_path",),
}
"""Columns of the head of an article, by table."""


@dataclass(frozen=True)
class Source:
    """The release before, as far as a new one is made of it."""

    release: Release | None

    @cached_property
    def files(self) -> dict[str, FileFacts]:
        """The files of the release before by their paths."""
        return {file.path: file for file in self.release.manifest.files} if self.release else {}

    @property
    def is_older(self) -> bool:
        """Whether the release before was written by another schema: no file of it can be one of the new release."""
        return self.release is not None and self.release.manifest.schema_version != SCHEMA_VERSION

    def parts(self, table: str, bucket: int, n_buckets: int) -> list[Path]:
        """Return the parts of a table that hold the articles of a bucket, however many buckets there are now."""
        if self.release is None:
            return []
        then = self.release.manifest.n_buckets
        buckets = [bucket % then] if then <= n_buckets else range(bucket, then, n_buckets)
        parts = [self.release.path / part_path(table, number) for number in buckets]
        # An older release may lack a table altogether.
        return [part for part in parts if part.is_file()] if self.is_older else parts

    def all_parts(self, table: str) -> list[Path]:
        """Return every part of a table."""
        return sorted((self.release.path / table).glob("*.parquet")) if self.release else []

    def document(self, article_id: str) -> str:
        """Return the path of an article's document in the release before."""
        assert self.release is not None  # noqa: S101 (an article is taken over from it)
        return document_path(article_id, bucket_of(article_id, self.release.manifest.n_buckets))


@dataclass
class Patches:
    """What is different in an article that is otherwise as it was written: its head, where it points, its works."""

    head: Head | None = None
    targets: dict[str, str | None] = field(default_factory=dict)
    works: dict[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.head or self.targets or self.works)

    def apply(self, document: bytes) -> bytes:
        """Return the document with what is different."""
        if self.head:
            document = patch_head(document, self.head)
        return patch_works(patch_targets(document, self.targets), self.works)


@dataclass(frozen=True)
class Bucket:
    """One bucket of a release that is being built.

    Attributes:
        number: Which one.
        n_buckets: How many there are.
        members: The articles, by id.
        is_same: Whether the release before has the same articles in it, none of which was staged anew.
        patches: What is different in each article.
        gone: Articles of the release before that would be in it, but are no longer in the release.
    """

    number: int
    n_buckets: int
    members: tuple[Capture, ...]
    is_same: bool
    patches: Mapping[str, Patches]
    gone: tuple[str, ...] = ()

    @property
    def kept(self) -> list[str]:
        """Articles that are taken over from the release before."""
        return [member.article_id for member in self.members if member.staged is None]

    @property
    def staged(self) -> list[str]:
        """Articles that were staged anew."""
        return [member.article_id for member in self.members if member.staged is not None]


class Part(NamedTuple):
    """One table of a bucket.

    Attributes:
        rows: Its rows, sorted by key.
        old: What the release before has of the articles that may have other rows now.
        new: What ``rows`` has of them.
    """

    rows: ArrowTable
    old: ArrowTable
    new: ArrowTable


def assemble_part(bucket: Bucket, name: str, source: Source) -> Part:
    """Return one table of a bucket; works are still those the articles were written with."""
    table = TABLE[name]
    parts = source.parts(name, bucket.number, bucket.n_buckets)
    split = [split_articles(described(read_table(part), table), bucket.kept) for part in parts]
    staged = [staged_table(member.staged, name) for member in bucket.members if member.staged is not None]
    new = _patched(bucket, name, join_sorted(table, staged))
    old = [take_articles(left, [*bucket.staged, *bucket.gone]) for _, left in split]
    kept = [kept for kept, _ in split]
    patched = _patched_articles(bucket, name)
    if not patched:
        return Part(merge_sorted(table, [*kept, new]), join_sorted(table, old), new)
    old += [take_articles(rows, patched) for rows in kept]
    kept = [_patched(bucket, name, rows) for rows in kept]
    changed = [new, *(take_articles(rows, patched) for rows in kept)]
    return Part(merge_sorted(table, [*kept, new]), join_sorted(table, old), join_sorted(table, changed))


def _patched(bucket: Bucket, name: str, rows: ArrowTable) -> ArrowTable:
    """Return rows with what is different in them."""
    for column in _OF_THE_HEAD.get(name, ()):
        heads = {key: getattr(patch.head, column) for key, patch in bucket.patches.items() if patch.head}
        rows = replace_column(rows, column, "article_id", heads)
    if name == "cross_references":
        targets = [patch.targets for patch in bucket.patches.values()]
        rows = replace_column(rows, "target_article_id", "xref_id", {k: v for one in targets for k, v in one.items()})
    return rows


def _patched_articles(bucket: Bucket, name: str) -> list[str]:
    """Return the articles taken over of which a table has other rows than it had."""
    patches = ((article_id, bucket.patches[article_id]) for article_id in bucket.kept)
    return [
        article_id
        for article_id, patch in patches
        if (name in _OF_THE_HEAD and patch.head) or (name == "cross_references" and patch.targets)
    ]


def with_works(citations: Part, bucket: Bucket) -> Part:
    """Return the citations of a bucket with their works, where these are other ones than they were written with."""
    rows, old, new = citations
    works = {citation_id: work for patch in bucket.patches.values() for citation_id, work in patch.works.items()}
    moved = take_articles(rows, [article_id for article_id in bucket.kept if bucket.patches[article_id].works])
    if moved.num_rows:
        old, new = (join_sorted(TABLE["citations"], [part, moved]) for part in (old, new))
    rows, new = (replace_column(part, "work_id", "citation_id", works) for part in (rows, new))
    return Part(rows, old, new)


def is_as_before(bucket: Bucket, name: str) -> bool:
    """Return whether the part of a table is the file of the release before."""
    if not bucket.is_same:
        return False
    if name in _OF_THE_HEAD and any(patch.head for patch in bucket.patches.values()):
        return False
    return name != "cross_references" or not any(patch.targets for patch in bucket.patches.values())


def write_documents(bucket: Bucket, source: Source, release: Path) -> Iterable[FileFacts]:
    """Write the documents of a bucket, and yield what the manifest says of them."""
    for member in bucket.members:
        path = document_path(member.article_id, bucket.number)
        target = release / path
        target.parent.mkdir(parents=True, exist_ok=True)
        patch = bucket.patches.get(member.article_id) or Patches()
        if member.staged is None and not patch and not source.is_older:
            yield link_file(source, source.document(member.article_id), release, path)
            continue
        if member.staged is None:
            assert source.release is not None  # noqa: S101 (as above)
            written = source.release.path / source.document(member.article_id)
        else:
            written = member.staged.with_suffix(".document")
        if member.staged is None and source.is_older:
            target.write_bytes(patch.apply(document_bytes(make_document(read_document(written).article))))
        elif patch:
            target.write_bytes(patch.apply(written.read_bytes()))
        else:
            written.rename(target)
        facts = file_facts(release, path)
        before = source.files.get(source.document(member.article_id)) if source.release else None
        if before and before.sha256 == facts.sha256:
            target.unlink()
            facts = link_file(source, before.path, release, path)
        yield facts


def link_file(source: Source, old: str, release: Path, new: str) -> FileFacts:
    """Give a file of the release before a place in the new one; it is copied where files cannot have two names."""
    assert source.release is not None  # noqa: S101 (the file is taken over from it)
    link_or_copy(source.release.path / old, release / new)
    return source.files[old].model_copy(update={"path": new})
