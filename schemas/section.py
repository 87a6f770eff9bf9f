"""Sections and their commentary."""

from pydantic import Field

from schemas.base import Located, Text
from schemas.citation import Citation
from schemas.concept import SectionConcept
from schemas.mention import CrossReference, Mention
from schemas.terms import Availability, RecordStatus, SectionType


class Paragraph(Located):
    """One paragraph of commentary."""

    paragraph_id: Text = Field(description="Identity of the paragraph.")
    article_id: Text = Field(description="The article it stands in.")
    section_id: Text = Field(description="The section it stands in.")
    ordinal: int = Field(ge=0, description="Position in the section, from 0.")
    text: Text | None = Field(description="The paragraph, with line breaks folded; null in a release without texts.")
    mentions: tuple[Mention, ...] = Field(description="Works called out in it.")
    cross_references: tuple[CrossReference, ...] = Field(description="Sections and articles it points to.")


class Section(Located):
    """A section: its heading, its commentary and its list of works.

    ``start`` and ``end`` enclose the heading and the body, or the contents entry of a section without a body.
    """

    section_id: Text = Field(description="Identity of the section.")
    article_id: Text = Field(description="The article it belongs to.")
    parent_id: str | None = Field(description="The section above; null at the top or when not shown.")
    ordinal: int = Field(ge=0, description="Position in the article, from 0.")
    level: int | None = Field(ge=1, description="Depth, from 1; null when the text does not show it.")
    heading: str | None = Field(description="Heading as printed; null for prose without heading and contents entry.")
    path: str = Field(description="Headings from the top to this section, joined with ` / `.")
    section_type: SectionType = Field(description="Kind of section, from its heading; `topic` when it is a subject.")
    availability: Availability = Field(description="Whether the page has its body.")
    record_status: RecordStatus = Field(default="seen", description="`not_seen`: the last capture lacks it.")
    paragraphs: tuple[Paragraph, ...] = Field(description="Commentary, in order.")
    citations: tuple[Citation, ...] = Field(description="The list of works, in order.")
    concepts: tuple[SectionConcept, ...] = Field(default=(), description="Concepts of the section, best first.")
