"""CSL-JSON items as references of annotated bibliographies, each piece marked with the field it is.

Both layouts of The Chicago Manual of Style are written: author-date, and notes-bibliography with the year last.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.generator.dates import day_month, original_year, shown_year
from benchmarks.generator.names import NameItem, family, inverted, shown, shown_given, straight
from benchmarks.generator.writing import Writer

Item = Mapping[str, Any]

IN_CONTAINER = frozenset(("chapter", "entry-encyclopedia", "entry-dictionary", "paper-conference"))
IN_PERIODICAL = frozenset(("article-journal", "article-magazine", "article-newspaper", "review", "review-book"))
_QUOTED = IN_CONTAINER | IN_PERIODICAL | {"thesis", "webpage", "post-weblog"}
_LABELS = {
    "editor": ("ed.", "eds."),
    "director": ("dir.", "dirs."),
    "compiler": ("comp.", "comps."),
    "translator": ("trans.", "trans."),
}
_LEADS = ("author", "director", "editor", "compiler", "translator")
_CREDITS = (("editor", "Edited by"), ("translator", "Translated by"))
_SMALL_WORDS = frozenset((
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "nor",
    "of", "on", "or", "per", "the", "to", "up", "via", "with", "de", "la",
))  # fmt: skip
_WORD = re.compile(r"(?<!\w)[^\W\d_][\w’']*")


@dataclass(frozen=True)
class Style:
    """How one article prints its references."""

    layout: str = "author_date"
    with_initials: bool = True
    short_universities: bool = True
    headline_case: bool = False
    locator: str = "dot"
    short_pages: bool = False
    credit: str = "edited_by"
    original: str = "bracket"
    dashes: bool = True
    comma_before_et_al: bool = True


@dataclass
class Truth:
    """What a reference says: the value and mark of each field, and its names in order (``mark`` is a number)."""

    type: str
    fields: dict[str, tuple[str, int]] = field(default_factory=dict)
    names: list[dict[str, Any]] = field(default_factory=list)


def lead_names(item: Item) -> tuple[str | None, Sequence[NameItem]]:
    """Return the names a reference begins with and their role; ``None`` when it begins with the title."""
    if item["type"] == "periodical":
        return None, ()
    for role in _LEADS:
        if item.get(role) and not (role == "editor" and item["type"] in IN_CONTAINER):
            return role, item[role]
    return None, ()


def write_reference(out: Writer, item: Item, style: Style, *, suffix: str = "", dash: bool = False) -> Truth:
    """Write one reference and return what it says; with ``dash``, a dash stands for the names."""
    truth = Truth(str(item["type"]))
    role, names = lead_names(item)
    if role:
        _write_lead(out, truth, role, names, style, dash=dash)
    if role and style.layout == "author_date":
        out.write(" ")
        _write_year(out, truth, item, style, suffix)
        out.stop()
        out.write(" ")
    elif role:
        out.write(" ")
    _write_title(out, truth, item, style)
    if not role and style.layout == "author_date" and _has_year(item):
        out.write(" ")
        _write_year(out, truth, item, style, suffix)
        out.stop()
    _write_rest(out, truth, item, style, suffix)
    return truth


def _has_year(item: Item) -> bool:
    return bool(shown_year(item)[0])


def _put(out: Writer, truth: Truth, name: str, text: str, value: str | None = None) -> None:
    truth.fields[name] = (text if value is None else value, out.mark(text))


def _write_lead(out: Writer, truth: Truth, role: str, names: Sequence[NameItem], style: Style, *, dash: bool) -> None:
    if dash:
        mark = out.mark("———")
        for name in shown(names)[0]:
            truth.names.append(_name_truth(role, name, style, mark))
    else:
        _write_names(out, truth, role, names, style, first_inverted=True)
    if role in _LABELS:
        out.write(", " + _LABELS[role][len(names) > 1])
    out.stop()


def _write_names(
    out: Writer, truth: Truth, role: str, names: Sequence[NameItem], style: Style, *, first_inverted: bool
) -> None:
    printed, is_cut = shown(names)
    for number, name in enumerate(printed):
        if number:
            out.write(_joint(number, len(printed), is_cut=is_cut, after_inverted=first_inverted))
        form = inverted if first_inverted and not number else straight
        mark = out.mark(form(name, with_initials=style.with_initials))
        truth.names.append(_name_truth(role, name, style, mark))
    if is_cut:
        out.write(", et al.")


def _joint(number: int, count: int, *, is_cut: bool, after_inverted: bool) -> str:
    if number < count - 1 or is_cut:
        return ", "
    return ", and " if after_inverted or count > 2 else " and "  # noqa: PLR2004 - a pair needs no comma


def _name_truth(role: str, name: NameItem, style: Style, mark: int) -> dict[str, Any]:
    if not name.get("family"):
        return {"role": role, "literal": family(name), "mark": mark}
    given = shown_given(name, with_initials=style.with_initials).replace("\xa0", " ")
    out = {"role": role, "family": family(name), "given": given or None, "suffix": name.get("suffix"), "mark": mark}
    return {key: value for key, value in out.items() if value is not None}


def _write_year(out: Writer, truth: Truth, item: Item, style: Style, suffix: str) -> None:
    year, edtf = shown_year(item)
    original = original_year(item)
    if original and style.original == "bracket":
        out.write("[")
        _put(out, truth, "original_date", original)
        out.write("] ")
    _put(out, truth, "issued", year or "n.d.", edtf or "XXXX")
    if suffix:
        _put(out, truth, "year_suffix", suffix)


def _write_title(out: Writer, truth: Truth, item: Item, style: Style) -> None:
    title = str(item.get("title") or "").strip().rstrip(".")
    if title[:2].isalpha() and title[:2].islower():
        title = title[0].upper() + title[1:]
    if style.headline_case and _is_english(item):
        title = headline(title)
    quoted = style.layout == "bibliography" and item["type"] in _QUOTED
    if quoted:
        title = title.replace("“", "‘").replace("”", "’")
        out.write("“")
    _put(out, truth, "title", title)
    out.stop()
    if quoted:
        out.write("”")


def _is_english(item: Item) -> bool:
    """Say whether headline case may be used: titles in other languages keep their own capitals."""
    return str(item.get("language") or "en").lower().startswith("en")


def headline(title: str) -> str:
    """Return a title in headline case: small words stay small unless they begin it or follow a colon."""

    def cased(match: re.Match[str]) -> str:
        word = match[0]
        begins = match.start() == 0 or title[max(match.start() - 2, 0) : match.start()].strip() in (":", "?", "“")
        return word if word.lower() in _SMALL_WORDS and not begins else word[0].upper() + word[1:]

    return _WORD.sub(cased, title)


def _write_rest(out: Writer, truth: Truth, item: Item, style: Style, suffix: str) -> None:
    kind = item["type"]
    if kind in IN_PERIODICAL and item.get("container-title"):
        _write_periodical(out, truth, item, style, suffix)
    elif kind == "periodical":
        _end(out, truth, item, style, suffix)
    else:
        if kind in IN_CONTAINER and item.get("container-title"):
            _write_container(out, truth, item, style)
        else:
            _write_book_parts(out, truth, item, style)
        _write_imprint(out, truth, item, style, suffix)


def _write_periodical(out: Writer, truth: Truth, item: Item, style: Style, suffix: str) -> None:
    out.write(" ")
    _put(out, truth, "container_title", str(item["container-title"]))
    if item["type"] in ("article-newspaper", "article-magazine") and not item.get("volume"):
        _write_issue_date(out, truth, item, style)
        return
    if item.get("volume"):
        out.write(" ")
        _put(out, truth, "volume", str(item["volume"]))
        if item.get("issue"):
            before, after = {"dot": (".", ""), "number": (", no. ", ""), "parentheses": (" (", ")")}[style.locator]
            out.write(before)
            _put(out, truth, "issue", str(item["issue"]))
            out.write(after)
    if style.layout == "bibliography":
        out.write(" (")
        _write_year(out, truth, item, Style(original="none"), suffix)
        out.write(")")
    if item.get("page"):
        out.write(": ")
        _write_pages(out, truth, item, style)
    out.write(".")


def _write_issue_date(out: Writer, truth: Truth, item: Item, style: Style) -> None:
    day = day_month(item)
    year, edtf = shown_year(item)
    if style.layout == "bibliography" and year:
        out.write(", ")
        _put(out, truth, "issued", f"{day} {year}" if day else year, edtf)
    elif day:
        out.write(f", {day}")
    out.write(".")


def _write_pages(out: Writer, truth: Truth, item: Item, style: Style) -> None:
    pages = re.sub(r"\s*[-–—]+\s*", "–", str(item["page"]).strip())
    printed = pages
    if style.short_pages:
        first, dash, last = pages.partition("–")
        if dash and first.isdigit() and last.isdigit() and len(first) == len(last) > 2 and first[0] == last[0]:  # noqa: PLR2004 - two digits are never shortened
            printed = f"{first}–{last[1:].lstrip('0') if last[1] != first[1] else last[-2:]}"
    _put(out, truth, "page", printed)


def _write_container(out: Writer, truth: Truth, item: Item, style: Style) -> None:
    out.write(" In ")
    title = str(item["container-title"]).rstrip(".")
    _put(out, truth, "container_title", headline(title) if style.headline_case and _is_english(item) else title)
    if item.get("volume"):
        out.stop()
        out.write(" Vol. ")
        _put(out, truth, "volume", str(item["volume"]))
    _write_edition(out, truth, item)
    editors = item.get("editor") or ()
    if editors and style.credit == "ed":
        out.write(", ed. ")
        _write_names(out, truth, "editor", editors, style, first_inverted=False)
    elif editors:
        out.stop()
        out.write(" Edited by ")
        _write_names(out, truth, "editor", editors, style, first_inverted=False)
    if item.get("page"):
        out.write(", ")
        _write_pages(out, truth, item, style)
    out.stop()
    _write_credits(out, truth, item, style, skip="editor")
    _write_series(out, truth, item)


def _write_book_parts(out: Writer, truth: Truth, item: Item, style: Style) -> None:
    if item.get("genre"):
        out.write(" ")
        _put(out, truth, "genre", str(item["genre"]))
        if item.get("number"):
            out.write(" ")
            _put(out, truth, "collection_number", str(item["number"]))
        out.write("," if item["type"] == "thesis" else ".")
    _write_edition(out, truth, item)
    if item.get("volume"):
        out.stop()
        out.write(" Vol. ")
        _put(out, truth, "volume", str(item["volume"]))
        out.write(".")
    _write_credits(out, truth, item, style, skip=lead_names(item)[0])
    if item.get("number-of-volumes"):
        out.write(" ")
        _put(out, truth, "number_of_volumes", str(item["number-of-volumes"]))
        out.write(" vols.")
    _write_series(out, truth, item)


def _write_edition(out: Writer, truth: Truth, item: Item) -> None:
    edition = str(item.get("edition") or "").strip()
    if not edition:
        return
    out.stop()
    out.write(" ")
    if edition.isdigit():
        _put(out, truth, "edition", ordinal(int(edition)))
        out.write(" ed.")
    else:
        bare = re.sub(r"\s*\bed(?:ition|\.|n\.)?$", "", edition)
        _put(out, truth, "edition", bare)
        out.write(" ed.")


def ordinal(number: int) -> str:
    """Return a number as editions are numbered in the house style: ``2d``, ``3d``, ``4th``."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'd', 3: 'd'}.get(number % 10, 'th') }"


