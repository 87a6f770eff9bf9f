"""Words: what differs between two texts, word by word."""

import difflib
import json
import re
from typing import Any, Literal, NamedTuple

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
_LONG = 4000
"""Texts of more words and signs than this are shown whole: finding what differs takes their product in time."""


class Piece(NamedTuple):
    """A stretch of text that is in both, in the old text only, or in the new one only."""

    where: Literal["both", "old", "new"]
    text: str


def pieces(old: Any, new: Any) -> list[Piece]:
    """Return what is common and what is not, in reading order; joined without the other's they give old and new."""
    before, after = shown(old), shown(new)
    a, b = _TOKEN.findall(before), _TOKEN.findall(after)
    if not a or not b or len(a) + len(b) > _LONG:
        return [piece for piece in (Piece("old", before), Piece("new", after)) if piece.text]
    found: list[Piece] = []
    for op, i, j, k, m in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if op == "equal":
            found.append(Piece("both", "".join(a[i:j])))
        else:
            found += [Piece("old", "".join(a[i:j])), Piece("new", "".join(b[k:m]))]
    return [piece for piece in found if piece.text]


def shown(value: Any) -> str:
    """Return a value as text: strings as they are, null as nothing, everything else as JSON."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
