"""Choosing: of several captures of one article the best goes into the release, the others into quarantine."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.release.history import Before
from pipeline.release.staged import quarantined, staged_facts
from pipeline.release.staging import StagedFacts, Staging
from schemas import QuarantinedSource
from schemas.release import InputFate, RunFacts

DUPLICATE = "duplicate-article"
_VIEWS = ("full", "unknown", "abridged")
_Merit = tuple[int, tuple[int, ...], int, str, str, int]


@dataclass(frozen=True)
class Capture:
    """An article that goes into the release, or might: where it is staged, or that it is as the release before has it.

    Attributes:
        article_id: The article.
        title: Its title.
        fate: What the manifest says of it.
        staged: Where it is staged; None for what is taken over from the release before.
        merit: Captures with less are better.
        replaces: The article of the release before that it is, under another id.
        pointers: What a staged article points to in others: the ids of cross-references, and the titles they name.
    """

    article_id: str
    title: str | None
    fate: InputFate
    staged: Path | None
    merit: _Merit
    pointers: tuple[tuple[str, str], ...] = ()
    replaces: str | None = None


@dataclass(frozen=True)
class Choice:
    """What goes into a release: articles by id, quarantine rows by path, and the fate of every input."""

    articles: tuple[Capture, ...]
    rows: tuple[QuarantinedSource, ...]
    fates: tuple[InputFate, ...]


def choose(
    staging: Staging,
    run: RunFacts,
    kept: Sequence[tuple[InputFate, QuarantinedSource | None]],
    before: Mapping[str, Before],
    missing: Iterable[InputFate],
) -> Choice:
    """Return what goes into the release.

    Of several captures of one article the best is kept: full before abridged, later last modified, more citations,
    then digest and path, so that the choice never depends on the order of the files.

    Args:
        staging: What was read in this run.
        run: The run; it knows the files that were offered.
        kept: Inputs that are as they were, with the quarantine rows of those that are in quarantine.
        before: The articles of the release before.
        missing: Inputs of the release before; those of articles that were not offered are kept and marked.
    """
    files = {file.path for file in run.offered}
    captures: dict[str, list[Capture]] = defaultdict(list)
    for path, facts in staged_facts(staging):
        captures[facts.article_id].append(_staged(path, facts, run, files))
    worse: dict[str, list[InputFate]] = defaultdict(list)
    rows = [(row, _quarantine_fate(row, run, files)) for row in quarantined(staging)]
    for fate, row in kept:
        if row is None:
            captures[str(fate.article_id)].append(_taken_over(fate, before))
        elif fate.code == DUPLICATE:
            worse[str(fate.article_id)].append(fate)
        else:
            rows.append((row, fate))
    chosen = []
    for article_id in sorted(captures):
        best, *others = sorted(captures[article_id], key=lambda capture: capture.merit)
        chosen.append(best)
        losers = (*(other.fate for other in others), *worse[article_id])
        rows.extend(_duplicate(fate, best.fate) for fate in losers)
    gone = {capture.replaces for capture in chosen}
    chosen += [_taken_over(f, before) for f in missing if f.article_id not in captures and f.article_id not in gone]
    chosen.sort(key=lambda capture: capture.article_id)
    unique = _unique_rows(rows)
    fates = [*(capture.fate for capture in chosen), *(fate for _, fate in rows)]
    return Choice(tuple(chosen), tuple(unique), tuple(sorted(fates, key=_order)))


def _order(fate: InputFate) -> tuple[str, int, str, str, str]:
    return fate.source_path, fate.part, fate.fate, fate.article_id or "", fate.sha256 or ""


def _staged(path: Path, facts: StagedFacts, run: RunFacts, files: set[str]) -> Capture:
    fate = InputFate(
        file=file_of(facts.source_path, files),
        source_path=facts.source_path,
        part=facts.part,
        sha256=facts.sha256,
        parser_version=run.parser_version,
        fate="article",
        article_id=facts.article_id,
        code=None,
    )
    merit = _merit(facts.view, facts.last_modified, facts.n_citations, fate)
    return Capture(facts.article_id, facts.title, fate, path, merit, facts.pointers, facts.replaces)


def _taken_over(fate: InputFate, before: Mapping[str, Before]) -> Capture:
    article = before[str(fate.article_id)]
    view = article.view if article.is_whole else "abridged"
    merit = _merit(view, article.last_modified, article.n_citations, fate)
    return Capture(article.article_id, article.title, fate, None, merit)


def _merit(view: str, last_modified: str, n_citations: int, fate: InputFate) -> _Merit:
    newest_first = tuple(-ord(c) for c in last_modified.ljust(10))
    return _VIEWS.index(view), newest_first, -n_citations, fate.sha256 or "", fate.source_path, fate.part


def file_of(source_path: str, files: set[str]) -> str:
    """Return the file a page was found in: itself, or the container whose name stands before an exclamation mark."""
    end = len(source_path)
    while end > 0 and source_path[:end] not in files:
        end = source_path.rfind("!", 0, end)
    return source_path[:end] if end > 0 else source_path


def _quarantine_fate(row: QuarantinedSource, run: RunFacts, files: set[str]) -> InputFate:
    return InputFate(
        file=file_of(row.source_path, files),
        source_path=row.source_path,
        part=row.part,
        sha256=row.source_sha256,
        parser_version=run.parser_version,
        fate="quarantine",
        article_id=None,
        code=row.code,
    )


def _duplicate(fate: InputFate, best: InputFate) -> tuple[QuarantinedSource, InputFate]:
    row = QuarantinedSource(
        source_path=fate.source_path,
        part=fate.part,
        source_sha256=fate.sha256,
        code=DUPLICATE,
        reason=f"It is the article {fate.article_id}, and {best.source_path} has a better capture of it.",
        remedy="Remove one of the two files; nothing is lost, the better one is in the release.",
        line=None,
    )
    return row, fate.model_copy(update={"fate": "quarantine", "code": DUPLICATE})


def _unique_rows(rows: Iterable[tuple[QuarantinedSource, InputFate]]) -> list[QuarantinedSource]:
    """Return one row a part of a file; sources given side by side may hold files of one name."""
    unique: dict[tuple[str, int], QuarantinedSource] = {}
    ordered = sorted((row for row, _ in rows), key=lambda r: (r.source_path, r.part, r.source_sha256 or "", r.code))
    for row in ordered:
        first = unique.setdefault((row.source_path, row.part), row)
        if first is not row and row.reason not in first.reason:
            merged = f"{first.reason} Another file of this name: {row.reason}"
            unique[row.source_path, row.part] = first.model_copy(update={"reason": merged})
    return list(unique.values())
