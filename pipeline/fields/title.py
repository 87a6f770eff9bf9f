"""Title and the series after it: what is left of a reference once the rest is claimed, sentence by sentence."""

import re

from pipeline.references.claims import Claim, View, claim, with_stop
from pipeline.references.left_sentences import JOINS, left_sentences
from pipeline.references.series_names import SERIES_NUMBER, SERIES_WORD, is_headline, series_claims

_PART = re.compile(
    r"(?:Part|Book|Band|Bd\.?|Teil|Tl\.|Tome|Tomo|Livre|Libro|Parte|Partie|Deel|Díl|Část|Knjiga|Kniga|"
    r"Книга|Кн\.|Часть|Ч\.|Том|Т\.) (?:\d{1,3}|[IVX]{1,6})(?:[.:]|, [^\W\d_a-z])"
)
"""A part of the work, which its title goes on with: ``Band 2: 1903–1953``."""


def title(view: View) -> list[Claim]:
    """Return title and series from what is left between names and everything claimed."""
    if "title" in view.got:
        return _leftover_series(view)
    end = _title_end(view)
    spans = left_sentences(view, view.body, end)
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
    claims = [with_stop(view, claim(view, "title", (start, stop), (start, stop)))]
    for span in spans[cut:]:
        claims += series_claims(view, *span, is_sure=view.layout == "bibliography")
    return claims


def _title_end(view: View) -> int:
    ends = [f.start for name, f in view.got.items() if f.start >= view.body and name in ("container_title", "_in")]
    return min(ends, default=len(view.rest))


def _leftover_series(view: View) -> list[Claim]:
    found = view.got["title"]
    if "_in" in view.got or "container_title" in view.got:
        return []
    claims: list[Claim] = []
    for span in left_sentences(view, max(found.end + 1, view.body), len(view.rest)):
        claims += series_claims(view, *span)
    return claims


def _has_gap(view: View, start: int, end: int) -> bool:
    return view.rest[start:end] != view.text[start:end] and any(c.isalnum() for c in view.text[start:end])


def _is_series(view: View, spans: list[tuple[int, int]], index: int) -> bool:
    start, end = spans[index]
    text = view.rest[start:end]
    before = spans[index - 1][1]
    if _PART.match(text):
        return False
    if SERIES_NUMBER.search(text) and not text[0].isdigit():
        return not re.match(r"(?:Book|Part|Volume|Band|Bd|Kniga|Livre|Libro|Книга)\b", text)
    if _has_gap(view, before, start):
        return True
    if SERIES_WORD.search(text):
        return is_headline(text) or view.rest[before : before + 1] == "."
    if view.rest[before - 1] in JOINS or text.split()[0] in (
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
    if is_headline(text):
        return True
    # year-last titles are in headline case, so another sentence in lower case is a series: "The Raven. Visions in poetry."
    return (
        view.layout == "bibliography"
        and is_headline(view.rest[slice(*spans[0])])
        and " " in view.rest[slice(*spans[0])]
        and view.rest[before] == "."
    )
