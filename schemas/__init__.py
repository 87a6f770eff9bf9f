"""What is true of the data: the records, one a file, and the tables made of them."""

from schemas.annotation import Annotation
from schemas.article import Article, Document
from schemas.base import SCHEMA_VERSION, FieldSpan, Located, Record
from schemas.block import Block
from schemas.change import Change
from schemas.citation import Citation
from schemas.concept import BroaderConcept, Concept, ConceptOccurrence, SectionConcept
from schemas.contributor import Contributor
from schemas.enrichment import Enrichment
from schemas.identifier import Identifier
from schemas.issue import Finding, Issue
from schemas.match import Match, Redirect
from schemas.mention import CrossReference, Mention
from schemas.section import Paragraph, Section
from schemas.source import QuarantinedSource, Source, SourceText
from schemas.tables import TABLES, Table
from schemas.topic import ArticleTopic, ConceptModule, ConceptPair, ConceptYear
from schemas.work import Work

__all__ = [
    "SCHEMA_VERSION",
    "TABLES",
    "Annotation",
    "Article",
    "ArticleTopic",
    "Block",
    "BroaderConcept",
    "Change",
    "Citation",
    "Concept",
    "ConceptModule",
    "ConceptOccurrence",
    "ConceptPair",
    "ConceptYear",
    "Contributor",
    "CrossReference",
    "Document",
    "Enrichment",
    "FieldSpan",
    "Finding",
    "Identifier",
    "Issue",
    "Located",
    "Match",
    "Mention",
    "Paragraph",
    "QuarantinedSource",
    "Record",
    "Redirect",
    "Section",
    "SectionConcept",
    "Source",
    "SourceText",
    "Table",
    "Work",
]
