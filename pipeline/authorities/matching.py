"""Matching: is this record the work that is cited?

The idea is that of Crossref's *search-based matching with validation* (D. Tkaczyk, *Reference matching: for real this
time*, Crossref blog, 2018): a search is good at finding candidates and bad at knowing whether one fits, so every
candidate is compared field by field, and one that resembles the work too little is refused however high the search
ranked it. Two candidates that fit about equally well are no answer. The weights and limits are ours.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from rapidfuzz import fuzz

from pipeline.authorities.records import AuthorityRecord, WantedWork
from pipeline.folding import fold

FOUND_BY_SEARCH: Final = 0.85
"""A record a search found must agree with the work this much."""
NAMED_BY_DOI: Final = 0.6
"""A record the cited DOI names is doubted only below this."""
_LEAST_TITLE: Final = 0.8
_MARGIN: Final = 0.05
_WEIGHTS: Final = {"title": 4.0, "names": 2.0, "year": 2.0, "container": 1.0, "volume": 1.0, "page": 1.0}

# A review has the title of its book, a chapter may have that of its volume: kinds must be the same.
_KINDS: Final = {
    "book": "whole",
    "collection": "whole",
    "report": "whole",
    "thesis": "whole",
    "periodical": "whole",
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "article": "article",
    "paper-conference": "article",
    "review": "article",
    "review-book": "article",
    "chapter": "part",
    "entry": "part",
    "entry-encyclopedia": "part",
    "entry-dictionary": "part",
}


@dataclass(frozen=True)
class Match:
    """What came of a search: the record that is the work, or why there is none."""

    outcome: Literal["matched", "ambiguous", "refused", "nothing"]
    record: AuthorityRecord | None = None
    score: float | None = None


def similarity(work: WantedWork, record: AuthorityRecord) -> float:
    """Return from 0 to 1 how much the two agree: the weighted mean over the fields that both have.

    Kinds that exclude each other (a book, and an article that reviews it) make it 0.
    """
    ours, theirs = _KINDS.get(work.type), _KINDS.get(record.type or "")
    if ours and theirs and ours != theirs:
        return 0.0
    parts = {
        "title": title_similarity(work.title, record.title),
        "names": _names(work.families, record.families),
        "year": _years(work.year, record.year),
        "container": _titles(work.container_title, record.container_title),
        "volume": _same(work.volume, record.volume),
        "page": _same(work.page_first, record.page_first),
    }
    known = {name: value for name, value in parts.items() if value is not None}
    if "title" not in known or len(known) == 1:
        return 0.0
    return sum(_WEIGHTS[name] * value for name, value in known.items()) / sum(_WEIGHTS[name] for name in known)


def title_similarity(ours: str | None, theirs: str | None) -> float | None:
    """Return how alike two titles are, with or without their subtitles; None when one is missing."""
    if not ours or not theirs:
        return None
    whole = _titles(ours, theirs)
    # Authorities often have no subtitle. The title alone counts only when it is one side's whole title.
    if (":" in ours) != (":" in theirs):
        return max(whole or 0.0, _titles(ours.split(":")[0], theirs.split(":")[0]) or 0.0)
    return whole


def choose(work: WantedWork, records: Sequence[AuthorityRecord]) -> Match:
    """Return the one record that is the work, or why none is."""
    if not records:
        return Match("nothing")
    scores = {record.doi: (similarity(work, record), record) for record in reversed(records)}
    (best, record), *rest = sorted(scores.values(), key=lambda pair: (-pair[0], pair[1].doi))
    title = title_similarity(work.title, record.title) or 0.0
    if best < FOUND_BY_SEARCH or title < _LEAST_TITLE:
        return Match("refused", record, best)
    if rest and rest[0][0] > best - _MARGIN:
        return Match("ambiguous", record, best)
    return Match("matched", record, best)


def _titles(ours: str | None, theirs: str | None) -> float | None:
    if not ours or not theirs:
        return None
    return fuzz.token_sort_ratio(fold(ours), fold(theirs)) / 100


def _names(ours: Sequence[str], theirs: Sequence[str]) -> float | None:
    """Return 1 when the first names agree, less when only some name does, 0 when none does."""
    if not ours or not theirs:
        return None
    mine, others = [_last_word(name) for name in ours], [_last_word(name) for name in theirs]
    if mine[0] == others[0]:
        return 1.0
    return 0.5 if set(mine) & set(others) else 0.0


def same_names(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Return whether two lists have the same names in order, as far as the shorter one goes: lists are often cut."""
    pairs = zip(map(_last_word, ours), map(_last_word, theirs), strict=False)
    return all(mine == other for mine, other in pairs)


def _last_word(name: str) -> str:
    """Return what identifies a family name, whatever is made of its particles."""
    return fold(name).split(" ")[-1]


def _years(ours: int | None, theirs: int | None) -> float | None:
    """Return 1 for the same year and 0.75 for the next, as happens between online and print."""
    if ours is None or theirs is None:
        return None
    return {0: 1.0, 1: 0.75}.get(abs(ours - theirs), 0.0)


def _same(ours: str | None, theirs: str | None) -> float | None:
    return None if not ours or not theirs else float(fold(ours) == fold(theirs))
