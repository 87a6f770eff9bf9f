"""Matches and redirects: why a record has the id it has, and where ids lead that are no longer used."""

from pydantic import Field

from schemas.base import Record, Text
from schemas.terms import MatchMethod


class Match(Record):
    """A row of ``matches``: a record of this release that was recognised in the one before, but not by an equal id."""

    record_type: Text = Field(description="Table of the record.")
    record_id: Text = Field(description="Identity it kept.")
    article_id: Text = Field(description="The article concerned.")
    own_id: Text = Field(description="Identity it would have by itself.")
    method: MatchMethod = Field(description="How it was recognised; the first of these that held.")
    score: float = Field(ge=0, le=1, description="How alike the two are; 1 where something is equal.")
    reason: Text = Field(description="What was decided and why, in plain words.")
    old: str | None = Field(description="The record in the release before, shortened.")
    new: str | None = Field(description="The record in this release, shortened.")


class Redirect(Record):
    """A row of ``redirects``: an id that was published once, and the record that stands for it now."""

    record_type: Text = Field(description="Table of the record.")
    old_id: Text = Field(description="The id that is no longer used; it is never given to anything else.")
    new_id: Text = Field(description="The id that stands for it now.")
    since: int = Field(ge=1, description="Number of the release that first says so.")
    reason: Text = Field(description="Why, in plain words.")
