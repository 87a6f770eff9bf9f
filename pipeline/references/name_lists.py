"""Lists of names taken apart: at commas, semicolons and conjunctions, and *et al.* found at their end."""

import re
from typing import NamedTuple

from pipeline.folding import SPACE


class Piece(NamedTuple):
    """What stands between two separators, and whether a conjunction stands before it."""

    text: str
    start: int
    end: int
    after_and: bool


_AND = r"(?:and|And|AND|&|und|et|y|og|och|и|a|with)"
ET_AL = re.compile(
    r"[,;]?\s*(?:…|\.\s?\.\s?\.)(?=\s?,?\s?(?:and|&)?\s?[^\W\d_a-z])[,\s]*(?:and\s|&\s)?|"
    r"[,;]?\s*(?:\band\s+|&\s*)?(?:\bet\.?\s?al(?:ii|ia|\b\.?)|\betat\b|(?:\b(?:and|a|y|et)|&) (?:\w+ )?(?:others|OTHERS|otros|autres)\b|"
    r"\bu\.\s?a\.|\ba kol\.)(?=\W|\Z)[.,\s]*"
)
ET_AL_SIGNS = (
    "et al",
    "et. al",
    "etal",
    "etat",
    "thers",
    "THERS",
    "otros",
    "autres",
    "u. a",
    "u.a",
    "a kol",
    "…",
    "...",
    ". . .",
)
_GLUED_AND = r"and(?=[^\W\d_a-z]\.\s)"
"""A lost blank: ``andM. Skold``."""
_SEPARATOR = re.compile(
    rf"(?=[\s,，、&a])(?:\s?[,，、]{{1,3}}(?:\s?(?:{_AND}(?=\s)|{_GLUED_AND}))?\s?|\s{_GLUED_AND}|\s{_AND}\s|\s?&\s?|(?<=\.)and\s)"
)
SEMICOLON = re.compile(rf"\s?;(?:\s?{_AND}(?=\s))?\s?|(?<=[\w.])(?: / |/(?=[^\W\d_a-z][\w’'-]{{1,30}}, [^\W\d_a-z]))")
"""What parts inverted names: a semicolon, in German lists a slash."""


def chunks(text: str, start: int, end: int, separator: re.Pattern[str]) -> list[tuple[int, int]]:
    """Return the spans between the separators."""
    spans, at = [], start
    for match in separator.finditer(text, start, end):
        spans.append((at, match.start()))
        at = match.end()
    return [*spans, (at, end)]


def without_and(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without the conjunction at its front, and tight."""
    match = _LEADING_AND.match(text, start, end)
    return tight(text, match.end() if match else start, end)


_LEADING_AND = re.compile(rf"\s*{_AND}\s+")


def tight(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without white space and marks at its ends; the full stop of an initial or abbreviation stays."""
    piece = text[start:end].lstrip(_LEFT_EDGE)
    start = max(start, end - len(piece))
    piece = piece.rstrip(_RIGHT_EDGE)
    end = start + len(piece)
    while piece[-1:] == "." and _is_full_stop(text, start, end):
        piece = piece[:-1].rstrip(_RIGHT_EDGE)
        end = start + len(piece)
    return start, end


_RIGHT_EDGE = SPACE + ",;:&"
_LEFT_EDGE = _RIGHT_EDGE + "."


def _is_full_stop(text: str, start: int, end: int) -> bool:
    """Say whether the full stop that ends the span belongs to the list, not to an initial or an abbreviation."""
    at = end - 2
    stop = max(start, at - _LONGEST_ABBREVIATION)
    while at >= stop and text[at].isalpha():
        at -= 1
    word = text[at + 1 : end - 1]
    if len(word) <= 2 and word not in _ABBREVIATED:
        is_family = len(word) > 1 and (
            _after_given_name(text, start, at) or _AFTER_INITIALS.search(text, start, at + 1)
        )
        return not word[:1].isupper() or word[1:].isupper() or bool(is_family)
    return word not in _ABBREVIATED


_LONGEST_ABBREVIATION = 6


_AFTER_INITIALS = re.compile(r"(?:\band|&) (?:[^\W\d_]\.[ -]?){1,4}\Z")
"""A short family name follows: ``and Z. Ma.``."""


def _after_given_name(text: str, start: int, at: int) -> bool:
    """Say whether a whole word stands before the space at ``at``, so that a short family name follows: ``Peter Xu.``."""
    return text[at : at + 1] == " " and at - start > 2 and text[at - 1].islower() and text[at - 2].isalpha()


_ABBREVIATED = frozenset(("Jr", "Sr", "Inc", "Ltd", "Co", "Corp", "Bros", "Esq", "Univ", "Dept"))


def pieces_of(text: str, start: int, end: int) -> list[Piece]:
    """Return what stands between commas and conjunctions; empty pieces are left out."""
    pieces: list[Piece] = []
    at, after_and = start, False
    comma = text.find(",", start, end)
    has_and = text.find(" and ", start, end) >= 0  # "y" then joins the two family names of one person
    for match in _SEPARATOR.finditer(text, start, end):
        if match[0] in (" y ", " e ", " i ") and (match.start() < comma or has_and):
            continue
        _add(pieces, text, at, match.start(), after_and=after_and)
        at = match.end()
        after_and = not match[0].rstrip().endswith((",", "，", "、"))
    _add(pieces, text, at, end, after_and=after_and)
    return pieces


def _add(pieces: list[Piece], text: str, start: int, end: int, *, after_and: bool) -> None:
    start, end = tight(text, start, end)
    if start < end:
        pieces.append(Piece(text[start:end], start, end, after_and))
