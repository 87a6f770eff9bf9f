"""Every form a citation takes, one after the other: ``reference_features.txt`` says what each is read as.

The table is for reading: a heading a feature, under it references as printed, under each of them one line a field.
What is not named there must not be found.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline.references.name_shapes import Name
from pipeline.references.parse import parse_reference
from pipeline.references.reference import Reference

TABLE = Path(__file__).with_name("reference_features.txt")


class Case(NamedTuple):
    """A reference, those before it in its list, and the lines that say what it is read as."""

    feature: str
    raw: str
    before: tuple[str, ...]
    lines: list[str]


def cases() -> Iterator[Case]:
    feature, raw = "", ""
    before: tuple[str, ...] = ()
    lines: list[str] = []
    for line in [*TABLE.read_text(encoding="utf-8").splitlines(), "## end"]:
        if line.startswith("  "):
            lines.append(line.strip())
            continue
        if raw and lines:
            yield Case(feature, raw, before, lines)
            before, raw, lines = (*before, raw), "", []
        if line.startswith("## "):
            feature, before = line[3:], ()
        elif line:
            raw = line


def read_as(reference: Reference) -> list[str]:
    """Return what a reference is read as, one line a field, in the order of the table."""
    lines = [f"type: {reference.type}", f"layout: {reference.layout}"]
    lines += [f"{name.role}: {shown(name)}" for name in reference.names]
    lines += [
        f"{field}: {found.value}" for field, found in sorted(reference.fields.items(), key=lambda item: item[1][1])
    ]
    lines += [
        f"{one.scheme}: {one.value if one.is_valid else f'{one.raw} ({one.problem})'}"
        for one in reference.identifiers
        if one.scheme != "url"
    ]
    if reference.parse_status != "complete":
        lines.append(f"status: {reference.parse_status}")
    return [*lines, *(f"left over: {piece.value}" for piece in reference.unparsed)]


def shown(name: Name) -> str:
    if name.is_et_al:
        return "et al."
    said = name.literal or f"{name.family}, {name.given}"
    said += f", {name.suffix}" if name.suffix else ""
    said += f" (particle: {name.particle})" if name.particle else ""
    said += " (a body)" if name.is_organization else ""
    return said + (" (as before)" if name.is_inherited else "")


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: f"{case.feature.split()[0]} {case.raw[:40]}")
def test_a_form_is_read_as_the_table_says(case: Case) -> None:
    previous = None
    for raw in case.before:
        previous = parse_reference(raw, previous=previous)
    reference = parse_reference(case.raw, previous=previous)
    assert read_as(reference) == case.lines


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: f"{case.feature.split()[0]} {case.raw[:40]}")
def test_values_stand_where_their_spans_say(case: Case) -> None:
    reference = parse_reference(case.raw)
    assert all(case.raw[name.start : name.end] == name.raw for name in reference.names)
    for field in ("title", "container_title", "publisher", "publisher_place", "volume", "issue", "edition"):
        found = reference.fields.get(field)
        assert found is None or case.raw[found.start : found.end] == found.value


def test_the_table_has_every_feature() -> None:
    features = {case.feature.split()[0] for case in cases()}
    assert features >= {f"6.{number}" for number in range(1, 45)}
    assert features >= {f"7.{number}" for number in range(1, 11)}
