"""DOIs in running text: where the printed form begins and ends.

A DOI is found by its prefix (``10.`` and a registrant code), by a label (``DOI:``) or by the address of a resolver; the
last two also show DOIs that are malformed, which are kept with what is wrong with them.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from pipeline.identifiers.doi import DASHES, LABEL, MAX_LENGTH, strip_trailing

_HIDDEN = "\u00ad\u200b-\u200f\u2060-\u2063\ufeff"
_VISIBLE = r'[^\s"“”«»]'
_PREFIX = re.compile(rf"(?<![\d.])10\.[{_HIDDEN}\s]?[0-9]{{4,9}}(?:\.[0-9]{{1,9}}){{0,4}}[{_HIDDEN}\s]?(?:/|%2[Ff])")
_TAIL = re.compile(rf"{_VISIBLE}{{0,{MAX_LENGTH}}}")
_SICI_START = re.compile(r"(?:\(sici\))?[0-9]{4}-?[0-9]{3}[0-9x]\(", re.IGNORECASE)
_LEAD = re.compile(
    r"(?:(?:https?://[^\s/<>\"]{0,80}/)?(?:https?:)?//[^\s/<>\"]{0,80}(?<![a-z])doi(?![a-z])(?:\.\s)?[^\s/<>\"]{0,80}/(?:doi:)?"
    r"|(?:dx\.)?doi\.\s?org/|info:doi/|urn:doi:)\Z",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?<![^\W_])doi(?:[ ]name|[ ]number|s)?\]?\s{0,3}[:=]?\s{0,3}[<(\[]?\Z", re.IGNORECASE)
_LABELLED = re.compile(r"(?<![^\W_./-])doi\s{0,3}[:=]\s{0,3}(?=\S)|https?://(?:dx\.)?doi\.\s?org/", re.IGNORECASE)
_GAP = re.compile(r"[^\S\n]{0,4}\n?[^\S\n]{0,8}")
_PLACEHOLDER = re.compile(r"n/?a\b|none\b|unknown\b|not |no doi", re.IGNORECASE)
_ITEM_NUMBER = re.compile(r"\s?\[pii\]")
_LEAD_REACH = 260
_MAX_PIECES = 4


class Place(NamedTuple):
    """Where a DOI stands: ``start:end`` as printed, ``outer`` the first character of its label."""

    start: int
    end: int
    outer: int


def find_doi_places(text: str) -> Iterator[Place]:
    """Yield where DOIs stand in ``text``, well-formed or not, in order and without overlap."""
    done = 0
    for at, is_prefix in _anchors(text):
        if at < done:
            continue
        place = _place(text, at, done) if is_prefix else _labelled(text, at)
        done = place.end
        if is_prefix or _is_number(text, place):
            yield place


def _anchors(text: str) -> list[tuple[int, bool]]:
    """Return where a prefix stands (true) or a label (false) that does not belong to the prefix after it."""
    found = sorted(
        [(m.start(), True) for m in _PREFIX.finditer(text)] + [(m.start(), False) for m in _LABELLED.finditer(text)]
    )
    return [
        (at, is_prefix)
        for (at, is_prefix), (following, is_next_prefix) in pairwise([*found, (len(text), False)])
        if is_prefix or not (_is_lead(text, at, following) if is_next_prefix else _is_label(text, at, following))
    ]


def _is_label(text: str, label: int, following: int) -> bool:
    """Tell whether a label stands right before another one: ``DOI: https://doi.org/``."""
    return following < len(text) and following - label <= _LEAD_REACH and bool(_LABEL.fullmatch(text[label:following]))


def _is_lead(text: str, label: int, prefix: int) -> bool:
    """Tell whether nothing but a label or an address stands between ``label`` and ``prefix``."""
    gap = text[label:prefix]
    return prefix - label <= _LEAD_REACH and ("//" in gap or len(gap.split()) <= 1 or bool(_LABEL.search(gap)))


def _place(text: str, at: int, done: int) -> Place:
    tail = _PREFIX.match(text, at)
    body = tail.end() if tail else at
    end = _token_end(text, at, body)
    start = at
    lead = _LEAD.search(text, max(done, at - _LEAD_REACH), at) if text[at - 1 : at] in {"/", ":"} else None
    if lead:
        start = lead.start()
    label = _LABEL.search(text, max(done, start - 24), start)
    return Place(start, end, label.start() if label else start)


def _token_end(text: str, start: int, body: int) -> int:
    """Return where the DOI ends whose suffix begins at ``body``, with what a stray space cut off."""
    end = _piece_end(text, start, body)
    for _ in range(_MAX_PIECES):
        stop = end + text.startswith(".", end)
        gap = _GAP.match(text, stop)
        following = gap.end() if gap else stop
        if following == stop or not _goes_on(text, start, body, end, following):
            break
        end = _piece_end(text, start, following)
    return end


def _goes_on(text: str, start: int, body: int, end: int, following: int) -> bool:
    """Tell whether what follows a space or line end is more of the DOI.

    It is when the suffix had not begun, when the piece so far ends in a hyphen, slash or underscore, and, on a line of
    its own, when it ends in a full stop; what follows must have a digit.
    """
    match = _TAIL.match(text, following)
    piece = match[0] if match else ""
    if not any(c.isdigit() for c in piece) or piece.startswith(("10.", "http", "(")):
        return False
    if end == body or text[end - 1].translate(DASHES) in "-/_":
        return True
    before = text[text.rfind("\n", 0, start) + 1 : start]
    line_end = text.find("\n", following)
    after = text[following + len(piece) : len(text) if line_end < 0 else line_end]
    return text[end : end + 1] == "." and not after.strip() and (not before.strip() or bool(_LABEL.search(before)))


def _piece_end(text: str, start: int, body: int) -> int:
    match = _TAIL.match(text, body)
    end = match.end() if match else body
    label = LABEL.search(text, body, min(len(text), end + 20))
    if label and label.start() < end:
        end = label.start()
    end = _before_tag(text, body, end)
    return max(body, start + len(strip_trailing(text[start:end])))


def _before_tag(text: str, body: int, end: int) -> int:
    """Return where the suffix ends: an angle bracket belongs to it only in a SICI."""
    tag = text.find("</" if _SICI_START.match(text, body) else "<", body, end)
    link = text.find("](", body, end)
    return min(cut for cut in (tag, link, end) if cut >= 0)


def _labelled(text: str, at: int) -> Place:
    """Return the place of what a label calls a DOI although it has no prefix."""
    lead = _LABELLED.match(text, at)
    start = lead.end() if lead else at
    end = _piece_end(text, start, start)
    return Place(at if text.startswith("http", at) else start, end, at)


def _is_number(text: str, place: Place) -> bool:
    """Tell whether a labelled piece was meant as a DOI; PubMed labels publishers' item numbers too."""
    piece = text[place.start : place.end]
    is_other = _PLACEHOLDER.match(piece) or _ITEM_NUMBER.match(text, place.end)
    return not is_other and any(c.isdigit() for c in piece)
