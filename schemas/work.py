"""Works: the same book or paper, wherever it is cited."""

from pydantic import Field

from schemas.base import Record, Text
from schemas.terms import CslType


class Work(Record):
    """A row of ``works``: a cluster of citations of the same thing."""

    work_id: Text = Field(description="Identity of the work.")
    type: CslType = Field(description="CSL type.")
    title: str | None = Field(description="Title, from its first citation.")
    year: int | None = Field(description="Year of the cited edition.")
    first_family: str | None = Field(description="Family name, or the whole name, of the first contributor.")
    doi: str | None = Field(description="DOI in normal form.")
    isbn: str | None = Field(description="ISBN-13.")
    n_citations: int = Field(ge=1, description="How many citations name it.")
    n_articles: int = Field(ge=1, description="How many articles cite it.")
