"""Assemble: named pieces become an article with all its records, but for what ``mentions.link`` adds."""

from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.article.citing import Citer
from pipeline.article.head import read_head
from pipeline.article.rows import Owner, contributor_rows, identifier_rows
from pipeline.article.run_in_notes import Parted, part_notes
from pipeline.article.section_types import section_type
from pipeline.article.sections import Draft, outline
from pipeline.folding import fold
from pipeline.identity import article_id, paragraph_id, section_id
from pipeline.issues import Note, make_issues, report
from pipeline.layouts.reading_list import NAME as READING_LIST
from pipeline.page.pieces import Cut, Piece
from pipeline.prose import clean_prose
from schemas.article import Article
from schemas.block import Block
from schemas.issue import Finding
from schemas.section import Paragraph, Section
from schemas.source import SourceText
from schemas.terms import View

_IDENTIFYING = 2000
_HEAD_KINDS = frozenset(("front_matter", "title", "subject_title", "byline", "date_line", "doi_line"))


def assemble(source: SourceText, cut: Cut) -> Article:
    """Return the article of a cut text: everything but mentions, cross-references and concepts."""
    text = source.text
    is_list = cut.layout == READING_LIST
    cut, read = part_notes(text, cut) if is_list else Parted(cut, {})
    head = read_head(text, cut.pieces, is_list=is_list)
    subject = head.subject.value if head.subject else None
    identity = article_id(head.doi, subject, head.title.value if head.title else _opening(text, cut.pieces))
    owner = Owner("article", identity, identity)
    drafts, findings = outline(text, cut.pieces)
    citer = Citer(text, identity, head.doi, read)
    citer.read(draft.items for draft in drafts)
    sections = _sections(text, identity, drafts, citer)
    notes = [Note(finding) for finding in (*cut.findings, *head.findings, *findings, *_of_source(source))]
    return Article(
        article_id=identity,
        doi=head.doi,
        module_id=head.module_id,
        module_name=head.module_subject,
        subject=subject,
        title=head.title.value if head.title else None,
        last_reviewed=head.dates.get("last_reviewed"),
        last_modified=head.dates.get("last_modified"),
        view=_view(cut.pieces, drafts),
        citation_layout=citer.layout(),
        page_layout=cut.layout,
        language=None,
        n_sections=len(sections),
        n_sections_with_body=sum(1 for section in sections if section.availability != "contents_only"),
        n_citations=sum(len(section.citations) for section in sections),
        n_mentions=0,
        source_path=source.path,
        source_sha256=source.sha256,
        first_seen=1,
        last_changed=1,
        spans=head.spans,
        contributors=contributor_rows(owner, head.writers, text),
        identifiers=identifier_rows(owner, head.identifiers),
        sections=sections,
        concepts=(),
        blocks=_blocks(identity, cut.pieces, sections, drafts),
        issues=make_issues(identity, source, [*notes, *citer.notes]),
    )


def _opening(text: str, pieces: Iterable[Piece]) -> str:
    """Return the beginning of the body, which stands for the title in the id of an article that has none."""
    body = [piece for piece in pieces if piece.kind in ("heading", "commentary", "citation", "annotation")]
    words = " ".join(text[piece.start : min(piece.end, piece.start + _IDENTIFYING)] for piece in body[:3])
    return words[:_IDENTIFYING]


def _of_source(source: SourceText) -> Iterable[Finding]:
    if source.encoding.endswith("repaired"):
        yield report("encoding-repaired", f"The text was repaired: {source.encoding}.", 0, 0)
    elif not source.encoding.startswith("utf"):
        yield report("encoding-guessed", f"The file is not UTF-8; it was read as {source.encoding}.", 0, 0)


def _view(pieces: Iterable[Piece], drafts: Sequence[Draft]) -> View:
    """Return how much of the article the page shows: a notice or sections without body say that it is not all."""
    has_notice = any(piece.kind == "notice" for piece in pieces)
    if has_notice or any(not draft.is_body for draft in drafts):
        return "abridged"
    return "full" if any(draft.entry for draft in drafts) else "unknown"


def _sections(text: str, article: str, drafts: Sequence[Draft], citer: Citer) -> tuple[Section, ...]:
    ranks: Counter[str] = Counter()
    has_contents = any(draft.entry for draft in drafts)
    sections: list[Section] = []
    for ordinal, draft in enumerate(drafts):
        path = " / ".join(draft.path)
        identity = section_id(article, path, ranks[fold(path)])
        ranks[fold(path)] += 1
        heading = clean_prose(text[draft.title.start : draft.title.end]) if draft.title else None
        pieces = draft.pieces or [draft.entry or Piece("heading", 0, 0)]
        sections.append(
            Section(
                section_id=identity,
                article_id=article,
                parent_id=sections[draft.parent].section_id if draft.parent is not None else None,
                ordinal=ordinal,
                level=draft.level,
                heading=heading or None,
                path=path,
                section_type=section_type(heading),
                availability=draft.availability(has_contents=has_contents),
                paragraphs=_paragraphs(text, article, identity, draft.paragraphs),
                citations=citer.cite(identity, draft.items),
                start=pieces[0].start,
                end=pieces[-1].end,
            )
        )
    return tuple(sections)


def _paragraphs(text: str, article: str, section: str, pieces: Iterable[Piece]) -> tuple[Paragraph, ...]:
    ranks: Counter[str] = Counter()
    paragraphs = []
    for ordinal, piece in enumerate(pieces):
        raw = text[piece.start : piece.end]
        prose = clean_prose(raw) or raw
        identity = paragraph_id(section, prose, 0)
        rank = ranks[identity]
        ranks[identity] += 1
        paragraphs.append(
            Paragraph.model_construct(
                paragraph_id=paragraph_id(section, prose, rank) if rank else identity,
                article_id=article,
                section_id=section,
                ordinal=ordinal,
                text=prose,
                mentions=(),
                cross_references=(),
                start=piece.start,
                end=piece.end,
            )
        )
    return tuple(paragraphs)


def _blocks(
    article: str, pieces: Iterable[Piece], sections: Sequence[Section], drafts: Sequence[Draft]
) -> tuple[Block, ...]:
    """Return the pieces as blocks, each with the record made from it."""
    made: dict[tuple[int, int], str] = {}
    for section, draft in zip(sections, drafts, strict=True):
        for piece in (draft.heading, draft.entry):
            if piece:
                made[piece.start, piece.end] = section.section_id
        for paragraph in section.paragraphs:
            made[paragraph.start, paragraph.end] = paragraph.paragraph_id
        for citation, item in zip(section.citations, draft.items, strict=True):
            for piece in (item.citation, *item.identifiers):
                made[piece.start, piece.end] = citation.citation_id
            for note in citation.annotations:
                made[note.start, note.end] = note.annotation_id
    return tuple(
        Block.model_construct(
            article_id=article,
            ordinal=ordinal,
            kind=piece.kind,
            record_id=article if piece.kind in _HEAD_KINDS else made.get((piece.start, piece.end)),
            start=piece.start,
            end=piece.end,
        )
        for ordinal, piece in enumerate(pieces)
    )
