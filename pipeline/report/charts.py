"""Charts: small SVG drawings that stand in a page, with nothing to load and colours the page decides.

Every chart is a picture with a name for those who hear the page, and its numbers stand in a table beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup, escape

_WIDTH: Final = 640
_LABEL: Final = 170
_ROW: Final = 24
_BAR: Final = 14
_SPARK: Final = (210, 56)
_LAST, _EARLIER = 4, 2.2
_RECT = Markup('<rect class="c{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{}"><title>{}</title></rect>')
_DOT = Markup('<circle class="dot" cx="{:.1f}" cy="{:.1f}" r="{}"><title>{}</title></circle>')


@dataclass(frozen=True)
class Part:
    """A piece of a bar: what it stands for, how much, and the number of its colour."""

    name: str
    value: float
    colour: int


@dataclass(frozen=True)
class Bar:
    """A row of a chart: its label, its pieces, what is written at its end, and a mark, where something was before."""

    label: str
    parts: Sequence[Part]
    shown: str
    before: float | None = None


def bar_chart(name: str, bars: Sequence[Bar], most: float | None = None) -> Markup:
    """Return bars one below the other, as long as their values, of which ``most`` fills the width."""
    most = most or max((sum(part.value for part in bar.parts) for bar in bars), default=0) or 1
    room = _WIDTH - _LABEL - 90
    rows = Markup().join(_bar(bar, row * _ROW, room / most) for row, bar in enumerate(bars))
    return _picture(name, _WIDTH, len(bars) * _ROW + 2, rows)


def _bar(bar: Bar, top: int, scale: float) -> Markup:
    middle, left, drawn = top + _ROW / 2, float(_LABEL), Markup()
    for part in bar.parts:
        width = part.value * scale
        if width:
            drawn += Markup(
                '<rect class="c{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{}"><title>{}</title></rect>'
            ).format(
                part.colour, left, middle - _BAR / 2, max(width, 1.0), _BAR, f"{bar.label}, {part.name}: {part.value:g}"
            )
        left += width
    if bar.before is not None:
        at = _LABEL + bar.before * scale
        drawn += Markup('<line class="before" x1="{0:.1f}" x2="{0:.1f}" y1="{1:.1f}" y2="{2:.1f}"/>').format(
            at, middle - _BAR / 2 - 3, middle + _BAR / 2 + 3
        )
        left = max(left, at)
    label = Markup('<text class="label" x="{}" y="{:.1f}">{}</text>').format(_LABEL - 8, middle, bar.label)
    shown = Markup('<text class="shown" x="{:.1f}" y="{:.1f}">{}</text>').format(left + 8, middle, bar.shown)
    return label + drawn + shown


def spark_line(name: str, values: Sequence[float]) -> Markup:
    """Return a line through the values, oldest first, above a line at zero, with a dot on the last one."""
    width, height = _SPARK
    step, scale = (width - 16) / max(len(values) - 1, 1), (height - 14) / (max(values) or 1)
    left = 8 if len(values) > 1 else width / 2
    points = [(left + number * step, height - 4 - value * scale) for number, value in enumerate(values)]
    line = Markup('<polyline class="line" points="{}"/>').format(" ".join(f"{x:.1f},{y:.1f}" for x, y in points))
    dots = Markup().join(
        _DOT.format(x, y, _LAST if (x, y) == points[-1] else _EARLIER, f"{value:,g}")
        for (x, y), value in zip(points, values, strict=True)
    )
    base = Markup('<line class="base" x1="0" x2="{0}" y1="{1}" y2="{1}"/>').format(width, height - 4)
    return _picture(name, width, height, base + line + dots)


def _picture(name: str, width: int, height: int, content: Markup) -> Markup:
    return Markup('<svg role="img" aria-label="{}" viewBox="0 0 {} {}" style="max-width:{}px">{}</svg>').format(
        escape(name), width, height, width, content
    )
