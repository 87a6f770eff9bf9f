"""The names of a reference: those it begins with, and lists of names in the order both layouts have them."""

from collections.abc import Sequence
from typing import Any

from benchmarks.generator.names import NameItem, family, inverted, shown, shown_given, straight
from benchmarks.generator.style import IN_CONTAINER, Item, Style, Truth
from benchmarks.generator.writing import Writer

_LABELS = {
    "editor": ("ed.", "eds."),
    "director": ("dir.", "dirs."),
    "compiler": ("comp.", "comps."),
    "translator": ("trans.", "trans."),
}
_LEADS = ("author", "director", "editor", "compiler", "translator")


def lead_names(item: Item) -> tuple[str | None, Sequence[NameItem]]:
    """Return the names a reference begins with and their role; ``None`` when it begins with the title."""
    if item["type"] == "periodical":
        return None, ()
    for role in _LEADS:
        if item.get(role) and not (role == "editor" and item["type"] in IN_CONTAINER):
            return role, item[role]
    return None, ()


def write_lead(out: Writer, truth: Truth, role: str, names: Sequence[NameItem], style: Style, *, dash: bool) -> None:
    """Write the names a reference begins with, and what they did when they are no authors."""
    if dash:
        mark = out.mark("———")
        for name in shown(names)[0]:
            truth.names.append(_name_truth(role, name, style, mark))
    else:
        write_names(out, truth, role, names, style, first_inverted=True)
    if role in _LABELS:
        out.write(", " + _LABELS[role][len(names) > 1])
    out.stop()


def write_names(
    out: Writer, truth: Truth, role: str, names: Sequence[NameItem], style: Style, *, first_inverted: bool
) -> None:
    """Write a list of names; only the first one of a reference is inverted."""
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
