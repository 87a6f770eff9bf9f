"""Stopgap until the identifier module is there."""
import re
from typing import NamedTuple


class IdentifierFound(NamedTuple):
    scheme: str; value: str | None; raw: str; is_valid: bool; problem: str | None; start: int; end: int
    embedded_isbn: str | None = None; embedded_issn: str | None = None; embedded_volume: str | None = None; embedded_issue: str | None = None; embedded_page: str | None = None


_P = re.compile(r"(?:(?:https?://)?(?:dx\.)?doi\.org/\s?|(?:doi|DOI)\s?:?\s*)?(?P<doi>10\.\d{4,9}/[^\s\"<>\]]+)|(?P<url>(?:https?://|www\.)[^\s<>\]\"]+)")
def find_identifiers(text):
    out = []
    for m in _P.finditer(text):
        if m["doi"]:
            v = m["doi"].rstrip(".,;:)") if m["doi"].count("(") != m["doi"].count(")") else m["doi"].rstrip(".,;:")
            out.append(IdentifierFound("doi", v.lower(), v, True, None, m.start(), m.start("doi") + len(v)))
        else:
            v = m["url"].rstrip(".,;:)")
            out.append(IdentifierFound("url", v, v, True, None, m.start(), m.start() + len(v)))
    return tuple(out)
