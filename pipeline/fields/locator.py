"""Where in a journal, newspaper or book the work stands: volume, issue and pages."""

import re
from collections.abc import Iterator

from pipeline.references.claims import Claim, View, announcing, claim, trim
from pipeline.references.sentences import CLAIMED, sentence_starts

_DASHES_PRINTED = "‐‑‒–—―−-"
_DASH = re.escape(_DASHES_PRINTED)
_SEASON = r"Spring|Summer|Autumn|Fall|Winter"
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|"
    r"Sep(?:tember|t\.|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_PAGE = r"(?:[A-Za-z]{0,4}\d[\d.]{0,8}[A-Za-z]?|[ivxlc]{1,8})(?!\w)"
_PAGES = rf"(?:{_PAGE}(?:\s{{0,2}}(?:[{_DASH}]{{1,3}}|\?)\s{{0,2}}{_PAGE}(?:,\s?\d{{1,3}}(?!\s?[\w:{_DASH}]))*)?(?:,\s?\d+\s?[{_DASH}]\s?\d+)*)"
_PAGE_LABEL = r"(?:[Pp]{1,2}\s?\.|[Pp]ages?|[Pp]gs?\.|S\.|Seiten?|[Aa]rt(?:icle|\.)?(?:\s?[Nn]o\.)?)\s?"
_ISSUE_WORD = (
    r"(?:[Nn]o\.?|[Nn]os\.|[Nn]umber|[Nn]úm\.|[Nn]r\.?|n[°º]|n(?=\s\d)|№|[Ii]ss(?:ue|\.)|[Hh]eft|H\.|[Ff]asc\.)\s?"
)
_NUMBER = rf"\d{{1,5}}[A-Za-z]?(?:\s?[/{_DASH}&]\s?\d{{1,4}})?"
_SUPPLEMENT = r"(?:[Ss]uppl(?:ement|\.)?|[Ss]pecial [Ii]ssue|[Ss]pec\. [Ii]ss\.)(?:\s?\d{1,3})?"
_VOLUME = r"(?:\d{1,4}[A-Z]?(?:[–-]\d{1,4})?|[IVXLC]{1,8}|[A-Z]\d{1,4}|[A-Z]-\d{1,4})"
_VOLUME_LABEL = r"(?<![^\W\d_])(?:[Vv]ol(?:umen?|s)?\.?|VOL\.|Bd\.|Band|[Tt](?:om[eo]|\.)|v\.|Jg\.)\s?"
_ISSUE = (
    rf"(?:,?\s*+\(\s?(?:{_ISSUE_WORD}|[Ss]erial [Nn]o\. )?(?P<bracketed>[^()]{{1,28}})\)"
    rf"|\.\s?(?:Jg\.?,?\s?(?:H\.|Heft|Nr\.)\s?)?(?P<dotted>{_SUPPLEMENT}|{_NUMBER})(?!\.\d)"
    rf"|\s?[,.:;]?\s?(?:{_ISSUE_WORD})(?P<named>{_NUMBER}|{_SUPPLEMENT})"
    rf"|\s?/\s?(?P<slashed>\d{{1,4}})"
    rf"|[,:]\s?(?P<listed>\d{{1,4}}(?:[-–/]\d{{1,3}})?)(?=\s?[:(,]\s?(?:pp?\.\s?)?[A-Za-z]?\d)"
    rf"|,?\s(?P<supplement>{_SUPPLEMENT}))?"
)
_WHEN = (
    rf"(?:\s*+\(\s?(?:(?P<season>{_SEASON}|{_MONTH}(?:[-–/]{_MONTH})?)(?:\s\d{{1,2}})?,?\s?)"
    rf"?(?:1[4-9]|20)?\d?\d?\)|,?\s(?P<season2>{_SEASON}|{_MONTH}(?:[-–/]{_MONTH})?)(?=\s?[:,])"
    rf"|\s(?:1[89]|20)\d\d(?=,?\s?pp?\.))?"
)
_BEFORE = r"(?<=[^\W_].|[.)\"”’»,;:?!'\]*].)"
"""What may stand before the character just matched: patterns begin with a character, not with a look around."""
_LEAD = re.compile(rf"[,.;:]?\s*+[,(]?\s?(?:{_VOLUME_LABEL})?\Z")
_LEAD_REACH = 12
_FRESH = (
    r"(?<!\w.)(?<!\d[./-].)(?<![°№#].)(?<!° .)(?<![Nn]o\. .)(?<![Nn]o\..)(?<!Nr\. .)(?<![Ii]ssue .)(?<!Chapter .)"
    r"(?<![Ss]er\. .)(?<![Ss]er\..)(?<![Ss]eries .)"
)
_FRESH_VOLUME = (
    rf"(?P<volume>[\dA-Z]{_FRESH}(?:(?<=\d)\d{{0,3}}[A-Z]?(?:[–-]\d{{1,4}})?|(?<=[IVXLC])[IVXLC]{{0,7}}(?![A-Za-z])|"
    r"(?<=[A-Z])-?\d{1,4}))"
)
_FULL = re.compile(
    rf"{_FRESH_VOLUME}{_ISSUE}{_WHEN}"
    rf"(?:\s*+[:,.;]\s{{0,2}}(?:{_PAGE_LABEL})?|\s*+{_PAGE_LABEL}|\s(?=\d+\s?[{_DASH}]))(?P<page>{_PAGES})"
    rf"(?=\s*+(?:[.,;)\]]|\Z|\(|\d+\.?\Z))"
)
_NO_PAGES = re.compile(
    rf"{_FRESH_VOLUME}"
    rf"(?:\s*+\(\s?(?:{_ISSUE_WORD}|[Ss]erial [Nn]o\. )?(?P<bracketed>[^()]{{1,28}})\)|\.(?P<dotted>{_SUPPLEMENT}|"
    rf"{_NUMBER})|,?\s(?:{_ISSUE_WORD})(?P<named>{_NUMBER})){_WHEN}(?=[\s.,;:]*\Z)"
)
_TURNED = re.compile(
    rf"(?P<lead>[,\s]*+)\((?P<volume>\d{{1,4}})\)\s?(?P<dotted>\d{{1,4}})\s?:\s?(?P<page>{_PAGES})(?=\s*+(?:[.,;)]|\Z))"
)
_LISTED = re.compile(
    rf"(?P<lead>,?\s)\((?P<volume>\d{{1,4}})(?:\s?[:.]\s?(?P<dotted>\d{{1,4}}))?\),\s?(?:{_PAGE_LABEL})(?P<page>{_PAGES})(?=\s*+(?:[.,;)]|\Z))"
)
"""Volume and issue in brackets: ``(18:1), pp. 117–138``."""
_WITH_HOUSE = re.compile(
    rf"(?<=\w) (?P<volume>\d{{1,4}}) \((?P<bracketed>[^()]{{1,28}})\)\. (?P<house>[^\W\d_a-z][\w&’'. -]{{1,40}}): (?P<page>{_PAGES})(?=\s*+(?:[.;)\x1f]|\Z))"
)
"""The publisher between issue and pages: ``Geoforum 11 (3). Elsevier: 303–22``."""
_BY_DAY = re.compile(rf"(?<=[^\W\d_])(?P<lead>\s)(?P<month>{_MONTH})\s?\((?P<day>\d{{1,2}})\)(?=[\s.,;]*\Z)")
_ISSUE_ONLY = re.compile(
    rf"(?P<lead>[,.;:\s]{_BEFORE}(?:(?<!\s)\s)?(?<=\s))(?:{_ISSUE_WORD})(?P<named>{_NUMBER}){_WHEN}(?:\s*+[:,]\s?(?:{_PAGE_LABEL})"
    rf"?(?P<page>{_PAGES}))?(?=\s*+(?:[.,;)\]]|\Z|\(|\d+\.?\Z))"
)
_VOLUME_ONLY = re.compile(
    rf"(?P<lead>[,;\s]{_BEFORE}(?:(?<!\s)\s)?(?<=\s))(?:{_VOLUME_LABEL})?(?P<volume>\d{{1,3}}){_WHEN}(?=[\s.,;:]*(?:\([Ii]n press\)[.]?)?\Z)"
)
_PAPER = re.compile(r"\b(?:[Pp]aper|[Rr]eport|[Bb]rief|[Mm]emorandum)s?(?: [Ss]eries)?,?\Z")
_LABEL_ALONE = re.compile(r"\x1f\s{0,2}(?:[Vv]ol(?:ume)?\.?|Bd\.|Band|[Tt]om[eo])\Z")
_PAGES_ONLY = re.compile(
    rf"(?P<lead>[,.:;(\s](?:(?<!\s)\s)?)(?:(?P<label>{_PAGE_LABEL})(?P<page>{_PAGES})"
    rf"|(?P<range>{_PAGE}\s?[{_DASH}]{{1,3}}\s?{_PAGE})"
    rf")\)?(?=\s*+(?:[.,;)]|\Z|\())"
)
_PAGE_AFTER_NAMES = re.compile(r"(?<=\x1f),\s(?P<page>\d{1,4}|[ivxlc]{1,8})(?=\.\s|\.?\s*\Z)")
_PART_PAGES = re.compile(r"\D*(?<=, )(?P<page>\d{1,5}[–-]\d{1,5})(?=\. )\D*\Z")
"""Pages of a part that are all its figures: ``In Book, edited by C. Roe, 8–42. Place: Publisher``."""
_PAGE_AT_END = re.compile(
    rf"(?<=[^\W\d_]):\s(?P<page>[A-Za-z]{{0,8}}\d(?:[\w.:+]{{0,12}}\w)?(?:[{_DASH}]{{1,3}}[\w.:+]{{0,12}}\w)?)(?=[\s.]*\Z)"
)
_ANY_DASH = re.compile(rf"[{_DASH}]")
_RANGE_DASH = re.compile(
    rf"[{_DASH}](?!(?<=[^\W\d_ivxlc].)[^\W\d_])"
    r"(?!(?:(?<=[^(\w]1\d\d\d.)|(?<=[^(\w]20\d\d.))(?:1\d\d\d|20\d\d|\d\d)(?!\d))"
)
"""A dash that is neither within a word nor between years."""
_LONGEST_PAGE = 18
"""A page with all that belongs to it, in characters."""
_SECTION_PAGE = re.compile(r"[A-Z]\d{1,3}\Z")
"""A page of a newspaper, with its section: ``A22``."""
_HOUSE = re.compile(
    rf" (?<=[\w.)] )(?<![Nn]o\. )(?<!os\. )(?<![Nn]r\. )(?<!ol\. )(?<!ssue )(?<!eft )(?<!Jg\. )(?P<volume>\d{{1,4}}|[IVXLC]{{1,8}})(?:\.(?P<dotted>{_SUPPLEMENT}|[^\s:.,()]{{1,9}}(?:\.\d{{1,3}}|, pt\. \d)?)|, no\. (?P<named>[^\s:.,()]{{1,9}}))?: "
    rf"(?P<page>[\w.:+]{{1,16}}(?:[{_DASH}]{{1,3}}[\w.:+]{{1,16}})?)(?=[\s.]*\Z)"
)
"""The form of the house style, ``91.4: 509–536``; issues and pages may be of any kind in it."""
_HOUSE_REACH = 40
"""How far before the colon, the last one there is, the volume may begin."""
_VOLUMES_BEFORE = re.compile(r"[Vv]ols\.\s?\Z")
_VOLUME_BEFORE = re.compile(r"[Vv]ol\. [\dIVXLC]+\s\Z")
_NEWSPAPER = re.compile(
    rf"(?<=[^\W\d_]|\)),\s(?:(?P<day>\d{{1,2}})(?:[-–](?P<last>\d{{1,2}}))?\s(?P<month>{_MONTH})|(?P<month2>{_MONTH}|{_SEASON})"
    rf"(?:\s(?P<day2>\d{{1,2}}))?(?!\w))(?:,?\s?(?P<year>(?:1[6-9]|20)\d\d))?"
    rf"(?P<printing>(?:,\s(?:[\w’]+\s){{1,2}}ed(?:ition|\.))?(?:,\ssec(?:tion|\.)\s\w{{1,3}}(?=[\s.]*\Z))?)"
    rf"(?:[,:]\s(?:sec(?:tion|\.)\s\w{{1,3}},\s)?(?:{_PAGE_LABEL})?(?P<page>[A-Z]{{0,2}}\d{{1,3}}(?:[-–]\d{{1,3}})"
    rf"?))?(?=[\s.,;]*\Z)"
)
_AFTER_DAY = re.compile(
    rf"(?<=\x1f)[,.:]?\s(?:sec(?:tion|\.)\s\w{{1,3}},\s)?(?:{_PAGE_LABEL})"
    rf"?(?P<page>[A-Z]{{0,2}}\d{{1,3}}(?:[-–]\d{{1,3}})"
    rf"?)(?=[\s.,;]*\Z)"
)
_ISSUE_WORDS = announcing(
    "No no Nos nos Number number Núm núm Nr nr n nº Iss iss Issue issue Heft heft H Fasc fasc".split()
)
_PAGE_WORDS = announcing(
    "p P pp Pp pP PP page Page pages Pages pg Pg pgs Pgs S Seite Seiten art Art article Article".split()
)
_SECTION_WORDS = announcing(("sec", "section"))
_SECTION_ALONE = re.compile(r"(?<=\x1f),\s(?P<section>sec(?:tion|\.)\s\w{1,3})(?=[\s.]*\Z)")
_SECTION_AT_END = re.compile(r"(?<=[^\W\d_]), (?P<page>[A-Z]{1,2}\d{1,3}(?:[-–][A-Z]?\d{1,3})?)(?=[\s.]*(?:\Z|\x1f))")
"""Section and page of a newspaper whose day stands at the front: ``The New York Times, A12``."""
_DAYS = 2
"""Hyphens in a date that has a day."""
_MONTH_WORDS = announcing(
    """
    Jan January Feb February Mar March Apr April May Jun June Jul July Aug August Sep Sept September Oct
    October Nov November Dec December Spring Summer Autumn Fall Winter
    """.split()
)
_MONTHS = {m: i for i, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)} | {
    "spr": 21, "sum": 22, "aut": 23, "fal": 23, "win": 24,
}  # fmt: skip
_IS_DATE = re.compile(
    rf"(?:\d{{1,2}}\s)?(?:{_SEASON}|{_MONTH})(?:[-–/](?:{_SEASON}|{_MONTH}))?\.?(?:\s\d{{1,2}})"
    rf"?(?:,?\s(?:1[4-9]|20)\d\d)?\Z|(?:1[4-9]|20)\d\d\Z"
)
_AROUND = re.compile(
    rf"(?P<lead>[,.]?\s(?:{_VOLUME_LABEL})?)(?P<volume>{_VOLUME})(?:\.(?P<dotted>{_SUPPLEMENT}|[^\s.,()]{{1,9}}(?:\.\d{{1,3}})?)"
    rf"|,?\s(?:{_ISSUE_WORD})(?P<named>{_NUMBER}|{_SUPPLEMENT})|\s?\((?P<bracketed>[^()]{{1,28}})\)"
    rf"|/(?P<slashed>\d{{1,4}})|,?\s(?P<supplement>{_SUPPLEMENT}))?,?\s*\Z"
)
"""Volume and issue right before a date in brackets."""
_AROUND_ISSUE = re.compile(rf"(?P<lead>,?\s)(?:{_ISSUE_WORD})(?P<named>{_NUMBER}|{_SUPPLEMENT}),?\s*\Z")
_AROUND_PAGE = re.compile(
    rf"\s?[:,]\s?(?:{_PAGE_LABEL})?(?P<page>(?=[^\s]*\d|[ivxlc])[\w.:+]+(?:\s?[{_DASH}]{{1,3}}\s?[\w.:+]+)?"
    rf"(?:,\s?\d+(?:\s?[{_DASH}]\s?\d+|(?!\d{{4}})))*)(?=[.,;)\s\x1f]|\Z)"
)
"""Pages right after a date in brackets."""
_DASHES = re.compile(rf"\s*[{_DASH}]+\s*")
_YEARS = re.compile(rf"(?:1\d|20)\d\d(?:\s?[{_DASH}]{{1,3}}\s?(?:(?:1\d|20)\d\d|\d\d))?\Z")
_YEAR_LAST = re.compile(r"[-–](?:1\d|20)\d\d\Z")
_PLACE_AFTER = re.compile(r"[^\W\d_]: ")
_MAX_LETTERS_AFTER = 40
_AFTER_ALL = f" .,;)]{CLAIMED}"
_REACH = 130
"""How far from its end a reference to a journal may have the volume, in characters."""
_MAX_DATE = 40
"""How far a date in brackets, or what stands before it, may reach, in characters."""
_LONG_RANGE = re.compile(rf"\d{{2,5}}[{_DASH}]\d{{2,5}}\Z")
_DIGIT = re.compile(r"\d")
_NUMERAL = re.compile(r"[-–](?<=[ivxlc].)")
"""A roman numeral that begins a range."""


