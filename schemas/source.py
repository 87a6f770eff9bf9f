"""The text that was read, before anything is said about it."""

from pydantic import Field

from schemas.base import Record, Text


class SourceText(Record):
    """The text of one article as it was offered, decoded and with line feeds as newlines, otherwise untouched.

    The text of an HTML page is the page text extracted from it (``sources/html.py``), which the cover rule counts.
    A page out of a container is called ``<file>!<name in it>``; its bytes are those it has there, unpacked.

    All offsets of all records of the article count code points of ``text``.
    """

    path: Text = Field(description="Path of the file, relative to the source the user gave, with forward slashes.")
    sha256: Text = Field(description="SHA-256 of the bytes of the file, in hexadecimal.")
    encoding: Text = Field(description="Encoding the bytes were decoded with.")
    part: int = Field(ge=0, description="Which article of the file, from 0; 0 when the file holds one.")
    first_line: int = Field(default=1, ge=1, description="Line of the file where this text begins, from 1.")
    text: str = Field(description="The decoded text; newlines are line feeds.")


class Source(Record):
    """A row of ``sources``: the text an article was parsed from, so that every offset can be looked up."""

    article_id: Text = Field(description="The article parsed from this text.")
    source_path: Text = Field(description="Path of the file, relative to the source the user gave.")
    source_sha256: Text = Field(description="SHA-256 of the bytes of the file, in hexadecimal.")
    encoding: Text = Field(description="Encoding the bytes were decoded with.")
    part: int = Field(default=0, ge=0, description="Which article of the file, from 0.")
    first_line: int = Field(default=1, ge=1, description="Line of the file where the text begins, from 1.")
    text: str | None = Field(
        description="The text; all offsets of the article count its code points. Null in a release without texts."
    )


class QuarantinedSource(Record):
    """A row of ``quarantine``: a source, or a part of one, that could not be used, and what to do about it."""

    source_path: Text = Field(description="Path of the file, relative to the source the user gave.")
    part: int = Field(ge=0, description="Which article of the file (0-based); 0 also when the whole file is meant.")
    source_sha256: Text | None = Field(description="SHA-256 of the bytes; null when they could not be read.")
    code: Text = Field(description="Stable code of the reason.")
    reason: Text = Field(description="What is wrong, in plain words.")
    remedy: Text = Field(description="What to do about it, in plain words.")
    line: int | None = Field(ge=1, description="Line of the file where the problem shows; null when it has no place.")
