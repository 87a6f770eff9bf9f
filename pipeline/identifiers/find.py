"""Identifiers in text: DOI, ISBN, ISSN, arXiv, PMID, PMCID, handle, ARK, OCLC, JSTOR, web addresses.

Each comes with its place as printed, its normal form and a verdict on syntax and check digit. Nothing is looked up.
DOIs have ``doi`` and ``doi_search``, all others one row each in ``schemes``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.identifiers.check_digits import clean_isbn, clean_issn, is_isbn_13
from pipeline.identifiers.doi import DASHES, DoiVerdict, clean_doi, strip_trailing
from pipeline.identifiers.doi_search import Place, find_doi_places
from pipeline.identifiers.doi_suffix import NOTHING, SuffixFacts, describe_doi
from pipeline.identifiers.schemes import DASH, SCHEMES, Scheme

__all__ = ["DoiVerdict", "IdentifierFound", "SuffixFacts", "agrees", "clean_doi", "describe_doi", "find_identifiers"]


_BARE_ISBN = re.compile(rf"(?<![\w.:/-])97[89](?:[0-9]{{10}}|(?:{DASH}[0-9]{{1,7}}){{3}}{DASH}[0-9])(?![\w]|-[0-9])")


@dataclass(frozen=True, slots=True)
class IdentifierFound:
    """One identifier: ``text[start:end]`` is ``raw``, ``outer_start`` is where its label begins.

    ``value`` is the normal form, ``None`` when there is none; ``problem`` a code, ``None`` when nothing is wrong. The
    ``embedded`` fields are what the suffix of a DOI says by itself (``pipeline.identifiers.doi_suffix``).
    """

    scheme: str
    value: str | None
    raw: str
    is_valid: bool
    problem: str | None
    start: int
    end: int
    outer_start: int
    embedded_isbn: str | None = None
    embedded_issn: str | None = None
    embedded_volume: str | None = None
    embedded_issue: str | None = None
    embedded_page: str | None = None


def find_identifiers(text: str) -> tuple[IdentifierFound, ...]:
    """Return the identifiers of ``text`` in order of place; never raises, takes time linear in the text.

    The address of a DOI resolver is a DOI and not also a ``url``; other addresses that carry an identifier are both.
    """
    found = [_doi(text, place) for place in find_doi_places(text)] if _may_have_doi(text) else []
    taken = [(f.start, f.end) for f in found]
    lower = text.lower()
    for scheme in SCHEMES:
        for needle in scheme.needles:
            if needle in lower:
                found += _others(text, scheme, taken)
                break
    if "97" in text:
        found += _bare_isbns(text, [(f.start, f.end) for f in found])
    return tuple(sorted(found, key=lambda f: (f.start, f.end, f.scheme)))


def _may_have_doi(text: str) -> bool:
    return "10." in text or "doi" in text or "DOI" in text


def _doi(text: str, place: Place) -> IdentifierFound:
    raw = text[place.start : place.end]
    verdict = clean_doi(raw)
    facts = describe_doi(verdict.value) if verdict.value else NOTHING
    return IdentifierFound(
        "doi", verdict.value, raw, verdict.is_valid, verdict.problem, place.start, place.end, place.outer, *facts
    )


def _others(text: str, scheme: Scheme, taken: list[tuple[int, int]]) -> Iterator[IdentifierFound]:
    inside = _Cover(taken)
    for match in scheme.pattern.finditer(text):
        start, end = match.span("raw")
        if scheme.is_open:
            end = start + len(strip_trailing(text[start:end]))
        first = _first_character(match)
        if end <= start or inside.holds(first, end):
            continue
        raw = text[start:end]
        value, problem = scheme.clean(raw if scheme.name == "url" else raw.translate(DASHES))
        yield IdentifierFound(scheme.name, value, text[first:end], problem is None, problem, first, end, match.start())


def _first_character(match: re.Match[str]) -> int:
    """Return where the printed form begins: with the address when it stands in one, else with the number."""
    lead = match.start("lead") if "lead" in match.re.groupindex else -1
    return lead if lead >= 0 else match.start("raw")


class _Cover:
    """Spans in order, asked with ascending positions whether they touch another span."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._spans = sorted(spans)
        self._at = 0

    def holds(self, start: int, end: int) -> bool:
        while self._at < len(self._spans) and self._spans[self._at][1] <= start:
            self._at += 1
        return self._at < len(self._spans) and self._is_hit(self._spans[self._at], start, end)

    @staticmethod
    def _is_hit(span: tuple[int, int], start: int, end: int) -> bool:
        return span[0] < end and (span[0] <= start or end <= span[1])


def _bare_isbns(text: str, taken: list[tuple[int, int]]) -> Iterator[IdentifierFound]:
    """Yield ISBN-13 without a label; only a right check digit makes thirteen digits an ISBN."""
    inside = _Cover(taken)
    for match in _BARE_ISBN.finditer(text):
        digits = re.sub("[^0-9]", "", match[0])
        if is_isbn_13(digits) and not inside.holds(*match.span()):
            yield IdentifierFound("isbn", digits, match[0], True, None, *match.span(), match.start())  # noqa: FBT003 - record


def agrees(
    identifier: IdentifierFound,
    *,
    volume: str | None = None,
    issue: str | None = None,
    page: str | None = None,
    isbn: str | None = None,
    issn: str | None = None,
) -> bool | None:
    """Tell whether what the suffix of a DOI says agrees with the citation; ``None`` when there is nothing to compare.

    Volume, issue and first page that differ contradict. ISBN and ISSN that differ do not: the print and the electronic
    edition have one each, and the suffix may name either.
    """
    numbers = [
        _first(said) == _first(cited)
        for said, cited in (
            (identifier.embedded_volume, volume),
            (identifier.embedded_issue, issue),
            (identifier.embedded_page, page),
        )
        if said and cited
    ]
    if not all(numbers):
        return False
    same_number = (isbn and identifier.embedded_isbn == clean_isbn(isbn).value) or (
        issn and identifier.embedded_issn == clean_issn(issn).value
    )
    return True if numbers or same_number else None


def _first(number: str) -> str:
    """Return the first number of a range or a combined issue, lower case, without leading zeros."""
    match = re.match(r"\W*(?:pp?\.|no\.|vol\.)?\s*(\w+)", number.lower())
    return (match[1].lstrip("0") or "0") if match else number
