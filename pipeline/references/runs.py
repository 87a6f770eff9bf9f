"""Runs of white space, as line breaks, indents and markup leave them, taken out before a reference is read.

So are characters without width. What is read then has its spans in the shorter text; ``restored`` gives them back
their places in the text as it was.
"""

from collections.abc import Sequence

from pipeline.found import Found
from pipeline.identifiers.find import IdentifierFound
from pipeline.references.reference import Reference

_INVISIBLE = frozenset("\xad\u200b\u200c\u200d\u2060\ufeff")


def without_runs(text: str) -> tuple[str, list[int]]:
    """Return ``text`` with one space for each run of white space, and the place in ``text`` of each character of it."""
    places = []
    was_space = False
    for at, char in enumerate(text):
        if char in _INVISIBLE or (was_space and char.isspace()):
            continue
        places.append(at)
        was_space = char.isspace()
    return "".join(" " if text[at].isspace() else text[at] for at in places), places


def restored(
    reference: Reference, text: str, places: Sequence[int], identifiers: tuple[IdentifierFound, ...]
) -> Reference:
    """Return the reference with ``text`` and ``identifiers`` as they were before, and all spans in that text."""

    def back(found: Found) -> Found:
        return found._replace(start=places[found.start], end=places[found.end - 1] + 1) if found.end else found

    names = []
    for name in reference.names:
        start, end = places[name.start], places[name.end - 1] + 1
        names.append(name._replace(start=start, end=end, raw=text[start:end]))
    return reference._replace(
        text=text,
        fields={field: back(found) for field, found in reference.fields.items()},
        names=tuple(names),
        identifiers=identifiers,
        unparsed=tuple(map(back, reference.unparsed)),
        further=tuple((field, back(found)) for field, found in reference.further),
    )