def locator(view: View) -> list[Claim]:
    """Return volume, issue and pages; for newspapers and magazines the day and month as well."""
    text, start = view.rest, view.body
    claims = _around_date(view) or _newspaper(view)
    if claims:
        return claims
    is_part = "_in" in view.got
    start = view.got["_in"].end if is_part else max(start, len(text.rstrip(_AFTER_ALL)) - _REACH)
    if not _DIGIT.search(text, start) and not _NUMERAL.search(text, start):
        return []
    if is_part:
        usual = _PART_PAGES.match(text, start)
        if usual and view.words.isdisjoint(_PAGE_WORDS) and text[usual.start("page") - 3] not in "IVXLC":
            return _pages(view, usual.start("page") - 2)
    else:
        colon = text.rfind(": ", start)
        match = _HOUSE.search(text, max(start, colon - _HOUSE_REACH)) if colon >= 0 else None
        if match:
            return _claims(view, match)
        if _imprint_follows(text, start):
            return _pages(view, view.body)
    match = _volume(view, start, is_part=is_part)
    if match and _plausible(match, is_part=is_part) and not _numbers_paper(text, match):
        return _claims(view, match)
    begin = start if is_part else view.body
    return _pages(view, begin) or _page_at_end(view) or _volume_only(view)


def _volume(view: View, start: int, *, is_part: bool) -> re.Match[str] | None:
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


