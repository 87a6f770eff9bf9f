"""Entries of a plain list of references, which stand in no article and no release."""

from collections import Counter
from collections.abc import Iterable, Iterator

from pipeline.exports.entries import Entry, Name
from pipeline.exports.forms import FORM
from pipeline.references.parse import parse_reference
from pipeline.references.reference import Reference
from pipeline.run.streams import read_lines, write_text

_FIELDS = (
    "title", "container_title", "collection_title", "collection_number", "volume", "issue", "number_of_volumes", "page",
    "edition", "publisher", "publisher_place", "issued", "year_suffix", "original_date", "status", "genre", "medium",
    "event", "archive", "url", "note", "language",
)  # fmt: skip


def write_as(name: str, form: str) -> None:
    """Write the references of a file, or of standard input for ``-``, in a form of export; blank lines are left out."""
    write_text(FORM[form].write(entries_of(read_lines(name))))


def entries_of(lines: Iterable[str]) -> Iterator[Entry]:
    """Yield an entry for each line that has text, in order; a dash for repeated names means those of the line before.

    A reference that stands in the list twice is an entry each time, with a key of its own.
    """
    seen: Counter[str] = Counter()
    previous = None
    for line in lines:
        if not line.strip():
            continue
        previous = parse_reference(line, previous=previous)
        seen[line] += 1
        yield _entry(previous, line if seen[line] == 1 else f"{line} {seen[line]}")


def _entry(reference: Reference, citation_id: str) -> Entry:
    return Entry(
        citation_id=citation_id,
        article_id="",
        section_id="",
        work_id="",
        type=reference.type,
        **{field: reference.value(field) for field in _FIELDS},
        page_first=reference.page_first,
        page_last=reference.page_last,
        issued_year=reference.issued_year,
        doi=reference.doi,
        isbn=reference.isbn,
        raw=reference.text,
        article_title=None,
        subject=None,
        section=None,
        contributors=tuple(
            Name(n.role, n.family, n.given, n.particle, n.suffix, n.literal, n.is_organization, n.is_et_al)
            for n in reference.names
        ),
        annotations=(),
        keywords=(),
    )
