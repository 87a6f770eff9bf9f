"""Bylines: the names over an article, in the order of reading, given names first."""

import re

from pipeline.references.name_shapes import Name
from schemas.terms import Role

_LEAD = re.compile(
    r"(?i:(?:(?:edited|revised|updated|compiled|prepared|created|written|selected|annotated)\s+)?by\b):?\s*+"
    r"|by(?=[A-ZÀ-Þ])"
)
_ROLES: dict[str, Role] = {"edited": "editor", "compiled": "compiler", "selected": "compiler"}
_HOUSE = re.compile(r"\b(?:University|Universität|Université|College|Library|Libraries|School|Department|Institute)\b")
"""Words of where someone works, which stands behind the name in some bylines."""
_SEPARATOR = re.compile(r"[,;](?:\s*(?:and|&)(?=\s))?|(?<=\s)(?:and|&)(?=\s)|\n")
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV|Ph\.?\s?D\.?|M\.?D\.?|Esq\.?")
_PARTICLE_WORDS = """
af al da das de degli dei del della den der di dos du el ibn bin la las le los op te ten ter van vanden von vom y
zu zur
"""
_PARTICLES = frozenset(_PARTICLE_WORDS.split())


def parse_byline(text: str, start: int, end: int) -> tuple[Name, ...]:
    """Return the names of the byline ``text[start:end]``, with spans in ``text``; roles come from words before them.

    A single name has only ``literal``.
    """
    role: Role = "author"
    writers: list[Name] = []
    for left, right in _parts(text, start, end):
        at = right - len(text[left:right].lstrip())
        if lead := _LEAD.match(text, at, right):
            role = _ROLES.get(lead[0].split()[0].lower(), "author")
            at = lead.end()
        raw = text[at:right].strip(" \t\n*_")
        at += len(text[at:right]) - len(text[at:right].lstrip(" \t\n*_"))
        if not any(map(str.isalpha, raw)) or (writers and _HOUSE.search(raw)):
            continue
        if writers and _SUFFIX.fullmatch(raw) and writers[-1].family:
            last, end = writers[-1], at + len(raw)
            writers[-1] = last._replace(suffix=raw, raw=text[last.start : end], end=end)
        else:
            writers.append(_person(role, raw, at))
    return tuple(writers)


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    parts, position = [], start
    for match in _SEPARATOR.finditer(text, start, end):
        parts.append((position, match.start()))
        position = match.end()
    return [*parts, (position, end)]


def _person(role: Role, raw: str, at: int) -> Name:
    words = raw.split()
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else None  # noqa: PLR2004 - two names
    place = (False, False, False, raw, at, at + len(raw))  # no body, not *et al.*, not inherited
    if len(words) == 1:
        return Name(role, None, None, None, suffix, words[0], *place)
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in _PARTICLES and words[first - 1][0].islower():
        first -= 1
    particle = " ".join(words[first:-1]) or None
    return Name(role, words[-1], " ".join(words[:first]), particle, suffix, None, *place)
