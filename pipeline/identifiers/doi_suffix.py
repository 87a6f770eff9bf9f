"""What the suffix of a DOI says by itself, without asking anyone.

A suffix is opaque by rule, but some are built from the numbers of the thing itself. ``PATTERNS`` lists those that can
be trusted, each with the registrants that use it; a number with a check digit must also pass it. Where they come from:

- ISBN inside: ISBN Users' Manual (ISBN-A: ``10.978.<registrant>/<title>``) and the book DOIs of nearly all publishers.
- SICI: ANSI/NISO Z39.56-1996, ``ISSN(date)volume:issue<page:...``, brackets also square; ASCE has ``(page)``.
- PII: ``S``, ISSN, year in two digits, number: a standard of ACS, AIP, APS, Elsevier and IEEE; also Cambridge.
- AERA: ISSN, three digits of volume, three of issue, first page. SAGE: ISSN (some without check digit), two digits of
  year, three of volume, three of issue, then a running number that is not a page.
- Journal code with volume, issue and first page, as AEA, APA, Annual Reviews, Duke, Erlbaum, INFORMS, JAMA Network,
  MIT Press, Optica, Oxford, PNAS, the Physical Review, Science and the BMJ wrote or write them in Crossref's metadata.

Patterns whose last number is a running number give volume and issue only. Newer suffixes of the same publishers are
opaque and match nothing.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from pipeline.identifiers.check_digits import is_isbn_10, is_isbn_13, is_issn, isbn_13_from_10, issn_check_digit


class SuffixFacts(NamedTuple):
    """What a suffix says: ISBN-13, ISSN with hyphen, volume, issue and first page (no leading zeros), or ``None``."""

    isbn: str | None = None
    issn: str | None = None
    volume: str | None = None
    issue: str | None = None
    page: str | None = None


NOTHING = SuffixFacts()

_ISBN_13 = re.compile(r"(?<![0-9])97[89][0-9]{10}(?![0-9])|(?<![0-9])97[89](?:-[0-9]{1,7}){3}-[0-9](?![0-9])")
_ISBN_10 = re.compile(r"(?<![0-9-])[0-9]{1,5}-[0-9]{1,7}-[0-9]{1,6}-[0-9x](?![0-9a-z-])")
_ISBN_A = re.compile(r"10\.(97[89])\.([0-9]{2,8})/([0-9]{2,7})\Z")

_ISSN = r"(?P<issn>[0-9]{4}-?[0-9]{3}[0-9x])"
_VIP = r"(?P<volume>[0-9]{1,4})\.(?P<issue>[0-9]{1,5}(?:-[0-9]{1,5})?)\.(?P<page>[0-9]{1,6})\Z"

PATTERNS: tuple[tuple[str, str], ...] = (
    # SICI, of whatever registrant: (SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O
    (
        r"10\.[0-9.]+",
        r"(?:\(sici\))?" + _ISSN + r"\([0-9/]{0,12}\)(?P<volume>[0-9]{1,4})"
        r"(?::(?P<issue>[0-9]{1,4}(?:[/-][0-9]{1,4})?))?[<\[](?P<page>[0-9]{1,6}):",
    ),
    # American Society of Civil Engineers: (ASCE)0733-9399(1998)124:3(258)
    (
        r"10\.1061",
        r"\(asce\)" + _ISSN + r"\([0-9]{4}\)(?P<volume>[0-9]{1,4}):(?P<issue>[0-9]{1,4})\((?P<page>[0-9]{1,6})\)",
    ),
    # PII with punctuation (S0140-6736(05)67483-1) and without (S0003055403000534)
    (r"10\.[0-9.]+", r"s?" + _ISSN + r"\([0-9]{2}\)[0-9]{5}-[0-9x]\Z"),
    (r"10\.1017", r"s" + _ISSN + r"[0-9]{7}[0-9x]\Z"),
    # AERA: 00028312, 033, 004, 757
    (r"10\.3102", _ISSN + r"(?P<volume>[0-9]{3})(?P<issue>[0-9]{3})(?P<page>[0-9]{3,4})\Z"),
    # SAGE (00131644, 60, 020, 001, 04), and without check digit (0306312, 89, 019, 003, 001)
    (r"10\.1177", _ISSN + r"[0-9]{2}(?P<volume>[0-9]{3})(?P<issue>(?!000)0[0-9]{2})[0-9]{2,3}\Z"),
    (r"10\.1177", r"(?P<stem>[0-9]{7})[0-9]{2}(?P<volume>[0-9]{3})(?P<issue>(?!000)0[0-9]{2})[0-9]{2,3}\Z"),
    (r"10\.(?:1177|3102)", _ISSN + r"[0-9]{8}\Z"),
    (r"10\.1191", _ISSN + r"[0-9]{2}[a-z]{2}"),
    # Taylor & Francis: 00461520.1986.9653034; Blackwell: j.1467-9620.2006.00684.x, 0022-4537.00153
    (r"10\.1080", _ISSN + r"\.[0-9]{4}\.[0-9]{4,10}\Z"),
    (r"10\.1111", r"(?:j\.)?(?P<issn>[0-9]{4}-[0-9]{3}[0-9x])\.[0-9.]{4,16}(?:\.x)?\Z"),
    (r"10\.1207", r"s" + _ISSN + r"[a-z]{2,8}(?P<volume>[0-9]{2})(?P<issue>[0-9]{2})_[0-9a-z]{1,3}\Z"),
    # Duke: 08992363-15-1-11; APA: 0033-295X.84.2.191
    (r"10\.1215", _ISSN + r"-(?P<volume>[0-9]{1,4})-(?P<issue>[0-9]{1,3})-(?P<page>[0-9]{1,5})\Z"),
    (r"10\.1037", _ISSN + r"\." + _VIP),
    # Journal code with volume, issue and page: past/38.1.56, aer.91.5.1369, neco.1997.9.8.1735
    (r"10\.1093", r"[a-z]{2,24}/" + _VIP),
    (r"10\.(?:1001|1126|1073|1136|1257|1287)", r"[a-z]{2,24}\." + _VIP),
    (r"10\.1162", r"[a-z]{2,8}\.[0-9]{4}\." + _VIP),
    # Annual Reviews: the issue is always 1 and no one cites it; annurev.so.14.080188.001535 gives the volume only
    (r"10\.1146", r"annurev\.[a-z]{2,12}\.(?P<volume>[0-9]{1,3})\.1\.(?P<page>[0-9]{1,5})\Z"),
    (r"10\.1146", r"annurev\.[a-z]{2,12}\.(?P<volume>[0-9]{1,3})\.[0-9]{6}\.[0-9]{6}\Z"),
    # Physical Review, Optica: journal.volume.page; Journal of Neuroscience: volume-issue-page
    (r"10\.(?:1103|1364)", r"[a-z]{2,20}\.(?P<volume>[0-9]{1,3})\.(?P<page>[0-9]{1,6})\Z"),
    (r"10\.1523", r"jneurosci\.(?P<volume>[0-9]{1,3})-(?P<issue>[0-9]{1,3})-(?P<page>[0-9]{1,6})\.[0-9]{4}\Z"),
)
"""(registrant, suffix), tried in order on the DOI in lower case."""

_COMPILED = tuple((re.compile(registrant), re.compile(suffix)) for registrant, suffix in PATTERNS)


@lru_cache(maxsize=1024)
def _suffixes(registrant: str) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of suffixes that a registrant uses, in order."""
    return tuple(suffix for pattern, suffix in _COMPILED if pattern.fullmatch(registrant))


