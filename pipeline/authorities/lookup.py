"""Asking an authority about many works: in bounded time, every outcome a row, nothing parsed touched."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from pipeline.authorities.connection import NoAnswer
from pipeline.authorities.matching import NAMED_BY_DOI, choose, same_names, similarity, title_similarity
from pipeline.authorities.records import Authority, AuthorityRecord, WantedWork
from pipeline.folding import fold
from schemas import Enrichment
from schemas.terms import EnrichmentStatus

FAILURES_IN_A_ROW: Final = 5
"""After so many works without an answer an authority is taken to be down."""
_SAME_TITLE: Final = 0.9


@dataclass
class Limits:
    """When to stop asking: after ``seconds``, or when the authority has failed too often in a row."""

    seconds: float
    clock: Callable[[], float] = time.monotonic
    failures: int = field(default=0, init=False)
    _started: float | None = field(default=None, init=False)

    def reached(self) -> str | None:
        """Return why no more is asked, or None."""
        now = self.clock()
        if self._started is None:
            self._started = now
        if self.failures >= FAILURES_IN_A_ROW:
            return f"Not asked: the {FAILURES_IN_A_ROW} requests before it failed."
        if now - self._started >= self.seconds:
            return f"Not asked: the {self.seconds:g} seconds for look-ups were over."
        return None

    def count(self, *, answered: bool) -> None:
        """Take note of a request."""
        self.failures = 0 if answered else self.failures + 1


def look_up(works: Iterable[WantedWork], authority: Authority, limits: Limits, today: date) -> Iterator[Enrichment]:
    """Yield what an authority says about each work: a row ``record`` with the outcome, and a row a field it has.

    A work with a DOI is asked for by it, and the record it names is doubted when it is not like the work; a work
    without one is searched for. Nothing raises: a failure is a row like any other.
    """
    for work in works:
        about = _Asked(work, authority.name, today)
        if reason := limits.reached():
            yield about.outcome("not_asked", reason)
            continue
        try:
            rows = tuple(_ask(about, authority))
        except NoAnswer as error:
            limits.count(answered=False)
            yield about.outcome("failed", f"No answer: {error}")
            continue
        limits.count(answered=True)
        yield from rows


@dataclass(frozen=True)
class _Asked:
    work: WantedWork
    authority: str
    today: date

    def outcome(
        self,
        status: EnrichmentStatus,
        message: str | None,
        record: AuthorityRecord | None = None,
        score: float | None = None,
    ) -> Enrichment:
        return self.row("record", status, self.work.doi, record.doi if record else None, record, score, message)

    def row(
        self,
        name: str,
        status: EnrichmentStatus,
        parsed: str | None,
        value: str | None,
        record: AuthorityRecord | None,
        score: float | None,
        message: str | None = None,
    ) -> Enrichment:
        return Enrichment(
            work_id=self.work.work_id,
            authority=self.authority,
            field=name,
            status=status,
            parsed=parsed,
            value=value,
            record_doi=record.doi if record else None,
            score=None if score is None else round(score, 4),
            message=message,
            retrieved=self.today,
        )


def _ask(about: _Asked, authority: Authority) -> Iterator[Enrichment]:
    work = about.work
    if work.doi:
        record = authority.by_doi(work.doi)
        if record is None:
            yield about.outcome("not_found", f"{authority.name} has no record of the DOI {work.doi}.")
            return
        yield from _judge_named(about, record)
    elif work.title:
        yield from _judge_found(about, authority.search(work))


def _judge_named(about: _Asked, record: AuthorityRecord) -> Iterator[Enrichment]:
    """Yield the rows of the record that the cited DOI names; a record of another work is a conflict, and no more."""
    score = similarity(about.work, record)
    if record.doi != about.work.doi:
        yield about.outcome("conflict", f"The answer is about another DOI, {record.doi}.", record, score)
    elif about.work.title and record.title and score < NAMED_BY_DOI:
        yield about.outcome("conflict", f"The DOI names another work: {_named(record)}.", record, score)
    else:
        yield about.outcome("confirmed", None, record, score)
        yield from _fields(about, record, score)


def _judge_found(about: _Asked, records: Sequence[AuthorityRecord]) -> Iterator[Enrichment]:
    match = choose(about.work, records)
    record, score = match.record, match.score
    if match.outcome == "nothing" or record is None:
        yield about.outcome("not_found", "The search found nothing.")
    elif match.outcome == "refused":
        yield about.outcome("refused", f"The likeliest record is another work: {_named(record)}.", record, score)
    elif match.outcome == "ambiguous":
        yield about.outcome("ambiguous", "Several records fit about equally well.", record, score)
    else:
        yield about.outcome("added", None, record, score)
        yield from _fields(about, record, score or 0.0)


def _named(record: AuthorityRecord) -> str:
    return f"{'; '.join(record.families[:3])} {record.year or ''} {record.title or ''}".strip()[:200]


def _fields(about: _Asked, record: AuthorityRecord, score: float) -> Iterator[Enrichment]:
    """Yield a row for each field the record has, compared with what was parsed."""
    work = about.work
    pairs = (
        ("title", work.title, record.title),
        ("author", "; ".join(work.families) or None, "; ".join(record.families) or None),
        ("issued", _number(work.year), _number(record.year)),
        ("container-title", work.container_title, record.container_title),
        ("volume", work.volume, record.volume),
        ("issue", work.issue, record.issue),
        ("page-first", work.page_first, record.page_first),
        ("publisher", work.publisher, record.publisher),
        ("ISBN", work.isbn, work.isbn if work.isbn in record.isbns else next(iter(record.isbns), None)),
    )
    for name, parsed, value in pairs:
        if value is not None:
            yield about.row(name, _compare(name, parsed, value), parsed, value, record, score)
    if record.retraction is not None:
        yield about.row("retraction", "added", None, record.retraction, record, score, "The work was retracted.")


def _number(value: int | None) -> str | None:
    return None if value is None else str(value)


def _compare(name: str, parsed: str | None, value: str) -> EnrichmentStatus:
    if parsed is None:
        return "added"
    if fold(parsed) == fold(value):
        return "confirmed"
    if name == "author":
        return "confirmed" if same_names(parsed.split("; "), value.split("; ")) else "conflict"
    alike = name in ("title", "container-title") and (title_similarity(parsed, value) or 0.0) >= _SAME_TITLE
    return "confirmed" if alike else "conflict"
