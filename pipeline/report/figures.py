"""Figures: the numbers behind the plots of the report, counted in the tables of the release."""

# ruff: noqa: S608 - queries are put together of names of our own tables and columns.

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from pipeline.release.query import Connection, fetch
from pipeline.report.charts import Bar, Part, bar_chart, spark_line
from schemas.release import Report

FIELDS: Final = (
    "title",
    "container_title",
    "collection_title",
    "volume",
    "issue",
    "page",
    "edition",
    "publisher",
    "publisher_place",
    "issued",
    "original_date",
    "genre",
    "doi",
    "isbn",
    "url",
    "language",
)
_COUNTED: Final = ("articles", "sections", "citations", "works", "annotations", "mentions", "concepts", "quarantine")
_OPS: Final = ("added", "changed", "moved", "removed", "not_seen", "reappeared", "redirected")
_RESOLUTIONS: Final = ("same_section", "following", "preceding", "ambiguous", "none")
_VERDICTS: Final = ("agrees with the citation", "nothing to compare", "differs from the citation", "not valid")
_VERDICT_COLOURS: Final = (3, 1, 5, 6)
_RESOLUTION_COLOURS: Final = (3, 1, 2, 5, 6)


@dataclass(frozen=True)
class Figure:
    """A plot with its heading, what it shows in words, a legend, and its numbers as a table."""

    name: str
    about: str
    drawing: Markup
    head: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    legend: Sequence[tuple[str, int]] = ()


@dataclass(frozen=True)
class Trend:
    """How the rows of a table became more or less over the releases."""

    name: str
    drawing: Markup
    now: int
    change: int | None


def trends(history: Sequence[Report]) -> list[Trend]:
    """Return how each table grew over the releases, oldest first; the last one is the release itself."""
    found = []
    for table in _COUNTED:
        counts = [report.n_rows[table] for report in history if table in report.n_rows]
        drawing = spark_line(f"{table} over {len(counts)} releases: {', '.join(map(str, counts))}", counts)
        found.append(Trend(table, drawing, counts[-1], counts[-1] - counts[-2] if len(counts) > 1 else None))
    return found


def figures(database: Connection, *, has_before: bool) -> list[Figure]:
    """Return the plots of a release whose tables have views in the database."""
    found = [_fill_rates(database, has_before=has_before), _resolutions(database), _verdicts(database)]
    return [*found, _changes(database)] if has_before else found


def _fill_rates(database: Connection, *, has_before: bool) -> Figure:
    shares = ", ".join(f"avg(({field} IS NOT NULL)::INT)" for field in FIELDS)
    now = _row(database, f"SELECT {shares} FROM citations")
    before = _row(database, f"SELECT {shares} FROM before.citations") if has_before else [None] * len(FIELDS)
    bars = [
        Bar(field, [Part("filled", share, 1)], f"{share:.0%}", old)
        for field, share, old in zip(FIELDS, now, before, strict=True)
    ]
    return Figure(
        "Fields of citations",
        "How many citations have each field."
        + (" The mark is the release before." if any(one is not None for one in before) else ""),
        bar_chart("Share of citations that have each field", bars, most=1.0),
        ("field", "now", "before"),
        [(f, f"{a:.1%}", "" if b is None else f"{b:.1%}") for f, a, b in zip(FIELDS, now, before, strict=True)],
    )


def _row(database: Connection, query: str) -> list[float]:
    return [float(value or 0) for value in fetch(database, query)[0]]


def _resolutions(database: Connection) -> Figure:
    counts = dict(fetch(database, "SELECT resolution, count(*) FROM mentions GROUP BY resolution"))
    return _shares("Mentions", "Where the work of a callout was found.", _RESOLUTIONS, counts, _RESOLUTION_COLOURS)


def _verdicts(database: Connection) -> Figure:
    verdict = """CASE WHEN NOT is_valid THEN 'not valid' WHEN agrees IS NULL THEN 'nothing to compare'
        WHEN agrees THEN 'agrees with the citation' ELSE 'differs from the citation' END"""
    query = f"SELECT {verdict}, count(*) FROM identifiers WHERE scheme = 'doi' GROUP BY ALL"
    about = "What the DOIs themselves say (volume, issue, page, ISBN, ISSN), against the citation."
    return _shares("DOIs", about, _VERDICTS, dict(fetch(database, query)), _VERDICT_COLOURS)


def _shares(name: str, about: str, order: Sequence[str], counts: dict[str, int], colours: Sequence[int]) -> Figure:
    total = sum(counts.values())
    there = [(one, counts.get(one, 0), colour) for one, colour in zip(order, colours, strict=True)]
    parts = [Part(one.replace("_", " "), number, colour) for one, number, colour in there]
    return Figure(
        name,
        about,
        bar_chart(f"{name}: shares of {total}", [Bar(f"{total:,}", parts, "")], most=total or 1),
        ("what", "number", "share"),
        [(one.replace("_", " "), f"{n:,}", f"{n / total:.1%}" if total else "") for one, n, _ in there],
        [(f"{part.name} {part.value:,}", part.colour) for part in parts if part.value],
    )


def _changes(database: Connection) -> Figure:
    query = "SELECT record_type, op, count(DISTINCT record_id) FROM changes GROUP BY ALL"
    counts = {(table, op): number for table, op, number in fetch(database, query)}
    tables = sorted({table for table, _ in counts})
    bars = []
    for table in tables:
        parts = [Part(op, counts.get((table, op), 0), number) for number, op in enumerate(_OPS, 1)]
        bars.append(Bar(table, parts, f"{sum(part.value for part in parts):,}"))
    used = [op for op in _OPS if any(counts.get((table, op)) for table in tables)]
    return Figure(
        "Changes",
        "Records that are not as in the release before." if bars else "No record differs from the release before.",
        bar_chart("Changed records by table", bars),
        ("table", *used),
        [(table, *(f"{counts.get((table, op), 0):,}" for op in used)) for table in tables],
        [(op, _OPS.index(op) + 1) for op in used],
    )
