"""The usual list of names, read by one pattern: ``Beard, Mary, John K. van Dyke, and A. B. Roe Jr.``.

Most lists have this shape: the first name inverted, the others not, or all of them inverted with initials. What the
pattern does not take (bodies, semicolons, names in capitals) is left to ``pipeline.references.names``, which gives the
same names for what it does take.
"""

import re
from typing import Final

from pipeline.references.bodies import BODY_WORDS
from pipeline.references.name_shapes import CAPITAL_PARTICLES, UP, Name

_WORD = rf"[{UP}](?!r\b|I{{1,2}}\b|V\b)(?=[^\W\d_]|[-’'][^\W\d_])[^\W\d_]*+(?:[-’'][^\W\d_]++)*+"
"""A name's word of two letters or more, but for *Jr*, *Sr*, *II*, *III*, *IV*."""
_INITIALS = rf"[{UP}]\.(?:[ -]?[{UP}]\.)*+"
_PARTICLE = r"(?:van|von|der|den|de|del|della|di|da|dos|do|du|la|las|le|ten|ter|al|el) "
_PARTICLES = rf"(?:{_PARTICLE})*+"
_SUFFIX = r"(?:Jr\.|Sr\.|I{2,3}|IV)(?![^\W_])"
_PLAIN = (
    rf"(?P<given>(?:(?:{_WORD}|{_INITIALS}) ?(?=[{UP}]|{_PARTICLE})(?!{_SUFFIX})){{1,4}}+)(?<= )(?P<particle>{_PARTICLES})"
    rf"(?P<family>{_WORD})(?P<suffix> {_SUFFIX})?"
)
"""What a given name stands before is a name, too, so that each word is looked at once."""
_INVERTED = rf"(?P<inverted>{_WORD}), (?P<initials>{_INITIALS})"
_FIRST = (
    rf"(?P<particle>{_PARTICLES})(?P<family>{_WORD}(?: {_WORD}(?=, {_INITIALS}))?), "
    rf"(?P<given>{_INITIALS}|{_WORD}(?: {_WORD}){{0,2}}(?: {_INITIALS})?)(?P<suffix>, {_SUFFIX})?"
)
_SEPARATOR = r"(?:, (?:(?:and|&) )?| (?:and|&) )"
_END = r"(?P<others>, et al\.)?(?:(?!\.)|(?<=[^\W\d_]{3})|(?<=\.)|(?<= I[IV]))"
"""Where the list may end; a last word of two letters may be shortened, and the full stop after it its own."""


def _unnamed(pattern: str) -> str:
    return re.sub(r"\?P<\w+>", "?:", pattern)


USUAL: Final = re.compile(rf"{_FIRST}(?P<more>(?:{_SEPARATOR}(?:{_unnamed(_PLAIN)}|{_unnamed(_INVERTED)}))*+){_END}")
"""A usual list where it begins; whether it also ends there is to be seen from what follows."""
USUAL_CREDIT: Final = re.compile(rf"(?P<more>{_unnamed(_PLAIN)}(?:{_SEPARATOR}{_unnamed(_PLAIN)})*+){_END}")
"""A list none of whose names is inverted: ``John K. Henderson and A. B. Roe``."""
BETWEEN: Final = " .,;:&\x1f"
"""What may follow a list before its end, and belongs to nothing."""

_ONE = re.compile(rf"{_PLAIN}|{_INVERTED}")
_IS_PERSON = (False, False, False)
"""No body, not *et al.*, not inherited."""
_OTHERS = (None, None, None, None, "et al.", False, True, False, "et al.")
_UNUSUAL = BODY_WORDS | CAPITAL_PARTICLES | frozenset("The Jun Sen Esq JR SR".split())
"""Words that make a name one to be looked at closer."""


def usual_names(match: re.Match[str], role: str) -> tuple[Name, ...]:
    """Return the names of a match of ``USUAL`` or ``USUAL_CREDIT``; nothing when one is not as usual after all."""
    text = match.string
    if not _UNUSUAL.isdisjoint(match[0].replace(",", " ").split()) or "’s " in match[0] or "'s " in match[0]:
        return ()
    names = []
    if match.re is USUAL:
        particle, family, given, suffix = match.group("particle", "family", "given", "suffix")
        start, end = match.start(), match.end("suffix" if suffix else "given")
        suffix = suffix[2:] if suffix else None
        names.append(
            Name(role, family, given, particle[:-1] or None, suffix, None, *_IS_PERSON, text[start:end], start, end)
        )
    for one in _ONE.finditer(text, *match.span("more")):
        given, particle, family, suffix, inverted, initials = one.groups()
        if inverted:
            names.append(Name(role, inverted, initials, None, None, None, *_IS_PERSON, one[0], *one.span()))
            continue
        if family.isupper():
            return ()
        suffix = suffix[1:] if suffix else None
        start, end = one.span()
        names.append(
            Name(role, family, given[:-1], particle[:-1] or None, suffix, None, *_IS_PERSON, one[0], start, end)
        )
    if match["others"]:
        start = match.start("others") + 2
        names.append(Name(role, *_OTHERS, start, match.end()))
    return tuple(names)
