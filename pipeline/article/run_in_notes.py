"""Notes that stand in the paragraph of their work, as lists of libraries and courses have them.

``Bird, E. (2008). Coastal geomorphology. Wiley. A clear textbook with many photographs.`` The work ends where the last
thing ends that closes a reference (publisher, date, pages, address) and prose follows. Where that is not sure, the
paragraph stays one, with an issue.
"""

import re
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from itertools import chain
from typing import NamedTuple

from pipeline.issues import report
from pipeline.page.pieces import Cut, Piece
from pipeline.page.shapes import goes_on_reference
from pipeline.references.parse import MAX_LENGTH, parse_reference
from pipeline.references.reference import Reference
from schemas.issue import Finding

_SENTENCE = re.compile(r"[.?!][\"”’)]?\s+(?=[“\"]?[^\W\d_a-z])")
"""Where a sentence begins."""
_AFTER_ADDRESS = re.compile(
    r"(?P<address>(?:https?://|doi:|10\.\d{4,9}/)\S{1,200}(?<=[\w/]))\s+(?=[^\W\d_a-z][a-z]+ [a-z])"
)
"""Where it may begin after an address, without a full stop before it."""
_AFTER_DASH = re.compile(r"(?<=[.*_>)\d]) (?P<dash>[—–]) (?=[“\"]?[^\W\d_a-z])")
"""A dash between work and note: ``Ng, Peter. Tides. Routledge, 2018. — A monograph on the coast.``"""
_STOP = re.compile(r"[.?!](?=\s|\Z)")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_REMARK = re.compile(
    r"(?:Accessed|Retrieved|Available|Reprint\w*|Originally|First published|Print|Web|PDF|DVD|Also|Trans|Eds?|Vol|In)\b"
)
"""What a reference may go on with."""
_FEWEST_WORDS = 4
_FEWEST_AFTER_DASH = 3
_FEWEST_WORDS_LAST = 6
_FIGURE_OR_ADDRESS = re.compile(r"\d|//|www\.")
_LONGEST_HEAD = 900
_CLOSING = frozenset(("publisher", "publisher_place", "page", "issue", "volume", "url", "medium"))
_Read = MutableMapping[tuple[int, int], Reference]


class Parted(NamedTuple):
    """A cut with its notes parted, and the works that were read for it, by where they begin and end.

    A work whose names are a dash is not among them: they are those of the work before.
    """

    cut: Cut
    read: Mapping[tuple[int, int], Reference]


def part_notes(text: str, cut: Cut) -> Parted:
    """Return the cut with notes as pieces of their own, and a finding for each that could not be told from its work."""
    findings: list[Finding] = []
    read: dict[tuple[int, int], Reference] = {}
    pieces = tuple(_parted(text, cut.pieces, findings, read))
    return Parted(cut._replace(pieces=pieces, findings=(*cut.findings, *findings)), read)


def _parted(text: str, pieces: Sequence[Piece], findings: list[Finding], read: _Read) -> Iterator[Piece]:
    for piece in pieces:
        raw = text[piece.start : piece.end]
        starts = _prose_starts(raw) if piece.kind == "citation" else iter(())
        first = next(starts, None)
        if first is None or (not _ends_in_prose(raw) and _is_closed(raw, piece.start, read)):
            yield piece
            continue
        at = next((at for at, end in chain((first,), starts) if _is_closed(raw[:end], piece.start, read)), 0)
        if not at:
            message = "A note may stand in the paragraph of this work; nothing shows surely where it begins."
            findings.append(report("note-run-in", message, piece.start, piece.end))
            yield piece
            continue
        head = raw[:at].rstrip()
        dash = head[-1] in "—–"
        yield piece._replace(end=piece.start + len(head[:-1].rstrip() if dash else head))
        if dash:
            yield Piece("marker", piece.start + len(head) - 1, piece.start + len(head))
        yield Piece("annotation", piece.start + at, piece.end)


def _prose_starts(raw: str) -> Iterator[tuple[int, int]]:
    """Yield where prose may begin, and where what stands before it ends."""
    if len(raw) > MAX_LENGTH:
        return
    for at, end, fewest in sorted(_starts(raw, _LONGEST_HEAD)):
        if _is_prose(raw, at, fewest=fewest):
            yield at, end


def _starts(raw: str, stop: int) -> list[tuple[int, int, int]]:
    """Return where sentences begin up to ``stop``, where what stands before ends, and the fewest words they need."""
    starts = [(m.end(), m.start() + len(m[0].rstrip()), _FEWEST_WORDS) for m in _SENTENCE.finditer(raw, 0, stop)]
    if "//" in raw or "doi:" in raw or "10." in raw:
        starts += [(m.end(), m.end("address"), _FEWEST_WORDS) for m in _AFTER_ADDRESS.finditer(raw, 0, stop)]
    if " — " in raw or " – " in raw:
        starts += [(m.end(), m.start(), _FEWEST_AFTER_DASH) for m in _AFTER_DASH.finditer(raw, 0, stop)]
    return starts


def _is_prose(raw: str, start: int, *, fewest: int = _FEWEST_WORDS) -> bool:
    """Say whether a sentence begins here: words in small letters after the first, and a full stop at the end of all."""
    if raw.rstrip("\"”’') ")[-1:] not in ".?!":
        return False
    stop = _STOP.search(raw, start)
    words = _WORD.findall(raw, start, stop.start() if stop else len(raw))[1:]
    small = sum(word[0].islower() for word in words)
    if len(words) < fewest - 1 or 2 * small < len(words):
        return False
    return not goes_on_reference(raw, start, len(raw)) and not _REMARK.match(raw, start)


def _ends_in_prose(raw: str) -> bool:
    """Say whether the last sentence is surely none of a reference: small words for the most part, and no figure."""
    at = max(_starts(raw, len(raw)))[0]
    words = _WORD.findall(raw, at)
    small = sum(word[0].islower() for word in words)
    is_prose = len(words) >= _FEWEST_WORDS_LAST and 3 * small >= 2 * len(words) and _is_prose(raw, at)
    return is_prose and not _FIGURE_OR_ADDRESS.search(raw, at)


def _is_closed(raw: str, start: int, read: _Read) -> bool:
    """Say whether a reference is understood whole, and ends with what closes references; it stands at ``start``."""
    reference = parse_reference(raw)
    if not (reference.names and reference.names[0].is_inherited):
        read[start, start + len(raw)] = reference
    if reference.parse_status != "complete":
        return False
    last = _last(reference)
    return last in _CLOSING or (last == "issued" and reference.layout == "bibliography")


def _last(reference: Reference) -> str:
    ends = [(found.end, name) for name, found in reference.fields.items() if name != "title"]
    title = reference.fields.get("title")
    ends += [(title.end, "title")] if title else []
    ends += [(found.end, "url") for found in reference.identifiers]
    ends += [(name.end, "name") for name in reference.names]
    return max(ends)[1]
