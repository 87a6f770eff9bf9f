"""The fields of a reference, in the order in which they claim their text.

A parser is given a :class:`~pipeline.references.claims.View` and answers with claims; later ones see what is left.
"""

from collections.abc import Callable, Sequence
from typing import Final

from pipeline.fields.class_tag import class_tag
from pipeline.fields.container import container
from pipeline.fields.credits import book_author, credit_claims
from pipeline.fields.edition import edition
from pipeline.fields.genre import event, medium, report, thesis
from pipeline.fields.locator import locator
from pipeline.fields.note import access_date, language, note, reviewed
from pipeline.fields.original_date import original_date
from pipeline.fields.part_of import part_of
from pipeline.fields.part_title import part_title
from pipeline.fields.publisher import publisher
from pipeline.fields.quoted_title import quoted_title
from pipeline.fields.series import series
from pipeline.fields.title import title
from pipeline.fields.usual_rest import usual_rest
from pipeline.fields.volumes import volumes
from pipeline.references.claims import Claim, View

FieldParser = Callable[[View], Sequence[Claim]]

FIELDS: Final[tuple[tuple[str, FieldParser], ...]] = (
    ("class tag", class_tag),
    ("title in quotation marks", quoted_title),
    ("date of access", access_date),
    ("work reviewed", reviewed),
    ("first publication", original_date),
    ("thesis", thesis),
    ("event", event),
    ("language", language),
    ("edition", edition),
    ("part and book", part_title),
    ("book of a part", part_of),
    ("editors and translators", credit_claims),
    ("author of the book of a part", book_author),
    ("medium", medium),
    ("series in brackets", series),
    ("volume, issue and pages", locator),
    ("report", report),
    ("volumes", volumes),
    ("note", note),
    ("usual rest", usual_rest),
    ("publisher and place", publisher),
    ("container", container),
    ("title and series", title),
)
"""What follows names and date, in order of certainty: what its own words announce comes first, the title last."""
