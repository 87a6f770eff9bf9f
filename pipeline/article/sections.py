"""Sections: the headings of the body matched with the contents list, and what stands under each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from pipeline.folding import fold
from pipeline.issues import report
from pipeline.page.pieces import Piece
from pipeline.prose import clean_prose
from schemas.issue import Finding
from schemas.terms import Availability

_ALIKE = 0.85
_LONGEST_COMPARED = 200
_MOST_ENTRIES = 1000


@dataclass
class Item:
    """A work in a list: its citation, and the identifiers and annotations under it."""

    citation: Piece
    identifiers: list[Piece] = field(default_factory=list)
    annotations: list[Piece] = field(default_factory=list)


@dataclass
class Draft:
    """A section before it has an identity: its heading, its contents entry, or both, and what is under it.

    ``parent`` is an index into the list of drafts.
    """

    heading: Piece | None = None
    entry: Piece | None = None
    paragraphs: list[Piece] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    is_body: bool = True
    parent: int | None = None
    path: tuple[str, ...] = ()

    @property
    def title(self) -> Piece | None:
        """The piece the heading is printed in: the heading itself, else the contents entry."""
        return self.heading or self.entry

    @property
    def level(self) -> int | None:
        """Depth, from the contents entry or the heading, whichever shows it."""
        levels = [piece.level for piece in (self.heading, self.entry) if piece and piece.level]
        return levels[0] if levels else None

    @property
    def pieces(self) -> list[Piece]:
        """All pieces of the body, the heading included, in order."""
        parts = [self.heading] if self.heading else []
        parts += self.paragraphs
        for item in self.items:
            parts += [item.citation, *item.identifiers, *item.annotations]
        return sorted(parts, key=lambda piece: piece.start)

    def availability(self, *, has_contents: bool) -> Availability:
        """Return whether the page has the body of the section, and whether the contents list knows of it."""
        if not self.is_body:
            return "contents_only"
        return "body_not_in_contents" if has_contents and self.entry is None else "body"


def outline(text: str, pieces: Sequence[Piece]) -> tuple[tuple[Draft, ...], tuple[Finding, ...]]:
    """Return the sections in order, contents order where there is a contents list, and what was noticed."""
    body = list(_body_sections(pieces))
    entries = [piece for piece in pieces if piece.kind == "contents_entry"]
    findings = list(_match(text, body, entries))
    ordered = _in_order(body, entries)
    _place(text, ordered)
    empty = (draft.heading for draft in body if draft.heading and len(draft.pieces) == 1)
    findings += [report("section-empty", _text(text, piece), piece.start, piece.end) for piece in empty]
    return tuple(ordered), tuple(findings)


def _text(text: str, piece: Piece) -> str:
    return clean_prose(text[piece.start : piece.end])


def _body_sections(pieces: Iterable[Piece]) -> Iterator[Draft]:
    """Yield the sections of the body in its order, the prose before the first heading as one without heading."""
    draft = Draft()
    for piece in pieces:
        if piece.kind == "heading":
            if draft.pieces:
                yield draft
            draft = Draft(heading=piece)
        elif piece.kind == "commentary":
            draft.paragraphs.append(piece)
        elif piece.kind == "citation":
            draft.items.append(Item(piece))
        elif piece.kind == "identifier" and draft.items:
            draft.items[-1].identifiers.append(piece)
        elif piece.kind == "annotation" and draft.items:
            draft.items[-1].annotations.append(piece)
    if draft.pieces:
        yield draft


def _match(text: str, body: Sequence[Draft], entries: Sequence[Piece]) -> Iterator[Finding]:
    """Give each section of the body its contents entry: the next one that folds alike, else the most alike one."""
    names = [fold(_text(text, entry)) for entry in entries]
    free: dict[str, list[int]] = {}
    for index in reversed(range(len(names))):
        free.setdefault(names[index], []).append(index)
    left = []
    for draft in body:
        name = fold(_text(text, draft.heading)) if draft.heading else "introduction"
        if free.get(name):
            draft.entry = entries[free[name].pop()]
        elif entries and draft.heading:
            left.append((draft, draft.heading, name))
    spare = sorted(index for indexes in free.values() for index in indexes)[:_MOST_ENTRIES]
    for draft, heading, name in left:
        likeness, index = max(((_likeness(name, names[index]), index) for index in spare), default=(0.0, 0))
        shown = _text(text, heading)
        if likeness >= _ALIKE:
            draft.entry = entries[index]
            spare.remove(index)
            message = f"Heading {shown!r} was matched with {_text(text, entries[index])!r} (likeness {likeness:.2f})."
            yield report("heading-differs", message, heading.start, heading.end)
        else:
            yield report(
                "heading-not-in-contents", f"{shown!r} is not in the contents list.", heading.start, heading.end
            )


def _likeness(one: str, other: str) -> float:
    if max(len(one), len(other)) > _LONGEST_COMPARED or abs(len(one) - len(other)) > max(len(one), len(other)) // 3:
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE else 0.0


def _in_order(body: Sequence[Draft], entries: Sequence[Piece]) -> list[Draft]:
    """Return the sections in contents order; those the contents list lacks stay behind the one they follow."""
    by_entry = {draft.entry: draft for draft in body if draft.entry}
    followers: dict[Piece | None, list[Draft]] = {}
    previous: Piece | None = None
    for draft in body:
        if draft.entry:
            previous = draft.entry
        else:
            followers.setdefault(previous, []).append(draft)
    ordered = followers.pop(None, [])
    for entry in entries:
        ordered.append(by_entry.get(entry) or Draft(entry=entry, is_body=False))
        ordered += followers.pop(entry, [])
    return ordered


def _place(text: str, drafts: Sequence[Draft]) -> None:
    """Give each section its parent and its path of headings, as far as the levels show them."""
    above: list[tuple[int, int]] = []
    for index, draft in enumerate(drafts):
        level = draft.level
        while above and (level is None or above[-1][0] >= level):
            above.pop()
        draft.parent = above[-1][1] if above else None
        parent_path = drafts[above[-1][1]].path if above else ()
        title = draft.title
        draft.path = (*parent_path, _text(text, title)) if title else parent_path
        if level is not None:
            above.append((level, index))
