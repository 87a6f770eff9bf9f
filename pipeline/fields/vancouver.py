"""The style of medicine (Vancouver, ICMJE): ``Smith J, Jones K. Schools and towns. Urban Stud. 1990;12(3):45-50``.

Its date shows it: a year and a semicolon before volume and pages, or a semicolon between publisher and year.
"""

import re

from pipeline.references.claims import Claim, View, claim
from pipeline.references.figures import PAGES, as_value
from pipeline.references.months import MONTH, MONTHS, month_day

_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
_JOURNAL = re.compile(
    rf"(?<=[\w.)] ){_YEAR}(?: (?P<month>{MONTH})\.?(?: (?P<day>\d{{1,2}}))?(?:[-–]{MONTH}|[-–]\d{{1,2}})?)?; ?"
    rf"(?P<volume>[A-Z]?\d{{1,4}}[A-Z]?)?(?: ?\((?P<issue>[^()]{{1,24}})\))?: ?(?P<page>{PAGES})(?=[\s.,;\x1f]|\Z)"
)
_BOOK = re.compile(
    rf"(?<=[.\x1f] )(?P<place>[^\W\d_a-z][^.:;]{{1,40}}): (?P<publisher>[^:;]{{2,60}}); ?{_YEAR}(?=[\s.,;\x1f]|\Z)"
    r"(?:[.,:] (?:p\. ?(?P<page>[\d–-]{1,11})|(?P<note>\d{1,4} p))(?=[\s.]*\Z))?"
)
_NAMES = re.compile(
    r"(?:(?:[^\W\d_][\w’'-]*+ ){1,4}[^\W\d_a-z]{1,3}(?: (?:Jr|Sr|[23](?:nd|rd)))?(?:, ))*+"
    r"(?:(?:[^\W\d_][\w’'-]*+ ){1,4}[^\W\d_a-z]{1,3}(?: (?:Jr|Sr|[23](?:nd|rd)))?|et al|editors?)\.(?= )"
)
_REACH = 30
"""How far before the semicolon the date of an article begins."""
_LONGEST_IMPRINT = 110


def vancouver(view: View) -> list[Claim]:
    """Return date, volume, issue and pages, or the imprint; nothing when the semicolon of this style is not there."""
    semicolon = view.rest.rfind(";")
    if semicolon < 0:
        return []
    journal = _JOURNAL.search(view.rest, max(0, semicolon - _REACH))
    if journal:
        return _in_journal(journal)
    book = _BOOK.search(view.rest, max(0, semicolon - _LONGEST_IMPRINT))
    return _imprint(view, book) if book else []


def dated_again(view: View) -> list[Claim]:
    """Return volume, issue and pages after the year at the front once more: ``2010. Tides. Lancet 2010;375:1145–51``."""
    issued = view.got.get("issued")
    claims = vancouver(view) if issued else []
    years = [made.value[:4] for made in claims if made.field == "issued"]
    if not issued or years != [issued.value[:4]]:
        return []
    return [made._replace(field="_year_again") if made.field == "issued" else made for made in claims]


def names_end(text: str) -> int:
    """Return where a list of names ends whose initials have no full stops: ``Smith J, Jones K.``; 0 when none begins."""
    match = _NAMES.match(text)
    return match.end() - 1 if match else 0


def _in_journal(match: re.Match[str]) -> list[Claim]:
    date = match["year"] + (month_day(MONTHS[match["month"][:3].lower()], match["day"]) if match["month"] else "")
    end = match.end("day") if match["day"] else match.end("month") if match["month"] else match.end("year")
    return [
        Claim("_journal", "", *match.span(), match.end(), match.end()),
        Claim("issued", date, match.start("year"), end, *match.span()),
        *(_figures(match, field) for field in ("volume", "issue", "page") if match[field]),
    ]


def _figures(match: re.Match[str], field: str) -> Claim:
    start = match.start(field)
    raw = match[field].rstrip(".")
    return Claim(field, as_value(raw), start, start + len(raw), *match.span())


def _imprint(view: View, match: re.Match[str]) -> list[Claim]:
    claims = [
        claim(view, "publisher_place", match.span("place"), match.span()),
        claim(view, "publisher", match.span("publisher"), match.span()),
        Claim("issued", match["year"], *match.span("year"), *match.span()),
    ]
    claims += [_figures(match, "page")] if match["page"] else []
    return [*claims, claim(view, "note", match.span("note"), match.span())] if match["note"] else claims
