"""Values found in text: the value in normal form and where its raw form stands."""

from typing import Final, NamedTuple

record: Final = tuple.__new__
"""Makes a named tuple in a third of the time its class takes: ``record(Found, (value, start, end))``."""


class Found(NamedTuple):
    """A value and the half-open span of its raw form, in code points of the text that was searched."""

    value: str
    start: int
    end: int

    def moved(self, offset: int) -> "Found":
        """Return the same value with its span moved by ``offset``."""
        return Found(self.value, self.start + offset, self.end + offset)
