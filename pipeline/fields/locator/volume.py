"""Volume and issue, with the pages after them, in the forms that journals are cited in: ``91.4: 509–536``, ``18(1)``."""

import re
from typing import Final

from pipeline.fields.locator.volume_claims import volume_claims
from pipeline.references.claims import Claim, View, announcing
from pipeline.references.figures import (
    DASH,
    ISSUE_WORD,
    MAX_DATE,
    NUMBER,
    PAGE_LABEL,
    PAGES,
    PLACE_AFTER,
    SUPPLEMENT,
    VOLUME_LABEL,
    YEARS,
)
from pipeline.references.months import MONTH, SEASON
from pipeline.references.sentences import sentence_starts

_ISSUE = (
    rf"(?:,?\s*+\(\s?(?:{ISSUE_WORD}|[Ss]erial [Nn]o\. )?(?P<bracketed>[^()]{{1,28}})\)"
    rf"|\.\s?(?:Jg\.?,?\s?(?:H\.|Heft|Nr\.)\s?)?(?P<dotted>{SUPPLEMENT}|{NUMBER})(?!\.\d)"
    rf"|\s?[,.:;]?\s?(?:{ISSUE_WORD})(?P<named>{NUMBER}|{SUPPLEMENT})"
    rf"|\s?/\s?(?P<slashed>\d{{1,4}})"
    rf"|[,:]\s?(?P<listed>\d{{1,4}}(?:[-–/]\d{{1,3}})?)(?=\s?[:(,]\s?(?:pp?\.\s?)?[A-Za-z]?\d)"
    rf"|,?\s(?P<supplement>{SUPPLEMENT}))?"
)
_WHEN = (
    rf"(?:\s*+\(\s?(?:(?P<season>{SEASON}|{MONTH}(?:[-–/]{MONTH})?)(?:\s\d{{1,2}})?,?\s?)"
    rf"?(?:1[4-9]|20)?\d?\d?\)|,?\s(?P<season2>{SEASON}|{MONTH}(?:[-–/]{MONTH})?)(?=\s?[:,])"
    rf"|\s(?:1[89]|20)\d\d(?=,?\s?pp?\.))?"
)
_BEFORE = r"(?<=[^\W_].|[.)\"”’»,;:?!'\]*].)"
"""What may stand before the character just matched: patterns begin with a character, not with a look around."""
FRESH: Final = (
    r"(?<!\w.)(?<!\d[./-].)(?<![°№#].)(?<!° .)(?<![Nn]o\. .)(?<![Nn]o\..)(?<!Nr\. .)(?<!, n .)(?<!, n\. .)(?<![Ii]ssue .)(?<!Chapter .)"
    r"(?<![Ss]er\. .)(?<![Ss]er\..)(?<![Ss]eries .)"
)
_FRESH_VOLUME = (
    rf"(?P<volume>[\dA-Z]{FRESH}(?:(?<=\d)\d{{0,3}}[A-Z]?(?:[–-]\d{{1,4}})?|(?<=[IVXLC])[IVXLC]{{0,7}}(?![A-Za-z])|"
    r"(?<=[A-Z])-?\d{1,4}))"
)
_FULL = re.compile(
    rf"{_FRESH_VOLUME}{_ISSUE}{_WHEN}"
    rf"(?:\s*+[:,.;]\s{{0,2}}(?:{PAGE_LABEL})?|\s*+{PAGE_LABEL}|\s(?=\d+\s?[{DASH}]))(?P<page>{PAGES})"
    rf"(?=\s*+(?:[.,;)\]]|\Z|\(|\d+\.?\Z))"
)
_NO_PAGES = re.compile(
    rf"{_FRESH_VOLUME}"
    rf"(?:\s*+\(\s?(?:{ISSUE_WORD}|[Ss]erial [Nn]o\. )?(?P<bracketed>[^()]{{1,28}})\)|\.(?P<dotted>{SUPPLEMENT}|"
    rf"{NUMBER})|,?\s(?:{ISSUE_WORD})(?P<named>{NUMBER})){_WHEN}(?=[\s.,;:]*\Z)"
)
_TURNED = re.compile(
    rf"(?P<lead>[,\s]{{0,4}}+)\((?P<volume>\d{{1,4}})\)\s?(?P<dotted>\d{{1,4}})\s?:\s?(?P<page>{PAGES})(?=\s*+(?:[.,;)]|\Z))"
)
_LISTED = re.compile(
    rf"(?P<lead>,?\s)\((?P<volume>\d{{1,4}})(?:\s?[:.]\s?(?P<dotted>\d{{1,4}}))?\),\s?(?:{PAGE_LABEL})(?P<page>{PAGES})(?=\s*+(?:[.,;)]|\Z))"
)
"""Volume and issue in brackets: ``(18:1), pp. 117–138``."""
_WITH_HOUSE = re.compile(
    rf"(?<=\w) (?P<volume>\d{{1,4}}) \((?P<bracketed>[^()]{{1,28}})\)\. (?P<house>[^\W\d_a-z][\w&’'. -]{{1,40}}): (?P<page>{PAGES})(?=\s*+(?:[.;)\x1f]|\Z))"
)
"""The publisher between issue and pages: ``Geoforum 11 (3). Elsevier: 303–22``."""
_ISSUE_ONLY = re.compile(
    rf"(?P<lead>[,.;:\s]{_BEFORE}(?:(?<!\s)\s)?(?<=\s))(?:{ISSUE_WORD})(?P<named>{NUMBER}){_WHEN}(?:\s*+[:,]\s?(?:{PAGE_LABEL})"
    rf"?(?P<page>{PAGES}))?(?=\s*+(?:[.,;)\]]|\Z|\(|\d+\.?\Z))"
)
_VOLUME_ONLY = re.compile(
    rf"(?P<lead>[,;\s]{_BEFORE}(?:(?<!\s)\s)?(?<=\s))(?:{VOLUME_LABEL})?(?P<volume>\d{{1,3}}){_WHEN}(?=[\s.,;:]*(?:\([Ii]n press\)[.]?)?\Z)"
)
_PAPER = re.compile(r"\b(?:[Pp]aper|[Rr]eport|[Bb]rief|[Mm]emorandum)s?(?: [Ss]eries)?,?\Z")
_LABEL_ALONE = re.compile(r"\x1f\s{0,2}(?:[Vv]ol(?:ume)?\.?|Bd\.|Band|[Tt]om[eo])\Z")
_HOUSE = re.compile(
    rf" (?<=[\w.)] )(?<![Nn]o\. )(?<!os\. )(?<![Nn]r\. )(?<!ol\. )(?<!ssue )(?<!eft )(?<!Jg\. )(?P<volume>\d{{1,4}}|[IVXLC]{{1,8}})(?:\.(?P<dotted>{SUPPLEMENT}|[^\s:.,()]{{1,9}}(?:\.\d{{1,3}}|, pt\. \d)?)|, no\. (?P<named>[^\s:.,()]{{1,9}}))?: "
    rf"(?P<page>[\w.:+]{{1,16}}(?:[{DASH}]{{1,3}}[\w.:+]{{1,16}})?)(?=[\s.]*\Z)"
)
"""The form of the house style, ``91.4: 509–536``; issues and pages may be of any kind in it."""
_HOUSE_REACH = 40
"""How far before the colon, the last one there is, the volume may begin."""
_ISSUE_WORDS = announcing(
    "No no Nos nos Number number Núm núm Nr nr n nº Iss iss Issue issue Heft heft H Fasc fasc".split()
)
_MAX_LETTERS_AFTER = 40
_FIRST_YEAR = "14"
"""Four figures that begin with less are a volume, not a year."""


