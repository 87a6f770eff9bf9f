"""Batches: some sources read, parsed, enriched and staged together; the same in every process.

The outcome of a batch depends on its sources alone, and what is staged for an article on that article alone, so the
release is the same whatever the batches, their order and who worked on them.
"""

import functools
import itertools
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Final, TypeVar

from pipeline.article.parse import parse_article
from pipeline.concepts.enrich import enrich
from pipeline.concepts.extras import ConceptSettings, Tools, load_tools
from pipeline.errors import RunError, SourceError
from pipeline.garbage import few_collections
from pipeline.release.history import Earlier
from pipeline.release.reuse import Page, taken_over
from pipeline.release.staging import Staging, stage_articles, stage_quarantine
from pipeline.run.clock import Clock
from pipeline.run.profiling import profiled
from pipeline.sources.read import SourceFile, read_source
from schemas import Article, QuarantinedSource, SourceText
from schemas.release import InputFate, ModelFacts

_CHUNK: Final = 500_000
"""Code points of text a process holds at once."""

_Parsed = tuple[Article, SourceText]
_R = TypeVar("_R")


@dataclass(frozen=True)
class Seconds:
    """Time spent on each stage, added up over processes."""

    read: float = 0.0
    parse: float = 0.0
    enrich: float = 0.0
    stage: float = 0.0

    def __add__(self, other: "Seconds") -> "Seconds":
        return Seconds(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


@dataclass(frozen=True)
class Batch:
    """Sources to be worked on together."""

    files: tuple[SourceFile, ...]


@dataclass(frozen=True)
class Work:
    """What is to be done to every batch.

    Attributes:
        staging: Where the results are staged.
        model: Name of the model that finds the concepts; None for the default one.
        concepts: Whether concepts are asked for.
        earlier: The release before.
        known: Pages whose articles are in it as they would be parsed today.
        profiles: Folder for profiles of each batch; none are made without one.
        settings: What to find concepts with, beside the model.
    """

    staging: Staging
    model: str | None
    concepts: bool = True
    earlier: Earlier = field(default_factory=Earlier)
    known: Mapping[Page, InputFate] = field(default_factory=dict)
    profiles: Path | None = None
    settings: ConceptSettings = field(default_factory=ConceptSettings)

    def load(self) -> Tools | None:
        """Return model and extras, loaded once a process; None when no concepts are asked for."""
        return _load_once(replace(self.settings, model=self.model)) if self.concepts else None


@functools.cache
def _load_once(settings: ConceptSettings) -> Tools:
    return load_tools(settings)


@dataclass(frozen=True)
class Outcome:
    """What became of some sources: how much is staged, what is as it was, what is in quarantine and why."""

    n_files: int = 0
    n_articles: int = 0
    n_characters: int = 0
    quarantined: tuple[QuarantinedSource, ...] = ()
    kept: tuple[InputFate, ...] = ()
    seconds: Seconds = Seconds()
    model: ModelFacts | None = None

    def __add__(self, other: "Outcome") -> "Outcome":
        return Outcome(
            n_files=self.n_files + other.n_files,
            n_articles=self.n_articles + other.n_articles,
            n_characters=self.n_characters + other.n_characters,
            quarantined=self.quarantined + other.quarantined,
            kept=self.kept + other.kept,
            seconds=self.seconds + other.seconds,
            model=self.model or other.model,
        )


def work_on(batch: Batch, work: Work) -> Outcome:
    """Read, parse, enrich and stage the sources of a batch; return what became of them.

    Raises:
        RunError: The model cannot be loaded, or the results cannot be written.
    """
    clock = Clock()
    tools = work.load()
    kept: list[InputFate] = []
    total = Outcome(n_files=len(batch.files))
    with profiled(work.profiles), few_collections():
        for chunk in _chunks(_parse_all(batch.files, work.known, kept, clock)):
            total += _finish(chunk, work, _paths(batch), clock)
    facts = tools.model.facts if tools else None
    return replace(total, kept=tuple(kept), seconds=Seconds(**clock.spent), model=facts)


def run_halves(batch: Batch, work: Work, run: Callable[[Batch], Outcome]) -> Outcome:
    """Run the halves of a batch that no process survived, one after the other; a single source is given up."""
    middle = len(batch.files) // 2
    if middle == 0:
        return lost_batch(batch, work)
    return run(Batch(batch.files[:middle])) + run(Batch(batch.files[middle:]))


def lost_batch(batch: Batch, work: Work) -> Outcome:
    """Quarantine the sources of a batch that no process survives."""
    rows = tuple(
        QuarantinedSource(
            source_path=file.name,
            part=0,
            source_sha256=None,
            code="process-died",
            reason="The process that worked on it died, twice; most likely it ran out of memory.",
            remedy="Split the file, or run with fewer --jobs; if it dies again, please report it with the file.",
            line=None,
        )
        for file in batch.files
    )
    stage_quarantine(work.staging, rows, _paths(batch))
    return Outcome(n_files=len(rows), quarantined=rows)


def _paths(batch: Batch) -> dict[str, Path]:
    return {file.name: file.path for file in batch.files}


def _parse_all(
    files: Iterable[SourceFile], known: Mapping[Page, InputFate], kept: list[InputFate], clock: Clock
) -> Iterator[_Parsed | SourceError]:
    """Yield the articles of files, and what cannot be used; what is known goes to ``kept`` without being parsed."""
    for file in files:
        for text in _read(file, clock):
            if isinstance(text, SourceError):
                yield text
                continue
            if fate := known.get(Page(text.sha256, text.part)):
                kept.append(taken_over(fate, file.name, text.path))
                continue
            with clock.on("parse"):
                article = _guarded(functools.partial(parse_article, text), text.path, text.part, text.sha256)
            yield article if isinstance(article, SourceError) else (article, text)


def _read(file: SourceFile, clock: Clock) -> Iterator[SourceText | SourceError]:
    texts = iter(read_source(file))
    for part in itertools.count():
        with clock.on("read"):
            text = _guarded(functools.partial(next, texts, None), file.name, part)
        if text is None:
            return
        yield text


def _finish(chunk: Sequence[_Parsed | SourceError], work: Work, paths: Mapping[str, Path], clock: Clock) -> Outcome:
    parsed = [item for item in chunk if not isinstance(item, SourceError)]
    with clock.on("enrich"):
        enriched = _enrich_all(parsed, work.load())
    ready = [item for item in enriched if not isinstance(item, SourceError)]
    refused = [item for item in (*chunk, *enriched) if isinstance(item, SourceError)]
    rows = tuple(_quarantine_row(error) for error in refused)
    with clock.on("stage"):
        stage_articles(work.staging, ready, work.earlier)
        stage_quarantine(work.staging, rows, paths)
    return Outcome(n_articles=len(ready), n_characters=sum(len(text.text) for _, text in ready), quarantined=rows)


def _enrich_all(parsed: Sequence[_Parsed], tools: Tools | None) -> Sequence[_Parsed | SourceError]:
    """Return the articles with concepts, if asked for; when one of them fails, that one alone is lost."""
    if tools is None:
        return parsed
    texts = [text for _, text in parsed]
    together = _guarded(lambda: enrich([(article, text.text) for article, text in parsed], *tools), "")
    if not isinstance(together, SourceError):
        return list(zip(together, texts, strict=True))
    return [_enrich_one(article, text, tools) for article, text in parsed]


def _enrich_one(article: Article, text: SourceText, tools: Tools) -> _Parsed | SourceError:
    enriched = _guarded(lambda: enrich([(article, text.text)], *tools), text.path, text.part, text.sha256)
    return enriched if isinstance(enriched, SourceError) else (enriched[0], text)


def _guarded(work: Callable[[], _R], path: str, part: int = 0, sha256: str | None = None) -> _R | SourceError:
    """Return what ``work`` returns, or why the article cannot be used; a fault of ours must not end the run."""
    try:
        return work()
    except SourceError as error:
        return error
    except RunError:
        raise
    except Exception as error:  # noqa: BLE001 (whatever it is, the other articles go on)
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(last.filename).name}:{last.lineno}"
        return SourceError(
            code="unexpected-error",
            reason=f"annobib failed on it: {type(error).__name__}: {error} ({place}).",
            remedy="This is a fault in annobib; please report it together with the file.",
            path=path,
            part=part,
            sha256=sha256,
        )


def _quarantine_row(error: SourceError) -> QuarantinedSource:
    return QuarantinedSource(
        source_path=error.path,
        part=error.part,
        source_sha256=error.sha256,
        code=error.code,
        reason=error.reason,
        remedy=error.remedy,
        line=error.line,
    )


def _chunks(items: Iterable[_Parsed | SourceError]) -> Iterator[list[_Parsed | SourceError]]:
    chunk: list[_Parsed | SourceError] = []
    size = 0
    for item in items:
        chunk.append(item)
        size += 0 if isinstance(item, SourceError) else len(item[1].text)
        if size > _CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk
