"""V41: DOIs are registered, and name the works they are cited for. Asked online, when one asks for it.

The authorities are asked in turn: what the first does not have may be registered with another agency, which the second
knows. Without ``--online``, what authorities said when the release was built (the table ``enrichments``) is judged.
"""

# ruff: noqa: S608 - queries are put together of names of our own tables and columns; values are parameters.

from collections.abc import Iterator, Sequence
from hashlib import sha256
from heapq import nsmallest
from itertools import chain, groupby
from operator import attrgetter

from pipeline.authorities.records import Authority, WantedWork
from pipeline.checks.audit import Audit, Found, Wrong, count, not_run
from pipeline.release.arrow import column_names
from pipeline.release.query import fetch, rows
from schemas import Enrichment

_CITED = "works WHERE doi IS NOT NULL"
_JUDGED = ("title", "author", "issued")
"""Fields in which a record must agree with the citation."""
_NO_ANSWER = ("failed", "not_asked")


def check_registration(audit: Audit) -> Found:
    """V41: DOIs are registered with a known agency, name the works they are cited for, and these are not retracted."""
    if not audit.authorities:
        return _judge_known(audit)
    works = _chosen(audit)
    answers = _ask(audit, works)
    n_unknown = len(works) - len(answers)
    n_cited = count(audit, _CITED)
    left = f"{n_cited - len(works)} of {n_cited} DOIs were not asked about. " if n_cited > len(works) else ""
    unknown = f"{n_unknown} got no answer. " if n_unknown else ""
    if works and not answers:
        return not_run(f"None of {len(works)} DOIs got an answer.")
    wrong = chain.from_iterable(_problems(rows) for rows in answers.values())
    return Found(wrong, len(answers), (left + unknown).strip() or None)


def _judge_known(audit: Audit) -> Found:
    """Judge what authorities said when the release was built."""
    asked = "enrichments WHERE field = 'record' AND parsed IS NOT NULL AND status NOT IN ('failed', 'not_asked')"
    n_asked = count(audit, asked)
    if not n_asked:
        return not_run("Nobody was asked; --online asks.")
    columns = column_names(Enrichment)
    query = f"""SELECT {", ".join(columns)} FROM enrichments SEMI JOIN (SELECT work_id, authority FROM {asked})
        USING (work_id, authority) ORDER BY work_id, authority, field"""
    known = (Enrichment(**dict(zip(columns, row, strict=True))) for row in rows(audit.database, query))
    by_answer = groupby(known, key=attrgetter("work_id", "authority"))
    return Found(chain.from_iterable(_problems(list(found)) for _, found in by_answer), n_asked)


def _chosen(audit: Audit) -> list[WantedWork]:
    """Return the works to ask about: all, or as many as the expectations allow, always the same of one release."""
    query = """SELECT w.work_id, w.type, w.title, w.year, w.doi,
            coalesce(list(coalesce(o.family, o.literal) ORDER BY o.ordinal) FILTER (o.owner_id IS NOT NULL), [])
        FROM works w JOIN (SELECT work_id, min(citation_id) AS citation_id FROM citations GROUP BY work_id) c
            USING (work_id)
        LEFT JOIN contributors o ON o.owner_id = c.citation_id AND o.role = 'author' AND NOT o.is_et_al
            AND coalesce(o.family, o.literal) IS NOT NULL
        WHERE w.doi IS NOT NULL GROUP BY ALL"""
    salt = audit.manifest.content_digest
    works = fetch(audit.database, query)
    most = len(works) if audit.is_full else int(audit.limit("V41", "most_lookups"))
    chosen = nsmallest(most, works, key=lambda row: sha256(f"{salt} {row[0]}".encode()).digest())
    return [
        WantedWork(work_id=work, type=kind, title=title, families=tuple(families), year=year, doi=doi)
        for work, kind, title, year, doi, families in chosen
    ]


def _ask(audit: Audit, works: Sequence[WantedWork]) -> dict[str, list[Enrichment]]:
    """Return the rows of the last authority that answered about each work; works nobody answered about are left out."""
    answers: dict[str, list[Enrichment]] = {}
    waiting = list(works)
    for authority in audit.authorities:
        found = _look_up(audit, authority, waiting)
        answers |= {work_id: of_work for work_id, of_work in found if of_work[0].status not in _NO_ANSWER}
        waiting = [w for w in waiting if w.work_id not in answers or answers[w.work_id][0].status == "not_found"]
    return answers


def _look_up(audit: Audit, authority: Authority, works: Sequence[WantedWork]) -> Iterator[tuple[str, list[Enrichment]]]:
    from pipeline.authorities.lookup import Limits, look_up  # noqa: PLC0415 (needs the extra `authorities`)

    limits = Limits(seconds=audit.limit("V41", "most_seconds"))
    found = look_up(works, authority, limits, audit.today)
    return ((work_id, list(of_work)) for work_id, of_work in groupby(found, key=attrgetter("work_id")))


def _problems(found: Sequence[Enrichment]) -> Iterator[Wrong]:
    """Yield what is wrong by the answer about one work: its outcome first, then its fields."""
    by_field = {row.field: row for row in found}
    record = by_field["record"]
    if record.status == "not_found":
        yield Wrong("The DOI is not registered, as far as is known.", "works", record.work_id, record.parsed)
    elif record.status == "conflict":
        yield Wrong(record.message or "The DOI names another work.", "works", record.work_id, record.parsed)
    for name in _JUDGED:
        row = by_field.get(name)
        if row is not None and row.status == "conflict":
            message = f"{name} differs from what is registered with {row.authority}: {row.value}."
            yield Wrong(message, "works", row.work_id, row.parsed)
    if "retraction" in by_field:
        yield Wrong("The work was retracted.", "works", record.work_id, by_field["retraction"].value)
