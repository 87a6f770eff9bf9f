"""Identifiers and addresses in a reference, with the words that introduce them and the date of access."""

import re

from pipeline.identifiers.find import IdentifierFound
from pipeline.references.claims import Claim, View, announcing, trim

_LABEL = re.compile(
    r"(?:\b(?:[Aa]vailable(?:\s(?:from|at|online|on|via))?:?|[Ss]ee(?:\salso)?:?|PMC?(?:ID)?:?|pmc?id:?|Pmid:?|"
    r"ISBN(?:-1[03])?:?|ISSN:?|e-?ISSN:?|ar[Xx]iv:?|OCLC:?|JSTOR:?|hdl:?|[Hh]andle:?|[Rr]etrieved(?:\s[\w ,]{0,24}?)?\sfrom|"
    r"[Aa]ccess(?:ed|ible)\s(?:at|via|from)|"
    r"[Oo]nline:?|URL:?|DOI:?|doi\s?:?|https?:|[Ii]n:)\s?\*?(?:online)?\s?[\[<({]?\s?)\Z"
)
_ACCESS = re.compile(
    r"[\s.,;]{0,3}[\[(]?\s?\b(?:[Ll]ast\s)?(?:[Aa]ccess(?:ed)?|[Rr]etrieved|[Vv]isited|[Cc]onsult(?:ed|"
    r"é)|[Aa]ccessed on|[Zz]ugriff|[Vv]iewed)\b:?"
    r"[^\])\n]{0,50}?\d{2,4}(?:[^\])\n\d]{0,12}\d{1,4}){0,2}[\])]?"
)
_DATED = re.compile(r"(?:[Rr]etrieved|[Aa]ccessed)[^\d]{1,14}\d(?:[^\n]{0,24}\d)?")
"""When it was looked at, before the address: ``Retrieved 3 May 2017, from``."""
_CLOSER = re.compile(r"\s?[\]>)}]\*?")
_NAMED_AFTER = re.compile(r"\s?\[doi\]")
_SUBJECT = re.compile(r"\s?\[(?P<note>[a-z-]{2,10}(?:\.[A-Za-z-]{2,10})?)\]")
"""The subject class of a preprint: ``arXiv:2101.00001 [cs.CL]``."""
_ITEM_WORDS = announcing(("pii",))
_PUBLISHER_ITEM = re.compile(r"[Dd][Oo][Ii]:?\s?\S{4,60}?\s?\[pii\];?")
"""The publisher's own number that some databases print under the label of a DOI."""


def identifiers(view: View, found: tuple[IdentifierFound, ...]) -> list[Claim]:
    """Return one claim for each identifier already found in the reference, and one for the date of access."""
    claims = []
    item = _PUBLISHER_ITEM.search(view.text) if not view.words.isdisjoint(_ITEM_WORDS) else None
    if item:
        claims.append(Claim("note", item[0].strip(" ;"), *trim(view.text, *item.span()), *item.span()))
    noted = -1
    for one in found:
        label = _LABEL.search(view.text, max(0, one.start - 45), one.start)
        start = label.start() if label else one.start
        dated = _DATED.search(label[0]) if label else None
        if label and dated:
            at = label.start()
            claims.append(Claim("note", dated[0], at + dated.start(), at + dated.end(), *label.span()))
        closer = _CLOSER.match(view.text, one.end) if label and label[0].rstrip()[-1:] in "[<({" else None
        closer = closer or _NAMED_AFTER.match(view.text, one.end)
        end = closer.end() if closer else one.end
        access = _ACCESS.match(view.text, end)
        subject = _SUBJECT.match(view.text, end) if one.scheme == "arxiv" else None
        if subject:
            claims.append(Claim("note", subject["note"], *subject.span("note"), *subject.span()))
        if access and access.start() != noted:
            noted = access.start()
            claims.append(Claim("note", access[0].strip(" .,;[]()"), *_inner(access), *access.span()))
        field = "url" if one.scheme == "url" else f"_{one.scheme}"
        claims.append(Claim(field, one.value or one.raw, one.start, one.end, start, end))
    return claims


def _inner(match: re.Match[str]) -> tuple[int, int]:
    text = match[0]
    return match.start() + len(text) - len(text.lstrip(" .,;[]()")), match.end() - len(text) + len(
        text.rstrip(" .,;[]()")
    )