def _imprint_follows(text: str, start: int) -> bool:
    """Say whether place and publisher follow all figures, which are no volume then."""
    last = max(text.rfind(figure, start) for figure in "0123456789")
    return last >= 0 and _PLACE_AFTER.search(text, last) is not None


def _numbers_paper(text: str, match: re.Match[str]) -> bool:
    """Say whether the number is that of a working paper or report: ``Discussion Paper No. 2001/12``."""
    is_alone = match.groupdict().get("named") and not match.groupdict().get("volume")
    return bool(is_alone) and _PAPER.search(text, max(0, match.start() - _MAX_DATE), match.start()) is not None


def _in_brackets(text: str, start: int, *, is_part: bool) -> re.Match[str] | None:
    """Return volume or issue in brackets, in the forms that other patterns would misread."""
    match = _TURNED.search(text, start) or _LISTED.search(text, start)
    return match if match or is_part else _WITH_HOUSE.search(text, start)


def _around_date(view: View) -> list[Claim]:
    """Return what stands around a date in brackets: ``91.5 (1986): 1053–1075``."""
    date = view.got.get("issued") or view.got.get("status")
    if date is None or view.layout != "bibliography" or "_in" in view.got:
        return []
    text = view.rest
    opens = view.text.rfind("(", max(0, date.start - _MAX_DATE), date.start)
    closes = view.text.find(")", date.end, date.end + _MAX_DATE)
    if opens < 0 or closes < 0 or text[opens] != CLAIMED or text[closes] != CLAIMED:
        return []
    begin = view.got["title"].end if "title" in view.got else view.body
    head = text[max(begin, opens - _MAX_DATE) : opens]
    offset = opens - len(head)
    before = _AROUND.search(head)
    if not before or head[: before.start()].rstrip(".").endswith((" no", " No", " nos")):
        before = _AROUND_ISSUE.search(head) or before
    page = _AROUND_PAGE.match(text, closes + 1)
    if not (before or page or "title" in view.got):
        return []
    start = offset + before.start() if before else opens
    claims = [Claim("_journal", "", start, closes + 1, start, start)]
    for group, value in (before.groupdict() if before else {}).items():
        if value and group != "lead":
            s, e = trim(text, offset + before.start(group), offset + before.end(group)) if before else (0, 0)
            claims.append(Claim("volume" if group == "volume" else "issue", _number(text[s:e]), s, e, start, opens))
    if page:
        s, e = trim(text, *page.span("page"))
        claims.append(Claim("page", _number(text[s:e]), s, e, *page.span()))
    return claims


