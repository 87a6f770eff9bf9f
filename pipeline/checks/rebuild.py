"""V08: the texts in the release, parsed again, give the release again, byte by byte.

Only what no article knows by itself is taken from the release: the ids its records had before, which work a citation
is of, which article a pointer means, when the article came and last changed. Normally some articles are built again,
others each time; with ``--full`` all of them, and their tables as well.
"""

import tempfile
from collections.abc import Iterable, Iterator
from hashlib import sha256
from heapq import nsmallest
from itertools import islice
from pathlib import Path
from typing import TypeVar

from pipeline.article.parse import parse_article
from pipeline.checks.audit import Audit, Found, Wrong, not_run
from pipeline.concepts.enrich import enrich
from pipeline.concepts.extras import Extras
from pipeline.concepts.nlp import Model, load_model, loaded_model
from pipeline.errors import ModelError, SourceError
from pipeline.matching.inherit import inherit, renamed, with_ids
from pipeline.release.arrow import ArrowTable
from pipeline.release.documents import document_bytes, make_document, read_document
from pipeline.release.heads import Head, with_head, without_release
from pipeline.release.manifest import hash_file
from pipeline.release.parquet import join_tables, write_table
from pipeline.release.query import rows
from pipeline.release.tables import OF_ARTICLES, TABLE, bucket_of, document_path, part_path, tabulate
from pipeline.release.versions import code_version
from schemas import Annotation, Article, Citation, CrossReference, Paragraph, Section, Source, SourceText
from schemas.terms import RecordStatus

_ARTICLES_AT_ONCE = 16
"""Articles held as objects; their columns are far smaller."""
_Marked = TypeVar("_Marked", Section, Citation)
_Host = TypeVar("_Host", Paragraph, Annotation)
_OTHER_CODE = "The release was made by another version of the code ({}), which alone could make it again."


def check_rebuild(audit: Audit) -> Found:
    """V08: the sources in the release give the release again."""
    made_by = audit.manifest.run.code_version
    if made_by != code_version():
        return not_run(_OTHER_CODE.format(made_by))
    facts = audit.manifest.run.concepts
    if facts.vocabularies or facts.frequencies or facts.embeddings:
        return not_run("The release was made with vocabularies or tables of the user's, which it does not hold.")
    model, why_not = _model_of(audit)
    if why_not:
        return not_run(why_not)
    articles = _chosen(audit)
    note = None if audit.is_full else f"A sample; --full builds all {audit.manifest.n_rows['articles']}."
    wrong = _rebuild_all(audit, model) if audit.is_full else _rebuild_some(audit, model, articles)
    return Found(wrong, audit.manifest.n_rows["articles"] if audit.is_full else len(articles), note)


def _model_of(audit: Audit) -> tuple[Model | None, str | None]:
    """Return the model the release was made with, or why it is not to be had; both None when it was made without."""
    wanted = audit.manifest.run.model
    if wanted is None:
        return None, None
    entities = audit.manifest.run.concepts.entities
    if in_use := loaded_model(wanted.digest, with_entities=entities):
        return in_use, None  # a second one would be as large again
    try:
        model = load_model(wanted.name, with_entities=entities)
    except ModelError as error:
        return None, f"The model of the release is not to be had: {error}"
    if model.digest != wanted.digest:
        return None, f"The release was made with another {wanted.name} ({wanted.version}) than the one installed."
    return model, None


