"""What is left of most references, read at once: ``Title. Place: Publisher``, ``Title. Journal`` before a volume, and the like.

By now everything that is announced or in figures is claimed. When the rest has one of four usual shapes, and nothing
in it has to be weighed, its fields are clear; ``FIELDS`` has the parsers for all other shapes after this one, and they
would answer the same.
"""

import re

from pipeline.fields.imprint import house_claims, is_plain_imprint, place_claim
from pipeline.fields.title import MEETINGS, title_claim
from pipeline.references.claims import Claim, View, claim
from pipeline.references.sentences import ends_sentence, sentence_starts

_TITLE = r"(?P<title>[^\W\d_a-z][^.?!…\x1f]*)"
_IMPRINT = r"(?P<place>[^\W\d_a-z][^.:?!\d“”\"()\[\]\x1f]*): (?P<house>[^\W\d_a-z](?:[^:?!\d“”\"()\[\]\x1f]*[^\W\d_])?)[\s.]*\Z"
_JOURNAL = r"(?P<journal>[^\W\d_a-z][^.,:?!…\x1f()\[\]“”\"]*)\s*\Z"
_BOOK = re.compile(rf"\s*{_TITLE}\.[\s.,]+{_IMPRINT}")
_ARTICLE = re.compile(rf"\s*{_TITLE}\.\s+{_JOURNAL}")
_QUOTED_ARTICLE = re.compile(rf"[\s.,]*(?!In ){_JOURNAL}")
_CHAPTER = re.compile(rf"\s*(?P<book>[^\W\d_a-z][^.?!…\x1f()]*)(?:\.[\s.,]+|(?P<gap>\x1f)[\s.,]*){_IMPRINT}")
_PART = re.compile(rf"\s*{_TITLE}[\s.,]*\Z")
_MARKS = ("volume", "issue", "page", "_journal")
_NOTHING = " .,;:)" + "\x1f"


def is_all_read(view: View) -> bool:
    """Say whether nothing is left after names and date."""
    return not view.rest[view.body :].strip(_NOTHING)


def usual_rest(view: View) -> list[Claim]:
    """Return all that is left as title, container, place and publisher; nothing when its shape is not a usual one."""
    if "_in" in view.got:
        return _chapter(view)
    return _article(view) if "_journal" in view.got else _book(view)


def _book(view: View) -> list[Claim]:
    if "title" in view.got:
        return []
    match = _BOOK.match(view.rest, view.body)
    if not match or not ends_sentence(view.rest, match.end("title")):
        return []
    return _with_imprint(view, match, title_claim(view, *match.span("title")))


def _with_imprint(view: View, match: re.Match[str], *others: Claim) -> list[Claim]:
    place, house = match.span("place"), match.span("house")
    if not is_plain_imprint(match["place"], match["house"]) or (
        "." in match["house"] and sentence_starts(view.rest, *house)
    ):
        return []
    return [place_claim(view, place, (place[0], house[1])), *house_claims(view, *house), *others]


def _article(view: View) -> list[Claim]:
    got, rest = view.got, view.rest
    title = got.get("title")
    marks = [got[field] for field in _MARKS if field in got]
    begin = title.end + 1 if title else view.body
    end = min(mark.start for mark in marks)
    if "container_title" in got or end < begin or rest[max(mark.end for mark in marks) :].strip(_NOTHING):
        return []
    match = (_QUOTED_ARTICLE if title else _ARTICLE).match(rest, begin, end)
    if not match or not (title or ends_sentence(rest, match.end("title"))):
        return []
    journal = claim(view, "container_title", match.span("journal"))
    return [journal] if title else [journal, title_claim(view, *match.span("title"))]


def _chapter(view: View) -> list[Claim]:
    got, rest = view.got, view.rest
    within = got["_in"]
    match = None if "container_title" in got or "_journal" in got else _CHAPTER.match(rest, within.end)
    if not match or not view.words.isdisjoint(MEETINGS):
        return []
    begin, end = match.span("book")
    if not match["gap"] and not ends_sentence(rest, end):
        return []
    book = claim(view, "container_title", (begin, end), (begin, end + 1))
    if "title" in got:
        return _with_imprint(view, match, book)
    part = _PART.match(rest, view.body, within.start)
    return _with_imprint(view, match, book, title_claim(view, *part.span("title"))) if part else []
