"""Citations: which one of the old version a citation is, though it moved, got a DOI or lost a typo."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from rapidfuzz import fuzz

from pipeline.folding import fold
from pipeline.matching.pairing import Key, Pair, pair_by_keys, pair_by_likeness
from schemas import Citation

_LEAST: Final = 0.75
"""Least likeness of whole citations; a wrong letter in twenty leaves about 0.95."""
_LEAST_TITLE: Final = 75.0
_YEARS: Final = 1
"""Years apart that may be a typo; more is another edition."""
_LETTERED: Final = re.compile(r"\b((?:1[5-9]|20)\d\d)[a-z]\b")
_DIGITS: Final = re.compile(r"\d+")


class Cited(NamedTuple):
    """A citation, and the folded path of the section that lists it."""

    citation: Citation
    path: str


def match_citations(new: Sequence[Cited], old: Sequence[Cited]) -> tuple[list[Pair[Cited]], list[Cited], list[Cited]]:
    """Return which old citation each new one is, and the citations that came and went.

    In this order: equal DOI, equal fingerprint, equal text, high likeness. Citations with different DOIs are never the
    same; nor are citations that are years apart, which are different editions.
    """
    pairs, new, old = pair_by_keys(new, old, _KEYS)
    # Equal but for the DOI, which one of the two has only now.
    pairs, dois = _without_contradiction(pairs)
    new, old = [*new, *(pair.new for pair in dois)], [*old, *(pair.old for pair in dois)]
    more, new, old = pair_by_likeness(new, old, _text, _may_be_same, _LEAST)
    return pairs + more, new, old


def _without_contradiction(pairs: Sequence[Pair[Cited]]) -> tuple[list[Pair[Cited]], list[Pair[Cited]]]:
    """Return the pairs whose DOIs do not contradict each other, and those whose do."""
    good = [pair for pair in pairs if not _other_doi(pair.new.citation, pair.old.citation)]
    return good, [pair for pair in pairs if _other_doi(pair.new.citation, pair.old.citation)]


def _other_doi(one: Citation, other: Citation) -> bool:
    return bool(one.doi and other.doi and one.doi != other.doi)


def _text(cited: Cited) -> str:
    """Return the citation folded, without the letters of years: they come and go with other works of the author."""
    return _LETTERED.sub(r"\1", fold(cited.citation.raw))


def _may_be_same(new: Cited, old: Cited) -> bool:
    one, other = new.citation, old.citation
    if _other_doi(one, other):
        return False
    if one.issued_year and other.issued_year and abs(one.issued_year - other.issued_year) > _YEARS:
        return False
    if not one.title or not other.title:
        return True
    titles = fold(one.title), fold(other.title)
    if fuzz.ratio(*titles) < _LEAST_TITLE:
        return False
    # Volume 1 is not volume 2: titles that differ in numbers alone are two titles.
    return titles[0] == titles[1] or _DIGITS.sub("", titles[0]) != _DIGITS.sub("", titles[1])


_KEYS: Final[tuple[Key[Cited], ...]] = (
    Key("equal_doi", lambda c: c.citation.doi and (c.citation.doi, c.citation.fingerprint, c.path)),
    Key("equal_doi", lambda c: c.citation.doi and (c.citation.doi, c.path)),
    Key("equal_doi", lambda c: c.citation.doi),
    Key("equal_fingerprint", lambda c: (c.citation.fingerprint, _text(c), c.path)),
    Key("equal_fingerprint", lambda c: (c.citation.fingerprint, c.path)),
    Key("equal_fingerprint", lambda c: c.citation.fingerprint),
    Key("equal_text", lambda c: (_text(c), c.path)),
    Key("equal_text", _text),
)
"""Within one key, works listed in the section of the same name go first: a work may be listed in several."""
