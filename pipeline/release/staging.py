"""Staging: where a run leaves its articles, one writer at a time, before a release is built of them.

::

    output/
      lock                     held by the one writer; the lock dies with its process
      staging/<run>/articles/  one document and one text an article, written by workers in any order
      staging/<run>/quarantine/  rows for what could not be used
      quarantine/              the files themselves, named by digest

Whatever stands under ``staging/`` while somebody else holds the lock anew was abandoned, and is swept.
"""

import errno
import fcntl
import hashlib
import os
import re
import shutil
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from pipeline.errors import RunError
from pipeline.release.documents import document_bytes, make_document
from pipeline.release.works import CitedWork, cited_works
from schemas import Article, QuarantinedSource, Record, Source, SourceText

KEPT_BYTES = 256 * 2**20
"""Larger files are listed in quarantine, but no copy is kept."""

_SAFE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_FULL_DISK = {errno.ENOSPC, errno.EDQUOT}


@dataclass(frozen=True)
class Staging:
    """The folder of one run; it may be handed to worker processes."""

    output: Path
    path: Path


class StagedFacts(Record):
    """What is told apart, chosen and clustered by, so that whole documents are read only once."""

    article_id: str
    title: str | None
    source_path: str
    part: int
    sha256: str
    view: str
    last_modified: str
    n_citations: int
    record_digest: str


@contextmanager
def open_staging(output: Path) -> Iterator[Staging]:
    """Yield an empty staging folder under ``output``, which is made when it is not there; it is removed at the end.

    Raises:
        RunError: `output-locked` when another process writes there, `output-not-writable`, `disk-full`.
    """
    with plain_errors(output), one_writer(output):
        sweep(output)
        staging = Staging(output, output / "staging" / f"run-{os.getpid()}")
        (staging.path / "articles").mkdir(parents=True)
        (staging.path / "quarantine").mkdir()
        try:
            yield staging
        finally:
            remove_tree(staging.path)


@contextmanager
def plain_errors(output: Path) -> Iterator[None]:
    """Turn errors of the file system into a `RunError` that says what to do."""
    try:
        yield
    except OSError as error:
        where = error.filename or output
        if error.errno in _FULL_DISK:
            raise RunError(
                "disk-full", f"No space left while writing {where}.", "Free some space, run again."
            ) from error
        raise RunError(
            "output-not-writable", f"{where}: {error.strerror or error}.", "Choose another --output, or its rights."
        ) from error


@contextmanager
def one_writer(output: Path) -> Iterator[None]:
    """Hold the lock of ``output``; the system lets go of it when the process ends, however it ends."""
    output.mkdir(parents=True, exist_ok=True)
    with (output / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise RunError(
                "output-locked",
                f"Another run is writing to {output}.",
                "Wait until it ends, or choose another --output.",
            ) from error
        yield


def sweep(output: Path) -> None:
    """Remove what abandoned runs left; call it with the lock held."""
    for left in sorted((output / "staging").glob("*")):
        remove_tree(left)


def remove_tree(path: Path) -> None:
    """Remove a folder, read-only files included."""
    shutil.rmtree(path, ignore_errors=True)


def stage_articles(staging: Staging, items: Sequence[tuple[Article, SourceText]]) -> None:
    """Write one document and one text an article; worker processes may do so side by side.

    Raises:
        RunError: `unsafe-article-id` when an id cannot be the name of a file.
    """
    for article, source in items:
        _stage_article(staging, article, source)


def _stage_article(staging: Staging, article: Article, source: SourceText) -> None:
    if not _SAFE_ID.fullmatch(article.article_id):
        raise RunError(
            "unsafe-article-id", f"{article.article_id!r} cannot name a file.", "Check the layout that made it."
        )
    stem = _stem(staging, article.article_id, source)
    stem.parent.mkdir(parents=True, exist_ok=True)
    row = Source(
        article_id=article.article_id,
        source_path=source.path,
        source_sha256=source.sha256,
        encoding=source.encoding,
        text=source.text,
    )
    _write(stem.with_suffix(".document"), document_bytes(make_document(article)))
    _write(stem.with_suffix(".source"), row.model_dump_json().encode())
    # The facts come last: an article counts as staged when all of it is there.
    facts = (_facts(article, source).model_dump_json().encode(), _CITED.dump_json(cited_works(article)))
    _write(stem.with_suffix(".facts"), b"\n".join(facts))


def _write(path: Path, content: bytes) -> None:
    """Write a file in one step: a worker of a cluster that was given up for lost may still write the same one."""
    part = path.with_name(f".{uuid.uuid4().hex}")
    part.write_bytes(content)
    part.rename(path)


def _stem(staging: Staging, article_id: str, source: SourceText) -> Path:
    """Return where an article is staged; two captures of one article stand side by side."""
    digest = hashlib.sha256(f"{source.path}\0{source.part}".encode()).hexdigest()
    return staging.path / "articles" / digest[:2] / f"{article_id}~{digest[2:18]}.x"


def _facts(article: Article, source: SourceText) -> StagedFacts:
    return StagedFacts(
        article_id=article.article_id,
        title=article.title,
        source_path=source.path,
        part=source.part,
        sha256=source.sha256,
        view=article.view,
        last_modified=article.last_modified.isoformat() if article.last_modified else "",
        n_citations=article.n_citations,
        record_digest=record_digest(article),
    )


def record_digest(article: Article) -> str:
    """Return the SHA-256 of an article as parsed, whatever its file is called and whichever release has it."""
    issues = tuple(issue.model_copy(update={"source_path": "-"}) for issue in article.issues)
    plain = article.model_copy(update={"source_path": "-", "first_seen": 1, "last_changed": 1, "issues": issues})
    return hashlib.sha256(plain.model_dump_json().encode()).hexdigest()


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


_FACTS = TypeAdapter(StagedFacts)
_CITED = TypeAdapter(list[CitedWork])
_ROW = TypeAdapter(QuarantinedSource)


def staged_facts(staging: Staging) -> Iterator[tuple[Path, StagedFacts]]:
    """Yield the facts of each staged article and the path of its files, in no particular order."""
    for path in (staging.path / "articles").glob("*/*.facts"):
        yield path, _FACTS.validate_json(_lines(path)[0])


def staged_cited(path: Path) -> list[CitedWork]:
    """Return what the clustering needs to know of the citations of a staged article."""
    return _CITED.validate_json(_lines(path)[1])


def staged_source(path: Path) -> Source:
    """Return the text of a staged article."""
    return Source.model_validate_json(path.with_suffix(".source").read_bytes())


def _lines(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines()


def quarantined(staging: Staging) -> list[QuarantinedSource]:
    """Return the rows of what could not be used."""
    return [_ROW.validate_json(path.read_bytes()) for path in (staging.path / "quarantine").glob("*.json")]
