"""Concepts: what an article is about, and where it says so. The terms follow SKOS."""

from pydantic import Field

from schemas.base import Located, Record, Text
from schemas.terms import ConceptHost, ConceptKind, EntityType, LabelMatch


class ConceptOccurrence(Located):
    """One place where a concept is named."""

    concept_id: Text = Field(description="The concept named.")
    article_id: Text = Field(description="The article it is named in.")
    section_id: str | None = Field(description="The section it is named in; null in the title of the article.")
    host_type: ConceptHost = Field(description="What it is named in.")
    host_id: Text = Field(description="Identity of that article, section, paragraph or annotation.")
    text: Text = Field(description="The words as printed.")
    label_match: LabelMatch | None = Field(
        default=None, description="Which label of a controlled concept these words are; null for other kinds."
    )


class BroaderConcept(Record):
    """A concept above a controlled concept in its vocabulary (`skos:broader`, and what is above that)."""

    article_id: Text = Field(description="The article.")
    concept_id: Text = Field(description="The controlled concept of the article.")
    broader_uri: Text = Field(description="URI of the concept above.")
    broader_label: Text = Field(description="Its preferred label.")
    distance: int = Field(ge=1, description="Steps up, at least; 1 is directly above.")


class SectionConcept(Record):
    """A concept of one section: how much it says of that section alone."""

    section_id: Text = Field(description="The section.")
    concept_id: Text = Field(description="The concept; it is one of the article's.")
    article_id: Text = Field(description="The article.")
    score: float = Field(ge=0, le=1, description="Weight in the section, 1 for the best of its kind.")
    rank: int = Field(ge=1, description="Position in the section, from 1.")
    n_occurrences: int = Field(ge=1, description="How often the section names it.")


class Concept(Record):
    """A concept of one article; the same concept has the same identity in every article."""

    article_id: Text = Field(description="The article the concept was found in.")
    concept_id: Text = Field(description="Identity of the concept, from its normal form or its URI.")
    label: Text = Field(description="Preferred label: the most frequent form, lower case unless a name.")
    lemma: Text = Field(description="Normal form: the stems its spellings share.")
    kind: ConceptKind = Field(description="How it was found.")
    scheme_uri: str | None = Field(description="URI of the concept in a controlled vocabulary.")
    label_match: LabelMatch | None = Field(
        default=None, description="The best match of a controlled concept's labels; null for other kinds."
    )
    entity_type: EntityType | None = Field(default=None, description="Type of an entity; null for other kinds.")
    score: float = Field(ge=0, le=1, description="Weight in the article, 1 for the best of its kind.")
    rank: int = Field(ge=1, description="Position in the article, from 1.")
    n_occurrences: int = Field(ge=1, description="How often the article names it.")
    occurrences: tuple[ConceptOccurrence, ...] = Field(description="Where the article names it.")
    broader: tuple[BroaderConcept, ...] = Field(default=(), description="What is above a controlled concept.")
