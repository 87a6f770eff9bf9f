"""Title, container and series: what is left of a reference once the rest is claimed, sentence by sentence."""

import re
from itertools import pairwise

from pipeline.references.bodies import has_name_of_body
from pipeline.references.claims import QUOTATION_MARKS, Claim, View, announcing, claim, trim, with_stop
from pipeline.references.given_names import GIVEN_NAMES
from pipeline.references.periodicals import PERIODICAL, SUBJECT
from pipeline.references.places import is_known_place
from pipeline.references.sentences import CLAIMED, sentence_starts

_GAP = re.compile(r"\x1f+")
_ALNUM = re.compile(r"[^\W_]")
_SERIES_WORD = re.compile(
    r"\b(?:[Ss]eries|[Cc]ollection|[Ll]ibrary|[Cc]ommentaries|[Cc]lassics|[Cc]ompanions|[Ll]ectures|[Ll]ecture [Nn]otes|"
    r"[Tt]exts|[Mm]onographs?|Studies|Library|Classics|Lectures|Texts|Monographs?|Papers|Publications|"
    r"Contributions|Perspectives|Handbooks?|Companions|Guides|"
    r"Reihe|Schriften\w*|Studien|Beiträge|Abhandlungen|Forschungen|Texte|Collection|Colección|"
    r"Biblioteca|Bibliothèque|Bibliothek|Memoirs|Reports?|"
    r"Proceedings|Notes|Bulletin|Memorial|Research|Encounters|Themes|Worlds|Cultures|Histories|"
    r"(?<!Case )(?<=[^\W\d_] )studies in|Essays|Series|Documents|Sources|Record Series|Records)\b"
)
_SERIES_NUMBER = re.compile(
    r"(?P<lead>,?\s(?:[Nn]o\.?\s?|[Vv]ol\.?\s?|[Bb]d\.?\s?|#|n\.s\.\s)?)(?P<number>(?:\d(?:st|nd|rd|th|d) ser\.,?\s)?\d{1,3}[a-z]?(?:(?:, |–| and )\d{1,3}){0,4}|"
    r"(?<=[Nn]o\. )\d{4}|[IVXLC]{1,7})\s*\Z"
)
_BRACKETED_SERIES = re.compile(
    r"\((?!Suppl|Special|No\b|Issue|Nr\b)(?P<series>[^\W\d_a-z][^()]{4,120}?)(?:,?\s(?:[Nn]o\.?\s|[Vv]ol\.?\s|[Bb]d\.?\s|(?!1[4-9]\d\d|20[0-3]\d))(?P<number>\d{1,4}))\)"
)
_SMALL = frozenset(
    """
    a an and as at by for from in into of on or the to with de la le les des du et der die das und von zur
    zum im del los las el e y do da para
    """.split()
)
_JOINS = "?!"
_PERIODICAL = re.compile(rf"[.?!”\"]\s(?:(?:[\w&’'-]+\s){{0,6}}{PERIODICAL}[^.]{{0,80}}|{SUBJECT})[\s.]*\Z")
_CONFERENCE = re.compile(r"\b(?:Proceedings|Conference|Symposium|Workshop|Congress|Meeting|Proc\.)", re.IGNORECASE)
_CONFERENCE_PLACE = re.compile(r",\s(?P<place>[A-Z][\w.’ -]{2,30}(?:,\s[A-Z][\w. ]{1,22}){0,2})\s*\Z")
_INVERTED = re.compile(r"[^\W\d_]['’\w.-]*(?: [\w’'-]+){0,3}, [^\W\d_a-z]|[^\W\d_a-z][\w’'-]+ [^\W\d_a-z]{1,2}\b")
_NEAR = 3
_MAX_PAIR_WORDS = 6
"""Two persons joined by *and*, and the date, rarely have more words."""
_PROC = announcing(("Proceedings", "Proc"))
_PROCEEDINGS = re.compile(r"(?:The )?Proc(?:eedings\b|\.)")
_SPECIAL_ISSUE = re.compile(r"(?:[Ss]pecial|[Tt]heme) [Ii]ssue[,:] (?=[^\W\d_a-z])")
_NEW_SERIES = re.compile(r", (?P<series>n\.\s?s\.?|new ser(?:ies|\.)?|\d(?:st|nd|rd|th|d) ser(?:ies|\.)?),?\Z")
"""Which series of a journal: ``Isis, n.s., 12``."""
_SMALL_JOURNAL = re.compile(r"(?<=[^\W\d_A-Z]{3})[.?!]\s+(?=[a-z][\w+-]*(?::? |\Z))")
"""A journal whose title begins with a small letter, before its volume: ``differences: A Journal``."""
_LONGEST_SHORTENED = 5
_LIST_GOES_ON = re.compile(r"[\w’-]+, and ")
_THE = re.compile(r"The [\w’-]+, [\w’-]+, and ")
_CITED = re.compile(
    r"[^\W\d_a-z][\w’-]+(?:, (?:[^\W\d_a-z]\. ?){1,3})?(?:(?:, and |,? and |,? & |, )[^\W\d_a-z][\w’-]+){0,3} \((?:1[5-9]|20)\d\d[a-z]?\)\Z"
)
"""Another work of the list, as a callout: ``in Hecht and Steere (1970), pp. 43–96``."""
_CONFERENCE_DATE = re.compile(
    r",\s(?:\d{1,2}(?:\s?[-–—]\s?\d{1,2})?(?:st|nd|rd|th)?\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s(?:\d{1,2}(?:\s?[-–—]\s?\d{1,2})?|(?:19|20)\d\d)\b).*\Z"
)
_YEAR_AGAIN = re.compile(r"(?:(?<=\)) | \((?=\d{4}\)))(?P<year>(?:1[89]|20)\d\d)\)?\Z")
_PART = re.compile(
    r"(?:Part|Book|Band|Bd\.?|Teil|Tl\.|Tome|Tomo|Livre|Libro|Parte|Partie|Deel|Díl|Část|Knjiga|Kniga|"
    r"Книга|Кн\.|Часть|Ч\.|Том|Т\.) (?:\d{1,3}|[IVX]{1,6})(?:[.:]|, [^\W\d_a-z])"
)
"""A part of the work, which its title goes on with: ``Band 2: 1903–1953``."""
_PLAIN = re.compile(r"(?!Unpublished|Manuscript)[^\W_][^\d.:;]{1,60}\Z")
_EDITED = re.compile(r"\s?Edited by ")


