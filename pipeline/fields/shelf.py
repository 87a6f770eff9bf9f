"""What libraries and the older MLA style add at the end: call number, medium, database and day of access."""

import re

from pipeline.references.claims import Claim, View, announcing, claim

_CALL_NUMBER = re.compile(
    r"(?<=[.,)\x1f\d] )(?:[Cc]all (?:[Nn]umber|[Nn]o\.):? )?[\[(]?"
    r"(?P<note>[A-Z]{1,3}\d{1,4}(?:\.\d{1,4})? ?\.[A-Z]\d{1,4}(?: \.?[A-Z]\d{1,4})?(?: (?:1[5-9]|20)\d\d[a-z]?)?)"
    r"[\])]?[\s.]*\Z"
)
"""Of the Library of Congress: ``HT167 .J33 1992``, with or without its label and brackets."""
_CALL_SIGN = re.compile(r"\.[A-Z]\d")
_LONGEST_CALL = 60
_MEDIUM = re.compile(
    r"(?<=[.\x1f] )(?P<note>(?:(?:JSTOR|Project M[Uu][Ss][Ee]|ProQuest|EBSCO\w*|Academic Search \w+|LexisNexis(?: Academic)?|"
    r"Gale [\w ]{3,30}|HathiTrust|Google Books|Wiley Online Library|ScienceDirect|SpringerLink|PubMed|ERIC|PsycINFO|"
    r"MLA International Bibliography)\. )?(?:Print|Web\. (?:\d{1,2} )?[A-Z][a-z]{2,8}\.? \d{4}|Web))\.?\s*\Z"
)
"""``Print.``, ``JSTOR. Web. 15 Mar. 2010.``"""
_MEDIA = announcing(("Print", "Web"))
_LONGEST_MEDIUM = 80


def shelf(view: View) -> list[Claim]:
    """Return call number and medium as notes; a day of access is no date of the work."""
    claims = []
    end = len(view.rest)
    if _CALL_SIGN.search(view.rest, max(view.body, end - _LONGEST_CALL)):
        call = _CALL_NUMBER.search(view.rest, max(view.body, end - _LONGEST_CALL))
        if call:
            claims.append(claim(view, "note", call.span("note"), call.span()))
            end = call.start()
    medium = (
        None if view.words.isdisjoint(_MEDIA) else _MEDIUM.search(view.rest, max(view.body, end - _LONGEST_MEDIUM), end)
    )
    return [*claims, claim(view, "note", medium.span("note"), medium.span())] if medium else claims
