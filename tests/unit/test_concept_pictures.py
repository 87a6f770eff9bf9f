"""Pictures of concepts: what they show, and what is said when there is nothing to show."""

import builtins
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.commands.concept_picture import Bar, Panel, draw
from pipeline.errors import RunError

WHALING = Panel("Whaling", "its concepts", "score", [Bar("whale oil", 1.0, "3 ×", "keyphrase"), Bar("$5 ports", 0.4)])


def test_a_picture_has_labels_title_and_notes(tmp_path: Path) -> None:
    draw(WHALING, tmp_path / "a.svg")
    svg = (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert all(words in svg for words in ("whale oil", "$5 ports", "Whaling", "its concepts", "3 ×"))


def test_equal_concepts_give_equal_pictures(tmp_path: Path) -> None:
    draw(WHALING, tmp_path / "a.svg")
    draw(WHALING, tmp_path / "b.svg")
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


def test_longer_bars_come_first_and_twenty_are_drawn(tmp_path: Path) -> None:
    bars = [Bar(f"concept {at:02}", 1 / (at + 1)) for at in range(30)]
    draw(WHALING._replace(bars=bars), tmp_path / "a.svg")
    svg = (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert ("concept 19" in svg, "concept 20" in svg) == (True, False)


def test_a_png_is_a_png(tmp_path: Path) -> None:
    draw(WHALING, tmp_path / "a.png")
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("name", "panel", "words"),
    [("a.doc", WHALING, "no format of a picture"), ("a.svg", WHALING._replace(bars=[]), "no concepts to draw")],
)
def test_what_cannot_be_drawn_is_said(name: str, panel: Panel, words: str, tmp_path: Path) -> None:
    with pytest.raises(RunError, match=words):
        draw(panel, tmp_path / name)


def test_without_matplotlib_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain: Callable[..., Any] = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.startswith("matplotlib"):
            raise ImportError(name)
        return plain(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(RunError, match=r"annobib\[plot\]"):
        draw(WHALING, tmp_path / "a.svg")
