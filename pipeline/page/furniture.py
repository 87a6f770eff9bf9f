"""Furniture: the lines a page carries around its article, and the labels its head is made of.

A line is named by its own words alone; what it means where it stands is for the layouts to say. Buttons and labels
are also found when a copy has glued them to other text.
"""

import re
from collections.abc import Iterable, Iterator
from enum import Enum


class Role(Enum):
    """What the words of a line say it is."""

    TEXT = "text"
    CONTENTS = "contents"
    """Lead-in of the contents list, often with the title behind it."""
    OTHERS = "others"
    """Lead-in of a list of other articles; the list is furniture too."""
    BUTTON = "button"
    """Citation tools, which stand under a citation."""
    CLOSER = "closer"
    """Link under an annotation; nothing of the item comes after it."""
    FURNITURE = "furniture"
    NOTICE = "notice"
    """Says that the reader does not see everything."""
    DATE = "date"
    DOI = "doi"
    IDENTIFIER = "identifier"
    RULE = "rule"
    """Nothing but punctuation."""


Part = tuple[int, int, Role]
"""A part of a line: where it begins and ends, and its role."""

_LONGEST_FURNITURE = 400
_LONGEST_IDENTIFIER = 160
_LABEL = r"last\s++(?:reviewed|modified|updated|revised)\s*:"
_DOI = r"(?:doi\s*:|doi\s+(?=10\.)|(?:https?://)?(?:dx\.)?doi\.org/(?=10\.)|10\.\d{4,9}/(?=\S+$))"
_BUTTONS = r"(?:(?:save|export|share|e-?mail|print|cite)\s++(?:this\s++)?citation\b\s*+»?+\s*+)++"
_LINKS = r"(?:(?:google(?: (?:scholar|books|preview))?|worldcat|find in (?:a )?library|crossref|jstor)\W{0,4})*+"

_ROLES = re.compile(
    r"(?P<doi>" + _DOI + r")"
    r"|(?P<date>" + _LABEL + r")"
    r"|(?P<identifier>(?:(?:e-?)?isbn(?:-1[03])?|e?-?issn|pmid|pmcid|arxiv|jstor|oclc|handle|hdl|ark)\s*:\s*\S{4,80}\.?$"
    r"|https?://\S+$)"
    r"|(?P<contents>in this article\s*(?:$|expand\b|collapse\b)|(?:table of |article )?contents\s*:?$)"
    r"|(?P<others>(?:related|forthcoming|other) articles\s*(?:$|about\b|expand\b|collapse\b)|jump to other articles\b)"
    r"|(?P<button>" + _BUTTONS + r"$)"
    r"|(?P<closer>find this resource\s*:?\s*" + _LINKS + r"$)"
    r"|(?P<notice>users without a subscription|please subscribe\b|subscribers?[- ]only\b|sign in (?:to|with|or)\b"
    r"|log ?in to (?:view|read|see|access)|you do not (?:currently )?have access|this content is (?:only )?available to"
    r"|access to the (?:complete|full) content|full (?:text|access|content) (?:is )?(?:available|requires)"
    r"|to (?:view|read|see|access) the (?:full|complete) (?:text|content|article))"
    r"|(?P<furniture>back to top$|(?:jump|skip) to (?:main )?content\b|browse by subject$|not a member\?"
    r"|(?:show|hide) summary details$|sign up for my\b|(?:my )?(?:searches|account)$|sign in$|log ?in$"
    r"|previous article\b|next article\b|find more (?:forthcoming|related) articles|how to subscribe$"
    r"|oxford bibliographies(?: online)?$|oxford bibliographies online is available\b"
    r"|for more information or to contact an oxford sales\b|powered by:?\s*pubfactory|pubfactory$"
    r"|copyright ©|©.{0,80}rights reserved|all rights reserved|privacy policy\b|cookie policy\b|legal notice\b"
    r"|\[\d{1,3}(?:\.\d{1,3}){3}\]$|(?:expand|collapse) all$|download pdf$|view pdf$)"
)
"""Matched with lines in lower case: a pattern that ignores case tries every alternative in full."""
_BEGINNINGS = frozenset(
    """
    doi htt dx. 10. las isb e-i eis iss pmi pmc arx jst ocl han hdl ark tab art con rel for oth jum sav exp sha ema e-m
    pri cit fin use ple sub sig log you thi acc ful bac ski bro not sho hid sea pre nex how oxf pow pub cop all coo leg
    col dow vie
    """.split()
) | frozenset(("in ", "to ", "my "))
"""How the lines begin that have a role, if not with a sign: their first three characters, in lower case."""
_GLUED = re.compile(
    r"(?P<button>" + _BUTTONS + r")|(?P<closer>find this resource\s*:\s*" + _LINKS + r")|(?P<top>back to top\s*$)",
    re.IGNORECASE,
)
_GLUED_LABEL = re.compile(r"LAST (?:REVIEWED|MODIFIED|UPDATED|REVISED)\s*:|DOI\s*:\s*(?=10\.)")
_DOI_LINE = re.compile(_DOI + r"\s*(?:https?://(?:dx\.)?doi\.org/)?(?:10\.\d{1,9}/?\s?)?\S*", re.IGNORECASE)
_FEWEST_WORDS = 3


