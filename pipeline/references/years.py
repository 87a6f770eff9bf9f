"""When a work first came out, as references have it, and as EDTF (ISO 8601-2:2019): years, spans, centuries, BCE."""

import re
from typing import Final

_ERA = r"(?:\s?(?:B\.\s?C\.(?:\s?E\.)?|A\.\s?D\.|BCE?|CE|AD))"
FIRST_DATE: Final = (
    rf"(?:(?:c|ca|circa)\.?\s?)?(?:\d{{3,4}}(?:\s?[-–—/]\s?\d{{1,4}})?{_ERA}?"
    rf"|\d\d?(?:\s?[-–—/]\s?\d{{1,4}})?{_ERA}|\d\d?(?:st|nd|rd|th) century{_ERA}?)"
)
"""When the work first came out, as it stands in brackets: ``1903``, ``1835–40``, ``c. 330 BCE``, ``5th century BCE``."""
_DIGITS = re.compile(r"\d+")


def first_date(printed: str) -> str:
    """Return the date a work first came out as EDTF: ``1903``, ``1835/1840``, ``-0329~`` for *c. 330 BCE*.

    EDTF has a year 0, which is 1 BCE.
    """
    circa = "~" if printed[0] == "c" else ""
    if "century" in printed:
        return _century(printed)
    years = [int(digits) for digits in _DIGITS.findall(printed)]
    if "B" in printed:
        return "/".join(f"-{year - 1:04d}{circa}" if year > 1 else f"0000{circa}" for year in years)
    if len(years) > 1 and years[1] < years[0]:  # "1835–40"
        digits = len(str(years[1]))
        years[1] += years[0] // 10**digits * 10**digits
    return "/".join(f"{year:04d}{circa}" for year in years)


def _century(printed: str) -> str:
    """Return a century as EDTF has it, with the years left open: ``19XX`` for the 20th, ``-04XX`` for the 5th BCE."""
    number = int(_DIGITS.findall(printed)[0]) - 1
    return f"{'-' if 'BC' in printed else ''}{number:02d}XX"
