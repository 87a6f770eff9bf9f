"""The head of an article: title, subject, authors, dates and DOI, each with its place in the text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from pipeline.article.bylines import parse_byline
from pipeline.article.dates import parse_day
from pipeline.article.front_matter import FrontMatter, read_front_matter
from pipeline.article.subjects import split_subject, subject_of
from pipeline.folding import fold
from pipeline.found import Found
from pipeline.identifiers.find import IdentifierFound, find_identifiers
from pipeline.issues import report
from pipeline.page.head_zone import title_in_contents
from pipeline.page.pieces import Piece
from pipeline.prose import clean_prose
from pipeline.references.name_shapes import Name
from schemas.base import FieldSpan
from schemas.issue import Finding

_MODULE = re.compile(r"10\.1093/obo/(97[89]\d{10})-")
_GLUED_BY = re.compile(r"\bby(?=[A-ZÀ-Þ][^\W\d_])")
_LABEL = re.compile(r"last\s+(\w+)\s*:\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Head:
    """What the head says; what it does not say is ``None``, with a finding."""

    title: Found | None
    subject: Found | None
    module_id: str | None
    module_subject: str | None
    doi: str | None
    dates: dict[str, date]
    writers: tuple[Name, ...]
    identifiers: tuple[tuple[IdentifierFound, int], ...]
    spans: tuple[FieldSpan, ...]
    findings: tuple[Finding, ...]


@dataclass
class _Reading:
    """A head while it is read: the pieces it is made of and what was noticed."""

    text: str
    pieces: Sequence[Piece]
    front: FrontMatter
    findings: list[Finding] = field(default_factory=list)
    spans: list[FieldSpan] = field(default_factory=list)

    def of(self, *kinds: str) -> list[Piece]:
        """Return the pieces of these kinds."""
        return [piece for piece in self.pieces if piece.kind in kinds]

    def note(self, code: str, message: str, start: int = 0, end: int = 0) -> None:
        """Add a finding."""
        self.findings.append(report(code, message, start, end))

    def place(self, name: str, start: int, end: int) -> None:
        """Remember where the value of a field stands."""
        self.spans.append(FieldSpan(field=name, start=start, end=end))


def read_head(text: str, pieces: Sequence[Piece], *, is_list: bool = False) -> Head:
    """Return what the head of the page says; ``pieces`` are those of the whole page.

    ``is_list`` says that the page is a list of a library, teacher or student, which has no DOI of its own.
    """
    front = read_front_matter(text, next((piece for piece in pieces if piece.kind == "front_matter"), None))
    reading = _Reading(text, [piece for piece in pieces if piece.kind in _HEAD_KINDS], front)
    identifiers = tuple(_identifiers(reading))
    doi = _doi(reading, identifiers, is_list=is_list)
    module = _MODULE.match(doi or "")
    module_subject = subject_of(module[1]) if module else None
    if module and not module_subject:
        reading.note("module-unknown", f"No subject module with the ISBN {module[1]} is known.")
    title, subject, fused = _title_and_subject(reading, module_subject)
    writers = tuple(_writers(reading, fused))
    dates = _dates(reading)
    for name, found in (("title", title), ("subject", subject)):
        if found:
            reading.place(name, found.start, found.end)
    return Head(
        title=title,
        subject=subject,
        module_id=module[1] if module else None,
        module_subject=module_subject,
        doi=doi,
        dates=dates,
        writers=writers,
        identifiers=identifiers,
        spans=tuple(sorted(reading.spans, key=lambda span: (span.start, span.end, span.field))),
        findings=tuple(reading.findings),
    )


_HEAD_KINDS = frozenset(("title", "subject_title", "byline", "date_line", "doi_line", "contents_title"))


def _identifiers(reading: _Reading) -> Iterator[tuple[IdentifierFound, int]]:
    """Yield the identifiers of the head's DOI lines, each with the offset its span counts from; repeats once."""
    seen: set[tuple[str, str | None]] = set()
    spans = [(piece.start, piece.end) for piece in reading.of("doi_line")] or list(reading.front.doi_spans)
    for start, end in spans:
        for found in find_identifiers(reading.text[start:end]):
            if (found.scheme, found.value) not in seen:
                seen.add((found.scheme, found.value))
                yield found, start


