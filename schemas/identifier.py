"""Identifiers: DOIs, ISBNs and their kind, as printed and in normal form."""

from pydantic import Field

from schemas.base import Located, Text
from schemas.terms import IdentifierScheme, OwnerType


class Identifier(Located):
    """One identifier of an article or a citation, with a verdict, and what a DOI's own suffix says."""

    owner_type: OwnerType = Field(description="Whether an article or a citation has this identifier.")
    owner_id: Text = Field(description="Identity of that article or citation.")
    article_id: Text = Field(description="The article it stands in.")
    scheme: IdentifierScheme = Field(description="Which kind of identifier.")
    ordinal: int = Field(ge=0, description="Position among the identifiers of this scheme, from 0.")
    value: str | None = Field(description="Normal form; null when it cannot be given one.")
    raw: Text = Field(description="As printed.")
    is_valid: bool = Field(description="True when syntax and check digit, where it has one, are right.")
    problem: str | None = Field(description="What is wrong with it; null when nothing is.")
    embedded_isbn: str | None = Field(description="ISBN-13 spelled out in the DOI's suffix.")
    embedded_issn: str | None = Field(description="ISSN spelled out in the DOI's suffix.")
    embedded_volume: str | None = Field(description="Volume spelled out in the DOI's suffix.")
    embedded_issue: str | None = Field(description="Issue spelled out in the DOI's suffix.")
    embedded_page: str | None = Field(description="First page spelled out in the DOI's suffix.")
    agrees: bool | None = Field(
        description="Whether what the suffix says agrees with the citation; null when there is nothing to compare."
    )
