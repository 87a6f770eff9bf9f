"""Who else worked on the book: editors, translators and others named after the title."""

import re

from pipeline.references.claims import Claim, View, announcing
from pipeline.references.given_names import GIVEN_NAMES
from pipeline.references.names import parse_names
from pipeline.references.places import PLACES
from pipeline.references.sentences import first_sentence_start, sentence_starts

_VERBS = {
    "edited": "editor", "ed": "editor", "eds": "editor", "éd": "editor", "hrsg": "editor", "herausgegeben": "editor", "hg": "editor",
    "trad": "translator", "translated": "translator", "trans": "translator", "tr": "translator", "transl": "translator", "übersetzt": "translator",
    "traduit": "translator", "traducción": "translator", "compiled": "compiler", "comp": "compiler",
    "introduction": "introduction", "introduced": "introduction", "foreword": "introduction", "preface": "introduction", "afterword": "contributor",
    "illustrated": "illustrator", "illustrations": "illustrator", "directed": "director", "dir": "director", "produced": "producer",
    "adapted": "contributor", "revised": "contributor", "narrated": "narrator", "selected": "compiler", "interviewed": "interviewer", "interview": "interviewer",
    "written": "script-writer", "photographs": "illustrator", "commentary": "contributor", "annotated": "contributor", "prepared": "contributor", "updated": "contributor",
    "performed": "performer", "music": "composer", "bearbeitet": "contributor", "edición": "editor",
}  # fmt: skip
_VERB = (
    r"(?:[Ee]dited|[Tt]ranslated|[Cc]ompiled|[Ii]llustrated|[Dd]irected|[Pp]roduced|[Aa]dapted|"
    r"[Rr]evised|[Nn]arrated|[Ss]elected|[Ii]nterviewed|"
    r"[Ii]ntroduced|[Ww]ritten|[Aa]nnotated|[Pp]repared|[Uu]pdated|[Pp]erformed|[Hh]erausgegeben|"
    r"[Üü]bersetzt|[Tt]raduit|[Tt]rad\.|[Ii]ntroduction|[Ff]oreword|[Pp]reface|[Aa]fterword|"
    r"[Ii]llustrations|[Pp]hotographs|[Cc]ommentary|[Ii]nterview|[Mm]usic|[Ee]dición|[Tt]raducción)"
)
_SHORT = r"(?:[Ee]ds?|[Tt]rans(?:l)?|[Tt]r|[Cc]omps?|[Hh]rsg|[Hh]g|[Éé]d|[Dd]ir)"
_BEFORE = r"(?:(?<=[\x1f.,;:(?!”\"’)\]] )|(?<=[.;(]))"
_CREDIT = re.compile(
    rf"(?<=[ .;(]){_BEFORE}(?:[Ww]ith\s(?:an?\s|the\s)?(?:new\s)?)?(?:"
    rf"(?P<verbs>{_VERB}(?:(?:,\s|\s)(?:and\s|with\s(?:an?\s)?|an?\s)?(?:{_VERB})){{0,4}}(?:,\s\w+(?:,)?\sand\s\w+)?)"
    rf"(?:\s(?P<language>de\sl['’]\w{{1,14}}|(?:from|into|aus|du)\s(?:the\s|dem\s)?(?:\w{{1,14}}\s){{0,3}}?\w{{1,14}}))?(?:,?\s(?:and\s)"
    rf"?with\s(?:\w{{1,14}}\s){{0,5}}?\w{{1,14}},?)?\s(?:by|von|par|de|por)\s"
    rf"|(?P<short>{_SHORT}\.?(?:\s?(?:and|&)\s?{_SHORT})?\.?)\s(?:by\s|von\s)?)(?=[^\W\d_a-z]|"
    rf"[a-zà-ÿ’']{{1,4}}\s[^\W\d_a-z]|\[|d[’'])"
)
_AFTER_NAMES = re.compile(
    r",?\s(?:pp?\.\s?|pages\s)?[ivxlc\d]+\s?[-–—]|,\s(?:pp?\.|vol\.|Vol\.)|(?<=\bet al\.)|"
    r",\s(?=(?:[^\W\d_a-z][\w’'&-]*\s){1,4}(?:UP|P|Press|Books|Publishing|Publishers)[,.\x1f])|"
    r"(?<=[a-z]),\s(?=(?!Jr\b|Sr\b|I{1,3}\b)[^\W\d_a-z][\w’-]+(?:,\s\x1f|\x1f))|"
    r"\(|\[|\x1f|;\s(?=[a-z])|\)|,\s(?=\d)|:\s|,\s(?=(?:and\s)?(?:edited|translated|trans\.|"
    r"ed\.|with|illustrated|introduction)\b)|\.?\s*\Z"
)
_PIECE = re.compile(r", (?P<piece>[^\W\d_a-z][^,\x1f]{2,24})(?=,|\Z)")
"""What stands between two commas after a name: the place, where no full stop ends the names."""
_BEFORE_ROLE = re.compile(
    r"(?P<role>[(,\s](?:(?<=\()\s?(?:gen(?:eral|\.)\s)?(?:[Ee]ds?|Hrsg|Hgg?|[Ee]ditors?|Éds?|éds?|[Cc]oords?|"
    r"Org|red|dirs?|a cura di|[Tt]rans|comps?)\b\.?\s?,?\s?\)|(?:(?<=,)\s|(?<=\s))(?:[Ee]ds?\.?|[Ee]ditors?|Hrsg\.)(?=[,.:])(?!\.? by )"
    r"))[.,:]?(?=\s)"
)
_TITLE_FIRST = re.compile(
    r", (?:ed|eds|trans)\. (?:[^\W\d_a-z]\. ?|[^\W\d_a-z][\w’'-]+ [^\W\d_a-z])[^.:\d]{0,10}(?:[^:\d]{0,120}?)[,.] (?:[ivxlc]+|\d+)\b"
)
"""Editors after the title and before the pages: ``In Measuring Climate, ed. C. Roe and K. Poe, 62–100``."""
_ED_INITIALS = re.compile(r", eds?\. (?:[^\W\d_a-z]\.[ -]?){1,3}[^\W\d_a-z][\w’'-]+(?:[,.]| and )")
_INITIAL = re.compile(r"\b[^\W\d_a-z]\.")
_ROLE_OF = re.compile(r"[Tt]rans|[Cc]omp")
_BRACKETED = re.compile(
    r"\((?P<names>[^\W\d_a-z][^()\d:;]{4,120}?),? (?P<role>[Ee]d(?:itor)?s?|[Tt]rans(?:lator)?s?|[Cc]omp(?:iler)?s?)\.?\)"
)
"""Names and role in brackets: ``(R. A. Minear and G. L. Amy, editors)``."""
_UNMARKED = re.compile(
    r"\s*(?P<names>(?:[^\W\d_a-z][\w.’-]* ){1,3}[^\W\d_a-z][\w’-]+(?:, (?:[^\W\d_a-z][\w.’-]* ){1,3}[^\W\d_a-z][\w’-]+){0,3}"
    r",? (?:and|&) (?:[^\W\d_a-z][\w.’-]* ){1,3}[^\W\d_a-z][\w’-]+), (?=[^\W\d_a-z][^,.]{8,})"
)
_BY = announcing(("By", "by"))
_BY_AUTHOR = re.compile(r"(?:(?<=[.?!”\"\x1f])|(?<=,))\s(?P<by>[Bb]y\s)(?=[^\W\d_a-z])")
_BY_ALONE = re.compile(r"(?<=[.?!] )(?P<by>By )(?P<names>[^\W\d_a-z][^.:,\d\x1f]{2,50})\.(?=\s)")
_ROLE_AT_FRONT = re.compile(r", (?:eds?|trans|comps?)\b")
_EDITED = re.compile(r"\W{0,3}Edited by ")
_STRAY = re.compile(r"\d|[“”\"?]")
_ROLE_WORDS = announcing(
    """
    Ed ed Eds eds Éd éd Éds éds editor editors Editor Editors Hrsg Hg Hgg Coord coord Coords coords Org red Trans trans
    comp comps dir dirs cura
    """.split()
)
"""Words that stand after names and say what they did."""
_MAX_CREDITS = 8
"""A reference that has more credits is none; looking at each of hundreds would take the square of their time."""
_WORDS = announcing(
    """
    Edited edited Translated translated Compiled compiled Illustrated illustrated Directed directed Produced
    produced Adapted adapted Revised revised Narrated narrated Selected selected Interviewed interviewed
    Introduced introduced Written written Annotated annotated Prepared prepared Updated updated Performed
    performed Herausgegeben herausgegeben Übersetzt übersetzt Traduit traduit Introduction introduction
    Foreword foreword Preface preface Afterword afterword Illustrations illustrations Photographs
    photographs Commentary commentary Interview interview Music music Edición edición Traducción traducción
    Ed ed Eds eds Trans trans transl Transl Tr tr Comp comp Comps comps Hrsg hrsg Hg hg Hgg Éd éd Éds éds
    Dir dir dirs cura trad Trad editor editors Editor Editors Coord coord Coords coords Org red
    """.split()
)


