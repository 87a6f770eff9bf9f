"""The book or the proceedings that a part stands in: ``In Title of the Book, edited by``."""

import re

from pipeline.references.claims import Claim, View, announcing, claim
from pipeline.references.left_sentences import JOINS, left_sentences
from pipeline.references.places import is_known_place
from pipeline.references.series_names import SERIES_NUMBER, series_claims

_CONFERENCE = re.compile(r"\b(?:Proceedings|Conference|Symposium|Workshop|Congress|Meeting|Proc\.)", re.IGNORECASE)
_CONFERENCE_PLACE = re.compile(r",\s(?P<place>[A-Z][\w.’ -]{2,30}(?:,\s[A-Z][\w. ]{1,22}){0,2})\s*\Z")
_PROC = announcing(("Proceedings", "Proc"))
_PROCEEDINGS = re.compile(r"(?:The )?Proc(?:eedings\b|\.)")
_CITED = re.compile(
    r"[^\W\d_a-z][\w’-]+(?:, (?:[^\W\d_a-z]\. ?){1,3})?(?:(?:, and |,? and |,? & |, )[^\W\d_a-z][\w’-]+){0,3} \((?:1[5-9]|20)\d\d[a-z]?\)\Z"
)
"""Another work of the list, as a callout: ``in Hecht and Steere (1970), pp. 43–96``."""
_CONFERENCE_DATE = re.compile(
    r",\s(?:\d{1,2}(?:\s?[-–—]\s?\d{1,2})?(?:st|nd|rd|th)?\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s(?:\d{1,2}(?:\s?[-–—]\s?\d{1,2})?|(?:19|20)\d\d)\b).*\Z"
)
_YEAR_AGAIN = re.compile(r"(?:(?<=\)) | \((?=\d{4}\)))(?P<year>(?:1[89]|20)\d\d)\)?\Z")
_EDITED = re.compile(r"\s?Edited by ")


def proceedings(view: View) -> list[Claim]:
    """Return the proceedings after the title: ``Proceedings of the Berkeley Linguistic Society``."""
    if view.words.isdisjoint(_PROC):
        return []
    title = view.got.get("title")
    spans = left_sentences(view, max(title.end, view.body) if title else view.body, len(view.rest))
    for start, end in spans if title else spans[1:]:
        text = view.rest[start:end]
        if _PROCEEDINGS.match(text) and not SERIES_NUMBER.search(text):
            return [claim(view, "container_title", (start, end))]
    return []


def book(view: View) -> list[Claim]:
    """Return the book after the word *In*: with its place and day for proceedings, with the series after it."""
    begin = view.got["_in"].end
    spans = left_sentences(view, begin, len(view.rest))
    if not spans:
        return []
    start, end = spans[0]
    if view.rest[start] in '“"‘«':
        start += 1
        end -= view.rest[end - 1] in '”"’»'
    claims = []
    editors = min((at for at in (view.rest.find("\x1f", end),) if at > 0), default=0)
    for other in spans[1:]:
        if (view.rest[spans[0][1] - 1] in JOINS and other == spans[1] and _between(view, end, other[0])) or (
            other[1] < editors and _EDITED.match(view.text, editors)
        ):
            end = other[1]
        else:
            claims += series_claims(view, *other)
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
