"""Asking authorities about the works of a release: a run of its own, so that ingesting never waits for a server."""

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from platformdirs import user_cache_path

from pipeline.authorities.lookup import Limits, look_up
from pipeline.authorities.records import Authority, WantedWork
from pipeline.authorities.retractions import NAME as RETRACTION_LIST
from pipeline.authorities.retractions import read_retractions, retracted_works
from pipeline.errors import RunError
from pipeline.release.enriched import build_enriched
from pipeline.release.enrichments import forget, keep_enrichments, works_to_ask
from pipeline.release.publish import check_candidate, open_staging, publish, read_current
from pipeline.release.query import Connection, open_database
from pipeline.run.progress import Step, Watch, unwatched
from schemas import Enrichment

NOTABLE: Final = ("conflict", "refused", "ambiguous", "failed", "not_asked")


@dataclass(frozen=True)
class Question:
    """What is asked, of whom, and how long at most.

    Attributes:
        authorities: Whom to ask, one after another; each is given ``seconds``.
        mailto: Who asks: an address at which the authority can complain.
        seconds: For how long each authority is asked at most.
        cache: The file in which answers are kept; in the user's cache folder when nothing is said.
        addresses: Other addresses of authorities, by name: mirrors, and servers made for tests.
        retractions: A retraction list, a CSV file.
        retractions_day: The day of the list; that of the file when nothing is said.
    """

    authorities: tuple[str, ...] = ()
    mailto: str | None = None
    seconds: float = 3600.0
    cache: Path | None = None
    addresses: dict[str, str] = field(default_factory=dict)
    retractions: Path | None = None
    retractions_day: date | None = None


@dataclass(frozen=True)
class Answers:
    """What came of it: the release, how often each authority said what, and what a person should look at."""

    release_id: str
    published: bool
    counts: dict[str, dict[str, int]]
    notable: tuple[Enrichment, ...]
    blocked: bool = False

    @property
    def exit_code(self) -> int:
        """0 when all went well, 1 when an authority did not answer, or the checks hold the release back."""
        unanswered = any(counts.get(status) for counts in self.counts.values() for status in ("failed", "not_asked"))
        return int(self.blocked or unanswered)


def enrich_release(output: Path, question: Question, watch: Watch = unwatched) -> Answers:
    """Ask about the works of the current release and publish a release with the answers.

    Raises:
        RunError: `no-release`, `nothing-asked`, `no-mailto`, `retractions-unreadable`, and those of publishing.
    """
    _require(question)
    with open_staging(output) as staging, ExitStack() as stack:
        current = read_current(output)
        if current is None:
            raise RunError("no-release", f"Nothing is published in {output} yet.", "Run annobib ingest first.")
        database = stack.enter_context(open_database(staging.path / "spill"))
        keep_enrichments(database, current.path, current)
        tally = _Tally()
        asked = [tally.count(rows) for rows in _ask_all(question, database, stack, watch)]
        candidate = build_enriched(staging, current, database, itertools.chain.from_iterable(asked))
        if not candidate.is_new:
            return tally.answers(current.manifest.release_id, published=False)
        watch(Step("Checking the release"))
        if check_candidate(candidate).outcome == "blocked":
            return tally.answers(candidate.manifest.release_id, published=False, blocked=True)
        publish(candidate)
        return tally.answers(candidate.manifest.release_id, published=True)


def _require(question: Question) -> None:
    if not question.authorities and question.retractions is None:
        raise RunError(
            "nothing-asked",
            "Nobody is to be asked.",
            "Give --authority crossref, --authority doi.org or --retractions.",
        )
    if question.authorities and not (question.mailto and "@" in question.mailto):
        raise RunError(
            "no-mailto",
            "Authorities want to know who asks.",
            "Give --mailto with your address; it is sent to them only.",
        )


def _ask_all(
    question: Question, database: Connection, stack: ExitStack, watch: Watch
) -> Iterator[Iterator[list[Enrichment]]]:
    """Yield, for each authority, its answers, the rows of a work in one piece; they are asked for as they are taken."""
    today = datetime.now(UTC).date()
    if question.retractions is not None:
        retractions = read_retractions(question.retractions, question.retractions_day)
        forget(database, RETRACTION_LIST)
        everything = works_to_ask(database, RETRACTION_LIST, today)
        yield ([row] for row in retracted_works(everything, retractions))
    for name in question.authorities:
        authority = _open(name, question, stack)
        works = list(works_to_ask(database, name, today))
        limits = Limits(question.seconds)
        shown = _watched(works, watch, f"Asking {name}")
        rows = look_up(shown, authority, limits, today)
        yield (list(group) for _, group in itertools.groupby(rows, key=lambda row: row.work_id))


def _watched(works: Sequence[WantedWork], watch: Watch, what: str) -> Iterator[WantedWork]:
    for number, work in enumerate(works):
        watch(Step(what, number, len(works)))
        yield work


def _open(name: str, question: Question, stack: ExitStack) -> Authority:
    """Return an authority with a connection of its own: each has a pace and a cache."""
    try:
        from pipeline.authorities import connection, crossref, doi_org  # noqa: PLC0415 (an optional extra)
    except ImportError as error:
        raise RunError(
            "authorities-missing", f"The package {error.name} is not installed.", "Install annobib[authorities]."
        ) from error
    makers: dict[str, Callable[..., Authority]] = {"crossref": crossref.Crossref, "doi.org": doi_org.DoiOrg}
    addresses = {"crossref": crossref.ADDRESS, "doi.org": doi_org.ADDRESS} | question.addresses
    cache = question.cache or user_cache_path("annobib") / "authorities.db"
    opened = stack.enter_context(connection.open_connection(question.mailto or "", cache))
    return makers[name](opened, addresses[name])


class _Tally:
    """Counts answers as they pass."""

    def __init__(self) -> None:
        self._counts: dict[str, Counter[str]] = {}
        self._notable: list[Enrichment] = []

    def count(self, found: Iterable[list[Enrichment]]) -> Iterator[list[Enrichment]]:
        for rows in found:
            for row in rows:
                if row.field in ("record", "retraction"):
                    kind = "retracted" if row.field == "retraction" else row.status
                    self._counts.setdefault(row.authority, Counter())[kind] += 1
                elif row.status == "conflict":
                    self._counts.setdefault(row.authority, Counter())["fields in conflict"] += 1
                if row.field == "retraction" or row.status in NOTABLE:
                    self._notable.append(row)
            yield rows

    def answers(self, release_id: str, *, published: bool, blocked: bool = False) -> Answers:
        counts = {name: dict(sorted(counter.items())) for name, counter in sorted(self._counts.items())}
        return Answers(release_id, published, counts, tuple(self._notable), blocked)
