"""Annotations: the notes on works. In annobib the word never means anything else."""

from pydantic import Field

from schemas.base import Located, Text
from schemas.mention import CrossReference, Mention


class Annotation(Located):
    """One paragraph of the note under a citation."""

    annotation_id: Text = Field(description="Identity of the annotation.")
    article_id: Text = Field(description="The article it stands in.")
    citation_id: Text = Field(description="The citation it is about.")
    ordinal: int = Field(ge=0, description="Position among the paragraphs of the note, from 0.")
    text: Text | None = Field(description="The note, with line breaks folded; null in a release without texts.")
    is_truncated: bool = Field(description="True when the page cuts it off.")
    mentions: tuple[Mention, ...] = Field(description="Works called out in it.")
    cross_references: tuple[CrossReference, ...] = Field(description="Sections and articles it points to.")
