"""What kind of thesis, report or paper the work is; the school or body that stands behind it, and its number."""

import re

from pipeline.references.claims import Claim, View, announcing, claim
from pipeline.references.places import is_known_place
from pipeline.references.sentences import CLAIMED, sentence_starts

_THESIS = re.compile(
    r"(?P<lead>(?:(?<=[\x1f.,;:?!”\"(\[])|\A)\s?)(?P<genre>(?:[Uu]npub(?:lished|\.)\s)?(?:(?:[Uu]npub(?:lished|"
    r"\.)\s)?(?:Ph\.?\s?D\.?|D\.?\s?Phil\.?|Ed\.?D\.?|Th\.?D\.?|[Dd]octoral|M\.?\s?A\.?|M\.?\s?Sc\.?|"
    r"M\.?Phil\.?|M\.?S\.?|[Mm]aster(?:[’']?s)?(?: of [A-Z]\w+)?|B\.?A\.?|[Ss]enior|[Hh]onors|"
    r"[Hh]abilitation|D\.?M\.?A\.?|J\.?D\.?|LL\.?M\.?)\s(?:[Dd]iss(?:ertation|\.)|[Tt]hes[ie]s|"
    r"[Hh]onors [Tt]hesis)"
    r"|[Dd]issertation(?! Abstracts)|Habilitationsschrift|Inaugural-?[Dd]issertation|[Tt]hèse(?: de [Dd]octorat| d[’']exercice|"
    r" de 3e cycle| d[’']État)?|These de doctorat|硕士|博士|[Tt]hesis|[Tt]esis(?: doctoral| de maestría)?|[Tt]ese de doutorado|Diplomarbeit|[Tt]esi di laurea|"
    r"Diss\.))(?=[\s,.;:)\]]|\Z)[,.:]?\s?"
)
_BARE_THESIS = re.compile(
    r"(?<=[a-z\d]) (?P<genre>(?:Ph\.?D\.?|Doctoral|Master[’']s|M\.?A\.?) (?:[Tt]hesis|[Dd]issertation)) "
    r"(?=(?:[^\W\d_a-z][\w.-]+ ){0,4}Universit)"
)
"""A thesis that no full stop parts from its title, with its university right after it."""
_REPORT = re.compile(
    r"(?P<lead>(?:(?<=[\x1f.,;?!”\"(])|\A)\s)(?P<genre>(?:[A-Z](?:[\w&’'-]|\.(?=\w))*\.?(?<![a-z]\.)(?: (?:[A-Z&](?:[\w&’'-]|\.(?=\w))*|"
    r"of|for|on|and|in|the)){0,9} )?(?:[Ww]orking [Pp]apers?|[Dd]iscussion [Pp]apers?|[Tt]echnical [Rr]eports?|"
    r"[Rr]esearch [Rr]eports?|[Oo]ccasional [Pp]apers?|[Pp]olicy [Bb]riefs?|"
    r"[Pp]olicy [Rr]esearch [Ww]orking [Pp]apers?|"
    r"[Ww]hite [Pp]apers?|[Rr]esearch [Pp]apers?|[Ss]taff [Pp]apers?|[Tt]ech\. [Rr]ep\.|TR|"
    r"[Pp]reprint|Request for Comments|Internet[ -]Draft|[Dd]ocuments? de travail|[Rr]apports? (?:d[’'](?:études?|activités?)|de recherche|technique)|[Rr]eport(?= (?:[Nn]o\. ?)?(?!(?:1[89]|20)\d\d\b)[A-Z]{0,4}-?\d))(?: [Ss]eries)?)"
    r"(?:,?\s(?:[Nn]o\.?\s?|#\s?)?(?P<number>[A-Z]{0,4}[-–/]?\d[\w–/-]*))?(?=[.,;:)]|\Z)"
)
_SERIES = re.compile(r" (?:[Pp]apers|[Rr]eports|[Bb]riefs|[Ss]eries)\Z")
"""The name of a series, in the plural: ``IZA Discussion Papers``; one paper is a kind of work: ``IZA Discussion Paper 12``."""
_PAPER = re.compile(
    r"(?:(?<=[\x1f.,;:?!”\"(] )|(?<=\())(?P<event>(?:[Uu]npublished )?(?:[Pp]aper|[Ll]ecture|"
    r"[Tt]alk|[Kk]eynote|[Pp]oster|[Aa]ddress|[Pp]resentation)(?: [\w’]+){0,3}? (?:presented|"
    r"given|delivered|read|prepared)\b(?:[^()\[\]]){3,240}?)(?=\)|\.?\s*\Z|\.\s+(?=[A-Z“\"])"
    r"|\x1f)\)?"
)
_PRESENTED = re.compile(
    r"(?:(?<=[\x1f.,;:?!”\"(] )|(?<=\())(?P<event>(?:[Pp]resented|[Dd]elivered) (?:at|to|in)"
    r"\b[^()\[\]]{3,240}?)(?=\)|\.?\s*\Z|\x1f)\)?"
)
_MEDIUM = re.compile(
    r"(?<=[ (\[])(?:(?<=[\x1f.,;(\[] )|(?<=[(\[]))(?P<medium>DVD(?:-ROM)?|CD(?:-ROM)?s?|[Bb]lu-?[Rr]ay|"
    r"VHS|[Vv]ideocassette|[Vv]ideo(?:recording|tape)?|[Ff]ilm|[Mm]otion picture|35 ?mm(?: film)"
    r"?|16 ?mm(?: film)?|[Aa]udio(?:book| CD|cassette)?|[Pp]odcast(?: audio)?|LP|MP3|[Mm]icrofilm|"
    r"[Mm]icrofiche|[Ss]oftware|[Cc]omputer (?:software|program)|[Vv]ideo game|[Dd]ata ?set|"
    r"[Dd]atabase|[Ss]ound recording|[Mm]usical score|[Ss]core|[Mm]ap|[Bb]log(?: post)?|[Tt]elevision series|"
    r"TV series|[Rr]adio broadcast|[Ww]eb ?site|[Ss]treaming video|[Oo]il on canvas|[Ee]xhibition catalogue?|"
    r"[Kk]indle(?: ed(?:ition|\.))?|[Ee]-?book|PDF|[Pp]atent|[Ii]nterview|[Mm]anuscript|[Tt]ypescript|"
    r"[Mm]imeo(?:graph(?:ed)?)?)(?:,?\s(?P<length>\d{1,3}:\d\d|\d{1,4} min(?:utes|\.)?))?(?=[.,;)"
    r"\]\x1f]|\Z)[)\]]?"
)
_LENGTH = re.compile(
    r"(?<=[ (])(?:(?<=[\x1f.,;(] )|(?<=\())(?P<note>\d{1,4} min(?:utes|s)?\.?|(?:[ivxlc]{1,8}\s?[,+]\s?)?\d{1,4}\s?(?:pp?|[sс](?=\.))(?:\.|(?=\s*\Z)))"
    r"(?=[\s).,]|\Z)\)?"
)
_CAMPUS = re.compile(
    r"(?:Univ(?:ersity|\.) of|Univ(?:ersity|\.)) (?:California|Wisconsin|North Carolina|Illinois|Texas|"
    r"Massachusetts|Minnesota|Maryland|Colorado|Nebraska|Hawai.?i|Missouri|Tennessee|Michigan|Alaska|Arkansas|Nevada)\Z|"
    r"(?:Louisiana|Indiana|Southern Illinois|Texas A&M|Purdue|Rutgers)(?:,? The)?(?: State)? Univ(?:ersity|\.)\Z"
)
"""Universities whose campuses follow after a comma: ``Univ. of California, Berkeley``."""
_YEAR_AT_END = re.compile(r"\b(?P<year>(?:1[89]|20)\d\d)\Z")
_THESIS_WORDS = announcing(
    """
    Diss diss Dissertation dissertation Dissertations thesis Thesis Theses theses thèse Thèse Tesis tesis
    Tese tese Tesi tesi Habilitationsschrift Diplomarbeit Inaugural InauguralDissertation These 硕士 博士
    """.split()
)
_REPORT_WORDS = announcing(
    "Paper Papers paper papers Report Reports report reports Brief brief Briefs TR Preprint preprint Rep Comments Draft travail Rapport Rapports rapport rapports".split()
)
_EVENT_WORDS = announcing("presented Presented delivered Delivered given read prepared".split())
_MEDIUM_WORDS = announcing(
    """
    DVD CD CDs Blu VHS Videocassette videocassette Video video Videorecording Videotape videotape Film film
    Motion motion mm Audio audio Audiobook Podcast podcast LP MP Microfilm microfilm Microfiche Software
    software Computer computer Data data Dataset dataset Database database Sound sound Musical musical Score
    score Map map Blog blog Television television TV Radio radio Web web Website website Streaming Oil oil
    Exhibition exhibition Kindle kindle E Ebook ebook book PDF Patent patent Interview interview Manuscript
    manuscript Typescript typescript Mimeo mimeo Mimeograph Mimeographed
    """.split()
)
_LENGTH_WORDS = announcing("min minutes mins pp p s с".split())


