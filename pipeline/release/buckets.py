"""Buckets: the parts of the tables of articles, made of staged articles and of rows the release before has already.

A part nobody changed is the file of the release before, under another name (a hard link; a copy where there are none).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pipeline.release.arrow import ArrowTable
from pipeline.release.choice import Capture
from pipeline.release.documents import document_bytes, make_document, read_document
from pipeline.release.heads import Head, patch_head, patch_targets, patch_works
from pipeline.release.manifest import Release, file_facts
from pipeline.release.output_folder import link_or_copy
from pipeline.release.parquet import join_sorted, read_table, replace_column
from pipeline.release.staged import staged_table
from pipeline.release.stretches import merge_sorted, take_articles
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
    """

    number: int
    n_buckets: int
    members: tuple[Capture, ...]
    is_same: bool
    patches: Mapping[str, Patches]

    @property
    def kept(self) -> list[str]:
        """Articles that are taken over from the release before."""
        return [member.article_id for member in self.members if member.staged is None]


def assemble_part(bucket: Bucket, name: str, source: Source) -> ArrowTable:
    """Return the rows of one table of a bucket, sorted by key; works are still those the articles were written with."""
    parts = source.parts(name, bucket.number, bucket.n_buckets)
    taken = [take_articles(read_table(part), bucket.kept) for part in parts] if bucket.kept else []
    staged = [staged_table(member.staged, name) for member in bucket.members if member.staged is not None]
    rows = merge_sorted(TABLE[name], [*taken, join_sorted(TABLE[name], staged)])
    for column in _OF_THE_HEAD.get(name, ()):
        heads = {key: getattr(patch.head, column) for key, patch in bucket.patches.items() if patch.head}
        rows = replace_column(rows, column, "article_id", heads)
    if name == "cross_references":
        targets = [patch.targets for patch in bucket.patches.values()]
        rows = replace_column(rows, "target_article_id", "xref_id", {k: v for one in targets for k, v in one.items()})
    return rows


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
