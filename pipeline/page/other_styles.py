"""Styles that neither names before a date nor a full stop after names shows, told by marks of their own.

German, French and British footnotes, medicine: ``docs/references.md`` has an example of each.
"""

import re

from pipeline.page.capitals import have_capitals, starts_large

_YEAR = r"(?:1\d{3}|20\d\d)[a-z]?"
_TAIL = 160
_LONGEST_LEAD = 90
_CLOSED_NAMES = re.compile(
    r"(?:[^\W\d_a-z][\w’'-]{1,30}(?: [^\W\d_a-z][\w’'-]{1,30}){0,2},|[^\W\d_a-z]{3,30}) [^\W\d_a-z][\w’'.-]{0,30}"
    r"(?: [^\W\d_a-z][\w’'.-]{0,30}){0,2}(?:(?: ?[;/] ?| (?:und|et|e|y|&) )[^:]{3,60}?)?"
    r"(?: \((?:Hrsg|Hgg?|éds?|dirs?|eds?|coords?|a cura di)\.?\))?(?: ?: (?=[^\W_«“\"])|, (?=[^\W\d_a-z«“\"]))"
)
"""Names that a colon or comma closes, as in German and French lists: ``Köhler, Ingrid:``, ``Durand, Jean (dir.),``."""
_ENDS_WITHOUT_STOP = re.compile(
    rf"(?:[^\W\d_] |, |\(){_YEAR}\)?\.?$|,? (?:SS?|pp?)\. ?\d{{1,5}}(?: ?[-–] ?\d{{1,5}})?\.?$"
    rf"|, {_YEAR}, \d{{2,4}} (?:p|S)\.$"
)
"""How they end: ``München 1980.``, ``, S. 5–10.``, ``, 1985, 320 p.``."""
_END_OF_CLOSED = 40
_MEDICAL = re.compile(
    _YEAR + r"(?: [A-Z][a-z]{2,8}\.?(?: \d{1,2})?)?; ?\w*(?: ?\([^()]{1,24}\))?: ?[A-Za-z]?\d"
    r"|: [^:;]{2,60}; ?" + _YEAR + r"\.?(?: p\. [\d–-]{1,11}\.?)?$"
)
"""The date of the style of medicine: ``1990;12(3):45-50``, ``London: Routledge; 1990.``."""
_IMPRINT_IN_BRACKETS = re.compile(
    r"\([^():;]{2,60}: [^():;]{2,80}, " + _YEAR + r"\)(?:, (?:pp?\. ?)?[\divxlc]{1,6}(?:[-–][\divxlc]{1,6})?)?\.?$"
)
"""``(London: Profile, 2015), 45.``"""


def is_of_other_style(text: str, start: int, end: int) -> bool:
    """Return whether the span is set like a reference of the styles that no full stop after names or date shows."""
    tail = max(start, end - _TAIL)
    if text.find(";", tail, end) >= 0 and _MEDICAL.search(text, tail, end):
        return starts_large(text[start : start + _LONGEST_LEAD])
    if text.find("(", tail, end) >= 0 and _IMPRINT_IN_BRACKETS.search(text, tail, end):
        comma = text.find(",", start, start + _LONGEST_LEAD)
        return comma > 0 and have_capitals(text[start:comma])
    return (
        text[end - 1] in ".0123456789"
        and _CLOSED_NAMES.match(text, start, end) is not None
        and _ENDS_WITHOUT_STOP.search(text, max(start, end - _END_OF_CLOSED), end) is not None
    )
