"""The word ``In`` that begins the book a chapter stands in."""

import re

from pipeline.references.claims import Claim, View, announcing

_WHOLE = r"(?=[^\W\d_a-z]|[\"“‘«(\[\d]|de |van |von |d’|i[A-Z])"
_IN = re.compile(
    rf"(?=\s)(?<=[.,;?!”\"’'»)\]\x1f])\s{{1,200}}+(?:(?:In|En|Dans)(?:\s?:\s*|\s+)|(?<=[.?!]\s)in(?::\s*|\s+))(?:{_WHOLE}|(?=[^():]{{3,60}} \((?:Hrsg|Hgg?)\.\)))"
)
_IN_SMALL = re.compile(
    r"(?=\s)(?<=[.,;?!”\"’»])\s{1,200}+(?:in|dans)(?::\s*|\s+)(?:(?=«)|(?<=: )(?=[^\W_a-z])|(?=(?:the )?(?:Proc|Handbook|"
    r"Encyclop|Festschrift|[^\W\d_a-z]\.)|[^,.]{3,60}(?:,? [Ee]ds?\.| \([Ee]ds?\.?| \([Hh]rsg|"
    r" \((?:dirs?|éds?|coord|a cura)\b|, edited by)))"
)
_IN_BARE = re.compile(r"\s*[Ii]n(?:\s?:)?\s+(?=[^\W_a-z])")
_PAGES_IN = re.compile(
    r"(?=\s)(?<=[.,;?!”\"’'»)\]\x1f])\s{1,200}+[Pp]p?\.\s?(?P<page>[A-Za-z]?\d{1,5}(?:\s?[-‐–—]\s?[A-Za-z]?\d{1,5})?),?\s+in:?\s+"
)
"""The form of the American Sociological Association: ``Pp. 21–39 in Postcolonialism Meets Economics``."""
_EDITED_BOOK = re.compile(r"[^\W\d_a-z][^.,“”\"\d\x1f]{3,120}, (?:edited|translated) by [^\W\d_a-z]")
"""The form of the Modern Language Association: ``“A Reading.” New Essays, edited by W. Martin, Cambridge UP, 1988``."""
_PAGE_WORDS = announcing(("p", "pp", "P", "Pp"))
_SMALL_SIGN = re.compile(r"(?:in|dans)(?<=\W\s(?:in))[:\s]|dans(?<=\W\sdans)\s")
"""The word *in* where a sentence or a claim ends: what the patterns for it need, and seldom there."""
_CAPITALS = announcing(("In", "En", "Dans"))
_WORDS = announcing("In in En Dans dans by".split())


def part_of(view: View) -> list[Claim]:
    """Return the word that says the work is part of another one, as field ``_in``."""
    if "_in" in view.got or view.words.isdisjoint(_WORDS):
        return []
    title = view.got.get("title")
    begin = max(title.end, view.body) if title else view.body
    text = view.rest
    pages = (
        _PAGES_IN.search(text, max(begin - 1, 0))
        if "in" in view.words and not view.words.isdisjoint(_PAGE_WORDS)
        else None
    )
    if pages:
        page = re.sub(r"\s?[-‐–—]\s?", "–", pages["page"])
        inside = pages.end("page"), pages.end()
        return [
            Claim("page", page, *pages.span("page"), pages.start(), pages.end("page")),
            Claim("_in", "In", *inside, *inside),
        ]
    match = _IN_BARE.match(text, _skip(text, begin)) if title else None
    if title and not match and "by" in view.words and _EDITED_BOOK.match(text, at := _skip(text, begin)):
        return [Claim("_in", "In", at, at, at, at)]
    match = match or _find(view, max(begin - 1, 0))
    if not match or (match.start() <= view.body + 1 and not title):
        return []
    return [Claim("_in", "In", match.start(), match.end(), *match.span())]


def _find(view: View, begin: int) -> re.Match[str] | None:
    if view.words.isdisjoint(_CAPITALS) and not _SMALL_SIGN.search(view.rest, begin):
        return None
    return _IN.search(view.rest, begin) or _IN_SMALL.search(view.rest, begin)


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in " .,;”\"’'»\x1f":
        at += 1
    return at
