"""Entries of an article: which year letter a work gets, and how prose calls it out."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.generator.dates import shown_year
from benchmarks.generator.names import NameItem, callout_names, family
from benchmarks.generator.printed_names import lead_names
from benchmarks.generator.prose import Callout
from benchmarks.generator.style import Item
from pipeline.folding import fold


@dataclass(frozen=True)
class Entry:
    """A work in its place in the article; ``callout`` is ``None`` when nothing would point to it alone."""

    number: int
    item: Item
    suffix: str
    callout: Callout | None

    @property
    def lead(self) -> tuple[str | None, Sequence[NameItem]]:
        """The names the reference begins with, and their role."""
        return lead_names(self.item)

    @property
    def sort_key(self) -> str:
        """What the list of works is sorted by."""
        names = [fold(family(name)) for name in self.lead[1]]
        return " ".join([*names, self.suffix, fold(str(self.item.get("title", "")))])


def make_entries(items: Sequence[Item], *, comma: bool) -> list[Entry]:
    """Return the works of an article as entries: works of the same authors and year get letters, in order."""
    labels = [_label(item, comma=comma) for item in items]
    groups: dict[str, list[int]] = defaultdict(list)
    for number, label in enumerate(labels):
        if label:
            groups[fold(label)].append(number)
    suffixes = dict.fromkeys(range(len(items)), "")
    callable_: set[int] = set()
    for numbers in groups.values():
        callable_.update(_lettered(items, numbers, suffixes))
    return [
        Entry(n, item, suffixes[n], Callout(f"{labels[n]}{suffixes[n]}", n) if n in callable_ else None)
        for n, item in enumerate(items)
    ]


def _lettered(items: Sequence[Item], numbers: Sequence[int], suffixes: dict[int, str]) -> Sequence[int]:
    """Give letters to works with the same callout, if their authors are the same; return those one can call out."""
    if len(numbers) == 1:
        return numbers
    leads = {str(lead_names(items[n])) for n in numbers}
    titles = {str(items[n].get("title")) for n in numbers}
    if len(leads) > 1 or len(titles) < len(numbers) or not shown_year(items[numbers[0]])[0].isdigit():
        return ()
    suffixes.update(zip(numbers, "abcdefgh", strict=False))
    return numbers if len(numbers) <= len("abcdefgh") else ()


def _label(item: Item, *, comma: bool) -> str | None:
    _, names = lead_names(item)
    year = shown_year(item)[0]
    if not names or not year or year.startswith("c."):
        return None
    return f"{callout_names(names, comma=comma)} {year}"
