"""Who published the work and where: ``Place: Publisher``, ``Publisher, Place`` or one of the two alone."""

import re
from itertools import pairwise

from pipeline.references.claims import QUOTATION_MARKS, Claim, View, announcing, claim, trim
from pipeline.references.imprint import COLON, HOUSE, MAX_HOUSE_WORDS, house_claims, imprint, place_claim
from pipeline.references.periodicals import PERIODICAL, SUBJECT
from pipeline.references.places import AMBIGUOUS_PLACES, PLACES, REGION, is_known_place, looks_like_place
from pipeline.references.sentences import CLAIMED, sentence_starts

_NOT_HOUSE = re.compile(
    r"^(?:In|A|An|The|On|From|Vol|Part|See|Special|Review|Paper|Presented|Unpublished|Working|"
    r"Technical|Also|First)\b(?! (?:Univ|Press|Free|New|MIT|Johns|Belknap|Hague|American|Feminist)"
    r")"
)
_PERIODICAL = re.compile(rf"\b{PERIODICAL}|\A{SUBJECT}\Z")
_PRESS = re.compile(r"\b(?:Press|Verlag|Publish\w*|Books|University|Univ\.)(?!\w)")
_HOLDINGS = announcing(("Collection", "Collections", "Papers", "Archive", "Archives", "Manuscripts", "Records"))
_HOLDER = re.compile(
    r"\b(?:Librar(?:y|ies)|Archives?|Museum|Historical Society|University|Univ\.|College)(?!\w| Press)"
)
_INVERTED = re.compile(r"[^\W\d_a-z][\w’'-]+(?: [\w’'-]+)?, [^\W\d_a-z]")
_HOUSE_FIRST = re.compile(r"(?:Wydawnictw\w+|Éditions?|Editions|Ediciones|Edizioni|Editorial|Editora|Presses|Verlag)\b")
"""Words that a publisher's name begins with."""
_JOINED_PLACE = re.compile(
    r"\b(?:Press|Publish\w+|Books|Verlag),? (?P<place>[^\W\d_a-z][\w.’ -]{2,24}?(?:,? (?P<state>[A-Z]{2}))?)\Z"
)
"""Place right after the publisher: ``Westview Press Boulder, CO``."""
_FIRM = re.compile(r"(?:Ltd|Inc|LLC|Co|Corp|GmbH)\.?\Z")
"""What stands after a comma and belongs to the publisher: ``John Wiley & Sons, Ltd``."""
_SERVER = re.compile(r"(?:arXiv|ArXiv|bioRxiv|medRxiv|chemRxiv|ChemRxiv|PsyArXiv|SocArXiv|F1000Research)\Z")
"""Servers of preprints: what is put there is cited like a book of theirs."""
_PLACE_WORDS = 3
_STATE_TAIL = re.compile(r",\s(?:[A-Z]{2}|[A-Z][a-z]+)\.?\Z")


def publisher(view: View) -> list[Claim]:
    """Return publisher and place from the last sentences of the reference.

    Who holds an undated collection is its archive: ``Illuminated Manuscripts Collection. Princeton Univ. Library.``
    """
    claims = _published_by(view)
    if view.body == 0 and "issued" not in view.got and not view.words.isdisjoint(_HOLDINGS):
        return [
            made._replace(field="archive") if made.field == "publisher" and _HOLDER.search(made.value) else made
            for made in claims
        ]
    return claims


def _published_by(view: View) -> list[Claim]:
    spans = _spans(view)
    first = 0 if "title" in view.got or _is_chapter(view) or _in_journal(view) else 1
    for index in range(len(spans) - 1, -1, -1):
        is_title = index < first or (index == 0 and _is_chapter(view) and "container_title" not in view.got)
        claims = imprint(view, spans[index], after_comma=is_title)
        if claims:
            return claims
    if not _in_journal(view) and first == 1 and len(spans) == 1:
        return _imprint_alone(view, spans[0]) or _after_title(view, *spans[0])
    if len(spans) <= first or _in_journal(view) or ("issued" in view.got and "-" in view.got["issued"].value):
        return []
    return _server(view, *spans[-1]) or _without_colon(view, spans, first)


def _server(view: View, start: int, end: int) -> list[Claim]:
    """Return the server a preprint was put on."""
    is_server = _SERVER.match(view.rest[start:end]) and "page" not in view.got
    return [claim(view, "publisher", (start, end))] if is_server else []


def _is_chapter(view: View) -> bool:
    return "_in" in view.got


def _in_journal(view: View) -> bool:
    return "_journal" in view.got and not _is_chapter(view)


