"""Issues: what was noticed about an article and is kept beside it."""

from pydantic import Field

from schemas.base import Located, Record, Text
from schemas.terms import Severity


class Issue(Record):
    """A row of ``issues``: something that was not understood, doubtful or wrong, and where it stands."""

    issue_id: Text = Field(description="Identity of the issue within the release.")
    article_id: Text = Field(description="The article it was noticed in.")
    code: Text = Field(description="Stable code; `docs/issues.md` has a paragraph on each.")
    severity: Severity = Field(description="How much it matters.")
    message: Text = Field(description="What was noticed, in plain words.")
    record_type: str | None = Field(description="Table of the record concerned.")
    record_id: str | None = Field(description="Identity of the record concerned.")
    source_path: Text = Field(description="File the article was read from.")
    line: int | None = Field(ge=1, description="Line in the file, from 1.")
    start: int | None = Field(ge=0, description="First code point in the source text; null when it has no place.")
    end: int | None = Field(ge=0, description="Code point after the last one; null when it has no place.")


class Finding(Located):
    """An issue as the parsing stages report it, before it has an identity: a code, a message and a place."""

    code: Text = Field(description="Stable code.")
    severity: Severity = Field(description="How much it matters.")
    message: Text = Field(description="What was noticed, in plain words.")