def credit_claims(view: View) -> list[Claim]:
    """Return the names after the title with their roles."""
    if view.words.isdisjoint(_WORDS):
        return _before_title(view)
    text = view.rest
    claims: list[Claim] = _before_title_of_book(view)
    if claims:
        return claims
    at = view.body
    for _ in range(_MAX_CREDITS):
        match = _CREDIT.search(text, at)
        if not match:
            break
        end = _names_end(text, match.end())
        roles = _roles(match)
        names_found = False
        for role in roles:
            names = parse_names(text, match.end(), end, role, listed=False)
            if names and not _STRAY.search(text[match.end() : end]):
                claims.append(Claim(role, "", names[0].start, names[-1].end, match.start(), end, names))
                names_found = True
        if names_found and match["language"]:
            claims.append(Claim("note", match["language"], *match.span("language"), match.start(), end))
        at = end if names_found else match.end()
    return claims or _bracketed(view) or _before_role(view) or _before_title(view)


def _before_title_of_book(view: View) -> list[Claim]:
    """Return the editors of a book that stand before its title, with their role: ``In J. Roe (ed.), Title``."""
    if "_in" not in view.got or view.words.isdisjoint(_ROLE_WORDS):
        return []
    begin = view.got["_in"].end
    is_title_first = _TITLE_FIRST.search(view.rest, begin) or _is_title_before(view.rest, begin)
    return [] if is_title_first else _before_role(view)


