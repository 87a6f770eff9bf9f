"""Settling: what an article parsed now becomes in view of the release before: its ids, its history, what it lacks."""

import hashlib
from typing import NamedTuple

from pipeline.matching.inherit import Inheritance, inherit, renamed, with_ids
from pipeline.release.documents import document_bytes, make_document
from pipeline.release.heads import Head, patch_head, with_head, without_release
from pipeline.release.history import Before, Earlier
from schemas import Article, Match, Redirect, Section, Source
from schemas.terms import MatchMethod, RecordStatus


class Replaced(NamedTuple):
    """The article of the release before that an article is, and how that was told."""

    article_id: str
    method: MatchMethod
    score: float


class Settled(NamedTuple):
    """An article as the release has it, written as a document already."""

    article: Article
    source: Source
    document: bytes
    matches: tuple[Match, ...] = ()
    redirects: tuple[Redirect, ...] = ()
    replaces: str | None = None


def settle(
    article: Article, source: Source, earlier: Earlier, sequence: int, known_as: Replaced | None = None
) -> Settled:
    """Return what an article parsed now becomes.

    Args:
        article: The article, its records with the ids they have by themselves.
        source: The text it was parsed from.
        earlier: The release before.
        sequence: Number of the release that is made.
        known_as: The article it is in the release before, when that has another id; the new id is that of ``article``.
    """
    before = earlier.articles.get(known_as.article_id if known_as else article.article_id)
    document, content = _written(article)
    if before is None or (before.content_sha256 == content and not known_as):
        return _settled(article, source, document, content, before, sequence)
    old = earlier.read(before.article_id)
    if known_as:
        old = renamed(old, article.article_id)
    inheritance = inherit(article, old, sequence)
    mine = with_ids(article, inheritance.ids)
    if mine.view == "abridged" and (fuller := _fuller(mine, old)):
        mine, source = fuller, earlier.source(before.article_id)
        inheritance = Inheritance(matches=[_fuller_match(mine, article)])
    document, content = _written(mine)
    settled = _settled(mine, source, document, content, before, sequence)
    matches, redirects = [*inheritance.matches], [*inheritance.redirects]
    if known_as:
        matches.append(_article_match(article, before, known_as))
        redirects += _moved_ids(earlier.read(before.article_id), mine, sequence)
    return settled._replace(
        matches=tuple(matches), redirects=tuple(redirects), replaces=known_as.article_id if known_as else None
    )


def _written(article: Article) -> tuple[bytes, str]:
    """Return the document of an article as it is before any release has it, and its digest."""
    document = document_bytes(make_document(without_release(article)))
    return document, hashlib.sha256(document).hexdigest()


def _settled(
    article: Article, source: Source, document: bytes, content: str, before: Before | None, sequence: int
) -> Settled:
    is_same = before is not None and before.content_sha256 == content
    head = Head(
        source_path=source.source_path,
        first_seen=before.first_seen if before else sequence,
        last_changed=before.last_changed if before and is_same else sequence,
        record_status="partly_seen" if _has_not_seen(article) else "seen",
        content_sha256=content,
    )
    # The document is written once, and then filled in as text: writing it twice takes longer.
    return Settled(with_head(article, head), source, patch_head(document, head))


def _has_not_seen(article: Article) -> bool:
    return any(
        section.record_status == "not_seen" or any(c.record_status == "not_seen" for c in section.citations)
        for section in article.sections
    )


def _ids(article: Article) -> set[str]:
    """Return the ids of sections with a body and of citations."""
    bodies = {s.section_id for s in article.sections if s.availability != "contents_only"}
    return bodies | {citation.citation_id for section in article.sections for citation in section.citations}


def _fuller(new: Article, old: Article) -> Article | None:
    """Return the old version, marked, when an abridged capture does not show all it has; None when it does."""
    seen = _ids(new)
    if _ids(old) <= seen:
        return None
    return old.model_copy(update={"sections": tuple(_marked(section, seen) for section in old.sections)})


def _marked(section: Section, seen: set[str]) -> Section:
    def status(id_: str, *, is_shown: bool = True) -> RecordStatus:
        return "seen" if id_ in seen or not is_shown else "not_seen"

    citations = tuple(c.model_copy(update={"record_status": status(c.citation_id)}) for c in section.citations)
    is_shown = section.availability != "contents_only"
    return section.model_copy(
        update={"record_status": status(section.section_id, is_shown=is_shown), "citations": citations}
    )


def _fuller_match(kept: Article, new: Article) -> Match:
    newer = bool(new.last_modified and kept.last_modified and new.last_modified > kept.last_modified)
    return Match(
        record_type="articles",
        record_id=kept.article_id,
        article_id=kept.article_id,
        own_id=new.article_id,
        method="fuller_capture",
        score=1.0,
        reason="The capture offered is abridged and lacks what an earlier one shows; the earlier one is kept, and what "
        "the abridged one does not show is marked."
        + (" The abridged one is of a later version; offer a full capture of it." if newer else ""),
        old=f"last modified {kept.last_modified}",
        new=f"last modified {new.last_modified}",
    )


def _article_match(article: Article, before: Before, known_as: Replaced) -> Match:
    return Match(
        record_type="articles",
        record_id=article.article_id,
        article_id=article.article_id,
        own_id=article.article_id,
        method=known_as.method,
        score=known_as.score,
        reason=f"It was {before.article_id} before its DOI was known.",
        old=before.title,
        new=article.title,
    )


def _moved_ids(old: Article, new: Article, sequence: int) -> list[Redirect]:
    """Return where the ids of an article lead that has another id now, as far as its records are still there."""
    pairs = [("articles", old.article_id, new.article_id)]
    there = {id_ for _, id_ in _records(new)}
    for table, id_ in _records(old):
        moved = new.article_id + id_.removeprefix(old.article_id)
        if moved in there:
            pairs.append((table, id_, moved))
    reason = "The DOI of the article became known."
    return [Redirect(record_type=t, old_id=o, new_id=n, since=sequence, reason=reason) for t, o, n in pairs]


def _records(article: Article) -> list[tuple[str, str]]:
    records = []
    for section in article.sections:
        records.append(("sections", section.section_id))
        records += [("paragraphs", paragraph.paragraph_id) for paragraph in section.paragraphs]
        for citation in section.citations:
            records.append(("citations", citation.citation_id))
            records += [("annotations", note.annotation_id) for note in citation.annotations]
    return records
