"""The record of a parsed reference."""

import re
from typing import NamedTuple

from pipeline.found import Found
from pipeline.identifiers.find import IdentifierFound
from pipeline.references.name_shapes import Name

_YEAR = re.compile(r"\d{4}")
_PAGE = re.compile(r"([A-Za-z]*)(\d+|[ivxlc]+)([A-Za-z]?)\s*(?:–\s*([A-Za-z]*)(\d+|[ivxlc]+))?")


class Reference(NamedTuple):
    """A parsed reference; spans are half-open code points of ``text``, values the text with white space folded.

    ``further`` has the other places a field is read from: the month that stands apart from its year, and each
    remark after the first, which the value of ``note`` has joined with `` | ``. Every letter and figure of the text
    is in a field, a name, an identifier or ``unparsed``, but for the words of ``pipeline.references.remainder.LABELS``.
    """

    text: str
    type: str
    layout: str
    fields: dict[str, Found]
    names: tuple[Name, ...]
    identifiers: tuple[IdentifierFound, ...]
    parse_status: str
    unparsed: tuple[Found, ...]
    further: tuple[tuple[str, Found], ...] = ()

    def value(self, field: str) -> str | None:
        """Return the value of a field in normal form, or ``None``."""
        found = self.fields.get(field)
        return found.value if found else None

    @property
    def issued_year(self) -> int | None:
        """Year of the cited edition; the first one of a span."""
        match = _YEAR.match(self.value("issued") or "")
        return int(match[0]) if match else None

    @property
    def page_first(self) -> str | None:
        """First page."""
        match = _PAGE.match(self.value("page") or "")
        return match[1] + match[2] + match[3] if match else None

    @property
    def page_last(self) -> str | None:
        """Last page, abbreviated ranges written out; the first one when there is only one."""
        match = _PAGE.match(self.value("page") or "")
        if not match or not match[5]:
            return self.page_first
        first, last = match[2], match[5]
        if first.isdigit() and last.isdigit() and len(last) < len(first):
            last = first[: len(first) - len(last)] + last
        return (match[4] or match[1] if first.isdigit() and last.isdigit() else match[4] or "") + last

    @property
    def doi(self) -> str | None:
        """First valid DOI in normal form."""
        return self._identifier("doi")

    @property
    def isbn(self) -> str | None:
        """First valid ISBN-13."""
        return self._identifier("isbn")

    def _identifier(self, scheme: str) -> str | None:
        return next((i.value for i in self.identifiers if i.scheme == scheme and i.is_valid), None)
