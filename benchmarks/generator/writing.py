"""Text that is written together with its labels: every marked piece keeps its place, also when noise moves it."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

_TAIL = 4


class Edit(NamedTuple):
    """A half-open span of a text and what stands there instead."""

    start: int
    end: int
    new: str


class Writer:
    """A text under construction and the marks in it; a mark is known by its number, from 0."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._tail = ""
        self.length = 0
        self.marks: list[tuple[int, int]] = []

    def write(self, text: str) -> None:
        """Add text without a label."""
        self._parts.append(text)
        self.length += len(text)
        self._tail = (self._tail + text)[-_TAIL:]

    def mark(self, text: str) -> int:
        """Add text and return the number of the mark that encloses it."""
        start = self.length
        self.write(text)
        return self.close(start)

    def close(self, start: int) -> int:
        """Return the number of a new mark from ``start`` to here."""
        self.marks.append((start, self.length))
        return len(self.marks) - 1

    def ends_with(self, ending: str) -> bool:
        """Return whether the text so far ends so; only its last few characters are known."""
        return self._tail.endswith(ending)

    def stop(self) -> None:
        """Add a full stop, unless one, or a question or exclamation mark, stands there already."""
        if not any(self.ends_with(end) for end in (".", "?", "!", ".”", "?”", "!”", ".’", "?’", "!’", ".’”", "?’”")):
            self.write(".")

    def text(self) -> str:
        """Return what has been written so far."""
        return "".join(self._parts)


def apply_edits(
    text: str, marks: Sequence[tuple[int, int]], edits: Iterable[Edit]
) -> tuple[str, list[tuple[int, int]]]:
    """Return the text with all edits made, and the marks where their text stands then.

    Edits must not overlap. A mark that begins or ends inside an edit is widened to all of what replaces it.
    """
    ordered = sorted(edits)
    if not ordered:
        return text, list(marks)
    starts = [edit.start for edit in ordered]
    shifts = [0, *accumulate(len(edit.new) - (edit.end - edit.start) for edit in ordered)]

    def moved(offset: int, *, is_end: bool) -> int:
        before = bisect_right(starts, offset - 1 if is_end else offset)
        if before:
            edit = ordered[before - 1]
            if offset < edit.end:
                at = edit.start + shifts[before - 1]
                return at + len(edit.new) if is_end else at
        return offset + shifts[before]

    return _edited(text, ordered), [(moved(start, is_end=False), moved(end, is_end=True)) for start, end in marks]


def _edited(text: str, ordered: Sequence[Edit]) -> str:
    parts = []
    position = 0
    for edit in ordered:
        parts.append(text[position : edit.start])
        parts.append(edit.new)
        position = edit.end
    parts.append(text[position:])
    return "".join(parts)


def replacements(text: str, pattern: re.Pattern[str], new: str) -> list[Edit]:
    """Return the edits that put ``new`` for every match of ``pattern``."""
    return [Edit(match.start(), match.end(), new) for match in pattern.finditer(text)]
