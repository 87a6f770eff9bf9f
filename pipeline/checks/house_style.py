"""The house style: a citation's fields written as a reference again, in the order the publisher prints them.

Only the order of the parts and the words between them matter here, not italics, quotation marks and stops, for the
result is compared letter by letter (V28). The rules are those of the publisher's guide, the Chicago Manual's forms:

- author-date: *Names. Year. Title. In Book. Edited by Names, pages. Series. Place: Publisher.*
- bibliography: *Names. Title. In Book. Edited by Names, pages. Series. Place: Publisher, Year.*
- articles: *Names. Year. Title. Journal 12.3: 45-67.* and *Names. "Title." Journal 12.3 (Year): 45-67.*

A CSL processor would do the same a thousand times slower; see ``docs/decisions.md``.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

Row = Mapping[str, Any]

_LEADING: Final = ("author", "editor", "compiler", "director", "composer", "performer", "interviewer", "translator")
"""Roles that stand at the front, the first that is there."""
_CREDITS: Final = {
    "editor": "Edited by",
    "translator": "Translated by",
    "compiler": "Compiled by",
    "introduction": "Introduction by",
    "illustrator": "Illustrated by",
    "director": "Directed by",
    "composer": "Composed by",
    "performer": "Performed by",
    "container-author": "By",
}
_MARKS: Final = {"editor": ("ed.", "eds."), "compiler": ("comp.", "comps."), "translator": ("trans.", "trans.")}
_IN_JOURNALS: Final = ("article", "article-journal", "article-magazine", "article-newspaper", "review", "review-book")
_UNDATED: Final = "XXXX"
_UNCERTAIN: Final = str.maketrans("", "", "~?%")
_NAMES_OF_MONTHS: Final = (
    "January February March April May June July August September October November December".split()
)
_MONTHS: Final = {f"{number:02d}": name for number, name in enumerate(_NAMES_OF_MONTHS, 1)} | {
    "21": "Spring",
    "22": "Summer",
    "23": "Autumn",
    "24": "Winter",
}


def reference_text(citation: Row, names: Sequence[Row], *, is_author_date: bool) -> str:
    """Return the citation as a reference.

    Args:
        citation: The columns of ``citations``.
        names: The rows of ``contributors`` that belong to it, in order.
        is_author_date: Whether the year follows the names; else it stands at the end.
    """
    by_role = {role: list(found) for role, found in groupby(names, key=lambda name: str(name["role"]))}
    lead = next((role for role in _LEADING if role in by_role), None)
    year, day = _date(citation)
    head = [_front(by_role, lead), year if is_author_date else "", citation["title"]]
    parts = head if lead else [head[2], head[1]]
    date = day if is_author_date else f"{day} {year}".strip()
    credits_ = list(_credits(by_role, lead))
    if citation["type"] in _IN_JOURNALS and citation["container_title"]:
        parts += [*credits_, _in_journal(citation, date)]
    else:
        parts += _in_book(citation, credits_, date)
    noted = citation["volume"] and citation["type"] not in _IN_JOURNALS
    parts += [citation[field] for field in ("archive", *(() if noted else ("note",)), "doi", "url", "isbn")]
    return ". ".join(part for part in parts if part)


def _date(citation: Row) -> tuple[str, str]:
    """Return year and day as they are printed: *1990a*, *1989–1993*, *1980–*; *8 December*, *Spring*."""
    issued = citation["issued"] or citation["status"] or ""
    if issued == _UNDATED:
        return "n.d.", ""
    first, *rest = issued.translate(_UNCERTAIN).split("/")
    year, month, day = (*first.split("-"), "", "")[:3] if first[:1].isdigit() else (first, "", "")
    until = "".join(f"–{last.split('-')[0].strip('.')}" for last in rest)
    named = f"{day.lstrip('0')} {_MONTHS.get(month, '')}".strip()
    return year + until + (citation["year_suffix"] or ""), named


def _front(by_role: Mapping[str, Sequence[Row]], lead: str | None) -> str:
    if lead is None:
        return ""
    names = by_role[lead]
    again = [r for r in _MARKS if r != lead and r in by_role and _same(by_role[r][0], names[0])]
    marks = [_MARKS[role][len(names) > 1] for role in (lead, *again) if role in _MARKS]
    if names[0]["is_inherited"]:
        shown = [str(names[0]["raw"])]
    else:
        shown = [_name(name, is_inverted=not number) for number, name in enumerate(names)]
    return _listed(shown) + (f", {' and '.join(marks)}" if marks else "")


def _name(name: Row, *, is_inverted: bool = False) -> str:
    if name["is_et_al"]:
        return "et al."
    if name["literal"] and not name["family"]:
        return str(name["literal"])
    family = " ".join(part for part in (name["particle"], name["family"]) if part)
    order = (family, name["given"], name["suffix"]) if is_inverted else (name["given"], family, name["suffix"])
    return (", " if is_inverted else " ").join(part for part in order if part)


def _same(one: Row, other: Row) -> bool:
    return all(one[part] == other[part] for part in ("family", "given", "literal"))


def _listed(names: Sequence[str]) -> str:
    if len(names) < 2 or names[-1] == "et al.":  # noqa: PLR2004 (two names make a list)
        return ", ".join(names)
    return f"{', '.join(names[:-1])}, and {names[-1]}"


def _credits(by_role: Mapping[str, Sequence[Row]], lead: str | None) -> Iterator[str]:
    for role, words in _CREDITS.items():
        if role in by_role and role != lead and not (lead in _MARKS and _same(by_role[role][0], by_role[lead][0])):
            yield f"{words} {_listed([_name(name) for name in by_role[role]])}"


def _in_journal(citation: Row, date: str) -> str:
    numbers = ".".join(citation[field] for field in ("volume", "issue") if citation[field])
    page = f": {citation['page']}" if citation["page"] else ""
    return f"{citation['container_title']} {numbers}{f' ({date})' if date else ''}{page}"


def _in_book(citation: Row, credits_: Sequence[str], date: str) -> Iterator[str]:
    """Yield what follows the title of a work that stands alone or in a book."""
    page = citation["page"]
    if citation["container_title"]:
        yield f"In {citation['container_title']}"
    if citation["volume"]:
        # The title of one volume of several is a remark to the parser.
        yield f"Vol. {citation['volume']}, {citation['note'] or ''}"
    *others, last = credits_ or [""]
    yield from others
    yield f"{last}, {page}" if page else last
    if citation["edition"]:
        yield f"{citation['edition']} ed"
    if citation["number_of_volumes"]:
        yield f"{citation['number_of_volumes']} vols"
    yield from (citation[field] for field in ("genre", "medium", "event") if citation[field])
    yield " ".join(citation[field] for field in ("collection_title", "collection_number") if citation[field])
    place = ": ".join(citation[field] for field in ("publisher_place", "publisher") if citation[field])
    yield ", ".join(part for part in (place, date) if part)
