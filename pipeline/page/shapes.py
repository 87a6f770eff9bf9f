"""Shapes: cheap tests that tell references from prose without parsing them.

A reference shows itself by where its date stands: after the names (author-date) or at the end (bibliography); these
are the two systems of the Chicago Manual of Style, chapters 13 and 14.
"""

import re

from pipeline.page.capitals import LONGEST_HEADING, have_capitals, starts_large
from pipeline.page.other_styles import is_of_other_style

_WINDOW = 420
_TAIL = 160
_LONGEST_REFERENCE = 1500
_YEAR = r"(?:1\d{3}|20\d\d)[a-z]?"
_AUTHOR_DATE = re.compile(
    r"[.,!?)\]”\"’*_>]\s(?:(?:\[[^\[\]]{2,30}\]\s)?[\[(]?(?:ca?\.\s?|circa\s)?" + _YEAR + r"(?:\s?[-–/]\s?\d{0,4})?"
    r"(?:\sB?CE)?\??(?:,\s[A-Z][a-z]{2,8}\.?(?:\s\d{1,2})?(?=\)))?[\])]?(?:\s[\[(]"
    + _YEAR
    + r"[\])])?\.|n\.d\.|[Ff]orthcoming\.|[Ii]n press\.)(?=\s|$)"
)
_FIGURE = re.compile(r"\d")
_DATE_LAST = re.compile(
    r"[,(:](?:\s?(?:\d{1,2}(?:[–-]\d{1,2})?\s)?(?:[A-Z][a-z]{2,9}\.?\s(?:\d{1,2},?\s)?)?(?:ca?\.\s?)?"
    + _YEAR
    + r"(?:[-–/]\d{2,4})?\)?[.\"”)]"
    r"|(?<=,)\s(?:n\.d|forthcoming|in press)\.|(?<=\()" + _YEAR + r"\)[:,]?\s?[\w.:]{1,12}(?:[-–—][\w.]{1,10})?\."
    r"|(?<=,)\s\d{1,2}\s[A-Z][a-z]{2,8}\s" + _YEAR + r",\s(?:p\.\s)?[A-Z]{0,2}\d{1,3}\."
    r"|(?<=,)\s" + _YEAR + r",\ssec\.\s\w{1,2}\.)"
)
_PAGES_LAST = re.compile(r"\b\d{1,4}[-–—]\d{1,4}\.")
_DATE_OR_PAGES_LAST = re.compile(f"{_DATE_LAST.pattern}|{_PAGES_LAST.pattern}")
_IMPRINT = re.compile(
    r"[.?!”\"]\s[A-Z][^.:;]{1,40}(?:[A-Z.]{2,6})?:\s(?:[A-Z]\.\s?){0,3}[A-Z][^.:;]{1,60}(?:\.[^.:;]{1,40})?,\s"
    + _YEAR
    + r"\.$"
)
_JOURNAL_OR_THESIS = re.compile(
    r"\(" + _YEAR + r"\)[:,]\s?[\w.:]{1,12}(?:[-–—][\w.]{1,10})?\.$|(?:diss\.|thesis), [^;:]{2,60},\s" + _YEAR + r"\.$"
)
_INITIALS = re.compile(r"[^\W\d_][\w’'-]{1,30}(?:\s[^\W\d_][\w’'-]{1,30})?,\s(?:[^\W\d_a-z]\.\s?){1,4}[“\"‘A-ZÀ-Þ]")
_INVERTED = re.compile(
    r"(?!(?:After|As|At|Before|Both|By|For|From|Here|In|Like|On|Thus|When|While|With)\s)"
    r"[^\W\d_a-z][\w’'-]{1,30}(?:\s[^\W\d_a-z][\w’'-]{1,30}){0,2},\s[^\W\d_a-z][\w’'-]{1,30}(?:\s[A-Z]\.){1,3}\s[A-Z“\"*_]"
)
"""An inverted name that ends in initials, and what a title begins with: *Curtin, Philip D. The*."""
_PUBLISHER_AND_YEAR = re.compile(r"[.,]\s[A-Z][^.:;]{2,60},\s" + _YEAR + r"\.$")
_FIRST_PUBLISHED = re.compile(
    r"\s(?:\(?(?:Originally|First|Orig\.)\s(?:published|pub\.)(?:\sin)?\s" + _YEAR + r"\.?\)?\.?|Available\sonline\.)$"
)
_CLOSED = re.compile(r"(?:,\s" + _YEAR + r"|\d[-–—]\d{1,4})\.(?=\s[A-Z“\"])")
_LONGEST_BEFORE_NOTE = 600
_ADDRESS_LAST = re.compile(r"\s<?(?:https?://|www\.)\S{3,150}$")
_ACCESSED_LAST = re.compile(r"\s\(?Accessed:? [\w ,]{6,24}\d\)?\.?$")
_LOWER_NAME = re.compile(r"[a-z][\w-]{2,20}(?:,? [a-z][\w-]{2,20})?\.\s" + _YEAR + r"\.\s[^\W\d_a-z]")
"""A name that is never in capitals: ``bell hooks. 1994. Teaching``."""
_YEAR_SENTENCE = re.compile(r"\.\s" + _YEAR + r"\.\s[^\W\d_a-z]")
_TITLE_THEN_YEAR = re.compile(
    r"[^\W\d_a-z][^.\n]{9,200}(?:\.\s[^.\n]{9,100})?(?<=[^\W\d_A-Z]{4})" + _YEAR_SENTENCE.pattern
)
"""A year that is a sentence of its own: no prose has that near its beginning."""
_LONGEST_TITLE_THEN_YEAR = 320
_CREDITED = re.compile(r"[.?!]\s(?:Edited|Translated) by [^.:]{5,80}, [^.:]{2,60}, " + _YEAR + r"\.$")
_TITLE_YEARS = re.compile(r",\s(?:1\d{3}|20\d\d)[-–](?:1\d{3}|20\d\d)\.$")
_OPENING_QUOTE = re.compile(r"(?<=[.,])\s(?=[“\"‘«„])")
_NAMES_THEN_YEAR = re.compile(r"(?:1\d{3}|20\d\d)(?<=[^\W\d_]\s\d{4})[a-z]?\.(?=\s)")
_NAMES_THEN_BRACKET = re.compile(r" \((?<=[^\W\d_] \()" + _YEAR + r"\)\.(?=\s)")
"""``Ana Cruz, Peter Ng (2021). Title``, as computing has it."""
_LEADS_TO_CALLOUT = re.compile(
    r"[*_]{0,3}(?:See|Cf|In|As|By|For|From|The|This|These|Also|Compare|Unlike|Like|With|After)\b"
)
_LONGEST_NAMES_THEN_YEAR = 120
_ENDS_WITH_PUBLISHER = re.compile(
    r"(?<!\s\d{4})[.?!”]\s[A-Z][^.:;]{1,30}(?:[A-Z.]{1,6})?:\s(?:[A-Z]\.\s?){0,3}[A-Z][^:;]{0,80}[^\W\d_]{3,}\.$"
)
_ENDS_WITH_SCHOOL_OR_DAY = re.compile(
    r"(?:diss\.|thesis), [^\s.:;]{2,20}\s[^.:;]{2,40}\.$|,\s\d{1,2}\s[A-Z][a-z]{2,8}\.$"
)
_ABBREVIATIONS = ("Univ", "Univs", "Inst", "Assoc", "Dept", "Natl", "Soc", "Vol", "vols", "Orig")
_GOES_ON = re.compile(
    r"[A-Z][\w.]+(?:[ ,]\s?[\w.]+){0,3}:\s|[A-Z][^.:;]{2,70}\s\d{1,3}(?:\.\d[\d–-]{0,5})?(?:\s\([^)]{4,20}\))?:\s"
    r"|[A-Z][^.:;]{2,50}, \d{1,2} [A-Z][a-z]{2,8}\b"
    r"|(?:(?:Edited|Translated|Compiled|Introduced|Illustrated|Selected)(?: and [a-z]{6,12})? by|Foreword|Reprint|Rev"
    r"|Orig|Vols?\.|Originally published|First (?:published|pub\.|ed)|With (?:an? |[A-Z]\.)|In (?=[A-Z“\"‘*_])"
    r"|\d|\(|of\b)"
)
_LONGEST_LEAD = 90
_DASHES = frozenset("-–—―_")
_DASH = re.compile(r"(?:[-–—―_]\s?){2,}[.,]|[—―][.,]")
_LONGEST_TITLED = 300


