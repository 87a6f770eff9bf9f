"""Releases: what one holds, where it came from, and what its checks found."""

from datetime import date
from typing import Literal

from pydantic import Field

from schemas.base import Record, Text
from schemas.terms import Severity

Fate = Literal["article", "quarantine", "not_seen"]
CheckOutcome = Literal["passed", "failed", "tolerated", "not_run"]
ReportOutcome = Literal["passed", "blocked"]
WaiverState = Literal["used", "unused", "expired"]
Profile = Literal["full", "metadata-only"]


class ModelFacts(Record):
    """The language model the concepts come from."""

    name: Text = Field(description="Name of the model.")
    version: Text = Field(description="Version of the model.")
    digest: Text = Field(description="SHA-256 over the files of the model.")


class OfferedFile(Record):
    """A file found under the sources."""

    path: Text = Field(description="Path of the file, relative to the source the user gave.")
    sha256: str | None = Field(description="SHA-256 of the file; null when it could not be read.")


class VocabularyFacts(Record):
    """A controlled vocabulary that was used."""

    name: Text = Field(description="Name of its file, or of the package that carries it.")
    digest: Text = Field(description="SHA-256 of its bytes.")


class FrequencyFacts(Record):
    """A table of document frequencies that was used beside the shipped one."""

    name: Text = Field(description="Name of its file.")
    digest: Text = Field(description="SHA-256 of its bytes.")
    source: Text = Field(description="What it was counted in, from its header.")
    n_documents: int = Field(ge=1, description="Number of texts that were counted.")


class ConceptFacts(Record):
    """How concepts were looked for beside the language model; all of it is off by default."""

    entities: bool = Field(default=False, description="Whether named entities were looked for.")
    embeddings: ModelFacts | None = Field(default=None, description="Sentence model used for re-ranking.")
    vocabularies: tuple[VocabularyFacts, ...] = Field(default=(), description="Controlled vocabularies, in order.")
    frequencies: FrequencyFacts | None = Field(default=None, description="Document frequencies used.")


class RunFacts(Record):
    """What a run says about itself; none of it is part of the content of the release."""

    created_at: Text = Field(description="When the run began, UTC, ISO 8601.")
    code_version: Text = Field(description="Version of annobib, with a digest of its code and data.")
    parser_version: Text = Field(
        description="Digest of all that decides what is made of a source: code that parses and enriches, model, words."
    )
    schema_digest: Text = Field(description="Digest of the schemas of the tables.")
    model: ModelFacts | None = Field(description="Language model used; null when concepts were not asked for.")
    concepts: ConceptFacts = Field(default_factory=ConceptFacts, description="What else the concepts depend on.")
    offered: tuple[OfferedFile, ...] = Field(description="Every file found under the sources, by path.")
    counters: dict[str, int] = Field(
        default_factory=dict, description="How much the run worked on: sources, batches, articles, characters ..."
    )
    seconds: dict[str, float] = Field(
        default_factory=dict, description="Seconds of each stage before the release was built; added up over processes."
    )


class InputFate(Record):
    """What became of one article of one source file."""

    file: Text = Field(description="The file it was found in, one of those offered.")
    source_path: Text = Field(description="Path of the page: that of the file, or of a page in the file.")
    part: int = Field(ge=0, description="Which article of the page, from 0.")
    sha256: str | None = Field(description="SHA-256 of the bytes of the page; null when they could not be read.")
    parser_version: Text = Field(description="What made of it what it is; see the run.")
    fate: Fate = Field(
        description="Whether it is in the release or in quarantine; `not_seen`: the release keeps its article, "
        "but the file was not offered."
    )
    article_id: str | None = Field(description="The article it became, or of which it is a worse capture.")
    code: str | None = Field(description="Why it is in quarantine.")


class FileFacts(Record):
    """One file of the release."""

    path: Text = Field(description="Path inside the release.")
    rows: int | None = Field(description="Number of rows; null for files that are no tables.")
    n_bytes: int = Field(ge=0, description="Size in bytes.")
    sha256: Text = Field(description="SHA-256 of the bytes.")


