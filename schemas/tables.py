"""The tables of a release: which record is a row of which table, its key, and what it points to."""

from dataclasses import dataclass

from schemas.annotation import Annotation
from schemas.article import Article
from schemas.base import Record
from schemas.block import Block
from schemas.change import Change
from schemas.citation import Citation
from schemas.concept import BroaderConcept, Concept, ConceptOccurrence, SectionConcept
from schemas.contributor import Contributor
from schemas.enrichment import Enrichment
from schemas.identifier import Identifier
from schemas.issue import Issue
from schemas.match import Match, Redirect
from schemas.mention import CrossReference, Mention
from schemas.section import Paragraph, Section
from schemas.source import QuarantinedSource, Source
from schemas.topic import ArticleTopic, ConceptModule, ConceptPair, ConceptYear
from schemas.work import Work


@dataclass(frozen=True)
class Table:
    """A table: its name, the record that is its row, its primary key and its foreign keys (column, table)."""

    name: str
    record: type[Record]
    key: tuple[str, ...]
    references: tuple[tuple[str, str], ...] = ()


_ARTICLE = ("article_id", "articles")
_SECTION = ("section_id", "sections")
_CITATION = ("citation_id", "citations")

TABLES: tuple[Table, ...] = (
    Table("articles", Article, ("article_id",)),
    Table("sections", Section, ("section_id",), (_ARTICLE, ("parent_id", "sections"))),
    Table("paragraphs", Paragraph, ("paragraph_id",), (_ARTICLE, _SECTION)),
    Table("citations", Citation, ("citation_id",), (_ARTICLE, _SECTION, ("work_id", "works"))),
    Table("contributors", Contributor, ("owner_type", "owner_id", "role", "ordinal"), (_ARTICLE,)),
    Table("annotations", Annotation, ("annotation_id",), (_ARTICLE, _CITATION)),
    Table("mentions", Mention, ("mention_id",), (_ARTICLE, _SECTION, _CITATION)),
    Table(
        "cross_references",
        CrossReference,
        ("xref_id",),
        (_ARTICLE, ("target_section_id", "sections"), ("target_article_id", "articles")),
    ),
    Table("identifiers", Identifier, ("owner_type", "owner_id", "scheme", "ordinal"), (_ARTICLE,)),
    Table("concepts", Concept, ("article_id", "concept_id"), (_ARTICLE,)),
    Table("concept_occurrences", ConceptOccurrence, ("concept_id", "host_id", "start"), (_ARTICLE, _SECTION)),
    Table("section_concepts", SectionConcept, ("section_id", "concept_id"), (_ARTICLE, _SECTION)),
    Table("broader_concepts", BroaderConcept, ("article_id", "concept_id", "broader_uri"), (_ARTICLE,)),
    Table("works", Work, ("work_id",)),
    Table("enrichments", Enrichment, ("work_id", "authority", "field"), (("work_id", "works"),)),
    Table("concept_pairs", ConceptPair, ("concept_id", "other_id")),
    Table("concept_modules", ConceptModule, ("concept_id", "module_id")),
    Table("concept_years", ConceptYear, ("concept_id", "year")),
    Table("article_topics", ArticleTopic, ("article_id", "concept_id"), (_ARTICLE,)),
    Table("blocks", Block, ("article_id", "ordinal"), (_ARTICLE,)),
    Table("issues", Issue, ("issue_id",), (_ARTICLE,)),
    Table("changes", Change, ("record_type", "record_id", "field")),
    Table("matches", Match, ("record_type", "record_id"), (_ARTICLE,)),
    Table("redirects", Redirect, ("record_type", "old_id")),
    Table("sources", Source, ("article_id",), (_ARTICLE,)),
    Table("quarantine", QuarantinedSource, ("source_path", "part")),
)
"""All tables, in the order the documentation shows them."""