def _spans(view: View) -> list[tuple[int, int]]:
    """Return the sentences that are left, without their closing punctuation; gaps left by claims end sentences too."""
    text = view.rest
    begin = view.body
    title = view.got.get("title")
    if title:
        begin = max(begin, title.end)
    if "_in" in view.got:
        begin = max(begin, view.got["_in"].end)
    if _in_journal(view):
        begin = max([begin, *(view.got[f].end for f in ("volume", "issue", "page") if f in view.got)])
    end = len(text)
    starts = [begin, *sentence_starts(text, begin, end), end]
    spans = []
    for start, stop in pairwise(starts):
        for gap_start, gap_end in _split_gaps(text, start, stop):
            s, e = trim(text, gap_start, gap_end)
            if _ALNUM.search(text, s, e):
                spans.append((s, e))
    return spans


_GAP = re.compile(r"\x1f+")
_ALNUM = re.compile(r"[^\W_]")


def _split_gaps(text: str, start: int, end: int) -> list[tuple[int, int]]:
    if text.find(CLAIMED, start, end) < 0:
        return [(start, end)]
    spans, at = [], start
    for match in _GAP.finditer(text, start, end):
        spans.append((at, match.start()))
        at = match.end()
    return [*spans, (at, end)]


def _without_colon(view: View, spans: list[tuple[int, int]], first: int) -> list[Claim]:
    start, end = spans[-1]
    text = view.rest[start:end]
    if _is_container(view, spans, text):
        return _after_title(view, start, end) if _is_chapter(view) and "page" in view.got else []
    if len(text.split()) > MAX_HOUSE_WORDS + 4 or text[0].islower() or not (text[0].isalpha() or text[0] == "["):
        return []
    is_place = is_known_place(text)
    has_region = is_place and text.partition(",")[0].lower() in PLACES  # "Atlanta, GA, USA" has no publisher
    claims = _joined_place(view, spans, first) or ([] if has_region else _comma_place(view, spans))
    if claims:
        return claims
    if is_place or (text.lower() in AMBIGUOUS_PLACES and len(spans) > first + 1):
        place = place_claim(view, (start, end))
        if len(spans) > first + 1 or (len(spans) == first + 1 and first == 0 and len(spans) > 1):
            s, e = spans[-2]
            if (
                HOUSE.search(view.rest, s, e)
                and not view.rest[e - 1].isdigit()
                and len(view.rest[s:e].split()) <= MAX_HOUSE_WORDS
            ):
                return [place, *house_claims(view, s, e)]
        return [place]
    if _is_no_house(text):
        return []
    if not _is_chapter(view) and ("page" in view.got or "_doi" in view.got) and not _PRESS.search(text):
        return []
    words = text.split()
    if (HOUSE.search(text) and len(words) <= MAX_HOUSE_WORDS) or (
        len(words) <= 4 and looks_like_place(text) and not _is_chapter_first(view, spans)
    ):
        return house_claims(view, start, end) if HOUSE.search(text) or not _quoted(view) else []
    return []


def _is_no_house(text: str) -> bool:
    is_sentence = _NOT_HOUSE.match(text) and not (text.startswith("The ") and HOUSE.search(text))
    return bool(is_sentence) or any(c.isdigit() for c in text)


def _joined_place(view: View, spans: list[tuple[int, int]], first: int) -> list[Claim]:
    """Return publisher and place where no comma parts them, or where the place is the sentence before."""
    start, end = spans[-1]
    text = view.rest[start:end]
    joined = _JOINED_PLACE.search(text)
    if joined and (is_known_place(joined["place"]) or (joined["state"] and len(joined["place"].split()) < 4)):
        at = start + joined.start("place")
        return [*house_claims(view, start, at), place_claim(view, (at, end))]
    is_short = len(text.split()) <= MAX_HOUSE_WORDS and len(spans) > first + 1
    if is_short and is_known_place(view.rest[slice(*spans[-2])]):
        return [place_claim(view, spans[-2]), *house_claims(view, start, end)]
    return []


def _is_container(view: View, spans: list[tuple[int, int]], text: str) -> bool:
    """Say whether what stands last is the book after *In*, which nothing follows, or a periodical."""
    if _is_chapter(view):
        return len(spans) == 1 and "container_title" not in view.got
    return _is_periodical(view, text)