def series(view: View) -> list[Claim]:
    """Return a numbered series that stands in brackets."""
    if "(" not in view.rest:
        return []
    match = _BRACKETED_SERIES.search(view.rest, view.body)
    if not match or _in_journal(view):
        return []
    return [
        Claim(
            "collection_title",
            " ".join(match["series"].split()).rstrip(" ,"),
            match.start("series"),
            match.start("series") + len(match["series"].rstrip(" ,")),
            *match.span(),
        ),
        Claim("collection_number", match["number"], *match.span("number"), *match.span()),
    ]


def container(view: View) -> list[Claim]:
    """Return the journal before the locator, or the book after the word ``In``."""
    if "_in" in view.got:
        return [] if "container_title" in view.got else _book(view)
    if _in_journal(view) or _in_periodical(view):
        return _journal(view)
    return _proceedings(view)


def _proceedings(view: View) -> list[Claim]:
    """Return the proceedings after the title: ``Proceedings of the Berkeley Linguistic Society``."""
    if view.words.isdisjoint(_PROC):
        return []
    title = view.got.get("title")
    spans = _sentences(view, max(title.end, view.body) if title else view.body, len(view.rest))
    for start, end in spans if title else spans[1:]:
        text = view.rest[start:end]
        if _PROCEEDINGS.match(text) and not _SERIES_NUMBER.search(text):
            return [claim(view, "container_title", (start, end))]
    return []


def _in_journal(view: View) -> bool:
    return "_journal" in view.got


