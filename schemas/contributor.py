"""Contributors: the people and bodies behind an article or a cited work."""

from pydantic import Field

from schemas.base import Located, Text
from schemas.terms import OwnerType, Role


class Contributor(Located):
    """One name in one role; a person has ``family``, a body or a single name has ``literal``."""

    owner_type: OwnerType = Field(description="Whether an article or a citation has this contributor.")
    owner_id: Text = Field(description="Identity of that article or citation.")
    article_id: Text = Field(description="The article the name stands in.")
    role: Role = Field(description="CSL name variable.")
    ordinal: int = Field(ge=0, description="Position among the names of this role, from 0.")
    family: str | None = Field(description="Family name without its particle.")
    given: str | None = Field(description="Given names or initials, as printed.")
    particle: str | None = Field(description="Particle before the family name (van der, de, al-).")
    suffix: str | None = Field(description="Suffix (Jr., III).")
    literal: str | None = Field(description="The whole name where it has no parts: organisations, single names.")
    is_organization: bool = Field(description="True for a body rather than a person.")
    is_et_al: bool = Field(description="True for the row that stands for names the source left out (et al.).")
    is_inherited: bool = Field(description="True when a dash stands for the name of the citation before.")
    raw: str = Field(description="The name as printed; for an inherited name, the dash.")
