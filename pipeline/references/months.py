"""Months and seasons as references print them, and as EDTF (ISO 8601-2:2019) counts them: 21 to 24 are the seasons."""

from typing import Final

from pipeline.references.claims import announcing

SEASON: Final = r"Spring|Summer|Autumn|Fall|Winter"
MONTH_NAMES: Final = (
    r"Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|"
    r"Sep(?:tember|t\.|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?"
)
"""The alternatives alone, for a group that has others too; ``MONTH`` is a group of them."""
MONTH: Final = rf"(?:{MONTH_NAMES})"
MONTH_WORDS: Final = announcing(
    """
    Jan January Feb February Mar March Apr April May Jun June Jul July Aug August Sep Sept September Oct
    October Nov November Dec December Spring Summer Autumn Fall Winter
    """.split()
)
MONTHS: Final = {m: i for i, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)} | {
    "spr": 21, "sum": 22, "aut": 23, "fal": 23, "win": 24,
}  # fmt: skip
"""The number of a month or season by its first three letters, in lower case."""


def month_day(number: int, day: str | None) -> str:
    """Return month and day as EDTF has them, ``-05-20``; a season has no days."""
    return f"-{number:02d}" + (f"-{int(day):02d}" if day and number <= 12 and 1 <= int(day) <= 31 else "")
