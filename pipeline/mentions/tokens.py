"""Tokens: the words, years and marks of prose with their places."""

import re
from typing import NamedTuple

BREAK = r"[-‐]\n\s{0,40}"
"""A hyphen at the end of a line, within a word."""
_LETTERS = r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*"
"""Letters, with their diacritics composed or not."""
_TOKEN = re.compile(
    r"(?P<year>(?<![\w.,])(?:1[0-9]{3}|20[0-9]{2})(?P<letter>[a-k])?(?:[–-](?:[0-9]{4}|[0-9]{2}))?(?!\w))"
    r"|(?P<undated>(?<!\w)(?:n\.\s?d\.|forthcoming\b|in\spress\b))"
    rf"|(?P<word>{_LETTERS}(?:(?:[’'\u00ad\u200b‐-]|{BREAK}){_LETTERS}){{0,40}})"
    r"|(?P<mark>[^\s\w])"
)
_TAG = re.compile(r"</?[a-zA-Z]{1,6}>")


class Token(NamedTuple):
    """A word, year, mark of punctuation or word for *undated*, with its place; ``kind`` names which."""

    kind: str
    text: str
    start: int
    end: int


def without_tags(text: str) -> str:
    """Return ``text`` with blanks for its tags."""
    return _TAG.sub(lambda tag: " " * len(tag[0]), text) if "<" in text else text


def tokenize(text: str) -> list[Token]:
    """Return the tokens of ``text`` in order; tags and marks of emphasis are skipped."""
    text = without_tags(text)
    if "&amp;" in text:
        text = text.replace("&amp;", "&    ")
    return [
        Token(m.lastgroup if m.lastgroup != "letter" else "year", m[0], m.start(), m.end())
        for m in _TOKEN.finditer(text)
        if m[0] not in {"*", "_"} and m.lastgroup
    ]
