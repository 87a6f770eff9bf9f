"""Changes: what is different from the release before."""

from pydantic import Field

from schemas.base import Record, Text
from schemas.terms import ChangeOp


class Change(Record):
    """A row of ``changes``: one field of one record that differs from the release before."""

    record_type: Text = Field(description="Table of the record.")
    record_id: Text = Field(description="Identity of the record.")
    field: str = Field(description="Column that differs; empty when the whole record came or went.")
    op: ChangeOp = Field(description="What happened.")
    old: str | None = Field(description="Value in the release before, as JSON.")
    new: str | None = Field(description="Value in this release, as JSON.")
    article_id: str | None = Field(description="The article concerned.")
