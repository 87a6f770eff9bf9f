"""What volumes, issues and pages look like, and how far from the end of a reference they may stand."""

import re
from typing import Final

from pipeline.references.sentences import CLAIMED

DASHES: Final = "‐‑‒–—―−-"
DASH: Final = re.escape(DASHES)
PAGE: Final = r"(?:[A-Za-z]{0,4}\d[\d.]{0,8}[A-Za-z]?|[ivxlc]{1,8})(?!\w)"
PAGES: Final = rf"(?:{PAGE}(?:\s{{0,2}}(?:[{DASH}]{{1,3}}|\?)\s{{0,2}}{PAGE}(?:,\s?\d{{1,3}}(?!\s?[\w:{DASH}]))*)?(?:,\s?\d+\s?[{DASH}]\s?\d+)*)"
PAGE_LABEL: Final = r"(?:[Pp]{1,2}\s?\.|[Pp]ages?|[Pp]gs?\.|S\.|Seiten?|[Aa]rt(?:icle|\.)?(?:\s?[Nn]o\.)?)\s?"
ISSUE_WORD: Final = (
    r"(?:[Nn]o\.?|[Nn]os\.|[Nn]umber|[Nn]úm\.|[Nn]r\.?|n[°º]|n(?=\s\d)|№|[Ii]ss(?:ue|\.)|[Hh]eft|H\.|[Ff]asc\.)\s?"
)
"""What announces the number of an issue."""
NUMBER: Final = rf"\d{{1,5}}[A-Za-z]?(?:\s?[/{DASH}&]\s?\d{{1,4}})?"
"""The number of an issue, or of two in one."""
SUPPLEMENT: Final = r"(?:[Ss]uppl(?:ement|\.)?|[Ss]pecial [Ii]ssue|[Ss]pec\. [Ii]ss\.)(?:\s?\d{1,3})?"
VOLUME_LABEL: Final = r"(?<![^\W\d_])(?:[Vv]ol(?:umen?|s)?\.?|VOL\.|Bd\.|Band|[Tt](?:om[eo]|\.)|v\.|Jg\.)\s?"
_SPACED_DASHES = re.compile(rf"\s*[{DASH}]+\s*")
YEARS: Final = re.compile(rf"(?:1\d|20)\d\d(?:\s?[{DASH}]{{1,3}}\s?(?:(?:1\d|20)\d\d|\d\d))?\Z")
"""One year or two, and nothing else: what is no volume, and no pages."""
PLACE_AFTER: Final = re.compile(r"[^\W\d_]: ")
"""What may be a place before its publisher."""
AFTER_ALL: Final = f" .,;)]{CLAIMED}"
"""Marks after the last figure, what is claimed among them."""
REACH: Final = 130
"""How far from its end a reference to a journal may have the volume, in characters."""
MAX_DATE: Final = 40
"""How far a date in brackets, or what stands before it, may reach, in characters."""


def as_value(raw: str) -> str:
    """Return figures as a value: every dash, and the ``?`` that damaged text has for one, is an en dash."""
    is_plain = raw.replace("–", "", 1).replace(".", "").isalnum()
    return raw if is_plain else _SPACED_DASHES.sub("–", raw.replace("?", "–"))
