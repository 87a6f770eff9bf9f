"""The usual list of names, read by one pattern: ``Beard, Mary, John K. Henderson, and A. B. Roe``.

Most lists have this shape: the first name inverted, the others not, or all of them inverted with initials. What the
pattern does not take (particles, suffixes, bodies, semicolons, names in capitals) is left to
``pipeline.references.names``, which gives the same names for what it does take.
"""

import re
from typing import Final

from pipeline.references.bodies import BODY_WORDS, has_body_word
from pipeline.references.name_shapes import CAPITAL_PARTICLES, UP, Name

_WORD = rf"[{UP}](?!r\b|I{{1,2}}\b|V\b)(?:[^\W\d_]|[-’'](?=[^\W\d_]))++"
"""A name's word of two letters or more, but for *Jr*, *Sr*, *II*, *III*, *IV*."""
_INITIALS = rf"[{UP}]\.(?:[ -]?[{UP}]\.)*+"
_PLAIN = rf"(?:(?:{_WORD}|{_INITIALS}) ?){{1,4}}(?<= ){_WORD}"
_ANOTHER = rf"(?P<inverted>{_WORD}, {_INITIALS})|{_PLAIN}"
_SEPARATOR = r"(?:, (?:(?:and|&) )?| (?:and|&) )"
USUAL: Final = re.compile(
    rf"(?P<family>{_WORD}(?: {_WORD}(?=, {_INITIALS}))?), (?P<given>{_INITIALS}|{_WORD}(?: {_WORD}){{0,2}}(?: {_INITIALS})?)"
    rf"(?P<more>(?:{_SEPARATOR}(?:{_ANOTHER.replace('?P<inverted>', '?:')}))*+)(?P<others>, et al\.)?"
    r"(?:(?!\.)|(?<=[^\W\d_]{3})|(?<=\.))"
)
"""A usual list where it begins; whether it also ends there is to be seen from what follows.

A last word of two letters with a full stop is left out: the stop may belong to it.
"""

USUAL_CREDIT: Final = re.compile(
    rf"(?P<more>(?:{_PLAIN})(?:{_SEPARATOR}(?:{_PLAIN}))*+)(?P<others>, et al\.)?"
    r"(?:(?!\.)|(?<=[^\W\d_]{3}))"
)
"""A list none of whose names is inverted: ``John K. Henderson and A. B. Roe``."""
BETWEEN: Final = " .,;:&\x1f"
"""What may follow a list before its end, and belongs to nothing."""
_ONE = re.compile(_ANOTHER)
_PERSON = (None, None, None, False, False, False)
"""Neither particle, suffix nor literal; no body, not *et al.*, not inherited."""
_OTHERS = (None, None, None, None, "et al.", False, True, False, "et al.")
_SUFFIXES = frozenset("Jun Sen Esq JR SR".split())


def usual_names(match: re.Match[str], role: str) -> tuple[Name, ...]:
    """Return the names of a match of ``USUAL``; nothing when one of them is not as usual after all."""
    text, names = match.string, []
    if match.re is USUAL:
        family, given = match["family"], match["given"]
        if given in _SUFFIXES or (" " in family and has_body_word(family.split())):
            return ()
        start, end = match.start(), match.end("given")
        names.append(Name(role, family, given, *_PERSON, text[start:end], start, end))
    elif not BODY_WORDS.isdisjoint(match[0].replace(",", " ").split()):
        return ()
    begin, end = match.span("more")
    for one in _ONE.finditer(text, begin, end) if begin < end else ():
        raw = one[0]
        if one["inverted"]:
            family, _, given = raw.partition(", ")
        else:
            *words, family = raw.split()
            given = " ".join(words)
            if not CAPITAL_PARTICLES.isdisjoint(words) or family.isupper() or has_body_word([*words, family]):
                return ()
        if family in _SUFFIXES:
            return ()
        names.append(Name(role, family, given, *_PERSON, raw, *one.span()))
    if match["others"]:
        start = match.start("others") + 2
        names.append(Name(role, *_OTHERS, start, match.end()))
    return tuple(names)