class Manifest(Record):
    """The contents of a release: every file with its digest, every input with its fate."""

    schema_version: Text = Field(description="Version of the tables and documents.")
    release_id: Text = Field(description="UTC time and a short digest of the content.")
    sequence: int = Field(ge=1, description="Number of the release, from 1.")
    previous: str | None = Field(description="The release before; null for the first.")
    content_digest: Text = Field(description="SHA-256 over the tables (but `changes`) and documents.")
    profile: Profile = Field(description="`metadata-only`: the texts of sources, commentary and notes are left out.")
    rights: Text = Field(description="Who may do what with it: a licence, or a statement in words.")
    run: RunFacts = Field(description="The run that made it.")
    n_buckets: int = Field(ge=1, description="Number of buckets; the bucket of an article is crc32(id) mod it.")
    n_rows: dict[str, int] = Field(description="Number of rows of each table.")
    inputs: tuple[InputFate, ...] = Field(description="What became of each article of each source.")
    files: tuple[FileFacts, ...] = Field(description="Every file but the manifest and the report, sorted by path.")


class Pointer(Record):
    """``current.json``: which release is the current one."""

    release_id: Text = Field(description="The current release.")
    sequence: int = Field(ge=1, description="Its number.")
    path: Text = Field(description="Its directory, relative to the output folder.")


class Failure(Record):
    """A row of ``failures.parquet``: one thing a check found, and where it stands."""

    code: Text = Field(description="Stable code of the check.")
    title: Text = Field(description="What the check asks.")
    severity: Severity = Field(description="Severity of the check.")
    message: Text = Field(description="What is wrong, in plain words.")
    record_type: str | None = Field(description="Table of the record concerned.")
    record_id: str | None = Field(description="Identity of the record, file or column concerned.")
    value: str | None = Field(description="The value found.")
    article_id: str | None = Field(description="The article concerned.")
    source_path: str | None = Field(description="File the article was read from.")
    line: int | None = Field(description="Line in the text of the article, from 1.")
    start: int | None = Field(description="First code point in the source text.")
    end: int | None = Field(description="Code point after the last one.")
    waiver: str | None = Field(description="Who waived it and until when; null when nobody did.")


class CheckResult(Record):
    """What one check came to."""

    code: Text = Field(description="Stable code of the check.")
    title: Text = Field(description="What the check asks.")
    severity: Severity = Field(description="`error` blocks; `warning` blocks over its threshold; `info` never.")
    outcome: CheckOutcome = Field(description="`tolerated`: something was found that does not block.")
    n_checked: int | None = Field(description="How many things were looked at, where it is counted.")
    n_failures: int = Field(ge=0, description="How many failed.")
    n_waived: int = Field(ge=0, description="How many of those are waived.")
    note: str | None = Field(description="Why it did not run, which limit it passed, or what was left out.")


class WaiverUse(Record):
    """A waiver, and what came of it in one validation."""

    check: Text = Field(description="The check it is about.")
    ids: tuple[Text, ...] = Field(description="Records or articles it is about; `release` for findings on the whole.")
    who: Text = Field(description="Who answers for it.")
    why: Text = Field(description="Why.")
    until: date = Field(description="The last day it counts.")
    state: WaiverState = Field(description="Whether it was needed, matched nothing, or does not count any more.")
    n_failures: int = Field(ge=0, description="How many findings it is about, whether it counts or not.")


class Report(Record):
    """What the checks found in a release."""

    release_id: Text = Field(description="The release checked.")
    against: str | None = Field(description="The release it was compared with.")
    outcome: ReportOutcome = Field(description="Whether the release may be published.")
    expectations: Text = Field(description="Version of the expectations, with a digest of all limits.")
    n_rows: dict[str, int] = Field(description="Number of rows of each table.")
    results: tuple[CheckResult, ...] = Field(description="One result a check, in order.")
    waivers: tuple[WaiverUse, ...] = Field(description="The waivers given, and what came of them.")
    failures: tuple[Failure, ...] = Field(description="The first failures of each; `failures.parquet` has every one.")
    n_taken_over: int = Field(
        default=0,
        ge=0,
        description="Articles that are as in the release before, whose findings were taken over from it.",
    )
    basis: str | None = Field(
        default=None, description="One digest of the files of the release, the code, and `failures.parquet`."
    )