def thesis(view: View) -> list[Claim]:
    """Return the kind of thesis and, as publisher, the school it was written at."""
    if view.words.isdisjoint(_THESIS_WORDS):
        return []
    text = view.rest
    match = _THESIS.search(text, view.body) or _BARE_THESIS.search(text, view.body)
    if not match or match.start("genre") <= view.body:
        return []
    claims = [Claim("genre", " ".join(match["genre"].split()), *match.span("genre"), *match.span())]
    end = len(text.rstrip(" .,;]\x1f"))
    colon = text.find(": ", match.end(), end)
    if 0 < colon < match.end() + 30:
        return [
            *claims,
            claim(view, "publisher_place", (match.end(), colon)),
            claim(view, "publisher", (colon + 1, end)),
        ]
    closes = text.find("]", match.end(), end) if text[match.start("genre") - 1] == "[" else -1
    if closes > 0:  # "[Doctoral dissertation, University of Hull]. ProQuest"
        school = claim(view, "publisher", (match.end(), closes), (match.start("genre") - 1, closes + 1))
        kept = [claim(view, "note", (closes + 1, end))] if text[closes + 1 : end].strip(" .\x1f") else []
        return [claims[0], *([school] if school.value else []), *kept]
    end = min([end, *sentence_starts(text, match.end(), end)])
    gap = text.find(CLAIMED, match.end(), end)
    end = gap if gap > 0 else end
    for comma in re.finditer(r",\s", text[match.end() : end]):
        place = text[match.end() + comma.end() : end]
        if is_known_place(place) and not (
            _CAMPUS.search(text[match.end() : match.end() + comma.start()]) and "," not in place
        ):
            claims.append(claim(view, "publisher_place", (match.end() + comma.end(), end)))
            end = match.end() + comma.start()
            break
    if text[match.end() : end].strip():
        claims.append(claim(view, "publisher", (match.end(), end)))
    return claims