def _last(pattern: re.Pattern[str], text: str, start: int) -> re.Match[str] | None:
    found = list(pattern.finditer(text, start))
    return found[-1] if found else None


def _plausible(match: re.Match[str], *, is_part: bool) -> bool:
    """Refuse what only looks like a volume: a year before a page range, a roman numeral that is a word."""
    groups = match.groupdict()
    volume = groups.get("volume")
    if volume and not groups.get("page") and (volume.isalpha() or groups.get("dotted") == "0"):
        return False
    if is_part:
        return not (volume and _YEARS.match(volume))
    if groups.get("listed") and volume and _YEARS.match(volume):
        return False
    after = match.string[match.end() :]
    return not _PLACE_AFTER.search(after) and sum(c.isalpha() for c in after) < _MAX_LETTERS_AFTER


def _claims(view: View, match: re.Match[str]) -> list[Claim]:
    groups = match.groupdict()
    claims: list[Claim] = [Claim("_journal", "", *match.span(), match.end(), match.end())]
    outer = (_lead_start(match), match.end())
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
            claims.append(Claim("page" if is_range else field, _number(match.string[start:end]), start, end, *outer))
    if groups.get("house"):
        claims.append(claim(view, "publisher", match.span("house")))
    for season in ("season", "season2"):
        if groups.get(season):
            claims += _dated(view, match[season], *match.span(season))
    return claims


