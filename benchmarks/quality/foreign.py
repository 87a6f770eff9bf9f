"""Scores on references rendered from other people's records: one by one, and as whole pages, clean and noisy."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.generator.foreign import usable
from benchmarks.generator.inventing import Item
from benchmarks.generator.pages import make_pages
from benchmarks.generator.records import read_records
from benchmarks.generator.references import write_reference
from benchmarks.generator.style import Style, Truth
from benchmarks.generator.writing import Writer
from benchmarks.quality.comparing import FIELDS, key
from benchmarks.quality.scoring import LAYOUTS, SEED, Scores, score_pages
from pipeline.references.name_shapes import Name
from pipeline.references.parse import parse_reference
from pipeline.references.reference import Reference

_A_PAGE = 20
"""Citations a page."""
_NOISES = {"clean": 0.0, "noisy": 0.5}
_STYLES = {
    "author_date": Style(),
    "bibliography": Style("bibliography", with_initials=False, short_universities=False, headline_case=True),
}

Said = Counter[tuple[str, str]]


def score_records(path: Path) -> dict[str, Scores]:
    """Return the scores on the usable records of a file by layout; nothing when the file is not there.

    ``single`` has the share of references with every field and name right (``fields``) and the F1 of all of them.
    """
    if not path.is_file():
        return {}
    items, _, left_out = usable(read_records(path))
    print(f"{len(items)} records of {path.name} are rendered, {left_out.total()} left out: ", end="")
    print("; ".join(f"{number} {reason}" for reason, number in left_out.most_common()), end="\n\n")
    rows: dict[str, Scores] = {}
    for layout in LAYOUTS:
        name = f"development/records {layout.replace('_', '-')}"
        rows[f"{name} single"] = score_references(items, _STYLES[layout])
        for how, noise in _NOISES.items():
            count = math.ceil(len(items) / _A_PAGE)
            rows[f"{name} {how}"], _ = score_pages(make_pages(items, count, _A_PAGE, SEED, noise, layout=layout))
    return rows


def score_references(items: Sequence[Item], style: Style) -> Scores:
    """Return the share of references read without any mistake, and the F1 of fields and names."""
    right = hits = read = true = 0
    for wanted, got in _pairs(items, style):
        right += wanted == got
        hits += (wanted & got).total()
        read += got.total()
        true += wanted.total()
    return {"fields": right / len(items), "f1": 2 * hits / (read + true)}


def _pairs(items: Sequence[Item], style: Style) -> Iterator[tuple[Said, Said]]:
    for item in items:
        out = Writer()
        truth = write_reference(out, item, style)
        reference = parse_reference(out.text().strip())
        yield _true(truth), _read(reference)


def _true(truth: Truth) -> Said:
    said = Counter((name, key(value)) for name, (value, _) in truth.fields.items() if key(value))
    parts = ("given", "family", "literal", "suffix")
    said.update((name["role"], key("".join(name.get(part, "") for part in parts))) for name in truth.names)
    return said


def _read(reference: Reference) -> Said:
    values = {name: reference.doi if name == "doi" else reference.value(name) for name in FIELDS}
    if reference.value("status") and not values["issued"]:
        values["issued"] = "XXXX"
    # The truth has years; a day of a newspaper is right too.
    issued = values["issued"] or ""
    values["issued"] = issued[:4] if issued[4:5] == "-" else issued
    said = Counter((name, key(value)) for name, value in values.items() if key(value))
    said.update((name.role, key(_straight(name))) for name in reference.names if not name.is_et_al)
    return said


def _straight(name: Name) -> str:
    return " ".join(filter(None, (name.given, name.particle, name.family, name.literal, name.suffix)))
