"""Draw how cost grows, from ``output/growth.jsonl``: ``python -m benchmarks.plots`` (needs matplotlib).

The plots are those of docs/performance.md; the same results give the same files.
"""

import json
from pathlib import Path
from typing import Any, Final

import matplotlib as mpl
from matplotlib import pyplot as plt

from benchmarks.growth import RESULTS

FOLDER: Final = Path("docs") / "images"
_STAGES: Final = ("read", "parse", "enrich", "stage", "build", "check", "publish")
_COLOURS: Final = ("#9aa5b1", "#2f6f9f", "#7fb069", "#c9b458", "#d98032", "#a44a3f", "#6b4c7a")


def read_results() -> list[dict[str, Any]]:
    """Return the newest result of each number of articles, the smallest first."""
    rows = [json.loads(line) for line in RESULTS.read_text(encoding="utf-8").splitlines()]
    return [row for _, row in sorted({row["articles"]: row for row in rows}.items())]


def _new(title: str, label: str) -> Any:
    _, axes = plt.subplots(figsize=(6.4, 3.6), layout="constrained")
    axes.set_xlabel("articles")
    axes.set_ylabel(label)
    axes.set_title(title, loc="left", fontsize=11)
    axes.spines[["top", "right"]].set_visible(False)
    return axes


def _save(name: str) -> None:
    plt.savefig(FOLDER / f"{name}.svg", metadata={"Date": None})
    plt.close()


def draw_stages(rows: list[dict[str, Any]]) -> None:
    """Draw the seconds an article costs in each stage; flat is linear."""
    axes = _new("Seconds an article, stage by stage", "seconds an article, one process")
    names = [f"{row['articles']:,}" for row in rows]
    below = [0.0] * len(rows)
    for stage, colour in zip(_STAGES, _COLOURS, strict=True):
        height = [row["first"]["stages"].get(stage, 0.0) / row["articles"] for row in rows]
        axes.bar(names, height, 0.6, bottom=below, label=stage, color=colour)
        below = [low + high for low, high in zip(below, height, strict=True)]
    axes.legend(frameon=False, bbox_to_anchor=(1, 1), loc="upper left", reverse=True)
    _save("growth-stages")


def draw_memory(rows: list[dict[str, Any]]) -> None:
    """Draw the memory of a run; flat is what it should be."""
    axes = _new("Memory of a run", "MB at the most, one process")
    sizes = [row["articles"] for row in rows]
    for name, key, colour in (("first run", "first", _COLOURS[1]), ("nothing new", "again", _COLOURS[4])):
        axes.plot(sizes, [row[key]["memory"] / 1e6 for row in rows], marker="o", label=name, color=colour)
    axes.set_xscale("log")
    axes.minorticks_off()
    axes.set_xticks(sizes, [f"{size:,}" for size in sizes])
    axes.set_ylim(bottom=0)
    axes.legend(frameon=False)
    _save("growth-memory")


def main() -> None:
    """Draw both."""
    mpl.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "annobib", "font.size": 9})
    FOLDER.mkdir(parents=True, exist_ok=True)
    rows = read_results()
    draw_stages(rows)
    draw_memory(rows)


if __name__ == "__main__":
    main()
