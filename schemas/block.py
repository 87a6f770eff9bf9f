"""Blocks: the lossless cover of a source text."""

from pydantic import Field

from schemas.base import Located, Text
from schemas.terms import BlockKind


class Block(Located):
    """A piece of the page with a name; the blocks of a text cover each of its non-blank characters once."""

    article_id: Text = Field(description="The article this block belongs to.")
    ordinal: int = Field(ge=0, description="Position in reading order, from 0.")
    kind: BlockKind = Field(description="What the piece of the page is.")
    record_id: str | None = Field(description="The record made from it; null for furniture and what was not parsed.")
