"""Who made the work: the names at the front, in the role the reference gives them."""

import re

from pipeline.references.claims import Claim, View
from pipeline.references.name_shapes import Name, is_repeated_author
from pipeline.references.names import parse_names
from pipeline.references.usual_names import BETWEEN

_ROLES = {
    "ed": "editor", "hrsg": "editor", "hg": "editor", "éd": "editor", "coord": "editor", "red": "editor",
    "editor": "editor", "comp": "compiler", "compiler": "compiler", "trans": "translator", "translator": "translator",
    "tr": "translator", "dir": "director", "director": "director", "prod": "producer", "producer": "producer",
    "illus": "illustrator", "illustrator": "illustrator", "composer": "composer", "host": "performer", "narrator": "narrator",
    "performer": "performer", "interviewer": "interviewer",
}  # fmt: skip
_ROLE_WORD = (
    r"(?:eds?|hrsg|hgg?|éds?|coords?|red|editors?|comps?|compilers?|trans|translators?|tr|"
    r"dirs?|directors?|prods?|producers?|illus|illustrators?|composers?|hosts?|narrators?|"
    r"performers?|interviewers?)"
)
_ROLE_TAIL = re.compile(
    rf"[,\s]\s?[(\[]?(?P<one>{_ROLE_WORD})\.?(?:(?:\s?(?:and|&)\s?|,\s)(?P<two>{_ROLE_WORD})\.?)?[)\]]?[.,:;\s]*\Z",
    re.IGNORECASE,
)
_DASHES = " -‐‒–—―−_\x1f"
_AFTER_ROLE = ".,:;)] \x1f"
_ROLE_ENDS = tuple(_ROLES) + tuple(f"{word}s" for word in _ROLES) + ("hgg",)
_DASH_HEAD = re.compile(r"\s*(?P<dash>(?:[-‐‒–—―−_]\s?){2,12}|[—―])\s*(?P<after>[,.]|\Z)")


def names_at_front(view: View) -> list[Claim]:
    """Return the names before ``view.body``, one claim a role."""
    text = view.rest
    end = view.body
    lead = view.lead
    if lead and lead.end <= end and not text[lead.end : end].strip(BETWEEN):
        return [Claim("author", "", lead.names[0].start, lead.names[-1].end, 0, end, lead.names)]
    roles = ["author"]
    names_end = end
    tail = text[max(0, end - 60) : end].rstrip(_AFTER_ROLE).lower()
    match = _ROLE_TAIL.search(text, max(0, end - 60), end) if tail.endswith(_ROLE_ENDS) else None
    if match:
        roles = [role for role in (_role(match["one"]), _role(match["two"])) if role]
        names_end = match.start()
    dash = _DASH_HEAD.match(text, 0, end) if text[:1] in _DASHES else None
    if dash and is_repeated_author(dash["dash"]):
        start, stop = dash.span("dash")
        stop = start + len(dash["dash"].rstrip())
        raw = view.text[start:stop]
        name = Name(
            roles[0],
            None,
            None,
            None,
            None,
            raw,
            is_organization=False,
            is_et_al=False,
            is_inherited=True,
            raw=raw,
            start=start,
            end=stop,
        )
        names = (
            (name, *parse_names(text, dash.end(), names_end, roles[0], listed=False))
            if names_end > dash.end()
            else (name,)
        )
        return [Claim(roles[0], raw, start, stop, 0, end, names)]
    claims = []
    if roles == ["director"] and text[end - 1] in ",:":
        roles = ["editor"]  # "Dupont, Jean (dir.), La ville, Paris": in French the editor of a book
    for role in dict.fromkeys(roles):
        names = _usual(view, names_end, role) or parse_names(text, 0, names_end, role)
        if names:
            claims.append(Claim(role, "", names[0].start, names[-1].end, 0, end, names))
    return claims


def _usual(view: View, end: int, role: str) -> tuple[Name, ...]:
    """Return the names of the usual list when it reaches to ``end``."""
    lead = view.lead
    if lead is None or lead.end > end or view.rest[lead.end : end].strip(BETWEEN):
        return ()
    return tuple(name._replace(role=role) for name in lead.names)


def _role(word: str | None) -> str | None:
    if not word:
        return None
    word = word.lower()
    return _ROLES.get(word) or _ROLES.get(word.rstrip("s")) or _ROLES.get(word[:2])
