"""Recognition: which article of the release before an article is that has another id now."""

# ruff: noqa: S608 - queries are put together of names of our own tables and columns; values are parameters.

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Final

from pipeline import identity
from pipeline.matching.inherit import renamed
from pipeline.release.history import Before, Earlier
from pipeline.release.query import Connection, fetch, file_list
from pipeline.release.settling import Replaced
from pipeline.release.staged import remove_staged, staged_capture, staged_facts, staged_table
from pipeline.release.staging import StagedFacts, Staging, stage_one

_LEAST_SHARED: Final = 0.5
"""Least share of the works of either article that the other one must list too."""
_FEWEST_WORKS: Final = 3


def recognise_articles(staging: Staging, earlier: Earlier, offered: Collection[str], database: Connection) -> None:
    """Stage anew, under the right ids, the articles that the release before has under another id.

    An article is looked for by its DOI, by subject and title, then by the works it lists, and only among articles that
    nothing else offered in this run is. A DOI, once known, gives the id; everything else keeps the one it had.

    Args:
        staging: What was read in this run.
        earlier: The release before.
        offered: Articles that were taken over because their sources are as they were.
        database: Where queries run.
    """
    staged = sorted(staged_facts(staging), key=lambda item: (item[1].article_id, item[1].source_path, item[1].part))
    strangers = [(path, facts) for path, facts in staged if facts.article_id not in earlier.articles]
    if not strangers or not earlier.articles:
        return
    taken = {facts.article_id for _, facts in staged} | set(offered)
    free = {id_: before for id_, before in earlier.articles.items() if id_ not in taken}
    works = _works_before(database, earlier, free)
    for path, facts in strangers:
        found = _find(path, facts, free, works)
        if found is not None:
            _stage_anew(staging, path, facts, found, earlier)
            free.pop(found.article_id)


def _find(path: Path, facts: StagedFacts, free: dict[str, Before], works: dict[str, Counter[str]]) -> Replaced | None:
    own = identity.article_id(None, facts.subject, facts.title)
    for id_, before in sorted(free.items()):
        if facts.doi and before.doi and facts.doi != before.doi:
            continue
        if facts.doi and facts.doi == before.doi:
            return Replaced(id_, "equal_doi", 1.0)
        if facts.title and own == identity.article_id(None, before.subject, before.title):
            return Replaced(id_, "equal_fingerprint", 1.0)
    mine = Counter(staged_table(path, "citations")["fingerprint"].to_pylist())
    best: Replaced | None = None
    for id_, before in sorted(free.items()):
        score = _share(mine, works.get(id_, Counter()))
        contradicts = bool(facts.doi and before.doi)
        if not contradicts and score >= _LEAST_SHARED and (best is None or score > best.score):
            best = Replaced(id_, "shared_works", round(score, 4))
    return best


def _share(one: Counter[str], other: Counter[str]) -> float:
    most = max(one.total(), other.total())
    return (one & other).total() / most if most >= _FEWEST_WORKS else 0.0


def _works_before(database: Connection, earlier: Earlier, free: Iterable[str]) -> dict[str, Counter[str]]:
    """Return the fingerprints of the works that the articles nothing was offered for listed."""
    wanted, works = set(free), {}
    if not wanted or earlier.release is None:
        return {}
    parts = file_list(sorted((earlier.release / "citations").glob("*.parquet")))
    rows: Iterator[tuple[str, list[str]]] = iter(
        fetch(database, f"SELECT article_id, list(fingerprint) FROM read_parquet({parts}) GROUP BY article_id")
    )
    for article_id, prints in rows:
        if article_id in wanted:
            works[article_id] = Counter(prints)
    return works


def _stage_anew(staging: Staging, path: Path, facts: StagedFacts, found: Replaced, earlier: Earlier) -> None:
    capture = staged_capture(path, facts)
    remove_staged(path)
    if facts.article_id.startswith("obo-"):
        stage_one(staging, capture, earlier, known_as=found)
        return
    article = renamed(capture.article, found.article_id)
    source = capture.source.model_copy(update={"article_id": found.article_id})
    stage_one(staging, capture._replace(article=article, source=source), earlier)
