"""Names as references and callouts print them."""

import re
from collections.abc import Sequence
from typing import Any

NameItem = dict[str, Any]

_GIVEN_PART = re.compile(r"[^\s-]+|-")
_MAX_SHOWN = 6


def initials(given: str) -> str:
    """Return given names as initials, a hyphen kept and a no-break space between: ``Jean-Claude`` as ``J.-C.``.

    Names in scripts without capitals have no initials and are given in full.
    """
    if not any(char.isupper() or char.islower() for char in given):
        return given.strip()
    out: list[str] = []
    for part in _GIVEN_PART.findall(given.strip()):
        if part == "-":
            out.append("-")
        elif part[0].isalpha():
            out.append(("\xa0" if out and out[-1] != "-" else "") + part[0].upper() + ".")
    return "".join(out)


def shown_given(name: NameItem, *, with_initials: bool) -> str:
    """Return the given names of a CSL name as this article prints them."""
    given = str(name.get("given") or "").strip()
    return initials(given) if with_initials else given


def family(name: NameItem) -> str:
    """Return the family name with its particle, or the whole name of a body."""
    if not name.get("family"):
        return str(name.get("literal") or name.get("given") or "")
    particle = " ".join(str(name[key]) for key in ("dropping-particle", "non-dropping-particle") if name.get(key))
    joint = "" if particle.endswith(("’", "'")) or not particle else " "
    return f"{particle}{joint}{name['family']}"


def inverted(name: NameItem, *, with_initials: bool) -> str:
    """Return a name with the family name first."""
    given = shown_given(name, with_initials=with_initials) if name.get("family") else ""
    suffix = f", {name['suffix']}" if name.get("suffix") else ""
    return family(name) + (f", {given}" if given else "") + suffix


def straight(name: NameItem, *, with_initials: bool) -> str:
    """Return a name with the given names first."""
    given = shown_given(name, with_initials=with_initials) if name.get("family") else ""
    suffix = f" {name['suffix']}" if name.get("suffix") else ""
    return (f"{given} " if given else "") + family(name) + suffix


def shown(names: Sequence[NameItem]) -> tuple[list[NameItem], bool]:
    """Return the names a reference prints and whether ``et al.`` stands for the rest (house style)."""
    return (list(names), False) if len(names) <= _MAX_SHOWN else (list(names[:3]), True)


def callout_names(names: Sequence[NameItem], *, comma: bool) -> str:
    """Return the names of a callout: one, two with *and*, or the first with *et al.*, after a comma or not."""
    families = [family(name) for name in names]
    if len(families) == 1:
        return families[0]
    if len(families) == 2:  # noqa: PLR2004 - a pair
        return f"{families[0]} and {families[1]}"
    return f"{families[0]}{',' if comma else ''} et al."
