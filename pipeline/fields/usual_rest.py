"""What is left of most references, read at once: ``Title. Place: Publisher``, ``Title. Journal`` before a volume, and the like.

By now everything that is announced or in figures is claimed. When the rest has one of four usual shapes, and nothing
in it has to be weighed, its fields are clear; ``FIELDS`` has the parsers for all other shapes after this one, and they
would answer the same.
"""

import re

from pipeline.found import record
from pipeline.references.claims import Claim, View, announcing, folded
from pipeline.references.imprint import is_plain_imprint
from pipeline.references.sentences import ends_sentence, sentence_starts

_FIRST = r"[^\W\d_a-z]"
_LAST = r"[^.?!…\x1f\s,;:·•|/\[(]"
"""What a value may end with: no mark that would be trimmed."""
_TITLE = rf"(?P<title>{_FIRST}[^.?!…\x1f]*{_LAST}(?<! etc))"
_IMPRINT = (
    rf"(?P<place>{_FIRST}[^.:?!\d“”\"()\[\]\x1f]*[^\W\d_]): "
    rf"(?P<house>{_FIRST}[^:?!\d“”\"()\[\]\x1f]*[^\W\d_])(?P<stop>\.?)[\s.]*\Z"
)
_JOURNAL = rf"(?P<journal>{_FIRST}[^.,:?!…\x1f()\[\]“”\"]*{_LAST})\s*\Z"
_BOOK = re.compile(rf"\s*{_TITLE}\.[\s.,]+{_IMPRINT}")
_ARTICLE = re.compile(rf"\s*{_TITLE}\.\s+{_JOURNAL}")
_QUOTED_ARTICLE = re.compile(rf"[\s.,]*(?!In ){_JOURNAL}")
_CHAPTER = re.compile(rf"\s*(?P<book>{_FIRST}[^.?!…\x1f()]*{_LAST})(?:\.[\s.,]+|(?P<gap>\x1f)[\s.,]*){_IMPRINT}")
_PART = re.compile(rf"\s*{_TITLE}[\s.,]*\Z")
_MEETINGS = announcing(
    form
    for word in ("proceedings", "conference", "symposium", "workshop", "congress", "meeting", "proc")
    for form in (word, word.capitalize(), word.upper(), f"{word}s", f"{word.capitalize()}s")
)
"""Words of meetings and their proceedings."""
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
    return _with_imprint(view, match, _made(view, "title", match))


def _made(view: View, field: str, match: re.Match[str], group: str = "", after: int = 0) -> Claim:
    """Return the claim of a group, which has nothing at its ends to be trimmed, and of ``after`` characters behind it."""
    start, end = match.span(group or field)
    value = view.text[start:end]
    value = value if view.is_even else folded(value)
    return record(Claim, (field, value, start, end, start, end + after, ()))


def _with_imprint(view: View, match: re.Match[str], *others: Claim) -> list[Claim]:
    house = match["house"]
    if not is_plain_imprint(match["place"], house, stop=match["stop"]) or (
        "." in house and sentence_starts(view.rest, *match.span("house"))
    ):
        return []
    after = match.end("house") - match.end("place")
    return [_made(view, "publisher_place", match, "place", after), _made(view, "publisher", match, "house"), *others]


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
    journal = _made(view, "container_title", match, "journal")
    return [journal] if title else [journal, _made(view, "title", match)]


def _chapter(view: View) -> list[Claim]:
    got, rest = view.got, view.rest
    within = got["_in"]
    match = None if "container_title" in got or "_journal" in got else _CHAPTER.match(rest, within.end)
    if not match or not view.words.isdisjoint(_MEETINGS):
        return []
    if not match["gap"] and not ends_sentence(rest, match.end("book")):
        return []
    book = _made(view, "container_title", match, "book", 1)
    if "title" in got:
        return _with_imprint(view, match, book)
    part = _PART.match(rest, view.body, within.start)
    return _with_imprint(view, match, book, _made(view, "title", part)) if part else []
