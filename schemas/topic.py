"""Topics: what the concepts of a release say together; derived from its other tables."""

from typing import Literal

from pydantic import Field

from schemas.base import Record, Text


class ConceptPair(Record):
    """Two concepts that come together in at least two articles or two sections."""

    concept_id: Text = Field(description="The first one, by identity.")
    other_id: Text = Field(description="The second one.")
    label: Text = Field(description="Label of the first one.")
    other_label: Text = Field(description="Label of the second one.")
    n_articles: int = Field(ge=0, description="Articles with both among their 12 best.")
    n_sections: int = Field(ge=0, description="Sections with both among their 6 best.")
    npmi: float | None = Field(
        description="How much more often than by chance they share an article: normalized pointwise mutual "
        "information, -1 to 1 (always); null when they share none, or all."
    )


class ConceptModule(Record):
    """A concept in a subject module."""

    concept_id: Text = Field(description="The concept.")
    module_id: Text = Field(description="ISBN-13 of the module.")
    label: Text = Field(description="Label of the concept.")
    n_articles: int = Field(ge=1, description="Articles of the module with the concept among their 30 best.")
    n_occurrences: int = Field(ge=1, description="How often these articles name it.")
    share: float = Field(ge=0, le=1, description="Share of the module's articles.")


class ConceptYear(Record):
    """A concept and the works of one year whose annotations name it."""

    concept_id: Text = Field(description="The concept; one of the 30 best of an article that cites such works.")
    year: int = Field(description="Year the works were issued in.")
    label: Text = Field(description="Label of the concept.")
    n_works: int = Field(ge=1, description="Works of that year with an annotation that names it.")
    n_works_of_year: int = Field(ge=1, description="Works of that year with an annotation at all.")


class ArticleTopic(Record):
    """What sets an article apart: its 30 best concepts, weighed against other articles."""

    article_id: Text = Field(description="The article.")
    concept_id: Text = Field(description="The concept.")
    label: Text = Field(description="Label of the concept.")
    against: Literal["module", "release"] = Field(
        description="What it is compared with: the other articles of its module; of the release, when it has none."
    )
    salience: float = Field(
        description="How much more often than there the article names it: z-score of the log-odds ratio with an "
        "informative prior (Monroe, Colaresi and Quinn 2008); above 1.96 it is hardly chance."
    )