def _write_credits(out: Writer, truth: Truth, item: Item, style: Style, *, skip: str | None) -> None:
    for role, words in _CREDITS:
        if item.get(role) and role != skip:
            out.stop()
            out.write(f" {words} ")
            _write_names(out, truth, role, item[role], style, first_inverted=False)
            out.stop()


def _write_series(out: Writer, truth: Truth, item: Item) -> None:
    if not item.get("collection-title"):
        return
    out.stop()
    out.write(" ")
    _put(out, truth, "collection_title", str(item["collection-title"]))
    if item.get("collection-number"):
        out.write(" ")
        _put(out, truth, "collection_number", str(item["collection-number"]))
    out.write(".")


def _write_imprint(out: Writer, truth: Truth, item: Item, style: Style, suffix: str) -> None:
    publisher = str(item.get("publisher") or "").strip()
    place = str(item.get("publisher-place") or "").strip()
    if style.short_universities:
        publisher = publisher.replace("University", "Univ.")
    if not (publisher or place):
        _end(out, truth, item, style, suffix)
        return
    if item["type"] != "thesis" or not truth.fields.get("genre"):
        out.stop()
    out.write(" ")
    if place and item["type"] != "thesis":
        _put(out, truth, "publisher_place", place)
        out.write(": " if publisher else "")
    if publisher:
        _put(out, truth, "publisher", publisher)
    if style.layout == "bibliography" and _has_year(item):
        out.write(", ")
        _write_year(out, truth, item, Style(original="none"), suffix)
    out.stop()
    original = original_year(item)
    if original and style.original == "published":
        out.write(" Originally published in ")
        _put(out, truth, "original_date", original)
        out.write(".")


def _end(out: Writer, truth: Truth, item: Item, style: Style, suffix: str) -> None:
    if style.layout == "bibliography" and _has_year(item):
        out.stop()
        out.write(" ")
        _write_year(out, truth, item, Style(original="none"), suffix)
        out.stop()