def starts_author_date(text: str, start: int, end: int) -> bool:
    """Return whether the span begins with names and then a date between full stops."""
    window = text[start : min(end, start + _WINDOW)]
    return _is_author_date(window, may_be_dated=_may_be_dated(window))


def _is_author_date(window: str, *, may_be_dated: bool) -> bool:
    """Return what ``starts_author_date`` does, of the beginning of a span and a first look at it."""
    if window[:1] in _DASHES and _DASH.match(window):
        return True
    if not may_be_dated:
        return False
    if window[0].islower() and _LOWER_NAME.match(window):
        return True
    match = _AUTHOR_DATE.search(f"{window} ")
    if match is None or (match[0][0] == "," and "," not in window[: match.start()]):
        return _are_names_and_year(window)
    has_title = match.end() < len(window.rstrip()) or match[0].endswith(("–.", "-."))
    return has_title and have_capitals(window[: match.start() + 1])


def _may_be_dated(text: str) -> bool:
    """Return false when a text has neither a figure nor a word that stands for a date, as most prose: a quick look."""
    if "1" in text or "2" in text or "n.d" in text or "orthcoming" in text or "n press" in text:
        return True
    if (
        "0" in text
        or "3" in text
        or "4" in text
        or "5" in text
        or "6" in text
        or "7" in text
        or "8" in text
        or "9" in text
    ):
        return True
    return not text.isascii() and _FIGURE.search(text) is not None