def _in_periodical(view: View) -> bool:
    """Say whether something shows that the work stands in a periodical, though no volume does."""
    got = view.got
    if "publisher" in got or "publisher_place" in got or "genre" in got or "event" in got:
        return False
    return (
        "page" in got
        or "_doi" in got
        or ("note" in got and got["note"].value.lower() == "in press")
        or ("status" in got and view.layout == "author_date")
        or _in_newspaper(view)
        or ("issued" in got and "-" in got["issued"].value)
        or bool(_PERIODICAL.search(view.rest, view.body))
    )


def _in_newspaper(view: View) -> bool:
    """Say whether a title in quotation marks stands before the name of a newspaper or site and the year at the end."""
    title = view.got.get("title")
    if title is None or view.layout != "bibliography" or "issued" not in view.got:
        return False
    rest = view.rest[title.end + 1 :].strip(" .,\x1f")
    return view.text[title.start - 1 : title.start] in QUOTATION_MARKS and bool(_PLAIN.match(rest))


def _book(view: View) -> list[Claim]:
    begin = view.got["_in"].end
    spans = _sentences(view, begin, len(view.rest))
    if not spans:
        return []
    start, end = spans[0]
    if view.rest[start] in '“"‘«':
        start += 1
    claims = []
    editors = min((at for at in (view.rest.find("\x1f", end),) if at > 0), default=0)
    for other in spans[1:]:
        if (view.rest[spans[0][1] - 1] in _JOINS and other == spans[1] and _between(view, end, other[0])) or (
            other[1] < editors and _EDITED.match(view.text, editors)
        ):
            end = other[1]
        else:
            claims += _series_claims(view, *other)
    text = view.rest[start:end]
    cited = _CITED.match(text)
    if cited and "publisher" not in view.got:
        return [claim(view, "note", (start, end), (start, end)), *claims]
    dated = _CONFERENCE_DATE.search(text) if _CONFERENCE.search(text) else None
    if dated:
        claims.append(claim(view, "event", (start + dated.start(), end)))
        end = start + dated.start()
        text = view.rest[start:end]
    again = _YEAR_AGAIN.search(text)
    if again and "issued" in view.got and again["year"] == view.got["issued"].value[:4]:
        claims.append(claim(view, "_year_again", (start + again.start("year"), start + again.end("year"))))
        end = start + again.start()
        text = view.rest[start:end]
    if _CONFERENCE.search(text) and "publisher_place" not in view.got:
        place = _CONFERENCE_PLACE.search(text)
        if place and is_known_place(place["place"]):
            claims.append(claim(view, "publisher_place", (start + place.start("place"), start + place.end("place"))))
            end = start + place.start()
    return [claim(view, "container_title", (start, end), (start, min(end + 1, len(view.rest)))), *claims]


def _between(view: View, start: int, end: int) -> bool:
    return not view.text[start:end].strip(' ?!.”"')


def _journal(view: View) -> list[Claim]:
    """Return the title of the journal: the sentence before its volume."""
    marks = [view.got[f].start for f in ("volume", "issue", "page", "_journal") if f in view.got]
    text = view.rest
    title = view.got.get("title")
    begin = title.end + 1 if title else view.body
    end = min([m for m in marks if m >= begin], default=len(text))
    if not marks:
        end = len(text)
    spans = _sentences(view, begin, end)
    if not spans:
        return []
    if title:
        start, stop = spans[0][0], spans[-1][1]
        lead = re.match(r"[Ii]n:?\s", text[start:stop])
        start += lead.end() if lead else 0
        return _placed(view, start, stop) if text[start:stop].strip(" .,") else []
    if len(spans) == 1:
        return (_soft_journal(view, *spans[0]) or _journal_alone(view, *spans[0])) if marks or _has_day(view) else []
    at = len(spans) - 1
    is_daily = _has_day(view)  # newspapers are not shortened
    while at > 1 and (
        (not is_daily and _is_shortened(view.rest[slice(*spans[at - 1])]))
        or is_known_place(view.rest[slice(*spans[at])])
    ):
        at -= 1
    start, stop = spans[at][0], spans[-1][1]
    if not marks and not text[start:stop][:1].isupper():
        return []
    return _placed(view, start, stop)


