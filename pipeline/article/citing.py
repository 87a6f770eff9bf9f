"""Citations: a piece of text becomes a citation with contributors, identifiers and annotations."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from pipeline.article.rows import Owner, contributor_rows, identifier_rows
from pipeline.article.sections import Item
from pipeline.identifiers.doi_target import another
from pipeline.identifiers.find import IdentifierFound, find_identifiers
from pipeline.identity import annotation_id, citation_id, print_digest, work_fingerprint, work_id
from pipeline.issues import Note, report
from pipeline.page.capitals import is_truncated
from pipeline.prose import clean_prose, has_markup
from pipeline.references.parse import parse_reference
from pipeline.references.reference import Reference
from schemas.annotation import Annotation
from schemas.base import FieldSpan
from schemas.citation import Citation
from schemas.identifier import Identifier
from schemas.terms import CitationLayout

_FIELD_NAMES = """
title container_title collection_title collection_number volume issue number_of_volumes page edition publisher
publisher_place issued year_suffix original_date status genre medium event archive url note language
"""
_NO_FIELDS: dict[str, str | None] = dict.fromkeys(_FIELD_NAMES.split())
"""The columns that are fields of a reference, when it has none of them."""
_CLEAR_MAJORITY = 0.8


class Citer:
    """Makes the citations of one article: it counts works, so that equal ones get different ids.

    ``known`` has works that were read already, by where they begin and end.
    """

    def __init__(
        self,
        text: str,
        article_id: str,
        doi: str | None = None,
        known: Mapping[tuple[int, int], Reference] = MappingProxyType({}),
    ) -> None:
        self.text = text
        self._known = known
        self.doi = doi
        self.article_id = article_id
        self.notes: list[Note] = []
        self._layouts: Counter[str] = Counter()
        self._ranks: Counter[str] = Counter()
        self._read: dict[int, Reference] = {}

    def read(self, lists: Iterable[Sequence[Item]]) -> None:
        """Parse the references of all lists of works, and vote on how they are set.

        Where most have the year last, a year after the names may be the title (``Orwell, George. 1984. ...``):
        references that seem to be set otherwise are read again with that in mind.
        """
        kept = [items for items in lists if items]
        for items in kept:
            self._read_list(items)
        self._layouts.update(reference.layout for reference in self._read.values())
        if self.layout() == "bibliography":
            for items in kept:
                if any(self._read[item.citation.start].layout != "bibliography" for item in items):
                    self._read_again(items)

    def _read_list(self, items: Sequence[Item]) -> None:
        previous: Reference | None = None
        for item in items:
            start, end = item.citation.start, item.citation.end
            known = self._known.get((start, end))
            previous = known or parse_reference(self.text[start:end], previous=previous)
            self._read[start] = previous

    def _read_again(self, items: Sequence[Item]) -> None:
        """Parse again what was not taken to have its year last, and dashes, which stand for the names above."""
        previous: Reference | None = None
        for item in items:
            start, end = item.citation.start, item.citation.end
            one = self._read[start]
            if one.layout != "bibliography" or (one.names and one.names[0].is_inherited):
                one = parse_reference(self.text[start:end], layout="bibliography", previous=previous)
            self._read[start] = previous = one

    def cite(self, section_id: str, items: Sequence[Item]) -> tuple[Citation, ...]:
        """Return the citations of one list of works that was read, in order."""
        return tuple(
            self._citation(section_id, ordinal, item, self._read[item.citation.start])
            for ordinal, item in enumerate(items)
        )

    def layout(self) -> CitationLayout:
        """Return how the references are set, by vote; ``mixed`` without a clear majority."""
        total = self._layouts.total()
        for layout in ("author_date", "bibliography"):
            if total and self._layouts[layout] >= _CLEAR_MAJORITY * total:
                return "author_date" if layout == "author_date" else "bibliography"
        return "mixed"

    def _citation(self, section_id: str, ordinal: int, item: Item, reference: Reference) -> Citation:
        start, end = item.citation.start, item.citation.end
        raw = self.text[start:end]
        names = [name.family or name.literal or "" for name in reference.names if not name.is_et_al]
        title, year = reference.value("title"), reference.issued_year
        fingerprint = work_fingerprint(reference.type, names, year, title, raw)
        printed = print_digest(fingerprint)
        identity = citation_id(self.article_id, fingerprint, self._ranks[fingerprint])
        self._ranks[fingerprint] += 1
        owner = Owner("citation", identity, self.article_id)
        identifiers = identifier_rows(owner, self._identifiers(item, reference), reference)
        self._note(reference, identity, start, end, identifiers)
        return Citation(
            citation_id=identity,
            article_id=self.article_id,
            section_id=section_id,
            work_id=work_id(printed),
            fingerprint=printed,
            ordinal=ordinal,
            raw=raw,
            type=reference.type,  # type: ignore[arg-type] # the parser does not import the schema; it is checked here
            page_first=reference.page_first,
            page_last=reference.page_last,
            issued_year=year,
            doi=_first_valid(identifiers, "doi"),
            isbn=_first_valid(identifiers, "isbn"),
            parse_status=reference.parse_status,  # type: ignore[arg-type] # as above
            unparsed=" | ".join(left.value for left in reference.unparsed) or None,
            spans=_spans(reference, start),
            contributors=contributor_rows(owner, reference.names, self.text, start),
            identifiers=identifiers,
            annotations=tuple(self._annotations(identity, item)),
            record_status="seen",
            start=start,
            end=end,
            **_fields(reference),
        )

    def _identifiers(self, item: Item, reference: Reference) -> Iterator[tuple[IdentifierFound, int]]:
        """Yield the identifiers in and under the citation, each with the offset its span counts from."""
        for found in reference.identifiers:
            yield found, item.citation.start
        for piece in item.identifiers:
            for found in find_identifiers(self.text[piece.start : piece.end]):
                yield found, piece.start

    def _annotations(self, citation: str, item: Item) -> Iterator[Annotation]:
        for ordinal, piece in enumerate(item.annotations):
            text = clean_prose(self.text[piece.start : piece.end]) or self.text[piece.start : piece.end]
            identity = annotation_id(citation, ordinal)
            is_last = ordinal == len(item.annotations) - 1
            truncated = is_last and is_truncated(text)
            if truncated:
                finding = report("annotation-truncated", "The annotation breaks off.", piece.start, piece.end)
                self.notes.append(Note(finding, "annotations", identity))
            if has_markup(text):
                finding = report("markup-left", "Tags are left in the annotation.", piece.start, piece.end)
                self.notes.append(Note(finding, "annotations", identity))
            yield Annotation.model_construct(
                annotation_id=identity,
                article_id=self.article_id,
                citation_id=citation,
                ordinal=ordinal,
                text=text,
                is_truncated=truncated,
                mentions=(),
                cross_references=(),
                start=piece.start,
                end=piece.end,
            )

    def _note(self, reference: Reference, citation: str, start: int, end: int, rows: Iterable[Identifier]) -> None:
        found = []
        if reference.parse_status == "unstructured":
            found.append(report("citation-unstructured", "The citation could not be parsed.", start, end))
        elif reference.unparsed:
            left = " | ".join(piece.value for piece in reference.unparsed)
            first = reference.unparsed[0]
            found.append(report("citation-partial", f"Not understood: {left}", start + first.start, start + first.end))
        for row in rows:
            if not row.is_valid:
                found.append(
                    report("identifier-invalid", f"{row.raw}: {row.problem or 'not valid'}", row.start, row.end)
                )
            elif row.agrees is False:
                message = f"{row.raw} does not agree with volume, issue or page of the citation."
                found.append(report("identifier-disagrees", message, row.start, row.end))
            whose = self._whose(reference, row)
            if whose:
                found.append(report("doi-of-another", f"{row.raw} seems to be {whose}.", row.start, row.end))
        self.notes += [Note(finding, "citations", citation) for finding in found]

    def _whose(self, reference: Reference, row: Identifier) -> str | None:
        """Return in words whose DOI a valid one is when it is not that of the work."""
        if row.scheme != "doi" or not row.is_valid or not row.value:
            return None
        return another(row.value, reference.type, of_article=self.doi, has_issn=row.embedded_issn is not None)


def _first_valid(rows: Iterable[Identifier], scheme: str) -> str | None:
    return next((row.value for row in rows if row.scheme == scheme and row.is_valid and row.value), None)


def _fields(reference: Reference) -> dict[str, Any]:
    """Return the values of the columns that are fields of the reference."""
    read = {name: found.value or None for name, found in reference.fields.items() if name in _NO_FIELDS}
    return _NO_FIELDS | read


def _spans(reference: Reference, offset: int) -> tuple[FieldSpan, ...]:
    spans = sorted(
        (found.start, found.end, name)
        for name, found in (*reference.fields.items(), *reference.further)
        if name in _NO_FIELDS and found.value
    )
    return tuple(
        FieldSpan.model_construct(field=name, start=offset + start, end=offset + end) for start, end, name in spans
    )