def _are_names_and_year(window: str) -> bool:
    """Return whether inverted names stand before a year without a full stop between: *Cruz, Ana 1994. Title*."""
    bracket = _NAMES_THEN_BRACKET.search(window, 0, _LONGEST_NAMES_THEN_YEAR)
    if bracket and " " in window[: bracket.start() - 1] and not _LEADS_TO_CALLOUT.match(window):
        return have_capitals(window[: bracket.start()])
    match = _NAMES_THEN_YEAR.search(window, 0, _LONGEST_NAMES_THEN_YEAR)
    return (
        match is not None and 0 < window.find(", ") < match.start() - 2 and have_capitals(window[: match.start() - 1])
    )


def is_bibliography(text: str, start: int, end: int) -> bool:
    """Return whether the span begins with names or a title and ends with imprint, date or pages."""
    if end - start > _LONGEST_REFERENCE or not _may_be_dated(text[max(start, end - _TAIL) : end]):
        return False
    end = _without_last_remark(text, start, end)
    tail = max(start, end - _TAIL)
    if not _DATE_LAST.search(text, tail, end) and not _PAGES_LAST.search(text, tail, end):
        return False
    window = text[start : min(end, start + _WINDOW)]
    return (_IMPRINT.search(text, tail, end) is not None and starts_large(window)) or _has_names_above(
        window, text[tail:end]
    )


def _without_last_remark(text: str, start: int, end: int) -> int:
    """Return where a reference ends without the remarks that may follow its date: first published, address, access."""
    last = text[max(start, end - _TAIL) : end]
    if not ("pub" in last or "online" in last or "ccessed" in last or "//" in last or "www." in last):
        return end
    for remark in (_FIRST_PUBLISHED, _ACCESSED_LAST, _ADDRESS_LAST):
        found = remark.search(text, max(start, end - _TAIL), end)
        end = found.start() if found else end
    return end


def _has_names_above(window: str, tail: str) -> bool:
    """Return whether names stand before a title in quotes, or inverted names before a title; ``tail`` is the end."""
    quote = _OPENING_QUOTE.search(window)
    if quote and have_capitals(window[: quote.start()]):
        return True
    comma, stop = window.find(","), _sentence_end(window)
    if 0 < comma < stop and have_capitals(window[:stop]):
        return not window[stop + 2 : stop + 3].isdigit()  # *While Cruz, et al. 1990 asks* is prose
    stop = window.find(". ")
    if not 0 < comma < stop or not have_capitals(window[:stop]):
        return False
    has_initials = _INITIALS.match(window) is not None
    return _JOURNAL_OR_THESIS.search(tail) is not None or (
        has_initials and _PUBLISHER_AND_YEAR.search(tail) is not None
    )


