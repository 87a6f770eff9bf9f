"""The gate: generated pages are read at least as well as before, and floors do not sink by themselves."""

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.quality.comparing import key
from benchmarks.quality.damage import DAMAGES
from benchmarks.quality.floors import below_floors, floor_of, raise_floors, read_floors
from benchmarks.quality.scoring import (
    LAYOUTS,
    SETTINGS,
    Setting,
    damaged_pages,
    pages_of,
    score_damaged,
    score_pages,
)
from pipeline.sources.decode import decode


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_pages_are_read_as_well_as_ever(setting: Setting) -> None:
    floors = read_floors()
    assert set(floors[setting.name]) >= {"fields", "sections", "citations", "annotations", "mentions"}
    scores, _ = score_pages(pages_of(setting))
    assert below_floors(floors, {setting.name: scores}) == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_damaged_pages_are_read_as_well_as_ever(layout: str) -> None:
    floors = read_floors()
    scores, misses = score_damaged(damaged_pages(layout))
    assert set(scores) == set(floors[f"{layout}/damaged"])
    assert below_floors(floors, {f"{layout}/damaged": scores}) == [], misses[:10]


@pytest.mark.parametrize("name", [name for name in DAMAGES if name != "none"])
def test_a_damage_changes_pages_but_hardly_a_letter_of_them(name: str) -> None:
    pages = damaged_pages("author_date")
    damaged = [DAMAGES[name](page.text) for page in pages]
    assert damaged != [page.text for page in pages]
    for text, page in zip(damaged, pages, strict=True):
        wanted, kept = Counter(key(page.text)), Counter(key(decode(text.encode()).text))
        assert (wanted - kept).total() == 0
        assert (kept - wanted).total() < 200


def test_a_parser_that_reads_nothing_is_below_every_floor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.quality.scoring.parse_page", lambda _: None)
    scores, misses = score_pages(pages_of(SETTINGS[0], pages=2, citations=4))
    assert set(scores.values()) == {0.0}
    assert len([miss for miss in misses if miss.kind == "fields citation"]) == 8


@pytest.mark.parametrize(("score", "floor"), [(0.979, 0.97), (0.29, 0.29), (1.0, 1.0), (0.0, 0.0), (0.9999, 0.99)])
def test_a_floor_is_the_score_rounded_down(score: float, floor: float) -> None:
    assert floor_of(score) == floor


def test_floors_rise_but_fall_only_for_a_reason_that_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    assert raise_floors({"pages": {"fields": 0.91, "mentions": 0.8}}, None, path) == []
    assert raise_floors({"pages": {"fields": 0.95, "mentions": 0.8}}, None, path) == []
    assert read_floors(path) == {"pages": {"fields": 0.95, "mentions": 0.8}}

    (fallen,) = raise_floors({"pages": {"fields": 0.90, "mentions": 0.9}}, None, path)
    assert (fallen.name, fallen.floor, fallen.score) == ("pages/fields", 0.95, 0.90)
    assert read_floors(path) == {"pages": {"fields": 0.95, "mentions": 0.8}}

    raise_floors({"pages": {"fields": 0.90, "mentions": 0.9}}, "harder pages", path)
    assert read_floors(path) == {"pages": {"fields": 0.90, "mentions": 0.9}}
    assert '"reason": "harder pages"' in path.read_text(encoding="utf-8")


def test_what_was_not_measured_is_not_judged() -> None:
    assert below_floors({"pages": {"fields": 0.9}}, {"references": {"fields": 0.1}}) == []