def _is_periodical(view: View, text: str) -> bool:
    """Say whether what stands last is rather a periodical: its words say so, or an article in press stands in it."""
    if _PERIODICAL.search(text):
        return not _PRESS.search(text)
    if "status" in view.got and view.layout == "author_date" and " " in text and "," not in text:
        return not HOUSE.search(text)
    note = view.got.get("note")
    return note is not None and note.value.lower() == "in press" and not HOUSE.search(text)


def _imprint_alone(view: View, span: tuple[int, int]) -> list[Claim]:
    """Return place and publisher where nothing else follows the date, so that the title is what stands before it."""
    match = COLON.search(view.rest, *span)
    if not match or not is_known_place(view.rest[span[0] : match.start()]):
        return []
    is_title_first = not _INVERTED.match(view.text) or not view.text[: view.body].strip()
    if is_title_first or HOUSE.search(view.rest, match.end(), span[1]):
        return imprint(view, span, after_comma=False)
    return []


def _quoted(view: View) -> bool:
    """Say whether a title in quotation marks was found: what follows it is rather a periodical than a publisher."""
    title = view.got.get("title")
    is_quoted = title is not None and view.text[title.start - 1 : title.start] in QUOTATION_MARKS
    return is_quoted and not _is_chapter(view) and "genre" not in view.got


def _after_title(view: View, start: int, end: int) -> list[Claim]:
    """Return ``Publisher, Place`` or ``Place, Publisher`` where only commas part them from the title."""
    text = view.rest[start:end]
    commas = [m.start() for m in re.finditer(r",\s", text)]
    if commas and _stands_before_year(view, end) and is_known_place(text[commas[-1] + 2 :]):
        return [place_claim(view, (start + commas[-1], end))]
    if commas and _HOUSE_FIRST.match(text, commas[-1] + 2) and len(text[commas[-1] :].split()) <= MAX_HOUSE_WORDS:
        claims = house_claims(view, start + commas[-1] + 2, end)
        is_placed = len(commas) > 1 and is_known_place(text[commas[-2] + 2 : commas[-1]])
        return [place_claim(view, (start + commas[-2], start + commas[-1])), *claims] if is_placed else claims
    if len(commas) > 1 and text[commas[-2] + 2 : commas[-1]].lower() in PLACES:
        house = text[commas[-1] + 2 :]
        if REGION.match(house) or is_known_place(house):
            return []
        if len(house.split()) <= MAX_HOUSE_WORDS and house[0].isupper() and not any(c.isdigit() for c in house):
            return [
                place_claim(view, (start + commas[-2], start + commas[-1])),
                *house_claims(view, start + commas[-1] + 2, end),
            ]
    for last in range(len(commas) - 1, 0, -1):
        if not is_known_place(text[commas[last] + 2 :]):
            continue
        house = text[commas[last - 1] + 2 : commas[last]]
        if HOUSE.search(house) and len(house.split()) <= MAX_HOUSE_WORDS:
            return [
                *house_claims(view, start + commas[last - 1] + 2, start + commas[last]),
                place_claim(view, (start + commas[last], end)),
            ]
    return []


def _stands_before_year(view: View, end: int) -> bool:
    """Say whether the year follows without a comma, as it does a place in German references: ``Beltz, Weinheim 2011``."""
    issued = view.got.get("issued")
    return issued is not None and view.layout == "bibliography" and issued.start == end + 1 and view.text[end] == " "


def _is_chapter_first(view: View, spans: list[tuple[int, int]]) -> bool:
    return _is_chapter(view) and len(spans) == 1


def _comma_place(view: View, spans: list[tuple[int, int]]) -> list[Claim]:
    if _is_chapter_first(view, spans):
        return []
    start, end = spans[-1]
    before_year = _stands_before_year(view, end)
    for comma in re.finditer(r",\s", view.rest[start:end]):
        at = start + comma.start()
        tail = view.rest[at + 2 : end]
        house = view.rest[start:at]
        if house.lower() in PLACES and looks_like_place(tail) and not REGION.match(tail) and not is_known_place(tail):
            return [place_claim(view, (start, at)), *house_claims(view, at + 2, end)]
        if (
            (
                is_known_place(tail)
                or (before_year and "," not in tail and len(tail.split()) <= _PLACE_WORDS and looks_like_place(tail))
                or (
                    HOUSE.search(house)
                    and _STATE_TAIL.search(", " + tail)
                    and looks_like_place(tail)
                    and not _FIRM.match(tail)
                    and len(tail.split()) <= 5
                )
            )
            and len(house.split()) <= MAX_HOUSE_WORDS
            and looks_like_place(house)
        ):
            return [*house_claims(view, start, at), place_claim(view, (at + 2, end))]
    return []
