"""Titles in quotation marks: articles and chapters, in whatever quotation marks the reference uses."""

import re
from functools import cache

from pipeline.references.claims import Claim, View, claim

_CLOSERS = {"“": "”", '"': '"', "‘": "’", "«": "»", "„": "“”", "'": "'", "‹": "›", "”": "”"}
_OPENING = re.compile(r"[\s.,:;]*([“\"‘«„'‹”])\s?")
_ENDS_BEFORE = ".,?!"
_AFTER = re.compile(r"\s*(?:[.,;(\[]|\Z|[Ii]n:?\s|[\"“‘«]|[^\W\d_a-zà-ÿ])")
_TIGHT_AFTER = re.compile(r"[.,;]|\s*\Z|\s+In:?\s")
_OPEN_END = re.compile(r" (?:in|and|or|of|as|on|for|from|to|vs\.|versus|von|de|und|et|y|от|и)\s")


def quoted_title(view: View) -> list[Claim]:
    """Return the title when quotation marks enclose the whole of it."""
    match = None if "title" in view.got else _OPENING.match(view.rest, view.body)
    if not match:
        return _closed_only(view) if "”" in view.rest and "title" not in view.got else []
    mark = match[1]
    closers = _CLOSERS[mark]
    start, text = match.end(), view.rest
    depth_mark = mark if mark not in closers else ""
    depth = 0
    for found in _marks(mark).finditer(text, start):
        at, char = found.start(), found[0]
        if depth_mark and char == depth_mark:
            depth += 1
        elif char in closers and at > start:
            if depth:
                depth -= 1
            elif text[at - 1] not in _ENDS_BEFORE and (_OPEN_END.match(text, at + 1) or text[at + 1 : at + 3] == ": "):
                return []
            elif _closes(text, at, single=mark in "‘'"):
                return _title(view, (start, at), (match.start(1), at + 1))
    return []


def _closed_only(view: View) -> list[Claim]:
    """Return the title whose closing mark is there alone: ``Rivers after the flood”, Nat. Hazards``."""
    close = view.rest.find("”, ", view.body)
    if close < 0 or "“" in view.rest[view.body : close] or '"' in view.rest[view.body : close]:
        return []
    return _title(view, (view.body, close), (view.body, close + 1))


def _title(view: View, span: tuple[int, int], outer: tuple[int, int]) -> list[Claim]:
    made = claim(view, "title", span, outer)
    return [made] if made.start < made.end else []


@cache
def _marks(mark: str) -> re.Pattern[str]:
    """Return the pattern of what may close a title that ``mark`` opens, or open another one within it."""
    return re.compile(f"[{mark}{_CLOSERS[mark]}]")


def _closes(text: str, at: int, *, single: bool) -> bool:
    before, after = text[at - 1], at + 1
    if text[after : after + 1].isalnum():
        return False
    if before == ":":
        return False
    if before in _ENDS_BEFORE or (before == " " and text[at - 2] in _ENDS_BEFORE):
        return before in ".," or bool(_AFTER.match(text, after))
    if _TIGHT_AFTER.match(text, after):
        return True
    return not single and bool(_AFTER.match(text, after))
