"""What a match of volume, issue and pages says: its fields, and the words before it that announce them."""

import re

from pipeline.references.claims import Claim, View, claim, trim
from pipeline.references.figures import DASH, VOLUME_LABEL, as_value
from pipeline.references.months import MONTH, MONTHS, SEASON

_LEAD = re.compile(rf"[,.;:]?\s*+[,(]?\s?(?:{VOLUME_LABEL})?\Z")
_LEAD_REACH = 12
_IS_DATE = re.compile(
    rf"(?:\d{{1,2}}\s)?(?:{SEASON}|{MONTH})(?:[-–/](?:{SEASON}|{MONTH}))?\.?(?:\s\d{{1,2}})"
    rf"?(?:,?\s(?:1[4-9]|20)\d\d)?\Z|(?:1[4-9]|20)\d\d\Z"
)
_YEAR_AGAIN = re.compile(r"\((?P<year>(?:1[4-9]|20)\d\d)\)")
"""The year once more between issue and pages, as computing has it: ``54, 8 (2021), 17–30``."""
_LONG_RANGE = re.compile(rf"\d{{2,5}}[{DASH}]\d{{2,5}}\Z")


def volume_claims(view: View, match: re.Match[str]) -> list[Claim]:
    """Return what a match of volume, issue and pages says, by the names of its groups, and the month or season in it."""
    groups = match.groupdict()
    claims: list[Claim] = [Claim("_journal", "", *match.span(), match.end(), match.end())]
    outer = (lead_start(match), match.end())
    for group, field in (
        ("volume", "volume"),
        ("bracketed", "issue"),
        ("dotted", "issue"),
        ("named", "issue"),
        ("slashed", "issue"),
        ("listed", "issue"),
        ("supplement", "issue"),
        ("page", "page"),
    ):
        value = groups.get(group)
        if not value:
            continue
        start, end = trim(match.string, *match.span(group))
        if group == "bracketed" and _IS_DATE.match(match.string[start:end]):
            claims += _dated(view, match.string[start:end], start, end)
            continue
        if start < end:
            is_range = group == "dotted" and not groups.get("page") and bool(_LONG_RANGE.match(value))
            claims.append(Claim("page" if is_range else field, as_value(match.string[start:end]), start, end, *outer))
    again = _YEAR_AGAIN.search(match[0])
    issued = view.got.get("issued")
    if again and issued and again["year"] == issued.value[:4] and view.layout == "author_date":
        begin = match.start() + again.start("year")
        claims.append(Claim("_year_again", again["year"], begin, begin + len(again["year"]), *outer))
    if groups.get("house"):
        claims.append(claim(view, "publisher", match.span("house")))
    for season in ("season", "season2"):
        if groups.get(season):
            claims += _dated(view, match[season], *match.span(season))
    return claims


def lead_start(match: re.Match[str]) -> int:
    """Return where the words that announce the volume begin."""
    if "lead" in match.re.groupindex:
        return match.start("lead")
    lead = _LEAD.search(match.string, max(0, match.start() - _LEAD_REACH), match.start())
    return lead.start() if lead else match.start()


def _dated(view: View, raw: str, start: int, end: int) -> list[Claim]:
    """Return the date already found made more precise by a month or season."""
    issued = view.got.get("issued")
    if issued is None or not issued.value.isdigit() or (name := raw.lstrip("0123456789 ")[:3].lower()) not in MONTHS:
        return []
    return [Claim("issued", f"{issued.value}-{MONTHS[name]:02d}", issued.start, issued.end, start, end)]
