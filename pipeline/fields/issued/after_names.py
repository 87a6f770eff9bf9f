"""The date that follows the names at the front, as the author-date style has it: ``Roe, Jane. 1989. Title``."""

import re

from pipeline.fields.issued.dates import LEAD, ONE, TAIL, date_claims
from pipeline.fields.issued.usual_year import STRAY, closing, is_title, year_after_list, year_after_names
from pipeline.references.claims import Claim, View, announcing
from pipeline.references.months import MONTH_NAMES, SEASON
from pipeline.references.places import REGION
from pipeline.references.sentences import CLAIMED, sentence_starts
from pipeline.references.usual_names import ends_in_full
from pipeline.references.years import FIRST_DATE

_DATE = re.compile(
    rf"(?=[(\[\dcnNsSoFfIiTtUu])(?P<open>[(\[]\s?)?(?:"
    rf"(?:[(\[](?P<orig>{FIRST_DATE})\??[)\]]\s?/?\s?)?{ONE}"
    rf"(?:\s?[(\[](?:orig(?:inally|\.)?\s)?(?P<orig2>{FIRST_DATE})\??[)\]])?"
    rf"(?:,\s(?P<month>{MONTH_NAMES}|{SEASON})\.?(?:\s(?P<day>\d\d?))?(?=[).]))?"
    rf"|(?P<undated>n\.\s?d\.|N\.d\.|[sS]\.\s?[df]\.|o\.\s?J\.|no date)(?P<undated_letter>[-–][a-z]\b)?"
    rf"|(?P<status>[Ff]orthcoming|[Ii]n press|[Ii]n preparation|[Tt]o appear|[Ss]ubmitted|[Uu]nder review|[Ii]m Druck)(?:[-–\s]?(?P<status_letter>[a-z])(?=[.)]))?"
    rf"|(?<![(\[])(?P<early>\d\d?(?:st|nd|rd|th) century(?: (?:BCE?|CE|AD))?"
    rf"|(?:c\.\s|ca\.\s)?\d{{1,4}}(?:[-–]\d{{1,4}})?\s(?:BCE?|CE|AD)(?=\.\s))"
    rf")(?P<close>\s?[)\]])?(?P<after>\s?[.,:;](?=\s|[\"“‘'(\[A-Z]|\Z)|(?=\s+[^\W\d_a-z“]|\s+[\"“‘«„'‹(\[¿¡]|\s*\Z))"
)
_YEAR_SIGN = re.compile(r"[12](?:(?<=1)[0-9]{3}|(?<=2)0[0-9]{2})(?<!\d[0-9]{4})(?!\d)")
_DATE_SIGN = re.compile(
    rf"{_YEAR_SIGN.pattern}|[nNsS]\.\s?[dDf]\.|o\.\s?J\.|no date|orthcoming|[Ii]n press|preparation|"
    rf"[Tt]o appear|ubmitted|nder review|[Ii]m Druck|century|BCE?\b|CE\b|AD\b"
)
_DATED = announcing(
    "date forthcoming Forthcoming press preparation appear submitted Submitted review Druck century BC BCE CE AD".split()
)
_SIGN_WORDS = announcing((*_DATED, "d", "D", "f", "J"))
"""Words of what stands in place of a year; the last of ``n.d.``, ``s.f.``, ``o.J.`` among them."""
_UNDATED = re.compile(r"[nNsSo]\.\s?[dDfJ]\.")
_REPRINT = re.compile(r"(?:[Rr]epr(?:int(?:ed)?|\.)|[Rr]pt\.|[Rr]eissued?)\b")
_MAX_TRIES = 3
"""The date is one of the first years, or it is not at the front."""
_ROLE_TAIL = re.compile(r"(?:[Ee]ds?|[Ee]ditors?|[Cc]omps?|[Tt]rans|[Dd]irs?|Hrsg|Hg|[Cc]oord)\.?\)?[.,]?\s*\Z")
_YEAR_FOLLOWS = re.compile(r"\s?(?:1[4-9]|20)\d\d[a-z]?\.\s+[^\W\d_]")
"""The date itself, after years in brackets that end a title: ``Silent Cinema (1906–1930). 2008. In``."""
_DAY_MONTH = re.compile(r"\d\.\s?(?:1[0-2]|0?[1-9])\.\Z")
"""Day and month in figures, as German has them: ``8.–10.2. 1980``."""
_LONGEST_JOIN = 3
"""Letters of *of*, *and* and *the*, which join the words of a body's name."""
_INITIAL = re.compile(r"[^\W\d_a-z]\.")
_MAX_HEAD_WORDS = 30
_NEAR = 6
"""Characters before a year among which the marks that part it from the names stand."""


