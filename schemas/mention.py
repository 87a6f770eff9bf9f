"""Mentions and cross-references: what prose points at."""

from pydantic import Field

from schemas.base import Located, Text
from schemas.terms import CrossReferenceKind, MentionForm, MentionHost, Resolution


class Mention(Located):
    """A callout of a cited work in commentary or in an annotation, such as *Little 1990*."""

    mention_id: Text = Field(description="Identity of the mention.")
    article_id: Text = Field(description="The article it stands in.")
    section_id: Text = Field(description="The section it stands in.")
    host_type: MentionHost = Field(description="Whether it stands in commentary or in an annotation.")
    host_id: Text = Field(description="Identity of that paragraph or annotation.")
    text: Text = Field(description="The callout as printed.")
    names: tuple[str, ...] = Field(description="Names called out, in order, without et al.")
    year: int | None = Field(description="Year called out; null for titles, n.d. and forthcoming.")
    year_suffix: str | None = Field(description="Letter after the year.")
    form: MentionForm = Field(description="Part of the sentence, in parentheses, or a title.")
    resolution: Resolution = Field(description="Where the one fitting citation stands, or why there is none.")
    citation_id: str | None = Field(description="The citation meant; null unless exactly one fits.")
    candidates: tuple[str, ...] = Field(description="Citations that fit when more than one does, at most 50.")


class CrossReference(Located):
    """A pointer from prose to another section or another article."""

    xref_id: Text = Field(description="Identity of the cross-reference.")
    article_id: Text = Field(description="The article it stands in.")
    host_type: MentionHost = Field(description="Whether it stands in commentary or in an annotation.")
    host_id: Text = Field(description="Identity of that paragraph or annotation.")
    kind: CrossReferenceKind = Field(description="What it points to.")
    text: Text = Field(description="The pointer as printed.")
    target_heading: str | None = Field(description="Heading or title it names, as printed.")
    target_section_id: str | None = Field(description="The section meant; null unless exactly one fits.")
    target_article_id: str | None = Field(description="The article meant; null when it is not in this release.")
