"""Citations: works as one article cites them."""

from pydantic import Field

from schemas.annotation import Annotation
from schemas.base import Edtf, FieldSpan, Located, Text
from schemas.contributor import Contributor
from schemas.identifier import Identifier
from schemas.terms import CslType, ParseStatus, RecordStatus


class Citation(Located):
    """A work as cited in one section of one article; the fields are CSL variables."""

    citation_id: Text = Field(description="Identity of the citation.")
    article_id: Text = Field(description="The article that cites the work.")
    section_id: Text = Field(description="The section that lists it.")
    work_id: Text = Field(description="The work, the same wherever it is cited.")
    fingerprint: Text = Field(
        description="Digest of type, first contributor, year and title, folded; of the text where it has no title."
    )
    ordinal: int = Field(ge=0, description="Position in the list of its section, from 0.")
    raw: Text = Field(description="The citation as printed: the source text from start to end.")
    type: CslType = Field(description="CSL type of the work; `document` when the text does not show it.")
    title: str | None = Field(description="Title with subtitle.")
    container_title: str | None = Field(description="Journal, or book a chapter stands in.")
    collection_title: str | None = Field(description="Series.")
    collection_number: str | None = Field(description="Number in the series.")
    volume: str | None = Field(description="Volume.")
    issue: str | None = Field(description="Issue.")
    number_of_volumes: str | None = Field(description="Number of volumes of a multi-volume work.")
    page: str | None = Field(description="Pages or article number, as printed, with an en dash in ranges.")
    page_first: str | None = Field(description="First page.")
    page_last: str | None = Field(description="Last page, abbreviated ranges written out.")
    edition: str | None = Field(description="Edition, as printed, without the word edition.")
    publisher: str | None = Field(description="Publisher, as printed.")
    publisher_place: str | None = Field(description="Place or places of publication, as printed.")
    issued: Edtf | None = Field(description="Date of the cited edition (EDTF); `XXXX` for n.d.")
    issued_year: int | None = Field(description="Year of the cited edition; the first one of a span.")
    year_suffix: str | None = Field(description="Letter that tells works of one author and year apart.")
    original_date: Edtf | None = Field(description="Date of first publication (EDTF), when the text gives one.")
    status: str | None = Field(description="Publication status where there is no date: forthcoming, in press.")
    genre: str | None = Field(description="Kind of thesis, report or the like, as printed.")
    medium: str | None = Field(description="Medium, such as DVD.")
    event: str | None = Field(description="Event a paper was given at.")
    archive: str | None = Field(description="Archive or repository that holds the work.")
    url: str | None = Field(description="Address of the work.")
    doi: str | None = Field(description="DOI in normal form (lower case), when valid.")
    isbn: str | None = Field(description="ISBN-13, when valid.")
    note: str | None = Field(description="What the reference says beside the fields above, remarks joined with ` | `.")
    language: str | None = Field(description="Language of the work (BCP 47), when the text shows it.")
    parse_status: ParseStatus = Field(
        description="`complete`: all text understood and title, contributor and date found; "
        "`partial`: something is missing or left over; `unstructured`: kept as text only."
    )
    unparsed: str | None = Field(description="What no field claimed, pieces joined with ` | `.")
    record_status: RecordStatus = Field(default="seen", description="`not_seen`: the last capture lacks it.")
    spans: tuple[FieldSpan, ...] = Field(description="Where the value of each field stands in the source text.")
    contributors: tuple[Contributor, ...] = Field(description="Names in their roles, in order.")
    identifiers: tuple[Identifier, ...] = Field(description="Identifiers of the work, in order.")
    annotations: tuple[Annotation, ...] = Field(description="The notes on the work, in order.")