def issued_after_names(view: View) -> list[Claim]:
    """Return the date that follows the names at the front; nothing when the reference does not begin so."""
    after_list = year_after_list(view)
    if after_list is not None:
        return after_list
    if ends_in_full(view.rest, view.lead):
        return []
    has_words = not view.words.isdisjoint(_SIGN_WORDS) and (
        not view.words.isdisjoint(_DATED) or _UNDATED.search(view.rest) is not None
    )
    return ([] if has_words else year_after_names(view)) or _date_at_front(view, has_words=has_words)


def _date_at_front(view: View, *, has_words: bool) -> list[Claim]:
    text = view.rest
    at = 0
    stray = None if has_words else STRAY.search(text)
    signs = _DATE_SIGN if has_words else _YEAR_SIGN
    for tried, sign in enumerate(signs.finditer(text)):
        if tried > _MAX_TRIES:
            break
        if sign.start() < at or (stray and _is_amid(text, sign.start(), stray.end())):
            at = max(at, sign.end())
            continue
        match = _DATE.search(text, max(at, sign.start() - LEAD), sign.end() + TAIL)
        if match and is_title(text, match):
            return []
        if match and match["open"] and _YEAR_FOLLOWS.match(text, match.end()):
            at = match.end()
            continue
        if match and _opens(text, match) and not _in_title(match):
            return date_claims(match)
        at = sign.end()
        if text.find(". ", 0, sign.start()) > 0 and sentence_starts(text, 0, sign.start())[1:]:
            return []
    return []


def _is_amid(text: str, at: int, stray: int) -> bool:
    """Say whether a year is within what follows the names: after what no name has, and no sentence of its own."""
    before = text[max(0, at - _NEAR) : at].rstrip(" ([" + CLAIMED)
    return before[-1:] not in ".?!)]" and stray <= at - min(at, _NEAR) + len(before)


def _opens(text: str, match: re.Match[str]) -> bool:
    start = match.start()
    head = text[:start]
    if not head.strip(" .,(\x1f"):
        return not match["after"] or bool(text[match.end() :].strip())
    before = head.rstrip()
    rest = text[match.end() :].strip(" .\x1f")
    if not rest and not match["open"] and not match["status"]:
        return False
    if rest[:1] in "Rr" and _REPRINT.match(rest):
        return not STRAY.search(before) and not sentence_starts(before, 0, len(before)) and before.count(".") < 2
    if match["open"] and not match["close"] and not match["open"].startswith("["):
        return False
    if before[-1] not in '.,;:)]”"' and not match["open"] and (not rest or match["after"].strip() not in (".", "")):
        return False
    if STRAY.search(before):
        return (
            _own_sentence(before, match)
            and len(before.split()) <= _MAX_HEAD_WORDS
            and not sentence_starts(before, 0, len(before))
        )
    starts = sentence_starts(before, 0, len(before))
    if starts and match["after"].strip() == "." and _is_divided_body(before, starts):
        return True
    return all(_ROLE_TAIL.match(before, at) or _INITIAL.match(before, at) for at in starts)


def _is_divided_body(before: str, starts: list[int]) -> bool:
    """Say whether a country and its bodies stand before the date: ``United States. Congress. House``."""
    first = before[: starts[0]].strip(" .")
    return bool(REGION.match(first)) and all(w[0].isupper() or len(w) <= _LONGEST_JOIN for w in before.split())


def _in_title(match: re.Match[str]) -> bool:
    """Say whether a date is rather the end of a title, since another one closes the reference: ``Kyoto, 1685–1802.``."""
    before = match.string[: match.start()].rstrip()
    is_day = bool(_DAY_MONTH.search(before)) or (match["after"] or "").strip() == ":"  # "1848: Year of Revolution"
    if not is_day and (match["open"] or before[-1:] in ".)"):
        return False
    end = closing(match.string)
    return end is not None and (is_day or bool(match["span"]) or match["year"] != end["year"])


def _own_sentence(before: str, match: re.Match[str]) -> bool:
    return (
        before[-1] in ".?!" and (match["after"] or "").strip() == "." and bool(match.string[match.end() :].strip(" ."))
    )