def _lead_start(match: re.Match[str]) -> int:
    """Return where the words that announce the volume begin."""
    if "lead" in match.re.groupindex:
        return match.start("lead")
    lead = _LEAD.search(match.string, max(0, match.start() - _LEAD_REACH), match.start())
    return lead.start() if lead else match.start()


def _number(raw: str) -> str:
    is_plain = raw.replace("–", "", 1).replace(".", "").isalnum()
    return raw if is_plain else _DASHES.sub("–", raw.replace("?", "–"))


def _dated(view: View, raw: str, start: int, end: int) -> list[Claim]:
    """Return the date already found made more precise by a month or season."""
    issued = view.got.get("issued")
    if issued is None or not issued.value.isdigit() or (name := raw.lstrip("0123456789 ")[:3].lower()) not in _MONTHS:
        return []
    return [Claim("issued", f"{issued.value}-{_MONTHS[name]:02d}", issued.start, issued.end, start, end)]


def _after_day(view: View) -> list[Claim]:
    """Return page or section of a newspaper where nothing else follows a day already found."""
    issued = view.got.get("issued")
    if issued is None or "-" not in issued.value:
        return []
    alone = _AFTER_DAY.search(view.rest, view.body)
    if not alone and not view.words.isdisjoint(_SECTION_WORDS):
        section = _SECTION_ALONE.search(view.rest, view.body)
        if section:
            return [claim(view, "note", section.span("section"), section.span())]
    if not alone and issued.value.count("-") == _DAYS:
        alone = _SECTION_AT_END.search(view.rest, max(view.body, len(view.rest.rstrip(_AFTER_ALL)) - _MAX_DATE))
    return [Claim("page", _number(alone["page"]), *alone.span("page"), *alone.span())] if alone else []


