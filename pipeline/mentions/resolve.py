"""Which citation a callout means.

The publisher's rule: the work listed in the same section, else in the nearest section that follows; else, which we
flag, in the nearest one before. A callout is resolved only when exactly one citation fits there.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from pipeline.mentions.listing import Entry
from schemas.terms import Resolution


class Resolved(NamedTuple):
    """How a callout was resolved, the citation meant if there is just one, and all that fit when there are more."""

    resolution: Resolution
    citation_id: str | None
    candidates: tuple[str, ...]


NONE = Resolved("none", None, ())
MOST_CANDIDATES = 50
"""No more of the citations that fit are named: who lists so many works alike has said nothing."""


def resolve(entries: Sequence[Entry], section: int, under: Collection[int] = ()) -> Resolved:
    """Return which of the fitting ``entries`` a callout in the section with this ordinal means.

    ``under`` are the ordinals of sections that the text itself names after the callout (*cited under Theory*).
    """
    if len(entries) == 1:
        return Resolved(_direction(entries[0].section, section), entries[0].citation_id, ())
    named = [entry for entry in entries if entry.section in under]
    pool = named or list(entries)
    if not pool:
        return NONE
    nearest = min((entry.section for entry in pool), key=lambda ordinal: _distance(ordinal, section))
    there = [entry.citation_id for entry in pool if entry.section == nearest]
    if len(there) > 1:
        return Resolved("ambiguous", None, tuple(there[:MOST_CANDIDATES]))
    return Resolved(_direction(nearest, section), there[0], ())


def _distance(ordinal: int, section: int) -> tuple[bool, int]:
    return (ordinal < section, abs(ordinal - section))


def _direction(ordinal: int, section: int) -> Resolution:
    if ordinal == section:
        return "same_section"
    return "following" if ordinal > section else "preceding"
