"""The usual list of names, read by one pattern: ``Beard, Mary, John K. van Dyke, and A. B. Roe Jr.``.

Most lists have this shape: the first name inverted, the others not, or all of them inverted with initials. What the
pattern does not take (bodies, semicolons, names in capitals) is left to ``pipeline.references.names``, which gives the
same names for what it does take.
"""

import re
from typing import Final, NamedTuple

from pipeline.found import record
from pipeline.references.bodies import BODY_WORDS
from pipeline.references.name_shapes import CAPITAL_PARTICLES, UP, Name
from pipeline.references.sentences import ends_sentence

_WORD = rf"[{UP}](?!r\b|I{{1,2}}\b|V\b)(?=\w|[-’']\w)\w*+(?:[-’']\w++)*+"
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
_FIRST = re.compile(
    rf"(?P<particle>{_PARTICLES})(?P<family>{_WORD}(?: {_WORD}(?=, {_INITIALS}))?), "
    rf"(?P<given>{_INITIALS}|{_WORD}(?: {_WORD}){{0,2}}(?: {_INITIALS})?)(?P<suffix>, {_SUFFIX})?"
)
_FIRST_CREDIT = re.compile(_PLAIN)
_NEXT = re.compile(rf"(?:, (?:(?:and|&) )?| (?:and|&) )(?:{_PLAIN}|{_INVERTED})")
BETWEEN: Final = " .,;:&\x1f"
"""What may follow a list before its end, and belongs to nothing."""
_OTHERS = ", et al."
_LITERAL = (None, None, None, None, "et al.", False, True, False, "et al.")
_UNUSUAL = (
    BODY_WORDS
    | CAPITAL_PARTICLES
    | frozenset("The Jun Sen Esq JR SR Hrsg Hg Hgg Ed Eds Editor Editors Trans Dir Comp Coord Red".split())
)
"""Words that make a name one to be looked at closer: of bodies, particles, suffixes and roles."""
_SHORT = 2
"""Letters of a last word that may be shortened, so that the full stop after it is its own."""


class UsualList(NamedTuple):
    """The names of a usual list, and where it ends; whether that is all is to be seen from what follows."""

    names: tuple[Name, ...]
    end: int
    has_others: bool


def usual_list(text: str, start: int, end: int, role: str, *, listed: bool = True) -> UsualList | None:
    """Return the usual list that begins at ``start``; ``None`` when none does, or a name in it is not as usual after all.

    ``listed`` says that its first name is inverted; when it is not, no name is: ``John K. Henderson and A. B. Roe``.
    """
    first = (_FIRST if listed else _FIRST_CREDIT).match(text, start, end)
    if first is None:
        return None
    names = [_inverted(role, first) if listed else _plain(role, first, start)]
    at = first.end()
    is_capital = not listed and first["family"].isupper()
    while one := _NEXT.match(text, at, end):
        at = one.end()
        if one["inverted"]:
            if not listed:
                return None
            begin = one.start("inverted")
            given, raw = one["initials"], text[begin:at]
            person = (role, one["inverted"], given, None, None, None, False, False, False, raw, begin, at)
            names.append(record(Name, person))
        else:
            names.append(_plain(role, one, one.start("given")))
            is_capital = is_capital or one["family"].isupper()
    listing = text[start:at]
    is_unusual = not _UNUSUAL.isdisjoint(listing.replace(",", " ").split())
    if is_capital or is_unusual or "’s " in listing or "'s " in listing:
        return None
    if text.startswith(_OTHERS, at, end):
        names.append(Name(role, *_LITERAL, at + 2, at + len(_OTHERS)))
        return UsualList(tuple(names), at + len(_OTHERS), has_others=True)
    is_short = text[at - 1] != "." and not text[at - _SHORT - 1].isalpha() and names[-1].suffix is None
    if is_short and text.startswith(".", at, end):
        return None
    return record(UsualList, (tuple(names), at, False))


def _inverted(role: str, one: re.Match[str]) -> Name:
    particle, family, given, suffix = one.groups()
    suffix, start, end = suffix[2:] if suffix else None, one.start(), one.end()
    return record(
        Name, (role, family, given, particle[:-1] or None, suffix, None, False, False, False, one[0], start, end)
    )


def _plain(role: str, one: re.Match[str], start: int) -> Name:
    given, particle, family, suffix = one.group("given", "particle", "family", "suffix")
    suffix, end = suffix[1:] if suffix else None, one.end()
    raw = one.string[start:end]
    return record(
        Name, (role, family, given[:-1], particle[:-1] or None, suffix, None, False, False, False, raw, start, end)
    )


def title_after(text: str, lead: UsualList | None) -> int:
    """Return where the title begins right after the usual list of names, 0 when something else may follow it.

    It does in quotation marks, and where the full stop before it is not that of an initial or abbreviation.
    """
    if lead is None:
        return 0
    at = lead.end
    if _TITLE_QUOTED.match(text, at):
        return text.index(" ", at) + 1
    is_over = not lead.has_others and text[at - 1] != "." and ends_sentence(text, at)
    return at + 2 if is_over and _TITLE_BEGINS.match(text, at) else 0


_TITLE_QUOTED = re.compile(r"[.,]? [“\"«„]\S")
_TITLE_BEGINS = re.compile(r"\. (?:[^\W\d_a-z][^\W\d_]|[AI] )")


def ends_in_full(text: str, lead: UsualList | None) -> bool:
    """Say whether the usual list of names ends in a name in full and a title follows: no date can follow them then."""
    if lead is None or text[lead.end - 1] == "." or text[lead.end : lead.end + 1] != ".":
        return False
    return title_after(text, lead) > 0