def _is_title_before(text: str, start: int) -> bool:
    """Say whether the book and not its editors stands before ``ed.``, because initials follow it."""
    match = _ED_INITIALS.search(text, start)
    return match is not None and not _surely_names(text[start : match.start()])


def _before_title(view: View) -> list[Claim]:
    """Return editors that nothing but their place marks: ``In Jean Roe and Denis Poe, Issues in Bantu Tonology``."""
    if "_in" not in view.got:
        return []
    match = _UNMARKED.match(view.rest, view.got["_in"].end)
    if not match or not _surely_names(match["names"]):
        return []
    names = parse_names(view.rest, *match.span("names"), "editor", listed=False)
    return [Claim("editor", "", names[0].start, names[-1].end, *match.span(), names)]


def book_author(view: View) -> list[Claim]:
    """Return who wrote the book a part stands in: ``In Selected Subaltern Studies. By R. Guha, xi–xxxiv``."""
    if view.words.isdisjoint(_BY):
        return []
    if "_in" not in view.got:
        return _author_after_title(view)
    match = _BY_AUTHOR.search(view.rest, view.got["_in"].end)
    if not match:
        return []
    end = _names_end(view.rest, match.end())
    names = parse_names(view.rest, match.end(), end, "container-author", listed=False)
    if not names or _STRAY.search(view.rest, match.end(), end):
        return []
    if view.text[match.start() - 1] == "," and _EDITED.match(view.text, end):
        return []  # the title goes on: ``Illinois, by Travelers and Other Observers. Edited by``
    return [Claim("container-author", "", names[0].start, names[-1].end, match.start("by"), end, names)]


