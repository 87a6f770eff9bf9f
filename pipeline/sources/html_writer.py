"""The lines of a page as they are written, one by one, with their indents, bullets and gaps."""

from dataclasses import dataclass, field
from typing import Final, NamedTuple

_DEEPEST: Final = 6
"""Lists deeper than this are indented like it, or an unclosed list would widen the page without end."""


class Line(NamedTuple):
    """A line that was ended: its text, how far it is indented, and the spans of it in italics."""

    text: str
    indent: int
    has_bullet: bool
    has_gap: bool
    italics: tuple[tuple[int, int], ...]


class Place(NamedTuple):
    """A place in the page as it is written: the lines before it, and the code points of its own line before it."""

    line: int
    column: int


@dataclass
class Writer:
    """The lines written so far and the one being written."""

    lines: list[Line] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    column: int = 0
    has_gap: bool = False
    has_bullet: bool = False
    depth: int = 0
    italics: list[tuple[int, int]] = field(default_factory=list)

    @property
    def place(self) -> Place:
        """Where the next character goes."""
        return Place(len(self.lines), self.column)

    def write(self, text: str) -> None:
        """Go on with the line; blanks at its start and doubled ones are left out."""
        if text.startswith(" ") and (not self.parts or self.parts[-1].endswith((" ", "\t"))):
            text = text[1:]
        if text:
            self.parts.append(text)
            self.column += len(text)

    def end_line(self, *, gap: bool = False) -> None:
        """End the line, if anything is printed on it; with a gap the next one stands below a blank line."""
        text = "".join(self.parts).rstrip(" \t")
        if text.strip():
            depth = min(self.depth, _DEEPEST)
            indent = 4 * depth - 2 if self.has_bullet else 4 * depth
            italics = tuple((start, min(end, len(text))) for start, end in self.italics if start < len(text))
            self.lines.append(Line(text, indent, self.has_bullet, self.has_gap, italics))
            self.has_gap = self.has_bullet = False
        self.parts, self.column = [], 0
        self.italics = []
        self.has_gap = self.has_gap or gap

    def take_back(self, place: Place) -> str | None:
        """Return what the line says from ``place`` on and take it off; ``None`` when that is not one line's text."""
        if place.line != len(self.lines) or place.column > self.column:
            return None
        taken: list[str] = []
        while self.column > place.column:  # only what is taken is touched, or many links in a line cost its square
            taken.append(self.parts.pop())
            self.column -= len(taken[-1])
        return "".join(reversed(taken))

    def reopen(self) -> None:
        """Go on with the last line that was ended."""
        line = self.lines.pop()
        self.parts, self.column = [line.text, " "], len(line.text) + 1
        self.has_gap, self.has_bullet, self.italics = line.has_gap, line.has_bullet, list(line.italics)
