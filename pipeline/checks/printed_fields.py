"""The fields of a citation whose values are printed: they have places in the source and can be written again."""

from typing import Final

PRINTED_TEXT: Final = (
    "title", "container_title", "collection_title", "collection_number", "volume", "issue", "number_of_volumes", "page",
    "edition", "publisher", "publisher_place", "year_suffix", "genre", "medium", "event", "archive", "note",
)  # fmt: skip
"""Fields of ``citations`` whose value is what is printed."""
PRINTED_DATES: Final = ("issued", "original_date")
"""Fields of ``citations`` whose value is a printed date as EDTF."""
