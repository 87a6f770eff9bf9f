"""Enrichments: what authorities say about works. They stand beside what was parsed, never in its place."""

from datetime import date

from pydantic import Field

from schemas.base import Record, Text
from schemas.terms import EnrichmentStatus


class Enrichment(Record):
    """A row of ``enrichments``: one field of one work, as one authority has it, or that there was no answer."""

    work_id: Text = Field(description="The work that was asked about.")
    authority: Text = Field(description="Who answered: `crossref`, `doi.org`, `retraction-watch`.")
    field: Text = Field(description="CSL variable, `retraction`, or `record` for the outcome as a whole.")
    status: EnrichmentStatus = Field(
        description="`confirmed`: as parsed; `added`: the text does not say it; `conflict`: it differs from what was "
        "parsed; `not_found`, `refused`, `ambiguous`: there is no such record, none is like enough, or several are; "
        "`failed`: no answer; `not_asked`: no time was left, or the authority had failed too often."
    )
    parsed: str | None = Field(description="The value parsed from the text.")
    value: str | None = Field(description="The value the authority has.")
    record_doi: str | None = Field(description="DOI of the authority's record.")
    score: float | None = Field(ge=0, le=1, description="How much record and work agree, from 0 to 1.")
    message: str | None = Field(description="What happened, in words, where there is no value.")
    retrieved: date = Field(description="Day of the answer (UTC); of a retraction list, the day of the list.")