def report(view: View) -> list[Claim]:
    """Return the kind of report or working paper and its number."""
    if view.words.isdisjoint(_REPORT_WORDS):
        return []
    text = view.rest
    if "volume" in view.got:
        return []
    match = _REPORT.search(text, max(view.body, view.got["title"].end if "title" in view.got else 0))
    if not match or match.start("genre") <= view.body + 1:
        return []
    is_series = _SERIES.search(match["genre"]) is not None and "collection_title" not in view.got
    name = "collection_title" if is_series else "genre"
    claims = [Claim(name, " ".join(match["genre"].split()), *match.span("genre"), *match.span())]
    if is_series:
        claims.append(Claim("_type", "report", match.start(), match.start(), 0, 0))
    if match["number"]:
        claims.append(Claim("collection_number", match["number"], *match.span("number"), *match.span("number")))
    return claims


def event(view: View) -> list[Claim]:
    """Return what a paper was given at, as printed."""
    if view.words.isdisjoint(_EVENT_WORDS):
        return []
    text = view.rest
    match = _PAPER.search(text, view.body) or _PRESENTED.search(text, view.body)
    if not match:
        return []
    claims = [claim(view, "event", match.span("event"), match.span())]
    year = _YEAR_AT_END.search(claims[0].value) if "issued" not in view.got and "status" not in view.got else None
    if year:
        at = claims[0].start + year.start("year")
        claims.append(Claim("issued", year["year"], at, at + 4, 0, 0))
    return claims


def medium(view: View) -> list[Claim]:
    """Return the medium and how long it runs."""
    claims = []
    match = None if view.words.isdisjoint(_MEDIUM_WORDS) else _MEDIUM.search(view.rest, view.body)
    if match:
        claims.append(Claim("medium", match["medium"], *match.span("medium"), *match.span()))
        if match["length"]:
            claims.append(Claim("note", match["length"], *match.span("length"), *match.span()))
    length = match["length"] if match else None
    match = None if length or view.words.isdisjoint(_LENGTH_WORDS) else _LENGTH.search(view.rest, view.body)
    if match:
        claims.append(Claim("note", match["note"], *match.span("note"), *match.span()))
    return claims
