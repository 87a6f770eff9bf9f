"""Pointers in prose: *cited under Theory*, *See also Online Resources*, *the Oxford Bibliographies article “Sugar”*."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.folding import fold_space
from pipeline.mentions.phrases import Phrases, key
from pipeline.mentions.tokens import Token, tokenize
from schemas.terms import CrossReferenceKind

_CITED_UNDER = (
    r"(?P<cited_under>(?:(?:both|all|each|also)\s){0,2}cited\s(?:under|in(?=\s(?:the\ssection|[“\"A-Z])))(?!\w))"
)
_SECTION = (
    r"(?P<section>(?:see\s(?:also\s)?(?:the\s)?)?sections?\s(?:on|titled|called|entitled|about|under)(?!\w)"
    r"|see\salso(?:\sunder)?(?!\w)|\bsee(?:\sunder)?(?!\w)|(?:discussed|treated|listed|covered)\s(?:under|in)(?!\w))"
)
_ARTICLE = (
    r"(?P<article>Oxford\sBibliographies(?:\sOnline)?[*_]?(?:\sin\s(?P<subject>[^“”\"‘’.;()]{2,80}?))?"
    r"\s(?:articles?|entry|entries)(?:\s(?:on|titled|called|entitled))?(?!\w))"
)
_TRIGGER = re.compile(rf"(?<!\w)(?=[abcdelost])(?:{_ARTICLE}|{_CITED_UNDER}|{_SECTION})", re.IGNORECASE)
_SEE = re.compile(rb"see\b(?<!\wsee)")
_LEAD = re.compile(r"(?:\s|the\b|section(?:s)?+\b|on\b|titled\b|[“\"‘'*_]){1,8}", re.IGNORECASE)
_JOIN = re.compile(
    r"[”\"’'*_]?(?:\s?,\s?(?:and\s)?|\sand\s|\s?,?\sor\s|\s?;\s?)(?:(?:also\s)?(?:the\s)?(?:section\s)?(?:on\s)?)?[“\"‘'*_]?(?=\S)"
)
_QUOTED = re.compile(r"\s?(?:[“\"‘][^”\"’\n]{2,200}[”\"’]|[*_][^*_\n]{2,200}[*_])")
_CAPTURED = re.compile(r"[^.;()\[\]\n“”\"]{3,80}?(?=\s?[.;)\]“”\"]|\Z)")
_SMALL = frozenset(
    """
    of the for and on in to at a an by with from or as de la du et und
    """.split()
)


class Pointer(NamedTuple):
    """A pointer: its place, what it points to, the heading or title it names, and the ids of sections so headed.

    ``first`` and ``last`` are the place of the heading or title alone.
    """

    kind: CrossReferenceKind
    start: int
    end: int
    heading: str
    targets: tuple[str, ...]
    first: int
    last: int


def headings(sections: Iterable[tuple[str | None, str]]) -> Phrases:
    """Return the headings of an article as phrases; each pair is heading and section id."""
    return Phrases((heading, section) for heading, section in sections if heading)


def find_pointers(text: str, known: Phrases) -> tuple[Pointer, ...]:
    """Return the pointers in ``text`` in order; one that names no known heading is kept when its shape is clear."""
    if not _may_point(text):
        return ()
    found: list[Pointer] = []
    for match in _TRIGGER.finditer(text):
        if found and match.start() < found[-1].end:
            continue
        found += _articles(text, match) if match["article"] else _sections(text, match, known)
    return tuple(found)


def _may_point(text: str) -> bool:
    """Return false when a text has none of the words that every pointer has one of."""
    lower = text.encode("utf-8", "replace").lower()
    return (
        b"section" in lower
        or b"cited" in lower
        or b"oxford" in lower
        or b"listed" in lower
        or b"treated" in lower
        or b"covered" in lower
        or b"discussed" in lower
        or (b"see" in lower and _SEE.search(lower) is not None)
    )


def _articles(text: str, trigger: re.Match[str]) -> Iterator[Pointer]:
    """Yield the articles named after *Oxford Bibliographies article*, one for each title in quotation marks."""
    start, at = trigger.start(), trigger.end()
    title = _QUOTED.match(text, at)
    while title:
        first = title.start() + len(title[0]) - len(title[0].lstrip()) + 1
        name = text[first : title.end() - 1].rstrip(",.;")
        yield Pointer("article", start, title.end(), fold_space(name), (), first, first + len(name))
        joined = _JOIN_QUOTED.match(text, title.end())
        title = _QUOTED.match(text, joined.end()) if joined else None
        start = title.start() + len(title[0]) - len(title[0].lstrip()) if title else start


_JOIN_QUOTED = re.compile(r"\s?,?\s?(?:and|or)?(?=\s?[“\"‘*_])")


def _sections(text: str, trigger: re.Match[str], known: Phrases) -> Iterator[Pointer]:
    kind: CrossReferenceKind = "cited_under" if trigger["cited_under"] else "section"
    lead = _LEAD.match(text, trigger.end())
    start, at = trigger.start(), lead.end() if lead else trigger.end()
    reach = text[at : at + 240]
    end, targets = _heading_at(reach, known)
    if not targets:
        yield from _unknown(text, trigger, kind, at)
        return
    while targets:
        yield Pointer(kind, start, at + end, fold_space(text[at : at + end]), targets, at, at + end)
        joined = _JOIN.match(text, at + end)
        if not joined:
            break
        start = at = joined.end()
        end, targets = _heading_at(text[at : at + 240], known)


def _heading_at(reach: str, known: Phrases) -> tuple[int, tuple[str, ...]]:
    """Return where a known heading that begins ``reach`` ends, with the ids of the sections so headed."""
    if not reach[:1].isupper() and not reach[:1].isdigit():
        return 0, ()
    tokens = tokenize(reach)
    if not tokens:
        return 0, ()
    stop, targets = known.at(tokens, 0)
    if not targets or _goes_on(tokens, stop):
        return 0, ()
    return tokens[stop - 1].end, targets


def _goes_on(tokens: list[Token], stop: int) -> bool:
    """Return whether a known heading is only how a name or a callout begins: *see History Workshop*."""
    return stop < len(tokens) and (
        tokens[stop].kind == "year" or (tokens[stop].kind == "word" and tokens[stop].text[0].isupper())
    )


def _unknown(text: str, trigger: re.Match[str], kind: CrossReferenceKind, at: int) -> Iterator[Pointer]:
    """Yield a pointer to a heading the article does not have, when the words leave no doubt that it is one."""
    captured = _CAPTURED.match(text, at)
    if not captured:
        return
    name = captured[0].rstrip(" ,*_'’")
    words = [word for word in key(name).split() if word not in _SMALL]
    printed = [token.text for token in tokenize(name) if token.kind == "word"]
    is_title_case = all(word[0].isupper() for word in printed if word.lower() not in _SMALL)
    is_said = kind == "cited_under" or "section" in trigger[0].lower()
    has_digit = any(c.isdigit() for c in name)
    if words and is_title_case and is_said and not has_digit:
        yield Pointer(kind, trigger.start(), at + len(name), fold_space(name), (), at, at + len(name))
