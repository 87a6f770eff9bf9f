"""The date that closes a reference, as notes-bibliography has it, or stands in brackets before the pages."""

import re

from pipeline.fields.issued.dates import LEAD, ONE, TAIL, YEAR, date_claims
from pipeline.references.claims import Claim, View
from pipeline.references.months import MONTH_NAMES, MONTH_WORDS, SEASON
from pipeline.references.sentences import CLAIMED

_CLOSING = re.compile(
    rf"(?P<lead>[,.(]\s?|\s)(?P<when>(?:(?:(?P<day0>\d\d?)\s)?(?P<month>{MONTH_NAMES}|{SEASON})"
    rf"\.?(?:[-–/](?:{MONTH_NAMES}|{SEASON}))?,?\s(?:(?P<day>\d\d?),?\s)?)?"
    rf"(?:{ONE}|(?P<undated>n\.d\.)|(?P<status>[Ff]orthcoming|[Ii]n press)))(?P<tail>\)?[.,;:\s]*)\Z"
)
_BRACKETED = re.compile(
    rf"\((?P<when>(?:(?:(?P<day0>\d\d?)\s)?(?P<month>{MONTH_NAMES}|{SEASON})\.?(?:[-–/](?:{MONTH_NAMES}|"
    rf"{SEASON}))?,?\s(?:(?P<day>\d\d?),?\s)?)?(?:{ONE}|(?P<undated>n\.\s?d\.)|"
    rf"(?P<status>[Ff]orthcoming|[Ii]n press)))\)(?=\s?[:,.]|\s*\Z| \d{{1,3}}(?:/\d{{1,3}})?, (?:SS?|pp?)\.)"
)
_LOOSE = re.compile(
    rf"[,(]\s?(?:(?P<day0>\d\d?)\s)?(?:(?P<month>{MONTH_NAMES}|{SEASON})\.?\s(?:(?P<day>\d\d?)"
    rf",\s)?)?{ONE}(?=[.,)])"
)
_BEFORE_PAGES = re.compile(
    rf"(?<=[^\W\d_]),? (?P<when>{ONE})(?=, (?:SS?|pp?)\. \d{{1,5}}(?: ?[–-] ?\d{{1,5}})?[\s.]*\Z)"
)
"""After a publisher, before the pages: ``Köln: Böhlau 1980, S. 12–45``."""
_AFTER_ALL = ".,;: " + CLAIMED
_IS_YEAR = re.compile(rf"{YEAR}\Z")
_USUAL_BRACKET = re.compile(rf"\({YEAR}\): [\d–-]+[\s.]*\Z")


def issued_at_end(view: View) -> list[Claim]:
    """Return the date that closes a reference of the notes-bibliography kind, or stands in brackets before the pages."""
    if "issued" in view.got:
        return []
    text = view.rest
    usual = None if not view.words.isdisjoint(MONTH_WORDS) else _usual_end(text, view.body)
    if usual:
        return usual
    match = _CLOSING.search(text, max(view.body - 2, 0, len(text.rstrip(" .\x1f")) - TAIL - LEAD))
    if match is None or match["lead"].strip() in ("", "("):
        matches = list(_BRACKETED.finditer(text, view.body))
        match = matches[-1] if matches else match
    if match is None:
        loose = [found for found in _LOOSE.finditer(text, view.body) if not found["span"]]
        match = loose[-1] if loose else None
    match = match or _BEFORE_PAGES.search(text, view.body)
    return date_claims(match) if match else []


def _usual_end(text: str, body: int) -> list[Claim]:
    """Return the year that ends the reference after a comma, or stands in brackets before nothing but pages."""
    bare = text.rstrip(_AFTER_ALL)
    end = len(bare)
    if bare[-6:-4] == ", " and _IS_YEAR.match(bare, end - 4):
        return [Claim("issued", bare[-4:], end - 4, end, end - 6, len(text))] if end - 6 > body else []
    at = text.rfind("(", body)
    if at < 0 or not _USUAL_BRACKET.match(text, at):
        return []
    return [Claim("issued", text[at + 1 : at + 5], at + 1, at + 5, at, at + 6)]
