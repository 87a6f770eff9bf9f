"""The journal or newspaper: the sentence before the volume, or after the title."""

import re

from pipeline.references.bodies import has_name_of_body
from pipeline.references.claims import Claim, View, claim
from pipeline.references.given_names import GIVEN_NAMES
from pipeline.references.left_sentences import left_sentences
from pipeline.references.places import is_known_place
from pipeline.references.sentences import NAME_IN_SMALL

_INVERTED = re.compile(r"[^\W\d_]['’\w.-]*(?: [\w’'-]+){0,3}, [^\W\d_a-z]|[^\W\d_a-z][\w’'-]+ [^\W\d_a-z]{1,2}\b")
_NEAR = 3
_MAX_PAIR_WORDS = 6
"""Two persons joined by *and*, and the date, rarely have more words."""
_SPECIAL_ISSUE = re.compile(r"(?:[Ss]pecial|[Tt]heme) [Ii]ssue[,:] (?=[^\W\d_a-z])")
_NEW_SERIES = re.compile(r", (?P<series>n\.\s?s\.?|new ser(?:ies|\.)?|\d(?:st|nd|rd|th|d) ser(?:ies|\.)?),?\Z")
"""Which series of a journal: ``Isis, n.s., 12``."""
_SMALL_JOURNAL = re.compile(r"(?<=[^\W\d_A-Z]{3})[.?!]\s+(?=[a-z][\w+-]*(?::? |\Z))")
"""A journal whose title begins with a small letter, before its volume: ``differences: A Journal``."""
_LONGEST_SHORTENED = 5
_LIST_GOES_ON = re.compile(r"[\w’-]+, and ")
_THE = re.compile(r"The [\w’-]+, [\w’-]+, and ")


def journal(view: View) -> list[Claim]:
    """Return the title of the journal: the sentence before its volume."""
    marks = [view.got[f].start for f in ("volume", "issue", "page", "_journal") if f in view.got]
    text = view.rest
    title = view.got.get("title")
    begin = title.end + 1 if title else view.body
    end = min([m for m in marks if m >= begin], default=len(text))
    if not marks:
        end = len(text)
    spans = left_sentences(view, begin, end)
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
    if not marks and not (text[start].isupper() or NAME_IN_SMALL.match(text, start)):
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
