"""Titles in headline case, as English ones are printed in notes-bibliography."""

import re

from benchmarks.generator.style import Item

_SMALL_WORDS = frozenset((
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "nor",
    "of", "on", "or", "per", "the", "to", "up", "via", "with", "de", "la",
))  # fmt: skip
_WORD = re.compile(r"(?<!\w)[^\W\d_][\w’']*")


def is_english(item: Item) -> bool:
    """Say whether headline case may be used: titles in other languages keep their own capitals."""
    return str(item.get("language") or "en").lower().startswith("en")


def headline(title: str) -> str:
    """Return a title in headline case: small words stay small unless they begin it or follow a colon."""

    def cased(match: re.Match[str]) -> str:
        word = match[0]
        begins = match.start() == 0 or title[max(match.start() - 2, 0) : match.start()].strip() in (":", "?", "“")
        return word if word.lower() in _SMALL_WORDS and not begins else word[0].upper() + word[1:]

    return _WORD.sub(cased, title)