def _newspaper(view: View) -> list[Claim]:
    claims = _after_day(view)
    if claims:
        return claims
    if view.words.isdisjoint(_MONTH_WORDS):
        return []
    match = _NEWSPAPER.search(view.rest, max(view.body, len(view.rest.rstrip(_AFTER_ALL)) - _REACH))
    match = match or _BY_DAY.search(view.rest, view.body)
    if not match:
        return []
    groups = match.groupdict()
    month, day = groups["month"] or groups["month2"] or "", groups["day"] or groups.get("day2")
    year, page = groups.get("year"), groups.get("page")
    issued = view.got.get("issued")
    number = _MONTHS[month[:3].lower()]
    date = _month_day(number, day)
    if groups.get("last") and (year or issued):
        date += f"/{year or (issued.value if issued else '')}{_month_day(number, groups['last'])}"
    if issued and issued.value.isdigit() and year in (None, issued.value):
        till = max(match.end(group) for group in ("day", "month", "month2", "day2", "year") if groups.get(group))
        claims.append(Claim("issued", issued.value + date, issued.start, issued.end, match.start(), till))
    elif issued is None and year:
        claims.append(
            Claim("issued", year + date, *trim(match.string, match.start() + 1, match.end("year")), *match.span())
        )
    else:
        claims.append(Claim("note", match[0].strip(" ,"), *trim(match.string, *match.span()), *match.span()))
    if page:
        claims.append(Claim("page", _number(page), *match.span("page"), *match.span()))
    if groups.get("printing"):
        claims.append(claim(view, "note", match.span("printing"), match.span()))
    return claims


