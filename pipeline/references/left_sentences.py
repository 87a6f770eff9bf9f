"""The sentences that are left of a reference once the fields before are claimed: titles, journals, books, series."""

import re
from itertools import pairwise
from typing import Final

from pipeline.references.claims import View, trim
from pipeline.references.sentences import CLAIMED, sentence_starts

_GAP = re.compile(r"\x1f+")
_ALNUM = re.compile(r"[^\W_]")
JOINS: Final = "?!"
"""Marks that may stand within a title, so that the sentence after them may belong to it."""


def left_sentences(view: View, begin: int, end: int) -> list[tuple[int, int]]:
    """Return the sentences left between ``begin`` and ``end``, trimmed; gaps left by claims end sentences too."""
    text = view.rest
    starts = [begin, *sentence_starts(text, begin, end), end]
    spans = []
    for start, stop in pairwise(starts):
        at = start
        has_gap = text.find(CLAIMED, start, stop) >= 0
        for cut in (*(m.start() for m in _GAP.finditer(text, start, stop)), stop) if has_gap else (stop,):
            s, e = trim(text, at, cut)
            if _ALNUM.search(text, s, e):
                spans.append((s, e))
            at = cut
    return spans
