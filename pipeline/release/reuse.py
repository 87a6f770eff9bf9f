"""Reuse: what of the release before is still true, told from digests alone.

A file whose bytes are those of last time, under the same parser version, is not even opened: what became of it is
taken over. In a container that changed, pages that are as they were are not parsed again. What went wrong for a reason
that may be gone (a file that could not be read, a process that died) is always tried again.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from pipeline.release.choice import DUPLICATE
from pipeline.release.history import Earlier
from pipeline.release.manifest import Release, hash_file
from pipeline.release.parquet import read_rows
from pipeline.release.tables import part_path
from schemas import QuarantinedSource
from schemas.release import InputFate, OfferedFile, RunFacts

_PASSING: Final = frozenset(("process-died", "unexpected-error"))
"""Reasons for quarantine that another run may not meet again."""


class Page(NamedTuple):
    """A page of a source by its content: digest of its bytes, and which article of it."""

    sha256: str
    part: int


@dataclass(frozen=True)
class Reuse:
    """What a run need not do.

    Attributes:
        files: The files that must be read, by their names; every other one is as it was.
        kept: What became of the inputs that are as they were, under the paths they have today.
        known: Pages that need no parsing wherever they turn up, and what became of them.
        nothing_new: Whether the release before already says all there is to say.
    """

    files: frozenset[str]
    kept: tuple[InputFate, ...] = ()
    known: Mapping[Page, InputFate] = field(default_factory=dict)
    nothing_new: bool = False


def offered_file(path: Path, name: str) -> OfferedFile:
    """Return a file that was offered, with its digest; without one when it cannot be read."""
    try:
        return OfferedFile(path=name, sha256=hash_file(path)[0])
    except OSError:  # what cannot be read is said when it is read
        return OfferedFile(path=name, sha256=None)


def plan_reuse(run: RunFacts, previous: Release | None, *, full: bool, prune: bool) -> Reuse:
    """Return what of the release before can be taken over.

    Args:
        run: The run that begins; it knows the files offered and the parser version.
        previous: The release before.
        full: Whether everything is to be read again.
        prune: Whether articles that are no longer offered are to go.
    """
    everything = frozenset(file.path for file in run.offered)
    if previous is None or full:
        return Reuse(everything)
    usable = {name: fates for name, fates in _by_file(previous).items() if _is_usable(fates, run.parser_version)}
    same = _same_files(run.offered, previous.manifest.run.offered, usable)
    same = _without_lost_duplicates(same, usable)
    kept = tuple(_moved(fate, new) for new, old in sorted(same.items()) for fate in sorted(usable[old], key=_place))
    return Reuse(
        files=everything - same.keys(),
        kept=kept,
        known=_known_pages(usable.values()),
        nothing_new=_is_nothing_new(run, previous, same, prune=prune),
    )


def _by_file(previous: Release) -> dict[str, list[InputFate]]:
    files: dict[str, list[InputFate]] = defaultdict(list)
    for fate in previous.manifest.inputs:
        files[fate.file].append(fate)
    return files


def _place(fate: InputFate) -> tuple[str, int, str]:
    return fate.source_path, fate.part, fate.sha256 or ""


def _is_usable(fates: Iterable[InputFate], version: str) -> bool:
    return all(fate.parser_version == version and fate.sha256 and fate.code not in _PASSING for fate in fates)


def _same_files(
    offered: Sequence[OfferedFile], before: Sequence[OfferedFile], usable: Mapping[str, Sequence[InputFate]]
) -> dict[str, str]:
    """Return the files with bytes the release before knows: their names today, and what they were called then.

    Of names that stand for two files, in sources given side by side, nothing is taken over.
    """
    now, then = _once(offered), _once(before)
    same = {name: name for name, sha256 in now.items() if name in usable and then.get(name) == sha256}
    free: dict[str, list[str]] = defaultdict(list)
    for name, sha256 in sorted(then.items(), reverse=True):
        if name in usable and name not in same:
            free[sha256].append(name)
    for name, sha256 in sorted(now.items()):
        if name not in same and free[sha256]:
            same[name] = free[sha256].pop()
    return same


def _once(files: Sequence[OfferedFile]) -> dict[str, str]:
    """Return the digests of readable files whose name stands for no other one."""
    counts = Counter(file.path for file in files)
    return {file.path: file.sha256 for file in files if file.sha256 and counts[file.path] == 1}


def _without_lost_duplicates(same: dict[str, str], usable: Mapping[str, Sequence[InputFate]]) -> dict[str, str]:
    """Leave out files with a worse capture of an article whose better one is not as it was: its turn may have come."""
    while True:
        best = {fate.article_id for old in same.values() for fate in usable[old] if fate.fate == "article"}
        left = {
            new: old
            for new, old in same.items()
            if all(fate.code != DUPLICATE or fate.article_id in best for fate in usable[old])
        }
        if len(left) == len(same):
            return left
        same = left


def _moved(fate: InputFate, name: str) -> InputFate:
    """Return the fate of an input whose file has this name today."""
    path = f"{name}{fate.source_path[len(fate.file) :]}"
    return fate.model_copy(update={"file": name, "source_path": path})


def _known_pages(usable: Iterable[Sequence[InputFate]]) -> dict[Page, InputFate]:
    known: dict[Page, InputFate] = {}
    for fate in sorted((fate for fates in usable for fate in fates if fate.fate != "quarantine"), key=_place):
        known.setdefault(Page(str(fate.sha256), fate.part), fate)
    return known


def _is_nothing_new(run: RunFacts, previous: Release, same: Mapping[str, str], *, prune: bool) -> bool:
    before = previous.manifest.run
    versions = (run.code_version, run.parser_version, run.schema_digest)
    if versions != (before.code_version, before.parser_version, before.schema_digest):
        return False
    leaves = prune and any(fate.fate == "not_seen" for fate in previous.manifest.inputs)
    return not leaves and run.offered == before.offered and len(same) == len(run.offered)


def taken_over(fate: InputFate, file: str, source_path: str) -> InputFate:
    """Return the fate of a page that is known, found in this file today."""
    return fate.model_copy(update={"file": file, "source_path": source_path, "fate": "article"})


def missing_inputs(previous: Release | None, *, prune: bool) -> tuple[InputFate, ...]:
    """Return what becomes of the inputs of the articles of the release before, if they are not offered."""
    if previous is None or prune:
        return ()
    there = (fate for fate in previous.manifest.inputs if fate.fate != "quarantine")
    return tuple(fate.model_copy(update={"fate": "not_seen"}) for fate in there)


def with_rows(kept: Iterable[InputFate], previous: Release | None) -> list[tuple[InputFate, QuarantinedSource | None]]:
    """Return what was taken over, each with its row of ``quarantine`` when it is there."""
    if previous is None:
        return []
    rows = {(row.source_sha256, row.code, row.part): row for row in quarantine_rows(previous.path)}
    pairs: list[tuple[InputFate, QuarantinedSource | None]] = []
    for fate in kept:
        row = rows[fate.sha256, str(fate.code), fate.part] if fate.fate == "quarantine" else None
        pairs.append((fate, row.model_copy(update={"source_path": fate.source_path}) if row else None))
    return pairs


def quarantine_rows(release: Path) -> Iterator[QuarantinedSource]:
    """Yield the rows of ``quarantine`` of a release."""
    columns = tuple(QuarantinedSource.model_fields)
    for row in read_rows(release / part_path("quarantine", 0), columns):
        yield QuarantinedSource(**dict(zip(columns, row, strict=True)))


def earlier_articles(previous: Release | None) -> Earlier:
    """Return the release before for the sake of its articles."""
    return Earlier(previous.path, previous.manifest.n_buckets) if previous else Earlier()
