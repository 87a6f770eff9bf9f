"""Volume, issue and pages around a date in brackets: ``91.5 (1986): 1053–1075``."""

import re

from pipeline.references.claims import Claim, View, trim
from pipeline.references.figures import (
    DASH,
    ISSUE_WORD,
    MAX_DATE,
    NUMBER,
    PAGE_LABEL,
    SUPPLEMENT,
    VOLUME_LABEL,
    as_value,
)
from pipeline.references.sentences import CLAIMED

_VOLUME = r"(?:\d{1,4}[A-Z]?(?:[–-]\d{1,4})?|[IVXLC]{1,8}|[A-Z]\d{1,4}|[A-Z]-\d{1,4})"
_AROUND = re.compile(
    rf"(?P<lead>[,.]?\s(?:{VOLUME_LABEL})?)(?P<volume>{_VOLUME})(?:\.(?P<dotted>{SUPPLEMENT}|[^\s.,()]{{1,9}}(?:\.\d{{1,3}})?)"
    rf"|,?\s(?:{ISSUE_WORD})(?P<named>{NUMBER}|{SUPPLEMENT})|\s?\((?P<bracketed>[^()]{{1,28}})\)"
    rf"|/(?P<slashed>\d{{1,4}})|,?\s(?P<supplement>{SUPPLEMENT}))?(?:\.\s?Jg\.)?,?\s*\Z"
)
"""Volume and issue right before a date in brackets."""
_AROUND_ISSUE = re.compile(rf"(?P<lead>,?\s)(?:{ISSUE_WORD})(?P<named>{NUMBER}|{SUPPLEMENT}),?\s*\Z")
_AROUND_PAGE = re.compile(
    rf"\s?[:,]\s?(?:{PAGE_LABEL})?(?P<page>(?=[^\s]*\d|[ivxlc])[\w.:+]+(?:\s?[{DASH}]{{1,3}}\s?[\w.:+]+)?"
    rf"(?:,\s?\d+(?:\s?[{DASH}]\s?\d+|(?!\d{{4}})))*)(?=[.,;)\s\x1f]|\Z)"
)
"""Pages right after a date in brackets."""
_ISSUE_AFTER = re.compile(rf",?\s(?:{ISSUE_WORD})?(?P<issue>\d{{1,3}}(?:[/–-]\d{{1,3}})?)(?=,\s(?:{PAGE_LABEL})\d)")
"""The issue between date and pages, as German references have it: ``12 (1999) 3, S. 5–10``."""


def around_date(view: View) -> list[Claim]:
    """Return what stands around a date in brackets: ``91.5 (1986): 1053–1075``."""
    date = view.got.get("issued") or view.got.get("status")
    if date is None or view.layout != "bibliography":
        return []
    text = view.rest
    opens = view.text.rfind("(", max(0, date.start - MAX_DATE), date.start)
    closes = view.text.find(")", date.end, date.end + MAX_DATE)
    if opens < 0 or closes < 0 or text[opens] != CLAIMED or text[closes] != CLAIMED:
        return []
    begin = view.got["title"].end if "title" in view.got else view.body
    head = text[max(begin, opens - MAX_DATE) : opens]
    offset = opens - len(head)
    before = _AROUND.search(head)
    if not before or head[: before.start()].rstrip(".").endswith((" no", " No", " nos")):
        before = _AROUND_ISSUE.search(head) or before
    issue = _ISSUE_AFTER.match(text, closes + 1) if before and before.re is _AROUND else None
    page = _AROUND_PAGE.match(text, issue.end() if issue else closes + 1)
    if "_in" in view.got and not issue:
        return []
    if not (before or page or "title" in view.got):
        return []
    start = offset + before.start() if before else opens
    claims = [Claim("_journal", "", start, closes + 1, start, start)]
    for group, value in (before.groupdict() if before else {}).items():
        if value and group != "lead":
            s, e = trim(text, offset + before.start(group), offset + before.end(group)) if before else (0, 0)
            claims.append(Claim("volume" if group == "volume" else "issue", as_value(text[s:e]), s, e, start, opens))
    if issue:
        claims.append(Claim("issue", as_value(issue["issue"]), *issue.span("issue"), *issue.span()))
    if page:
        s, e = trim(text, *page.span("page"))
        claims.append(Claim("page", as_value(text[s:e]), s, e, *page.span()))
    return claims