def name_line(text: str, start: int, end: int) -> Role:
    """Return the role of the line ``text[start:end]``, which begins and ends with something printed."""
    may_have_role = text[start : start + 3].lower() in _BEGINNINGS or text[start] in "[©"
    if may_have_role and (match := _ROLES.match(text[start:end].lower())):
        role = Role(match.lastgroup)
        longest = _LONGEST_IDENTIFIER if role is Role.IDENTIFIER else _LONGEST_FURNITURE
        return role if role in (Role.DOI, Role.DATE) or end - start <= longest else Role.TEXT
    is_word = text[start].isalnum() or text[end - 1].isalnum()
    return Role.TEXT if is_word or any(map(str.isalnum, text[start:end])) else Role.RULE


def find_glued(text: str, start: int, end: int) -> Iterable[Part]:
    """Return the parts of ``text[start:end]`` in order: its text, and the furniture and labels glued to it.

    The span begins and ends with something printed.
    """
    line = text[start:end]
    if not ("itation" in line or " this resource" in line or line.endswith("top")):
        return _labelled(text, start, end)
    return _unglued(text, start, end)


def _unglued(text: str, start: int, end: int) -> Iterator[Part]:
    position = start
    for match in _GLUED.finditer(text, start, end):
        if _is_furniture(text, match, start, end):
            yield from _named(text, position, match.start())
            stop = match.start() + len(match[0].rstrip())
            yield match.start(), stop, Role.FURNITURE if match.lastgroup == "top" else Role(match.lastgroup)
            position = stop
    yield from _named(text, position, end)


def _is_furniture(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """Tell buttons from prose about them: they are marked, capitalised, or all there is."""
    stands_alone = not text[match.end() : end].strip() or match.start() == start
    return "»" in match[0] or (match[0][0].isupper() and (stands_alone or match.lastgroup == "closer"))


def _named(text: str, start: int, end: int) -> Iterable[Part]:
    """Return the parts of a span without buttons, which may be blank."""
    raw = text[start:end]
    content = raw.strip()
    if not content:
        return ()
    start += len(raw) - len(raw.lstrip())
    return _labelled(text, start, start + len(content))


def _labelled(text: str, start: int, end: int) -> Iterable[Part]:
    """Return the parts of a span without buttons: label lines and what stands before and after them."""
    role = name_line(text, start, end)
    if role is Role.DATE or "LAST " in text[start:end]:
        return _labels(text, start, end)
    return _doi_line(text, start, end) if role is Role.DOI else ((start, end, role),)


def _labels(text: str, start: int, end: int) -> Iterator[Part]:
    stops = [match.start() for match in _GLUED_LABEL.finditer(text, start + 1, end)]
    if not any(text.startswith("LAST", stop) for stop in stops) and name_line(text, start, end) is not Role.DATE:
        stops = []
    for left, right in zip([start, *stops], [*stops, end], strict=True):
        stop = left + len(text[left:right].rstrip())
        if stop > left:
            yield left, stop, name_line(text, left, stop)


def _doi_line(text: str, start: int, end: int) -> Iterator[Part]:
    """Yield a DOI, and the prose after it when the line goes on for some words."""
    match = _DOI_LINE.match(text, start, end)
    stop = match.end() if match else end
    rest = text[stop:end].strip()
    if len(rest.split(None, _FEWEST_WORDS)) < _FEWEST_WORDS:
        yield start, end, Role.DOI
        return
    yield start, start + len(text[start:stop].rstrip()), Role.DOI
    yield end - len(rest), end, Role.TEXT
