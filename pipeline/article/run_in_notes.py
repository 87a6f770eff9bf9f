"""Notes that stand in the paragraph of their work, as lists of libraries and courses have them.

``Bird, E. (2008). Coastal geomorphology. Wiley. A clear textbook with many photographs.`` The work ends where the last
thing ends that closes a reference (publisher, date, pages, address) and prose follows. Where that is not sure, the
paragraph stays one, with an issue.
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.issues import report
from pipeline.page.pieces import Cut, Piece
from pipeline.page.shapes import goes_on_reference
from pipeline.references.parse import MAX_LENGTH, parse_reference
from pipeline.references.reference import Reference
from schemas.issue import Finding

_SENTENCE = re.compile(r"[.?!][\"”’)]?\s+(?=[“\"]?[^\W\d_a-z])|(?<=\S)(?<=[\w/])\s+(?=[^\W\d_a-z][a-z]+ [a-z])")
"""Where a sentence begins; after an address it may do so without a full stop before it."""
_DASH = re.compile(r"(?<=[.*_>)\d]) (?P<dash>[—–]) (?=[“\"]?[^\W\d_a-z])")
"""A dash between work and note: ``Ng, Peter. Tides. Routledge, 2018. — A monograph on the coast.``"""
_STOP = re.compile(r"[.?!](?=\s|\Z)")
_ADDRESS = re.compile(r"(?:https?://|doi:|10\.\d{4,9}/)\S+\Z")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_REMARK = re.compile(
    r"(?:Accessed|Retrieved|Available|Reprint\w*|Originally|First published|Print|Web|PDF|DVD|Also|Trans|Eds?|Vol|In)\b"
)
"""What a reference may go on with."""
_FEWEST_WORDS = 4
_FEWEST_AFTER_DASH = 3
_LONGEST_HEAD = 900
_CLOSING = frozenset(("publisher", "publisher_place", "page", "issue", "volume", "url", "medium"))


def part_notes(text: str, cut: Cut) -> Cut:
    """Return the cut with notes as pieces of their own, and a finding for each that could not be told from its work."""
    findings: list[Finding] = []
    pieces = tuple(_parted(text, cut.pieces, findings))
    return cut._replace(pieces=pieces, findings=(*cut.findings, *findings))


def _parted(text: str, pieces: Sequence[Piece], findings: list[Finding]) -> Iterator[Piece]:
    for piece in pieces:
        starts = _prose_starts(text[piece.start : piece.end]) if piece.kind == "citation" else []
        if not starts or _is_closed(text[piece.start : piece.end]):
            yield piece
            continue
        at = next((at for at, end in starts if _is_closed(text[piece.start : piece.start + end])), 0)
        if not at:
            message = "A note may stand in the paragraph of this work; nothing shows surely where it begins."
            findings.append(report("note-run-in", message, piece.start, piece.end))
            yield piece
            continue
        head = text[piece.start : piece.start + at].rstrip()
        dash = head[-1] in "—–"
        yield piece._replace(end=piece.start + len(head[:-1].rstrip() if dash else head))
        if dash:
            yield Piece("marker", piece.start + len(head) - 1, piece.start + len(head))
        yield Piece("annotation", piece.start + at, piece.end)


def _prose_starts(raw: str) -> list[tuple[int, int]]:
    """Return where prose may begin, and where what stands before it ends."""
    if len(raw) > MAX_LENGTH:
        return []
    starts = [
        (m.end(), m.start())
        for m in _DASH.finditer(raw, 0, _LONGEST_HEAD)
        if _is_prose(raw, m.end(), fewest=_FEWEST_AFTER_DASH)
    ]
    for match in _SENTENCE.finditer(raw, 0, _LONGEST_HEAD):
        head_end = match.start() + len(match[0].rstrip())
        if match[0][0] not in ".?!" and not _ADDRESS.search(raw, max(0, head_end - 200), head_end):
            continue
        if _is_prose(raw, match.end()):
            starts.append((match.end(), head_end))
    return sorted(starts)


def _is_prose(raw: str, start: int, *, fewest: int = _FEWEST_WORDS) -> bool:
    """Say whether a sentence begins here: words in small letters after the first, and a full stop at the end of all."""
    if raw.rstrip("\"”’') ")[-1:] not in ".?!" or goes_on_reference(raw, start, len(raw)) or _REMARK.match(raw, start):
        return False
    stop = _STOP.search(raw, start)
    words = _WORD.findall(raw, start, stop.start() if stop else len(raw))[1:]
    small = sum(word[0].islower() for word in words)
    return len(words) >= fewest - 1 and 2 * small >= len(words)


def _is_closed(raw: str) -> bool:
    """Say whether a reference is understood whole, and ends with what closes references."""
    reference = parse_reference(raw)
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
