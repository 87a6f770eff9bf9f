"""Made articles: small, whole, with a record of every kind, and releases of them."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pipeline import identity
from pipeline.release.publish import (
    Release,
    build_candidate,
    check_candidate,
    open_staging,
    publish,
    read_current,
    run_facts,
    stage_articles,
    stage_quarantine,
)
from pipeline.release.reuse import earlier_articles
from schemas import (
    Annotation,
    Article,
    Block,
    Citation,
    Concept,
    ConceptOccurrence,
    Contributor,
    CrossReference,
    FieldSpan,
    Identifier,
    Mention,
    Paragraph,
    QuarantinedSource,
    Section,
    SourceText,
)
from schemas.release import ModelFacts, OfferedFile, RunFacts

MODULE = "9780199756810"
MODEL = ModelFacts(name="made", version="1.0", digest="0" * 64)

Span = tuple[int, int]


@dataclass
class Page:
    """A page as it is written: each line becomes a block, and its span is known."""

    article_id: str
    text: str = ""
    blocks: list[Block] = field(default_factory=list)

    def add(self, kind: Any, line: str, record_id: str | None = None) -> Span:
        start = len(self.text)
        self.text += line + "\n"
        end = start + len(line)
        self.blocks.append(
            Block(
                article_id=self.article_id,
                ordinal=len(self.blocks),
                kind=kind,
                record_id=record_id,
                start=start,
                end=end,
            )
        )
        return start, end

    def find(self, words: str, span: Span) -> Span:
        start = self.text.index(words, *span)
        return start, start + len(words)


@dataclass(frozen=True)
class Book:
    """What a made citation is of."""

    family: str
    given: str
    year: int
    title: str
    publisher: str = "Harbour Press"
    place: str = "Oxford"
    doi: str | None = None
    isbn: str | None = None


BOOKS = (
    Book("Hart", "Ann", 1998, "Learning in company", doi="10.5555/12345678"),
    Book("Little", "Judith", 1990, "The quiet staff room"),
    Book("Moss", "Peter", 2004, "Schools that talk"),
)


def spread(span: Span) -> dict[str, Any]:
    return {"start": span[0], "end": span[1]}


def make_contributor(page: Page, owner: tuple[Any, str], book: Book, span: Span) -> Contributor:
    return Contributor(
        owner_type=owner[0],
        owner_id=owner[1],
        article_id=page.article_id,
        role="author",
        ordinal=0,
        family=book.family,
        given=book.given,
        particle=None,
        suffix=None,
        literal=None,
        is_organization=False,
        is_et_al=False,
        is_inherited=False,
        raw=page.text[span[0] : span[1]],
        **spread(span),
    )


def make_identifier(page: Page, owner: tuple[Any, str], doi: str, span: Span) -> Identifier:
    nothing: dict[str, Any] = dict.fromkeys(name for name in Identifier.model_fields if name.startswith("embedded_"))
    return Identifier(
        owner_type=owner[0],
        owner_id=owner[1],
        article_id=page.article_id,
        scheme="doi",
        ordinal=0,
        value=doi,
        raw=doi,
        is_valid=True,
        problem=None,
        agrees=None,
        **nothing,
        **spread(span),
    )


def make_citation(page: Page, section_id: str, ordinal: int, book: Book) -> Citation:
    name = f"{book.family}, {book.given}"
    link = f" DOI: {book.doi}" if book.doi else ""
    line = f"{name}. {book.year}. {book.title}. {book.place}: {book.publisher}.{link}"
    print_ = identity.work_fingerprint("book", (book.family,), book.year, book.title, line)
    citation_id = identity.citation_id(page.article_id, print_, 0)
    span = page.add("citation", line, citation_id)
    owner = ("citation", citation_id)
    note = f"This book of {book.year} by {book.family} is a study of social learning in schools."
    note_id = identity.annotation_id(citation_id, 0)
    note_span = page.add("annotation", note, note_id)
    values = {"issued": str(book.year), "title": book.title, "publisher": book.publisher, "publisher_place": book.place}
    empty: dict[str, Any] = dict.fromkeys(n for n, f in Citation.model_fields.items() if f.is_required())
    return Citation(
        **{
            **empty,
            **values,
            "citation_id": citation_id,
            "article_id": page.article_id,
            "section_id": section_id,
            "work_id": identity.work_id(identity.print_digest(print_)),
            "fingerprint": identity.print_digest(print_),
            "ordinal": ordinal,
            "raw": line,
            "type": "book",
            "issued_year": book.year,
            "doi": book.doi,
            "isbn": book.isbn,
            "parse_status": "complete",
            "record_status": "seen",
            "spans": tuple(FieldSpan(field=f, **spread(page.find(v, span))) for f, v in values.items()),
            "contributors": (make_contributor(page, owner, book, page.find(name, span)),),
            "identifiers": (make_identifier(page, owner, book.doi, page.find(book.doi, span)),) if book.doi else (),
            "annotations": (
                Annotation(
                    annotation_id=note_id,
                    article_id=page.article_id,
                    citation_id=citation_id,
                    ordinal=0,
                    text=note,
                    is_truncated=False,
                    mentions=(),
                    cross_references=(),
                    **spread(note_span),
                ),
            ),
            **spread(span),
        }
    )


def make_paragraph(page: Page, section_id: str, target: str, books: Sequence[Book], cited: Sequence[str]) -> Paragraph:
    callouts = [f"{book.family} {book.year}" for book in books]
    line = f"Much has been said on social learning ({'; '.join(callouts)}); see also Archives."
    paragraph_id = identity.paragraph_id(section_id, line, 0)
    span = page.add("commentary", line, paragraph_id)
    place: dict[str, Any] = {"article_id": page.article_id, "host_type": "paragraph", "host_id": paragraph_id}
    mentions = tuple(
        Mention(
            mention_id=identity.mention_id(paragraph_id, line, callout, 0),
            section_id=section_id,
            text=callout,
            names=(book.family,),
            year=book.year,
            year_suffix=None,
            form="parenthetical",
            resolution="same_section",
            citation_id=citation_id,
            candidates=(),
            **place,
            **spread(page.find(callout, span)),
        )
        for book, callout, citation_id in zip(books, callouts, cited, strict=True)
    )
    pointer = CrossReference(
        xref_id=identity.xref_id(paragraph_id, "Archives", 0),
        kind="section",
        text="Archives",
        target_heading="Archives",
        target_section_id=target,
        target_article_id=None,
        **place,
        **spread(page.find("Archives", span)),
    )
    return Paragraph(
        paragraph_id=paragraph_id,
        article_id=page.article_id,
        section_id=section_id,
        ordinal=0,
        text=line,
        mentions=mentions,
        cross_references=(pointer,),
        **spread(span),
    )


def make_concept(page: Page, hosts: Sequence[tuple[Any, str, str | None, Span]]) -> Concept:
    concept_id = identity.concept_id("keyphrase", "social learn")
    occurrences = tuple(
        ConceptOccurrence(
            concept_id=concept_id,
            article_id=page.article_id,
            section_id=section_id,
            host_type=kind,
            host_id=host_id,
            text="social learning",
            **spread(page.find("social learning", span)),
        )
        for kind, host_id, section_id, span in hosts
    )
    return Concept(
        article_id=page.article_id,
        concept_id=concept_id,
        label="social learning",
        lemma="social learn",
        kind="keyphrase",
        scheme_uri=None,
        score=1.0,
        rank=1,
        n_occurrences=len(occurrences),
        occurrences=occurrences,
    )


def make_section(page: Page, heading: str, ordinal: int, span: Span, **values: Any) -> Section:
    plain: dict[str, Any] = {"availability": "contents_only", "paragraphs": (), "citations": ()}
    return Section(
        section_id=identity.section_id(page.article_id, heading, 0),
        article_id=page.article_id,
        parent_id=None,
        ordinal=ordinal,
        level=1,
        heading=heading,
        path=heading,
        section_type="topic",
        **{**plain, **values},
        **spread(span),
    )


def make_article(number: int = 1, books: Sequence[Book] = BOOKS, path: str | None = None, **head: Any) -> Article:
    """Return an abridged article with two sections, of which one has commentary and a list of books."""
    return make_both(number, books, path, **head)[0]


def make_both(
    number: int = 1, books: Sequence[Book] = BOOKS, path: str | None = None, **head: Any
) -> tuple[Article, SourceText]:
    """Return an article and its text; ``head`` replaces fields of the article."""
    doi = f"10.1093/obo/{MODULE}-{number:04d}"
    page = Page(identity.article_id(doi, None, None))
    owner = ("article", page.article_id)
    title_span = page.add("title", f"Learning Together {number}", page.article_id)
    byline = page.add("byline", "Writer, Ann")
    doi_line = page.add("doi_line", f"Education {doi}")
    subject_span, doi_span = page.find("Education", doi_line), page.find(doi, doi_line)
    ids = [identity.section_id(page.article_id, heading, 0) for heading in ("Overviews", "Archives")]
    page.add("contents_entry", "Overviews", ids[0])
    archives = page.add("contents_entry", "Archives", ids[1])
    heading = page.add("heading", "Overviews", ids[0])
    cited = [
        identity.citation_id(page.article_id, identity.work_fingerprint("book", (b.family,), b.year, b.title, ""), 0)
        for b in books
    ]
    paragraph = make_paragraph(page, ids[0], ids[1], books, cited)
    citations = tuple(make_citation(page, ids[0], ordinal, book) for ordinal, book in enumerate(books))
    page.add("notice", "Users without a subscription are not able to see the full content.")
    notes = [note for citation in citations for note in citation.annotations]
    hosts = [("paragraph", paragraph.paragraph_id, ids[0], (paragraph.start, paragraph.end))]
    hosts += [("annotation", note.annotation_id, ids[0], (note.start, note.end)) for note in notes]
    body = (heading[0], citations[-1].annotations[-1].end if citations else paragraph.end)
    path = path or f"{number:04d}.txt"
    digest = hashlib.sha256(page.text.encode()).hexdigest()
    values: dict[str, Any] = {
        "article_id": page.article_id,
        "doi": doi,
        "module_id": MODULE,
        "module_name": "Education",
        "subject": "Education",
        "title": f"Learning Together {number}",
        "last_reviewed": date(2020, 4, 22),
        "last_modified": date(2020, 4, 22),
        "view": "abridged",
        "citation_layout": "author_date",
        "page_layout": "made",
        "language": "en",
        "n_sections": 2,
        "n_sections_with_body": 1,
        "n_citations": len(citations),
        "n_mentions": len(paragraph.mentions),
        "source_path": path,
        "source_sha256": digest,
        "first_seen": 1,
        "last_changed": 1,
        "spans": (
            FieldSpan(field="title", **spread(title_span)),
            FieldSpan(field="subject", **spread(subject_span)),
        ),
        "contributors": (make_contributor(page, owner, Book("Writer", "Ann", 0, ""), byline),),
        "identifiers": (make_identifier(page, owner, doi, doi_span),),
        "sections": (
            make_section(page, "Overviews", 0, body, availability="body", paragraphs=(paragraph,), citations=citations),
            make_section(page, "Archives", 1, archives),
        ),
        "concepts": (make_concept(page, hosts),),
        "blocks": tuple(page.blocks),
        "issues": (),
    }
    source = SourceText(path=path, sha256=digest, encoding="utf-8", part=0, text=page.text)
    return Article(**{**values, **head}), source


def quarantined(path: str = "broken.txt") -> QuarantinedSource:
    return QuarantinedSource(
        source_path=path,
        part=0,
        source_sha256="ab" * 32,
        code="empty",
        reason="The file is empty.",
        remedy="Save the page again.",
        line=None,
    )


def offered_files(*paths: str) -> list[OfferedFile]:
    return [OfferedFile(path=path, sha256=None) for path in paths]


def by_hand(offered: Iterable[OfferedFile], model: ModelFacts | None = None) -> RunFacts:
    """Return what a run says whose articles were made by hand: no code can be asked to make them again (V08)."""
    return run_facts(offered, model).model_copy(update={"code_version": "by-hand"})


def release_of(
    output: Path,
    items: Sequence[tuple[Article, SourceText]],
    rows: Sequence[QuarantinedSource] = (),
    *,
    prune: bool = False,
) -> Release | None:
    """Stage, build, check and publish; None when there is nothing new."""
    with open_staging(output) as staging:
        previous = read_current(output)
        stage_articles(staging, items, earlier_articles(previous))
        stage_quarantine(staging, rows)
        offered = offered_files(*(source.path for _, source in items), *(row.source_path for row in rows))
        candidate = build_candidate(staging, previous, by_hand(offered, MODEL), prune=prune)
        if candidate.is_new:
            check_candidate(candidate)
        return publish(candidate)


def require_release(
    output: Path,
    items: Sequence[tuple[Article, SourceText]],
    rows: Sequence[QuarantinedSource] = (),
    *,
    prune: bool = False,
) -> Release:
    """Return the new release of these articles."""
    release = release_of(output, items, rows, prune=prune)
    assert release is not None
    return release