def _author_after_title(view: View) -> list[Claim]:
    """Return the author where a translator or editor stands at the front: ``Roe, J., trans. The Odyssey. By Homer``."""
    match = _BY_ALONE.search(view.rest, view.body) if _ROLE_AT_FRONT.search(view.text, 0, view.body + 1) else None
    if not match:
        return []
    names = parse_names(view.rest, *match.span("names"), "author", listed=False)
    return [Claim("author", "", names[0].start, names[-1].end, match.start("by"), match.end(), names)] if names else []


def _bracketed(view: View) -> list[Claim]:
    match = _BRACKETED.search(view.rest, view.body)
    if not match:
        return []
    role = _VERBS.get(match["role"].lower()[:2], "translator" if match["role"][0] in "tT" else "compiler")
    names = parse_names(view.rest, *match.span("names"), role, listed=False)
    return [Claim(role, "", names[0].start, names[-1].end, *match.span(), names)] if names else []


def _names_end(text: str, start: int) -> int:
    end = first_sentence_start(text, start, len(text)) or len(text)
    stop = _AFTER_NAMES.search(text, start, end)
    at = stop.start() if stop else end
    place = next((m for m in _PIECE.finditer(text, start, at) if m["piece"].lower() in PLACES), None)
    if place:
        return place.start()
    return at + (text[at - 2 : at + 1] in ("Jr.", "Sr."))


def _roles(match: re.Match[str]) -> list[str]:
    words = re.findall(r"[^\W\d_]+", (match["verbs"] or match["short"]).lower())
    roles = [_VERBS[word] for word in words if word in _VERBS]
    return list(dict.fromkeys(roles)) or ["contributor"]


def _before_role(view: View) -> list[Claim]:
    """Return names that stand before their role: ``In J. Roe and K. Doe (eds.), Title``."""
    if view.words.isdisjoint(_ROLE_WORDS):
        return []
    text = view.rest
    begin = view.got["_in"].end if "_in" in view.got else view.body
    match = _BEFORE_ROLE.search(text, begin)
    if not match:
        return []
    starts = sentence_starts(text, begin, match.start())
    start = starts[-1] if starts else begin
    if "_in" not in view.got and not starts:
        return []
    span = text[start : match.start()]
    if _STRAY.search(span) or ": " in span:
        return []
    role = "translator" if _ROLE_OF.search(match["role"]) else "editor"
    if start == begin and "," in span and not _namelike(span):
        # "In Proceedings of the Conference, E. Neuhold, Ed.": the names are what follows the title
        comma = text.rfind(", ", start, match.start())
        start = comma + 2
    elif start == begin and not _namelike(span):
        return []
    is_listed = "_in" in view.got and start == begin and match["role"].lstrip(", ")[:1] == "e"
    if "(" not in match["role"] and not is_listed and not _surely_names(text[start : match.start()].strip()):
        return []
    names = parse_names(text, start, match.start(), role)
    return [Claim(role, "", names[0].start, names[-1].end, start, match.end(), names)] if names else []


def _surely_names(span: str) -> bool:
    return bool(_INITIAL.search(span, 0, 30)) or span.split(maxsplit=1)[0].strip(",").lower() in GIVEN_NAMES


def _namelike(span: str) -> bool:
    first = span.strip().split(",")[0].split(" and ")[0].split("&")[0].split(";")[0].split()
    return 0 < len(first) <= 4 and not any(w.lower() in ("of", "the", "for", "in", "on") for w in first)