def describe_doi(value: str) -> SuffixFacts:
    """Return what the suffix of a DOI in normal form says; all ``None`` when it says nothing that can be trusted.

    When two readings of one suffix contradict each other, none is taken.
    """
    value = value.lower()
    isbn = _embedded_isbn(value)
    if isbn:
        return SuffixFacts(isbn=isbn)
    readings = list(dict.fromkeys(_readings(value)))
    return readings[0] if len(readings) == 1 else NOTHING


def _readings(doi: str) -> Iterator[SuffixFacts]:
    registrant, _, suffix = doi.partition("/")
    for pattern in _suffixes(registrant):
        match = pattern.match(suffix)
        if match:
            facts = _facts(match.groupdict())
            if facts:
                yield facts


def _facts(parts: dict[str, str | None]) -> SuffixFacts | None:
    digits = (parts.get("issn") or "").replace("-", "").upper()
    if parts.get("stem"):
        digits = f"{parts['stem']}{issn_check_digit(parts['stem'] or '')}"
    if digits and not is_issn(digits):
        return None
    issn = f"{digits[:4]}-{digits[4:]}" if digits else None
    return SuffixFacts(None, issn, *(_bare(parts.get(name)) for name in ("volume", "issue", "page")))


def _bare(number: str | None) -> str | None:
    return "-".join(part.lstrip("0") or "0" for part in re.split("[/-]", number)) if number else None


def _embedded_isbn(doi: str) -> str | None:
    actionable = _ISBN_A.match(doi)
    if actionable:
        digits = "".join(actionable.groups())
        return digits if is_isbn_13(digits) else None
    suffix = doi.partition("/")[2]
    for match in _ISBN_13.finditer(suffix):
        digits = match[0].replace("-", "")
        if is_isbn_13(digits):
            return digits
    for match in _ISBN_10.finditer(suffix):
        digits = match[0].replace("-", "").upper()
        if is_isbn_10(digits):
            return isbn_13_from_10(digits)
    return None
