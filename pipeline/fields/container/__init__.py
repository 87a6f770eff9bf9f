"""What the work stands in: a ``journal``, the ``book`` after the word *In*, or proceedings. Here it is told which."""

import re

from pipeline.fields.container.book import book, proceedings
from pipeline.fields.container.journal import journal
from pipeline.references.claims import QUOTATION_MARKS, Claim, View
from pipeline.references.periodicals import PERIODICAL, SUBJECT

_PERIODICAL = re.compile(rf"[.?!”\"]\s(?:(?:[\w&’'-]+\s){{0,6}}{PERIODICAL}[^.]{{0,80}}|{SUBJECT})[\s.]*\Z")
_PLAIN = re.compile(r"(?!Unpublished|Manuscript)[^\W_][^\d.:;]{1,60}\Z")


def container(view: View) -> list[Claim]:
    """Return the journal before the locator, or the book after the word ``In``."""
    if "_in" in view.got:
        return [] if "container_title" in view.got else book(view)
    if "_journal" in view.got or _in_periodical(view):
        return journal(view)
    return proceedings(view)


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
    if title is None or "issued" not in view.got:
        return False
    rest = view.rest[title.end + 1 :].strip(" .,\x1f")
    return view.text[title.start - 1 : title.start] in QUOTATION_MARKS and bool(_PLAIN.match(rest))
