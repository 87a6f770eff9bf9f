"""Pairing: each new thing with at most one old thing, by keys that must be equal, then by likeness."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from typing import Final, Generic, NamedTuple, TypeVar

from rapidfuzz import fuzz, process

from schemas.terms import MatchMethod

T = TypeVar("T")
_MOST_PAIRS: Final = 4_000_000
"""Texts compared with each other at most; more would take longer than parsing the article."""


class Pair(NamedTuple, Generic[T]):
    """A new thing and the old one it is, how that was told, and how alike they are, from 0 to 1."""

    new: T
    old: T
    method: MatchMethod
    score: float


class Key(NamedTuple, Generic[T]):
    """What must be equal, and what that is called; None is equal to nothing."""

    method: MatchMethod
    of: Callable[[T], Hashable | None]


def pair_by_keys(new: Sequence[T], old: Sequence[T], keys: Sequence[Key[T]]) -> tuple[list[Pair[T]], list[T], list[T]]:
    """Return pairs with an equal key, the first keys first, and what is left of the new and of the old things.

    Things of one key are paired in their order.
    """
    pairs: list[Pair[T]] = []
    for key in keys:
        waiting: dict[Hashable, list[T]] = defaultdict(list)
        for thing in reversed(old):
            if (value := key.of(thing)) is not None:
                waiting[value].append(thing)
        left = []
        for thing in new:
            value = key.of(thing)
            if value is not None and waiting[value]:
                pairs.append(Pair(thing, waiting[value].pop(), key.method, 1.0))
            else:
                left.append(thing)
        taken = {id(pair.old) for pair in pairs}
        new, old = left, [thing for thing in old if id(thing) not in taken]
    return pairs, list(new), list(old)


def pair_by_likeness(
    new: Sequence[T], old: Sequence[T], text: Callable[[T], str], fits: Callable[[T, T], bool], least: float
) -> tuple[list[Pair[T]], list[T], list[T]]:
    """Return the pairs whose texts are most alike, at least ``least`` from 0 to 1, and what is left of both."""
    if not new or not old or len(new) * len(old) > _MOST_PAIRS:
        return [], list(new), list(old)
    scores = process.cdist(
        [text(thing) for thing in new], [text(thing) for thing in old], scorer=fuzz.ratio, score_cutoff=least * 100
    )
    rows, columns = scores.nonzero()
    found = sorted((-float(scores[i, j]), int(i), int(j)) for i, j in zip(rows, columns, strict=True))
    pairs: list[Pair[T]] = []
    used_new: set[int] = set()
    used_old: set[int] = set()
    for score, i, j in found:
        if i not in used_new and j not in used_old and fits(new[i], old[j]):
            used_new.add(i)
            used_old.add(j)
            pairs.append(Pair(new[i], old[j], "similar", round(-score / 100, 4)))
    left_new = [thing for i, thing in enumerate(new) if i not in used_new]
    return pairs, left_new, [thing for j, thing in enumerate(old) if j not in used_old]
