"""Rights: what a release says about its use, and how the texts of others are left out of it.

Bibliographic facts may be shared where texts may not. The profile ``metadata-only`` (``annobib ingest
--metadata-only``) leaves out the texts of sources, commentary and notes, which are the publisher's. What stays: every
fact about them (which works they mention, which concepts they name, how long they are), the references themselves,
callouts and the few words a concept or a pointer is named with, and all offsets with the digest of the source, so that
whoever has the page can look every value up.
"""

from dataclasses import dataclass
from typing import Final, TypeVar

from schemas import Annotation, Article, Citation, Paragraph, Section
from schemas.release import Profile

TEXTS: Final = (
    ("sources", "article_id", "text"),
    ("paragraphs", "paragraph_id", "text"),
    ("annotations", "annotation_id", "text"),
)
"""Table, key and column of the texts that are left out."""

STATEMENTS: Final[dict[Profile, str]] = {
    "full": "With texts of the sources, whose rights are their publishers'; not for passing on without their consent.",
    "metadata-only": "Bibliographic facts; the texts of the sources are left out.",
}
"""What a release says of its rights when nobody says it better."""


@dataclass(frozen=True)
class Rights:
    """What a release holds of the texts of others, and what it says of its use."""

    profile: Profile = "full"
    statement: str | None = None

    @property
    def said(self) -> str:
        """The statement, or the usual one of the profile."""
        return self.statement or STATEMENTS[self.profile]


_Host = TypeVar("_Host", Paragraph, Annotation)


def without_texts(article: Article) -> Article:
    """Return the article without the texts of its commentary and notes; everything else stays."""
    sections = tuple(_without_texts(section) for section in article.sections)
    return article.model_copy(update={"sections": sections})


def _without_texts(section: Section) -> Section:
    return section.model_copy(
        update={
            "paragraphs": tuple(_untold(paragraph) for paragraph in section.paragraphs),
            "citations": tuple(_unannotated(citation) for citation in section.citations),
        }
    )


def _unannotated(citation: Citation) -> Citation:
    return citation.model_copy(update={"annotations": tuple(_untold(note) for note in citation.annotations)})


def _untold(host: _Host) -> _Host:
    return host.model_copy(update={"text": None})


def hide_texts(changes: str) -> str:
    """Return a query for the rows of ``changes`` that does not show the texts which a release leaves out."""
    columns = " OR ".join(f"(record_type = '{table}' AND field = '{column}')" for table, _, column in TEXTS)
    hidden = ", ".join(f"CASE WHEN {columns} THEN NULL ELSE {name} END AS {name}" for name in ("old", "new"))
    return f"SELECT * REPLACE ({hidden}) FROM ({changes})"  # noqa: S608 (our own names)
