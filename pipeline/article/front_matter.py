"""Front matter: the lines between ``---`` that scrapers put above a page, often with the whole head in one value.

It is read line by line and not as YAML: values with the head fused into them are not valid YAML.
"""

import re
from typing import NamedTuple

from pipeline.found import Found
from pipeline.page.pieces import Piece
from pipeline.prose import clean_prose

_ENTRY = re.compile(r"^[ \t]{0,8}(?:-[ \t]{1,4})?([A-Za-z_][\w.-]{0,30})[ \t]{0,4}:[ \t]{1,8}(\S[^\n]*)$", re.MULTILINE)
_LABEL = re.compile(r"LAST\s(?:REVIEWED|MODIFIED|UPDATED|REVISED)\s?:|DOI\s?:", re.IGNORECASE)
_GLUED_BY = re.compile(r"\bby(?=[A-ZÀ-Þ])|\bby\s(?=[A-ZÀ-Þ])")
_SITE = re.compile(r"\s[-–—|]\s(?:[^-–—|]{3,60}\s[-–—|]\s)?Oxford Bibliographies\b.*", re.DOTALL)
_DOCUMENT = re.compile(r"\bobo-(97[89]\d{10}-\d{4})\b")


class FrontMatter(NamedTuple):
    """What front matter says about the article; spans are of the text it stands in."""

    title: Found | None = None
    byline_spans: tuple[tuple[int, int], ...] = ()
    date_spans: tuple[tuple[int, int], ...] = ()
    doi_spans: tuple[tuple[int, int], ...] = ()
    document: Found | None = None


def read_front_matter(text: str, piece: Piece | None) -> FrontMatter:
    """Return what the front matter in ``piece`` says; nothing when there is none."""
    if piece is None:
        return FrontMatter()
    entries = {match[1].lower(): match.span(2) for match in _ENTRY.finditer(text, piece.start, piece.end)}
    front = _fused(text, *_unquoted(text, *entries["title"])) if "title" in entries else FrontMatter()
    authors = [_unquoted(text, *entries[key]) for key in ("author", "authors", "byline") if key in entries]
    dois = [entries[key] for key in ("doi",) if key in entries]
    match = _DOCUMENT.search(text, piece.start, piece.end)
    return front._replace(
        byline_spans=tuple(authors[:1]) or front.byline_spans,
        doi_spans=front.doi_spans or tuple(dois),
        document=Found(match[1], match.start(1), match.end(1)) if match else None,
    )


def _unquoted(text: str, start: int, end: int) -> tuple[int, int]:
    end = start + len(text[start:end].rstrip())
    if end - start > 1 and text[start] in "\"'[" and text[end - 1] in "\"']":
        return start + 1, end - 1
    return start, end


def _fused(text: str, start: int, end: int) -> FrontMatter:
    """Return the parts of a title value that goes on with byline, dates and DOI without a space between."""
    labels = [match.start() for match in _LABEL.finditer(text, start, end)]
    stops = [*labels, end]
    dates = [(left, right) for left, right in zip(labels, stops[1:], strict=True) if text[left] in "Ll"]
    dois = [(left, right) for left, right in zip(labels, stops[1:], strict=True) if text[left] in "Dd"]
    by = _GLUED_BY.search(text, start, stops[0]) if labels else None
    bylines = ((by.start(), stops[0]),) if by else ()
    stop = by.start() if by else stops[0]
    raw = _SITE.sub("", text[start:stop]).rstrip()
    title = Found(clean_prose(raw), start, start + len(raw)) if raw.strip() else None
    return FrontMatter(title, bylines, tuple(dates), tuple(dois))
