"""Documents: the whole record of one article as JSON, its works as CSL-JSON items beside it."""

from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from pipeline.references.csl import csl_item
from schemas import SCHEMA_VERSION, Article, Document


def make_document(article: Article) -> Document:
    """Return the document of an article; the CSL-JSON items stand in the order of its citations."""
    citations = (citation for section in article.sections for citation in section.citations)
    return Document.model_construct(  # made of what was checked, and taking long to check again
        schema_version=SCHEMA_VERSION,
        article=article,
        csl=tuple({"id": citation.citation_id, **csl_item(citation)} for citation in citations),
    )


def document_bytes(document: Document) -> bytes:
    """Return a document as UTF-8 JSON on one line; keys in the order of the records' fields, so equal in, equal out."""
    return _document_type().dump_json(document) + b"\n"


@cache
def _document_type() -> TypeAdapter[Document]:
    return TypeAdapter(Document)


def read_document(path: Path) -> Document:
    """Return the document in a file.

    Raises:
        ValidationError: (pydantic) It is no valid document.
    """
    return Document.model_validate_json(path.read_bytes())
