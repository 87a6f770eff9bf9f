"""Articles: one annotated bibliography with everything in it."""

from datetime import date

from pydantic import Field, JsonValue

from schemas.base import FieldSpan, Record, Text
from schemas.block import Block
from schemas.concept import Concept
from schemas.contributor import Contributor
from schemas.identifier import Identifier
from schemas.issue import Issue
from schemas.section import Section
from schemas.terms import ArticleStatus, CitationLayout, View

NO_DIGEST = "0" * 64
"""Stands for the digest of a record that is not stored yet."""


class Article(Record):
    """One annotated bibliography: head, sections, concepts, blocks and issues."""

    article_id: Text = Field(description="Identity: the publisher's document id, or `x-` and a digest.")
    doi: str | None = Field(description="DOI of the article in normal form.")
    module_id: str | None = Field(description="ISBN-13 of the subject module.")
    module_name: str | None = Field(description="Name of the subject module, from the list of modules by its ISBN.")
    subject: str | None = Field(description="Name of the subject, as printed; null when the page does not print it.")
    title: str | None = Field(description="Title of the article.")
    last_reviewed: date | None = Field(description="Date of the last review.")
    last_modified: date | None = Field(description="Date of the last change.")
    view: View = Field(description="Whether the page shows the whole article.")
    citation_layout: CitationLayout = Field(description="How its citations are set out.")
    page_layout: Text = Field(description="Name of the layout that cut the page.")
    language: str | None = Field(description="Language of the article (BCP 47), when known.")
    n_sections: int = Field(ge=0, description="Number of sections.")
    n_sections_with_body: int = Field(ge=0, description="Number of sections whose body the page has.")
    n_citations: int = Field(ge=0, description="Number of citations.")
    n_mentions: int = Field(ge=0, description="Number of mentions.")
    source_path: Text = Field(description="File it was read from, relative to the source given.")
    source_sha256: Text = Field(description="SHA-256 of the bytes of that file.")
    first_seen: int = Field(ge=1, description="Number of the release that first had the article.")
    last_changed: int = Field(ge=1, description="Number of the release in which its content last changed.")
    record_status: ArticleStatus = Field(
        default="seen",
        description="`not_seen`: no source offered last has it; it is kept as it was. `partly_seen`: the last capture "
        "shows a part of it; what it does not show is kept and has the status `not_seen`.",
    )
    content_sha256: Text = Field(
        default=NO_DIGEST,
        description="SHA-256 of the record as parsed, whatever its file is called and whichever release has it.",
    )
    spans: tuple[FieldSpan, ...] = Field(description="Where the fields of the head stand in the source text.")
    contributors: tuple[Contributor, ...] = Field(description="Who wrote the article, in order.")
    identifiers: tuple[Identifier, ...] = Field(description="Identifiers of the article.")
    sections: tuple[Section, ...] = Field(description="Sections, in order.")
    concepts: tuple[Concept, ...] = Field(description="Concepts, best first.")
    blocks: tuple[Block, ...] = Field(description="The cover of the source text.")
    issues: tuple[Issue, ...] = Field(description="What was noticed.")


class Document(Record):
    """The JSON document of one article: the whole record, and its works as CSL-JSON items."""

    schema_version: Text = Field(description="Version of the tables and documents.")
    article: Article = Field(description="The article.")
    csl: tuple[dict[str, JsonValue], ...] = Field(description="The works it cites as CSL-JSON items, in order.")