def _has_day(view: View) -> bool:
    return "issued" in view.got and "-" in view.got["issued"].value


def _journal_alone(view: View, start: int, end: int) -> list[Claim]:
    """Return the journal where nothing else follows the date, so that the title is what stands before it."""
    head = view.text[: view.body].strip()
    if view.layout != "author_date" or not head or _INVERTED.match(head) or start - view.body > _NEAR:
        return []
    words = head.split()
    if "url" in view.got and has_name_of_body([word.strip(".,") for word in words]):
        return []  # a body and its page: "Geological Survey. 2020, March 4. Coastal hazards. https://"
    is_pair = " and " in head and len(words) <= _MAX_PAIR_WORDS
    if is_pair or words[0].lower() in GIVEN_NAMES or not (head[0].isupper() or head[0] in '[“"'):
        return []
    return [claim(view, "container_title", (start, end))]


def _placed(view: View, start: int, stop: int) -> list[Claim]:
    """Return the journal, and the place that tells it from others of its name: ``Comptes Rendus, Paris``."""
    special = _SPECIAL_ISSUE.match(view.rest, start, stop)
    if special:
        return [claim(view, "note", (start, special.end())), *_placed(view, special.end(), stop)]
    renewed = _NEW_SERIES.search(view.rest, start, stop)
    if renewed:
        told = claim(view, "note", renewed.span("series"), (renewed.start(), stop))
        return [*_placed(view, start, renewed.start()), told._replace(value=view.text[told.start : told.end])]
    comma = view.rest.rfind(", ", start, stop)
    if comma > start and "publisher_place" not in view.got and is_known_place(view.rest[comma + 2 : stop]):
        return [
            claim(view, "container_title", (start, comma)),
            claim(view, "publisher_place", (comma + 2, stop), (comma, stop)),
        ]
    return [claim(view, "container_title", (start, stop))]


def _is_shortened(text: str) -> bool:
    """Say whether a sentence is the first words of a shortened journal title: ``Izv.``, ``Bot. J. Linn.``."""
    words = text.split()
    return len(words) <= 3 and all(
        w[0].isupper() and (len(w) <= _LONGEST_SHORTENED or w[-1] == ".") and w.rstrip(".")[-1] not in "aeiouy"
        for w in words
    )


def _soft_journal(view: View, start: int, end: int) -> list[Claim]:
    """Return the journal where no full stop that surely ends a sentence stands before it."""
    text = view.rest
    cuts = [m.end() for m in re.finditer(r"[.?!]\s+(?=[^\W\d_a-z])", text[start:end])]
    cuts = cuts or [m.end() for m in _SMALL_JOURNAL.finditer(text[start:end])][-1:]
    if not cuts:
        return _after_comma(view, start, end)
    cut = cuts[0]
    for candidate in cuts:
        before = text[start : start + candidate].rstrip(" .?!")
        word = before.rsplit(" ", 1)[-1]
        if len(word) > 5 or word.islower() or word.isupper():
            cut = candidate
    return [claim(view, "container_title", (start + cut, end))]


def _after_comma(view: View, start: int, end: int) -> list[Claim]:
    """Return the journal where a comma parts it from the title."""
    text = view.rest[start:end]
    commas = [m.end() for m in re.finditer(r",\s(?=[^\W\d_a-z])", text)]
    if not commas or len(text[: commas[-1]].split()) < 3 or "volume" not in view.got:
        return []
    at = len(commas) - 1
    while at > 0 and (_LIST_GOES_ON.match(text, commas[at]) or _THE.match(text, commas[at - 1])):
        at -= 1
    return [claim(view, "container_title", (start + commas[at], end))]