def house_form(text: str, start: int, colon: int) -> re.Match[str] | None:
    """Return volume, issue and pages in the form of the house style; ``colon`` is the last one of ``text``."""
    return _HOUSE.search(text, max(start, colon - _HOUSE_REACH))


def volume(view: View, start: int, *, is_part: bool) -> re.Match[str] | None:
    """Return what looks like volume, issue and pages in one of the other forms."""
    text = view.rest
    has_issue = not view.words.isdisjoint(_ISSUE_WORDS) or "№" in text
    has_bracket = text.find("(", start) >= 0
    return (
        (_in_brackets(text, start, is_part=is_part) if has_bracket else None)
        or _NO_PAGES.search(text, start)
        or _last(_FULL, text, start)
        or (_last(_ISSUE_ONLY, text, start) if has_issue else None)
    )


def numbers_paper(text: str, match: re.Match[str]) -> bool:
    """Say whether the number is that of a working paper or report: ``Discussion Paper No. 2001/12``."""
    is_alone = match.groupdict().get("named") and not match.groupdict().get("volume")
    return bool(is_alone) and _PAPER.search(text, max(0, match.start() - MAX_DATE), match.start()) is not None


def _in_brackets(text: str, start: int, *, is_part: bool) -> re.Match[str] | None:
    """Return volume or issue in brackets, in the forms that other patterns would misread."""
    match = _TURNED.search(text, start) or _LISTED.search(text, start)
    return match if match or is_part else _WITH_HOUSE.search(text, start)


def _last(pattern: re.Pattern[str], text: str, start: int) -> re.Match[str] | None:
    found = list(pattern.finditer(text, start))
    return found[-1] if found else None


def is_plausible(match: re.Match[str], *, is_part: bool) -> bool:
    """Refuse what only looks like a volume: a year before a page range, a roman numeral that is a word."""
    groups = match.groupdict()
    volume = groups.get("volume")
    if volume and not groups.get("page") and (volume.isalpha() or groups.get("dotted") == "0"):
        return False
    if is_part:
        return not (volume and YEARS.match(volume))
    if groups.get("listed") and volume and YEARS.match(volume) and volume > _FIRST_YEAR:
        return False
    after = match.string[match.end() :]
    return not PLACE_AFTER.search(after) and sum(c.isalpha() for c in after) < _MAX_LETTERS_AFTER


def volume_only(view: View) -> list[Claim]:
    """Return a volume that stands alone at the end, after the title of a journal."""
    match = _VOLUME_ONLY.search(view.rest, view.body) if "_in" not in view.got else None
    if not match or not ("title" in view.got or sentence_starts(view.rest, view.body, match.start())):
        return []
    if _LABEL_ALONE.search(view.rest, 0, match.start()):
        return []  # nothing but the label stands after the title: a volume of a book
    return volume_claims(view, match)
