"""Choosing: of several captures of one article the best goes into the release, the others into quarantine."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from pipeline.release.staging import StagedFacts, Staging, quarantined, staged_facts
from schemas import QuarantinedSource

_VIEWS = ("full", "unknown", "abridged")


@dataclass(frozen=True)
class Chosen:
    """A staged article that goes into the release."""

    path: Path
    facts: StagedFacts


def choose_articles(staging: Staging) -> tuple[list[Chosen], list[QuarantinedSource]]:
    """Return the articles to publish by id, and the quarantine rows, duplicates of an article included.

    Of several captures of one article the best is kept: full before abridged, later last modified, more citations,
    then digest and path, so that the choice never depends on the order of the files.
    """
    captures: dict[str, list[Chosen]] = defaultdict(list)
    for path, facts in staged_facts(staging):
        captures[facts.article_id].append(Chosen(path, facts))
    chosen, rows = [], quarantined(staging)
    for article_id in sorted(captures):
        best, *others = sorted(captures[article_id], key=lambda capture: _merit(capture.facts))
        chosen.append(best)
        rows.extend(_duplicate(other.facts, best.facts) for other in others)
    return chosen, _unique_rows(rows)


def _merit(facts: StagedFacts) -> tuple[int, tuple[int, ...], int, str, str, int]:
    view = _VIEWS.index(facts.view)
    newest_first = tuple(-ord(c) for c in facts.last_modified.ljust(10))
    return (view, newest_first, -facts.n_citations, facts.sha256, facts.source_path, facts.part)


def _duplicate(facts: StagedFacts, best: StagedFacts) -> QuarantinedSource:
    return QuarantinedSource(
        source_path=facts.source_path,
        part=facts.part,
        source_sha256=facts.sha256,
        code="duplicate-article",
        reason=f"It is the article {facts.article_id}, and {best.source_path} has a better capture of it.",
        remedy="Remove one of the two files; nothing is lost, the better one is in the release.",
        line=None,
    )


def _unique_rows(rows: list[QuarantinedSource]) -> list[QuarantinedSource]:
    """Return one row a part of a file; sources given side by side may hold files of one name."""
    unique: dict[tuple[str, int], QuarantinedSource] = {}
    for row in sorted(rows, key=lambda row: (row.source_path, row.part, row.source_sha256 or "", row.code)):
        first = unique.setdefault((row.source_path, row.part), row)
        if first is not row and row.reason not in first.reason:
            merged = f"{first.reason} Another file of this name: {row.reason}"
            unique[row.source_path, row.part] = first.model_copy(update={"reason": merged})
    return list(unique.values())
