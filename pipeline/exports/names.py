"""Names as one string, family name first, and who counts as the author of a film or a recording."""

from pipeline.exports.entries import Entry, Name

PRIMARY = ("author", "director", "composer", "script-writer", "performer", "interviewer")
"""Roles that stand where an author would when there is none, in this order."""


def family_first(name: Name) -> str:
    """Return ``van der Meulen, Robert, Jr.``; an organisation or a single name as it is; ``et al.`` for itself."""
    if name.is_et_al:
        return "et al."
    if not name.family:
        return name.literal or ""
    family = f"{name.particle} {name.family}" if name.particle else name.family
    parts = (family, name.given or "", name.suffix or "") if name.suffix else (family, name.given or "")
    return ", ".join(parts) if any(parts[1:]) else family


def given_first(name: Name) -> str:
    """Return ``Robert van der Meulen Jr.``."""
    if name.is_et_al or not name.family:
        return family_first(name)
    return " ".join(part for part in (name.given, name.particle, name.family, name.suffix) if part)


def primary_role(entry: Entry) -> str:
    """Return the role whose names stand in the place of the authors."""
    roles = {name.role for name in entry.contributors}
    return next((role for role in PRIMARY if role in roles), "author")


def credits_of(entry: Entry, done: frozenset[str]) -> tuple[str, ...]:
    """Return the names in roles that have no field, one remark a role: ``illustrator: Gustave Doré``."""
    roles = dict.fromkeys(name.role for name in entry.contributors if name.role not in done)
    return tuple(f"{role}: {', '.join(map(given_first, entry.in_roles(role)))}" for role in roles)
