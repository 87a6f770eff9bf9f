"""Whole journals, cited by their title: ``Teaching and Teacher Education. 1985–.`` is one."""

import re

from pipeline.references.claims import Claim, View, announcing, claim

_TITLE = r"(?P<title>[^\W\d_a-z][^.“”\"?!\d:]{3,120})"
_RUNNING = re.compile(
    rf"\s*{_TITLE}[.,] \(?(?P<issued>(?P<first>1[5-9]\d\d|20\d\d)\s?[–—-]\s?(?P<last>1[5-9]\d\d|20\d\d|present)?)\)?"
    r"(?=[.\s]*\Z|\. (?:[^\W\d_a-z][^:.]{2,40}: [^:]{2,80}|\x1f+)[.\s]*\Z)[.]?"
)
_RUN = re.compile(r"[12]\d{3}\s?[–—-]")
_BARE = re.compile(rf"\s*{_TITLE}[.\s\x1f]*\Z")
_WORDS = announcing(
    "Journal Quarterly Review Magazine Bulletin Annals Transactions Revue Revista Rivista Zeitschrift".split()
)
_INVERTED = re.compile(r"[^\W\d_a-z][\w’'-]+, [^\W\d_a-z](?:\.|[a-z]+(?: [^\W\d_a-z]\.?)*\Z)")


def whole_journal(view: View) -> list[Claim]:
    """Return title and run of a journal; an open run ends in ``..``, as EDTF has it."""
    text = view.rest
    match = _RUNNING.match(text) if _RUN.search(text) else None
    if match and not _INVERTED.match(match["title"]):
        run = f"{match['first']}/{match['last'] if (match['last'] or 'p')[0] != 'p' else '..'}"
        return [
            Claim("_type", "periodical", 0, 0, 0, 0),
            claim(view, "title", match.span("title")),
            claim(view, "issued", match.span("issued"), value=run),
        ]
    match = None if view.words.isdisjoint(_WORDS) else _BARE.match(text)
    if match and not _INVERTED.match(match["title"]):
        return [Claim("_type", "periodical", 0, 0, 0, 0), claim(view, "title", match.span("title"))]
    return []