def begins_with_reference(text: str, start: int, end: int) -> bool:
    """Return whether the span begins with a whole reference, year or pages last, that prose follows."""
    closed = _CLOSED.finditer(text, start, min(end, start + _LONGEST_BEFORE_NOTE))
    return any(is_bibliography(text, start, match.end()) for match in closed)


def is_reference(text: str, start: int, end: int) -> bool:
    """Return whether the span is set like a reference of either system."""
    if end - start <= _LONGEST_REFERENCE and text.find("\n", start, end) >= 0:
        text = " ".join(text[start:end].split())
        start, end = 0, len(text)
    window = text[start : min(end, start + _WINDOW)]
    may_be_dated = _may_be_dated(window)
    if _is_author_date(window, may_be_dated=may_be_dated):
        return True
    if not may_be_dated and end - start <= _WINDOW:
        return False
    if is_bibliography(text, start, end) or is_of_other_style(text, start, end):
        return True
    return may_be_dated and _is_title_and_date(window, is_all=end - start <= _WINDOW)


def _is_title_and_date(window: str, *, is_all: bool) -> bool:
    """Return whether a title stands where the names do: above a year, or above an editor and an imprint."""
    if _YEAR_SENTENCE.search(window, 0, _LONGEST_TITLE_THEN_YEAR) and _TITLE_THEN_YEAR.match(window):
        return True
    is_short = is_all and len(window) <= _LONGEST_TITLED
    return is_short and window[0].isupper() and _CREDITED.search(window) is not None


def starts_reference(text: str, start: int, end: int) -> bool:
    """Return whether the span begins like a reference: inverted names, or names and a date or a title in quotes."""
    if starts_author_date(text, start, end) or _INVERTED.match(text, start, end):
        return True
    window = text[start : min(end, start + _WINDOW)]
    quote = _OPENING_QUOTE.search(window, 0, _LONGEST_LEAD)
    comma, stop = window.find(", "), quote.start() if quote else _sentence_end(window)
    return 0 < comma < stop < min(len(window), _LONGEST_LEAD) and have_capitals(window[:stop])


def ends_reference(text: str, start: int, end: int) -> bool:
    """Return whether the span ends like a reference: place and publisher, date, or pages, and a full stop."""
    tail = max(start, end - _TAIL)
    if _ENDS_WITH_SCHOOL_OR_DAY.search(text, tail, end):
        return True
    if text[tail:end].rstrip(".").endswith(_ABBREVIATIONS) or _TITLE_YEARS.search(text, tail, end):
        return False
    if _FIRST_PUBLISHED.search(text, tail, end):
        return True
    dates = [match.end() for match in _DATE_OR_PAGES_LAST.finditer(text, tail, end)]
    has_publisher = _ENDS_WITH_PUBLISHER.search(text, tail, end) is not None
    return end in dates or (has_publisher and starts_author_date(text, start, end))


def is_titled(text: str, start: int, end: int) -> bool:
    """Return whether the span is short and ends with place and publisher: a work without names or date may do so."""
    if end - start > _LONGEST_TITLED or not starts_large(text[start : start + LONGEST_HEADING]):
        return False
    return _ENDS_WITH_PUBLISHER.search(text, max(start, end - _TAIL), end) is not None


def goes_on_reference(text: str, start: int, end: int) -> bool:
    """Return whether a line begins like the rest of a reference: imprint, editor, edition, or a note on the work."""
    return _GOES_ON.match(text, start, end) is not None


def _sentence_end(window: str) -> int:
    """Return where the first full stop stands that does not end an initial, else the length."""
    position = window.find(". ")
    while position > 0:
        word = window[window.rfind(" ", 0, position) + 1 : position]
        if len(word.strip("()[].")) > 1 and "." not in word and word not in ("Jr", "Sr", "St", "Mrs", "Dr"):
            return position
        position = window.find(". ", position + 1)
    return len(window)
