"""Pictures of concepts: the best of a text, of an article, or of a release."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from pipeline.errors import RunError

FORMATS: Final = (".svg", ".png", ".pdf")
_MOST_BARS: Final = 20
_LONGEST: Final = 44
"""Letters of a label that are drawn; longer ones end in an ellipsis."""
_LONGEST_TITLE: Final = 56
_COLOURS: Final = ("#2b6f8f", "#c0713a", "#6a8d3c", "#8a5a96", "#b64a5f", "#4f6db0", "#9a8436", "#5d8f86")
_INK, _PALE, _GRID = "#222222", "#777777", "#e4e4e4"
_ROW: Final = 0.3
"""Inches of a bar and the space around it."""


class Bar(NamedTuple):
    """A bar: what it stands for, how long it is, what is written at its end, and the group that colours it."""

    label: str
    value: float
    note: str = ""
    group: str = ""


class Panel(NamedTuple):
    """A picture of bars under a title; ``axis`` says what their length is."""

    title: str
    subtitle: str
    axis: str
    bars: Sequence[Bar]


def draw(panel: Panel, file: Path) -> None:
    """Write a picture; its format is that of the ending of the file. Equal panels give equal SVG.

    Raises:
        RunError: ``plot-missing`` without matplotlib, ``plot-format``, ``plot-empty`` when there is nothing to draw.
    """
    if file.suffix.lower() not in FORMATS:
        raise RunError("plot-format", f"{file} has no format of a picture.", f"Call it {file.stem}.svg or .png.")
    if not panel.bars:
        raise RunError("plot-empty", "There are no concepts to draw.", "Give a longer text, or another release.")
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
    except ImportError as error:
        remedy = "Install it: `python -m pip install 'annobib[plot]'`."
        raise RunError("plot-missing", "Matplotlib, which draws pictures, is not installed.", remedy) from error
    bars = panel.bars[:_MOST_BARS]
    style: Any = {"svg.hashsalt": "annobib", "svg.fonttype": "none", "font.family": "sans-serif"}
    with mpl.rc_context(style):
        figure = Figure(figsize=(9, 1.7 + _ROW * len(bars)), layout="constrained", facecolor="white")
        _draw_bars(figure.add_subplot(), bars, panel)
        facts = {"Date": None} if file.suffix.lower() in (".svg", ".pdf") else {}
        if file.suffix.lower() == ".pdf":
            facts = {"CreationDate": None}
        figure.savefig(file, dpi=150, metadata=facts)


def _draw_bars(axes: Any, bars: Sequence[Bar], panel: Panel) -> None:
    groups = list(dict.fromkeys(bar.group for bar in bars))
    colours = {group: _COLOURS[at % len(_COLOURS)] for at, group in enumerate(groups)}
    places = range(len(bars) - 1, -1, -1)
    most = max(bar.value for bar in bars) or 1
    axes.barh(places, [bar.value for bar in bars], height=0.68, color=[colours[bar.group] for bar in bars])
    for at, bar in zip(places, bars, strict=True):
        axes.text(bar.value + most * 0.012, at, bar.note, va="center", fontsize=9, color=_PALE)
    axes.set_yticks(list(places), [_short(bar.label) for bar in bars], fontsize=11, color=_INK)
    axes.set_xlim(0, most * 1.18)
    axes.set_ylim(-0.6, len(bars) - 0.4)
    axes.set_xlabel(panel.axis, fontsize=9, color=_PALE)
    axes.set_title(_short(panel.title, _LONGEST_TITLE), loc="left", fontsize=15, fontweight="bold", color=_INK, pad=26)
    axes.annotate(panel.subtitle, (0, 1), (0, 9), "axes fraction", "offset points", fontsize=10, color=_PALE)
    axes.tick_params(length=0, labelsize=None)
    axes.tick_params(axis="x", labelsize=9, labelcolor=_PALE)
    axes.grid(axis="x", color=_GRID, linewidth=0.8)
    axes.set_axisbelow(True)
    for spine in axes.spines.values():
        spine.set_visible(False)
    if len(groups) > 1:
        _draw_legend(axes, colours)


def _draw_legend(axes: Any, colours: dict[str, str]) -> None:
    from matplotlib.patches import Patch

    handles = [Patch(color=colour, label=_short(group)) for group, colour in colours.items()]
    axes.legend(handles=handles, loc="lower right", frameon=False, fontsize=9, labelcolor=_INK)


def _short(label: str, longest: int = _LONGEST) -> str:
    text = label if len(label) <= longest else f"{label[: longest - 1].rstrip()}…"
    return text.replace("$", r"\$")  # no formulas