def _chosen(audit: Audit) -> list[str]:
    """Return the articles to build again: other ones in each release, but always the same of one release.

    Of a few articles that changed since a release that was checked a tenth will do, for building takes as long as they
    took in the run itself.
    """
    here = rows(audit.database, "SELECT article_id FROM articles")
    ids = [article_id for (article_id,) in here]
    salt = audit.manifest.content_digest
    most = int(audit.limit("V08", "articles"))
    n_chosen = min(most, -(-len(ids) // 10)) if audit.parted else most
    return nsmallest(n_chosen, ids, key=lambda one: sha256(f"{salt} {one}".encode()).digest())


def _rebuild_some(audit: Audit, model: Model | None, articles: list[str]) -> Iterator[Wrong]:
    for bucket in sorted({bucket_of(one, audit.manifest.n_buckets) for one in articles}):
        for source in _sources_of(audit, bucket):
            if source.article_id in articles:
                yield from _problems(audit, bucket, source, _rebuilt(audit, bucket, source, model))


def _sources_of(audit: Audit, bucket: int) -> Iterator[Source]:
    """Yield the sources of the articles of a bucket."""
    columns = tuple(Source.model_fields)
    for row in audit.rows("sources", bucket, *columns):
        yield Source(**dict(zip(columns, row, strict=True)))


def _rebuild_all(audit: Audit, model: Model | None) -> Iterator[Wrong]:
    for bucket in range(audit.manifest.n_buckets):
        wrong: list[Wrong] = []
        tables = _bucket_tables(_rebuilt_items(audit, bucket, model, wrong))
        yield from wrong
        with tempfile.TemporaryDirectory() as folder:
            for name, table in tables.items():
                path = part_path(name, bucket)
                write_table(Path(folder) / path, TABLE[name], [table])
                if hash_file(Path(folder) / path) != hash_file(audit.release / path):
                    yield Wrong("Built again, the file has other bytes.", name, path)


def _rebuilt_items(
    audit: Audit, bucket: int, model: Model | None, wrong: list[Wrong]
) -> Iterator[tuple[Article, Source]]:
    for source in _sources_of(audit, bucket):
        article = _rebuilt(audit, bucket, source, model)
        wrong += _problems(audit, bucket, source, article)
        if article is not None:
            yield article, source


def _bucket_tables(items: Iterable[tuple[Article, Source]]) -> dict[str, ArrowTable]:
    """Return the tables of some articles, made a few articles at a time."""
    made: dict[str, list[ArrowTable]] = {name: [] for name in OF_ARTICLES}
    waiting = iter(items)
    while batch := list(islice(waiting, _ARTICLES_AT_ONCE)):
        for name, table in tabulate(batch).items():
            made[name].append(table)
    return {name: join_tables(tables) for name, tables in made.items() if tables}


def _rebuilt(audit: Audit, bucket: int, source: Source, model: Model | None) -> Article | None:
    """Return the article made of its text again, or None when it cannot be."""
    text = SourceText(
        path=source.source_path,
        sha256=source.source_sha256,
        encoding=source.encoding,
        part=source.part,
        first_line=source.first_line,
        text=source.text or "",
    )
    try:
        article = parse_article(text)
        released = read_document(audit.release / document_path(source.article_id, bucket)).article
    except (SourceError, OSError, ValueError):
        return None
    if model is not None:
        extras = Extras(entities=audit.manifest.run.concepts.entities)
        (article,) = enrich([(article, text.text)], model, extras)
    return _settled(article, released)


def _problems(audit: Audit, bucket: int, source: Source, article: Article | None) -> Iterator[Wrong]:
    path = document_path(source.article_id, bucket)
    if article is None:
        yield Wrong("It cannot be built of its text again.", "articles", source.article_id, None, source.article_id)
    elif document_bytes(make_document(article)) != (audit.release / path).read_bytes():
        yield Wrong("Built of its text again, it is another.", "documents", path, None, source.article_id)


def _settled(article: Article, released: Article) -> Article:
    """Return the article with what only the release knew."""
    works = {c.citation_id: c.work_id for section in released.sections for c in section.citations}
    targets = {xref.xref_id: xref.target_article_id for xref in _pointers(released)}
    if article.article_id != released.article_id:  # it was recognised under another title, and kept its id
        article = renamed(article, released.article_id)
    mine = with_ids(article, inherit(article, released, released.first_seen).ids)
    statuses = {one.section_id: one.record_status for one in released.sections}
    statuses |= {c.citation_id: c.record_status for one in released.sections for c in one.citations}
    plain = without_release(_marked(mine, statuses))
    head = Head(
        released.source_path,
        released.first_seen,
        released.last_changed,
        released.record_status,
        sha256(document_bytes(make_document(plain))).hexdigest(),
    )
    sections = tuple(_settled_section(section, works, targets) for section in plain.sections)
    return with_head(plain.model_copy(update={"sections": sections}), head)


def _marked(article: Article, statuses: dict[str, RecordStatus]) -> Article:
    """Return the article with the marks of records that a later, abridged capture did not show."""

    def marked(record: _Marked, key: str) -> _Marked:
        return record.model_copy(update={"record_status": statuses.get(key, record.record_status)})

    sections = tuple(
        marked(section, section.section_id).model_copy(
            update={"citations": tuple(marked(citation, citation.citation_id) for citation in section.citations)}
        )
        for section in article.sections
    )
    return article.model_copy(update={"sections": sections})


def _pointers(article: Article) -> Iterator[CrossReference]:
    for section in article.sections:
        for paragraph in section.paragraphs:
            yield from paragraph.cross_references
        for citation in section.citations:
            for note in citation.annotations:
                yield from note.cross_references


def _settled_section(section: Section, works: dict[str, str], targets: dict[str, str | None]) -> Section:
    return section.model_copy(
        update={
            "paragraphs": tuple(_aimed(paragraph, targets) for paragraph in section.paragraphs),
            "citations": tuple(_settled_citation(citation, works, targets) for citation in section.citations),
        }
    )


def _settled_citation(citation: Citation, works: dict[str, str], targets: dict[str, str | None]) -> Citation:
    work = works.get(citation.citation_id, citation.work_id)
    notes = tuple(_aimed(note, targets) for note in citation.annotations)
    return citation.model_copy(update={"work_id": work, "annotations": notes})


def _aimed(host: _Host, targets: dict[str, str | None]) -> _Host:
    aimed = tuple(x.model_copy(update={"target_article_id": targets.get(x.xref_id)}) for x in host.cross_references)
    return host.model_copy(update={"cross_references": aimed})