def title(view: View) -> list[Claim]:
    """Return title and series from what is left between names and everything claimed."""
    if "title" in view.got:
        return _leftover_series(view)
    end = _title_end(view)
    spans = _sentences(view, view.body, end)
    if not spans:
        return []
    cut = len(spans)
    has_book = "publisher" in view.got or "publisher_place" in view.got
    if "_in" not in view.got and "container_title" not in view.got and has_book:
        while cut > 1 and _is_series(view, spans, cut - 1):
            cut -= 1
    for index in range(1, cut):
        if _has_gap(view, spans[index - 1][1], spans[index][0]):
            cut = index
            break
    start, stop = spans[0][0], spans[cut - 1][1]
    claims = [title_claim(view, start, stop)]
    for span in spans[cut:]:
        claims += _series_claims(view, *span, is_sure=view.layout == "bibliography")
    return claims


def title_claim(view: View, start: int, stop: int) -> Claim:
    """Return the title, with the full stop that belongs to it."""
    return with_stop(view, claim(view, "title", (start, stop), (start, stop)))


def _title_end(view: View) -> int:
    ends = [f.start for name, f in view.got.items() if f.start >= view.body and name in ("container_title", "_in")]
    return min(ends, default=len(view.rest))


def _leftover_series(view: View) -> list[Claim]:
    found = view.got["title"]
    if "_in" in view.got or "container_title" in view.got:
        return []
    claims: list[Claim] = []
    for span in _sentences(view, max(found.end + 1, view.body), len(view.rest)):
        claims += _series_claims(view, *span)
    return claims


def _sentences(view: View, begin: int, end: int) -> list[tuple[int, int]]:
    """Return the sentences left between ``begin`` and ``end``, trimmed; gaps left by claims end sentences too."""
    text = view.rest
    starts = [begin, *sentence_starts(text, begin, end), end]
    spans = []
    for start, stop in pairwise(starts):
        at = start
        has_gap = text.find(CLAIMED, start, stop) >= 0
        for cut in (*(m.start() for m in _GAP.finditer(text, start, stop)), stop) if has_gap else (stop,):
            s, e = trim(text, at, cut)
            if _ALNUM.search(text, s, e):
                spans.append((s, e))
            at = cut
    return spans


def _has_gap(view: View, start: int, end: int) -> bool:
    return view.rest[start:end] != view.text[start:end] and any(c.isalnum() for c in view.text[start:end])


def _is_series(view: View, spans: list[tuple[int, int]], index: int) -> bool:
    start, end = spans[index]
    text = view.rest[start:end]
    before = spans[index - 1][1]
    if _PART.match(text):
        return False
    if _SERIES_NUMBER.search(text) and not text[0].isdigit():
        return not re.match(r"(?:Book|Part|Volume|Band|Bd|Kniga|Livre|Libro|Книга)\b", text)
    if _has_gap(view, before, start):
        return True
    if _SERIES_WORD.search(text):
        return _headline(text) or view.rest[before : before + 1] == "."
    if view.rest[before - 1] in _JOINS or text.split()[0] in (
        "A",
        "An",
        "From",
        "Or",
        "Das",
        "Eine",
        "Un",
        "Une",
        "Una",
    ):
        return False
    if _headline(text):
        return True
    # year-last titles are in headline case, so another sentence in lower case is a series: "The Raven. Visions in poetry."
    return (
        view.layout == "bibliography"
        and _headline(view.rest[slice(*spans[0])])
        and " " in view.rest[slice(*spans[0])]
        and view.rest[before] == "."
    )


def _headline(text: str) -> bool:
    words = text.split()
    return all(w[0].isupper() or w[0].isdigit() or not w[0].isalpha() or w in _SMALL for w in words)


def _series_claims(view: View, start: int, end: int, *, is_sure: bool = False) -> list[Claim]:
    if "collection_title" in view.got or end - start < 4:
        return []
    text = view.rest[start:end]
    number = _SERIES_NUMBER.search(text)
    if (
        not text[0].isalpha()
        or text[0].islower()
        or not (is_sure or number or _headline(text) or _SERIES_WORD.search(text))
    ):
        return []
    claims = []
    if number:
        claims.append(
            Claim(
                "collection_number",
                number["number"],
                start + number.start("number"),
                start + number.end("number"),
                start + number.start(),
                start + number.end(),
            )
        )
        end = start + number.start()
    return [claim(view, "collection_title", (start, end)), *claims]
