"""Bylines: the names over an article, in the order of reading, given names first."""

import re
from typing import NamedTuple

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


class Writer(NamedTuple):
    """A name of a byline and its span; a single name has only ``literal``."""

    role: Role
    given: str | None
    particle: str | None
    family: str | None
    suffix: str | None
    literal: str | None
    start: int
    end: int


def parse_byline(text: str, start: int, end: int) -> tuple[Writer, ...]:
    """Return the names of the byline ``text[start:end]``, with spans in ``text``; roles come from words before them."""
    role: Role = "author"
    writers: list[Writer] = []
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
            writers[-1] = writers[-1]._replace(suffix=raw, end=at + len(raw))
        else:
            writers.append(_writer(role, raw, at))
    return tuple(writers)


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    parts, position = [], start
    for match in _SEPARATOR.finditer(text, start, end):
        parts.append((position, match.start()))
        position = match.end()
    return [*parts, (position, end)]


def _writer(role: Role, raw: str, at: int) -> Writer:
    words = raw.split()
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else None  # noqa: PLR2004 - two names
    end = at + len(raw)
    if len(words) == 1:
        return Writer(role, None, None, None, suffix, words[0], at, end)
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in _PARTICLES and words[first - 1][0].islower():
        first -= 1
    particle = " ".join(words[first:-1]) or None
    return Writer(role, " ".join(words[:first]), particle, words[-1], suffix, None, at, end)
