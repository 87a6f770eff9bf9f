"""When the work first came out, where the reference says so beside the date of the cited edition."""

import re

from pipeline.references.claims import Claim, View, announcing, claim
from pipeline.references.places import is_known_place
from pipeline.references.years import first_date

_YEAR = r"(?P<year>-?\d{3,4}(?:[–-]\d{2,4})?)"
_FIRST = re.compile(
    rf"[\s(\[](?:(?:[Oo]riginally|[Ff]irst|[Oo]rig\.)\s?(?:published|pub\.|publ\.|released|"
    rf"issued|appeared|printed|edition|ed\.)?(?:\s(?:in|as)(?=\s\d))?|"
    rf"[Oo]riginal (?:edition|work published),?(?:\sin)?|[Ee]rstausgabe|1st pub\.),?\s(?:(?:c\.|"
    rf"ca\.)\s)?{_YEAR}(?![\d–-])\.?[)\]]?\.?"
)
_FIRST_IN = re.compile(
    r"(?:(?<=[\x1f.,;] )|(?<=\())(?P<note>(?:[Oo]riginally|[Ff]irst) (?:published|issued|appeared|"
    r"printed) (?:as|in|by|under|at) (?:[^().]|\.(?=\S)|\([^()]{2,80}\)){3,160})\)?"
)
_YEAR_IN = re.compile(r"\b(1[4-9]\d\d|20\d\d)\b")
_REPRINT = re.compile(
    r"(?:(?:(?<=[\x1f.,;] )|(?<=[(\[]))(?P<year>1[4-9]\d\d)[;,.]\s)?(?:(?<=[\x1f.,;] )|(?<=[(\[])"
    r")(?P<word>[Rr]epr(?:int(?:ed)?|\.)|[Rr]pt\.|[Rr]eissued?)(?:\s(?:ed(?:ition|\.)|by|in))?(?:[,.;:]|"
    r"\s(?=[(\[]|[A-Z][\w. ]{2,30}:))\s?(?P<reprint_of>(?:of\s)?(?:1[4-9]\d\d)(?:\sed\.)?)"
    r"?"
)
_REPRINTED_IN = re.compile(r"[.;\x1f] (?P<note>(?:Reprinted|Repr\.) in [^\W\d_a-z“][^\x1f]{3,300}: )")
"""Where an article stands once more, with place and publisher: all of it is a remark."""
_REPRINT_REMARK = re.compile(r"\((?P<note>(?:[Rr]epr(?:inted|\.)|[Rr]eissued) [^()\d][^()]{3,160})\)")
_DIGITS = re.compile(r"\d+")
_LAST_YEAR = re.compile(r",\s\(?(?P<year>\d{4})\)?(?=[\s.]*\Z)")
_YEAR_ALONE = re.compile(
    r"[.?!”\"\x1f](?<!\d\.) (?P<year>1[4-9]\d\d|20\d\d)\. (?:(?P<place>[^\W\d_a-z][^.:\d]{1,40}): [^:\d]{2,60}, (?:1[4-9]|20)\d\d\b|(?=(?:Edited|Translated) by ))"
)
_WORDS = announcing(
    """
    Originally originally First first Orig orig Original original Erstausgabe st Reprint reprint Reprinted
    reprinted Repr repr Rpt Reissue Reissued reissued
    """.split()
)


def original_date(view: View) -> list[Claim]:
    """Return the date of first publication, and as note what else is said of it."""
    text = view.rest
    claims = _before_imprint(view) if view.layout == "bibliography" else _year_again(view) or _reprinted(view)
    if view.words.isdisjoint(_WORDS):
        return claims
    elsewhere = _REPRINTED_IN.search(text, max(view.body, view.got["title"].end if "title" in view.got else 0))
    if elsewhere:
        span = elsewhere.start("note"), len(text.rstrip(" .\x1f"))
        return [*claims, claim(view, "note", span, span)]
    match = _FIRST.search(text, max(view.body - 1, 0))
    if match:
        claims.append(_date(match))
    else:
        note = _FIRST_IN.search(text, view.body)
        if note:
            claims.append(Claim("note", " ".join(note["note"].split()), *note.span("note"), *note.span()))
            year = _YEAR_IN.search(text, *note.span("note"))
            if year:
                claims.append(Claim("original_date", year[1], *year.span(1), *year.span(1)))
    whole = _REPRINT_REMARK.search(text, view.body)
    match = None if whole else _REPRINT.search(text, max(view.body - 1, 0))
    if whole:
        claims.append(claim(view, "note", whole.span("note"), whole.span()))
    if match:
        if match["year"] and not claims:
            claims.append(Claim("original_date", match["year"], *match.span("year"), *match.span()))
        start = match.start("word")
        word = match["word"].rstrip(".")
        claims.append(Claim("note", "Reprint", start, start + len(word), *match.span()))
    return claims


def _year_again(view: View) -> list[Claim]:
    """Return nothing but the mark that the year at the end is the one already found at the front."""
    issued = view.got.get("issued")
    if issued is None:
        return []
    match = _LAST_YEAR.search(view.rest, max(view.body, len(view.rest) - 12))
    if not match or match["year"] != issued.value[:4]:
        return []
    return [Claim("_year_again", match["year"], *match.span("year"), *match.span())]


def _before_imprint(view: View) -> list[Claim]:
    """Return the year between title and imprint, where another year closes it: ``Title. 1899. New York: Dover, 1962``."""
    match = _YEAR_ALONE.search(view.rest, view.body + 1)
    if not match or (match["place"] and not is_known_place(match["place"])):
        return []
    return [Claim("original_date", match["year"], *match.span("year"), match.start("year"), match.end("year") + 1)]


def _reprinted(view: View) -> list[Claim]:
    """Return the year of a reprint as date of the cited edition, and that at the front as date of the original."""
    issued = view.got.get("issued")
    if issued is None or view.words.isdisjoint(_WORDS):
        return []
    match = _LAST_YEAR.search(view.rest, max(view.body, len(view.rest) - 12))
    if not match or not issued.value.isdigit() or match["year"] <= issued.value or not _REPRINT.search(view.rest):
        return []
    return [
        Claim("original_date", issued.value, issued.start, issued.end, issued.start, issued.end),
        Claim("issued", match["year"], *match.span("year"), *match.span()),
    ]


def _date(match: re.Match[str]) -> Claim:
    year = match["year"]
    value = first_date(year) if not year.startswith("-") else f"-{int(_DIGITS.findall(year)[0]):04d}"
    return Claim("original_date", value, *match.span("year"), *match.span())