def _month_day(number: int, day: str | None) -> str:
    """Return month and day as EDTF has them; a season has no days."""
    return f"-{number:02d}" + (f"-{int(day):02d}" if day and number <= 12 and 1 <= int(day) <= 31 else "")


def _pages(view: View, begin: int) -> list[Claim]:
    is_part = "_in" in view.got
    latest = view.got["issued"].value[:4] if is_part and "issued" in view.got else ""
    found = [match for match in _pages_found(view, begin) if _is_page(match, latest)]
    if not found:
        match = _PAGE_AFTER_NAMES.search(view.rest, begin) if is_part else None
        return [Claim("page", match["page"], *match.span("page"), *match.span())] if match else []
    pages = found[-1]["range"]
    if not is_part and pages and _YEAR_LAST.search(pages) and _PLACE_AFTER.search(view.rest, found[-1].end()):
        return []  # years of the title: "The ship, 600–1600. London: Croom Helm"
    group = "page" if found[-1]["page"] else "range"
    start, end = trim(view.rest, *found[-1].span(group))
    return [Claim("page", _number(view.rest[start:end]), start, end, *found[-1].span())]


def _pages_found(view: View, begin: int) -> Iterator[re.Match[str]]:
    """Yield what looks like pages; without a label they are a range, and stand around a dash."""
    text, end = view.rest, len(view.rest)
    if view.words.isdisjoint(_PAGE_WORDS):
        first = (_ANY_DASH if "_in" in view.got else _RANGE_DASH).search(text, begin)
        if not first:
            return
        last = max(map(text.rfind, _DASHES_PRINTED))
        begin, end = max(begin, first.start() - _LONGEST_PAGE), min(end, last + 2 * _LONGEST_PAGE)
    yield from _PAGES_ONLY.finditer(text, begin, end)


def _page_at_end(view: View) -> list[Claim]:
    """Return the page after a colon where no volume stands before it: ``Washington Post: A03``."""
    match = _PAGE_AT_END.search(view.rest, max(view.body, len(view.rest.rstrip()) - _MAX_DATE))
    is_last = match and ("title" in view.got or _SECTION_PAGE.match(match["page"]))
    if not match or not (is_last or sentence_starts(view.rest, view.body, match.start())):
        return []
    return [Claim("page", match["page"], *match.span("page"), *match.span())]


def _is_page(match: re.Match[str], latest: str) -> bool:
    """Refuse a range that is rather one of years, or of something else in the middle of a sentence.

    What begins after ``latest``, the year of the book, is none of years.
    """
    if match["page"] or (
        match["lead"] == "(" and _VOLUME_BEFORE.search(match.string, match.start() - 12, match.start())
    ):
        return True
    if _VOLUMES_BEFORE.search(match.string, max(0, match.start() - len("vols.")), match.end("lead")):
        return False
    after_space = match["lead"] == " " and match.string[match.start() - 1] != CLAIMED
    pages = match["range"].rstrip(".")
    return not after_space and (not _YEARS.match(pages) or (latest.isdigit() and latest < pages[:4]))


def _volume_only(view: View) -> list[Claim]:
    match = _VOLUME_ONLY.search(view.rest, view.body) if "_in" not in view.got else None
    if not match or not ("title" in view.got or sentence_starts(view.rest, view.body, match.start())):
        return []
    if _LABEL_ALONE.search(view.rest, 0, match.start()):
        return []  # nothing but the label stands after the title: a volume of a book
    return _claims(view, match)
