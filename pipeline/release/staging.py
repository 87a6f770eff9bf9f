"""Staging: where a run leaves its articles, before a release is built of them.

::

    output/
      staging/<run>/articles/  the document and the tables of each article, written by workers in any order
      staging/<run>/quarantine/  rows for what could not be used
      quarantine/              the files themselves, named by digest

Whatever stands under ``staging/`` while somebody else holds the lock anew was abandoned, and is swept. What was staged
is read by ``staged``.
"""

import hashlib
import os
import re
import shutil
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import RunError
from pipeline.release.arrow import ArrowTable
from pipeline.release.history import Earlier
from pipeline.release.output_folder import one_writer, plain_errors, remove_tree
from pipeline.release.parquet import packed_tables
from pipeline.release.pointers import article_pointers
from pipeline.release.rights import Rights, without_texts
from pipeline.release.settling import Replaced, Settled, settle
from pipeline.release.tables import OF_ARTICLES, tabulate
from schemas import Article, Match, QuarantinedSource, Record, Redirect, Source, SourceText

KEPT_BYTES = 256 * 2**20
"""Larger files are listed in quarantine, but no copy is kept."""
_SAFE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_NONE = Earlier()


@dataclass(frozen=True)
class Staging:
    """The folder of one run and the number of the release it makes; it may be handed to worker processes."""

    output: Path
    path: Path
    sequence: int = 1
    rights: Rights = field(default_factory=Rights)


class StagedFacts(Record):
    """What captures are told apart and chosen by, so that whole documents need not be read."""

    article_id: str
    doi: str | None
    subject: str | None
    title: str | None
    source_path: str
    part: int
    sha256: str
    view: str
    last_modified: str
    n_citations: int
    pointers: tuple[tuple[str, str], ...]
    """Pointers to other articles: id and the title named."""
    matches: tuple[Match, ...]
    redirects: tuple[Redirect, ...]
    replaces: str | None
    """The article of the release before that it is, under another id."""


@contextmanager
def open_staging(output: Path, rights: Rights | None = None) -> Iterator[Staging]:
    """Yield an empty staging folder under ``output``, which is made when it is not there; it is removed at the end.

    Raises:
        RunError: `output-locked` when another process writes there, `output-not-writable`, `disk-full`.
    """
    with plain_errors(output), one_writer(output):
        sweep(output)
        folder = output / "staging" / f"run-{os.getpid()}"
        staging = Staging(output, folder, rights=rights or Rights())
        (staging.path / "articles").mkdir(parents=True)
        (staging.path / "quarantine").mkdir()
        try:
            yield staging
        finally:
            remove_tree(staging.path)


def sweep(output: Path) -> None:
    """Remove what abandoned runs left; call it with the lock held."""
    for left in sorted((output / "staging").glob("*")):
        remove_tree(left)


def stage_articles(staging: Staging, items: Sequence[tuple[Article, SourceText]], earlier: Earlier = _NONE) -> None:
    """Write the document and the tables of each article; worker processes may do so side by side.

    Args:
        staging: The staging folder.
        items: Articles, each with the text it was parsed from.
        earlier: The release before, from which records inherit their ids.

    Raises:
        RunError: `unsafe-article-id` when an id cannot be the name of a file.
    """
    for article, source in items:
        if not _SAFE_ID.fullmatch(article.article_id):
            raise RunError(
                "unsafe-article-id", f"{article.article_id!r} cannot name a file.", "Check the layout that made it."
            )
        row = Source(
            article_id=article.article_id,
            source_path=source.path,
            source_sha256=source.sha256,
            encoding=source.encoding,
            part=source.part,
            first_line=source.first_line,
            text=source.text,
        )
        stage_one(staging, Capture(article, row, source.part), earlier)


class Capture(NamedTuple):
    """An article, the text it was parsed from, and which article of its page it is."""

    article: Article
    source: Source
    part: int


def stage_one(staging: Staging, capture: Capture, earlier: Earlier, known_as: Replaced | None = None) -> None:
    """Write the document and the tables of an article, with the ids its records had in the release before.

    Args:
        staging: The staging folder.
        capture: The article as parsed now.
        earlier: The release before.
        known_as: The article it is in the release before, when that has another id.
    """
    if staging.rights.profile == "metadata-only":
        source = capture.source.model_copy(update={"text": None})
        capture = capture._replace(article=without_texts(capture.article), source=source)
        earlier = replace(earlier, has_texts=False)
    settled = settle(capture.article, capture.source, earlier, staging.sequence, known_as)
    stem = _stem(staging, capture)
    stem.parent.mkdir(parents=True, exist_ok=True)
    _write(stem.with_suffix(".document"), settled.document)
    _write(stem.with_suffix(".tables"), packed_tables(_in_order(tabulate([(settled.article, settled.source)]))))
    # The facts come last: an article counts as staged when all of it is there.
    _write(stem.with_suffix(".facts"), _facts(capture, settled).model_dump_json().encode())


def _write(path: Path, content: bytes) -> None:
    """Write a file in one step: a worker of a cluster that was given up for lost may still write the same one."""
    part = path.with_name(f".{uuid.uuid4().hex}")
    part.write_bytes(content)
    part.rename(path)


def _stem(staging: Staging, capture: Capture) -> Path:
    """Return where an article is staged; two captures of one article stand side by side."""
    digest = hashlib.sha256(f"{capture.source.source_path}\0{capture.part}".encode()).hexdigest()
    return staging.path / "articles" / digest[:2] / f"{capture.article.article_id}~{digest[2:18]}.x"


def _facts(capture: Capture, settled: Settled) -> StagedFacts:
    article, source = capture.article, capture.source
    return StagedFacts(
        article_id=article.article_id,
        doi=article.doi,
        subject=article.subject,
        title=settled.article.title,
        source_path=source.source_path,
        part=capture.part,
        sha256=source.source_sha256,
        view=article.view,
        last_modified=article.last_modified.isoformat() if article.last_modified else "",
        n_citations=article.n_citations,
        pointers=tuple(article_pointers(settled.article)),
        matches=settled.matches,
        redirects=settled.redirects,
        replaces=settled.replaces,
    )


def stage_quarantine(
    staging: Staging, rows: Sequence[QuarantinedSource], files: Mapping[str, Path] | None = None
) -> None:
    """Write the rows of what could not be used, and keep a copy of each file, named by digest, under ``quarantine/``.

    Args:
        staging: The staging folder.
        rows: One row a file, or a part of one.
        files: The real path of a source path; files that are not given, gone or huge are listed but not kept.
    """
    for row in rows:
        key = hashlib.sha256(f"{row.source_path}\0{row.part}\0{row.source_sha256}".encode()).hexdigest()
        _write(staging.path / "quarantine" / f"{key[:24]}.json", row.model_dump_json().encode())
        file = (files or {}).get(row.source_path)
        if file is not None and row.source_sha256 is not None:
            _keep_copy(file, staging.output / "quarantine", row.source_sha256)


def _keep_copy(file: Path, folder: Path, sha256: str) -> None:
    kept = folder / f"{sha256[:16]}-{file.name}"
    if kept.exists() or not file.is_file() or file.stat().st_size > KEPT_BYTES:
        return
    folder.mkdir(exist_ok=True)
    part = kept.with_name(f".{kept.name}.{os.getpid()}")
    shutil.copyfile(file, part)
    part.replace(kept)


def _in_order(tables: Mapping[str, ArrowTable]) -> list[ArrowTable]:
    return [tables[name] for name in OF_ARTICLES]