def _doi(reading: _Reading, identifiers: Iterable[tuple[IdentifierFound, int]], *, is_list: bool) -> str | None:
    """Return the DOI of the article: the first valid one of its head, else the one its document id stands for."""
    dois = [(found, start) for found, start in identifiers if found.scheme == "doi"]
    for found, start in dois:
        if found.problem:
            reading.note("doi-invalid", f"{found.raw}: {found.problem}", start + found.start, start + found.end)
    valid = [(found, start) for found, start in dois if found.is_valid and found.value]
    if valid:
        (first, start), *others = valid
        reading.place("doi", start + first.start, start + first.end)
        for other, at in others:
            reading.note("doi-differs", f"{first.value} and {other.value}", at + other.start, at + other.end)
        return first.value
    document = reading.front.document
    if document:
        reading.place("doi", document.start, document.end)
        reading.note(
            "doi-from-document-id", f"The address names the document {document.value}.", document.start, document.end
        )
        return f"10.1093/obo/{document.value}"
    if is_list:
        reading.note("doi-none", "A reading list has no DOI of its own.")
    else:
        reading.note("doi-missing", "No DOI of the article was found.")
    return None


def _title_and_subject(reading: _Reading, module: str | None) -> tuple[Found | None, Found | None, Found | None]:
    """Return title, subject and the byline glued to the title; each ``None`` when the page does not have it."""
    lines = reading.of("subject_title", "title")
    candidates = _other_titles(reading)
    if not lines:
        title = candidates[0] if candidates else None
        if title is None:
            reading.note("title-missing", "No title was found.")
        return title, None, None
    line = next((piece for piece in lines if piece.kind == "subject_title"), lines[-1])
    candidates += [_found(reading.text, piece.start, piece.end) for piece in lines if piece is not line]
    start, end, fused = _without_byline(reading.text, line)
    at = _title_at(reading, line, (start, end), candidates, module)
    title = _found(reading.text, start + at, end)
    subject = _found(reading.text, start, start + at) if at else None
    if subject and module and fold(module) != fold(subject.value):
        reading.note(
            "subject-differs", f"Printed {subject.value}, but the DOI is of {module}.", subject.start, subject.end
        )
    for other in candidates:
        if fold(other.value) != fold(title.value):
            reading.note("title-differs", f"{title.value} and {other.value}", other.start, other.end)
    return title, subject, fused


def _title_at(
    reading: _Reading, line: Piece, span: tuple[int, int], candidates: Sequence[Found], module: str | None
) -> int:
    """Return where the title begins in the line that may print the subject before it."""
    raw = reading.text[span[0] : span[1]]
    if line.kind != "subject_title":
        return 0
    titles = [candidate.value for candidate in candidates]
    at = split_subject(raw, titles, module)
    if at is None:
        reading.note("subject-unknown", f"Nothing tells subject and title apart in {raw!r}.", *span)
    return at or 0


def _other_titles(reading: _Reading) -> list[Found]:
    """Return the titles the page gives beside its title line: in the contents list and the front matter."""
    titles = [reading.front.title] if reading.front.title else []
    for piece in reading.of("contents_title"):
        title = title_in_contents(reading.text[piece.start : piece.end])
        if title:
            titles.append(_found(reading.text, piece.end - len(title), piece.end))
    return titles


def _without_byline(text: str, line: Piece) -> tuple[int, int, Found | None]:
    """Return the span of a title line without the byline a copy has glued to it, and that byline."""
    match = _GLUED_BY.search(text, line.start + 1, line.end)
    if not match:
        return line.start, line.end, None
    return line.start, match.start(), Found(text[match.start() : line.end], match.start(), line.end)


def _found(text: str, start: int, end: int) -> Found:
    raw = text[start:end]
    content = raw.strip()
    start += len(raw) - len(raw.lstrip())
    return Found(clean_prose(content), start, start + len(content))


def _writers(reading: _Reading, fused: Found | None) -> Iterator[Name]:
    spans = [(piece.start, piece.end) for piece in reading.of("byline")]
    spans = spans or ([(fused.start, fused.end)] if fused else list(reading.front.byline_spans))
    if not spans:
        reading.note("byline-missing", "No byline was found.")
    for start, end in spans:
        yield from parse_byline(reading.text, start, end)


def _dates(reading: _Reading) -> dict[str, date]:
    """Return the dates of the head by field name; of two different ones the first is kept."""
    dates: dict[str, date] = {}
    spans = [(piece.start, piece.end) for piece in reading.of("date_line")]
    for start, end in spans or reading.front.date_spans:
        label = _LABEL.match(reading.text, start, end)
        if not label:
            continue
        name = "last_reviewed" if label[1].lower() == "reviewed" else "last_modified"
        value, problem = parse_day(reading.text[label.end() : end])
        if problem:
            reading.note(problem, reading.text[start:end], start, end)
        elif value and name not in dates:
            dates[name] = value
            reading.place(name, label.end(), end)
        elif value and dates[name] != value:
            reading.note("date-differs", f"{dates[name]} and {value}", start, end)
    return dates
