"""The frame of every benchmark: a figure, the yardstick it was measured beside, their ratio, and what it may be.

A figure alone says more of the machine than of the code. So each row has two, taken in one run and in turns, and what
is judged is their ratio: the machine drops out.
"""

import json
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from rich import box
from rich.console import Console
from rich.table import Table

TURNS = 3
Item = TypeVar("Item")


class Row(NamedTuple):
    """One line of the table."""

    name: str
    figure: float
    yardstick: float
    beside: str
    """What the yardstick is."""
    limit: float | None = None
    """The ratio that may not be passed; None where there is nothing to hold."""
    at_least: bool = False
    """Whether the limit is a floor: more is better."""
    unit: str = "s"

    @property
    def ratio(self) -> float:
        """Return the figure in yardsticks."""
        return self.figure / self.yardstick

    @property
    def holds(self) -> bool | None:
        """Return whether the ratio keeps within its limit; None when it has none."""
        if self.limit is None:
            return None
        return self.ratio >= self.limit if self.at_least else self.ratio <= self.limit


def seconds(work: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """Return the seconds a call takes: of this process's CPU, or of another clock."""
    started = clock()
    work()
    return clock() - started


def side_by_side(
    work: Callable[[], object],
    yardstick: Callable[[], object],
    turns: int = TURNS,
    clock: Callable[[], float] = time.process_time,
) -> tuple[float, float]:
    """Return the seconds of both, each the best of some turns taken alternately, so that both meet the same machine."""
    pairs = [(seconds(work, clock), seconds(yardstick, clock)) for _ in range(turns)]
    return min(one for one, _ in pairs), min(other for _, other in pairs)


def best_of_each(work: Callable[[Item], object], items: Sequence[Item], turns: int = 7) -> float:
    """Return the seconds of a pass over short items, each in its best turn: what a busy machine adds is left out."""
    best = [float("inf")] * len(items)
    for _ in range(turns):
        for at, item in enumerate(items):
            started = time.perf_counter()
            work(item)
            best[at] = min(best[at], time.perf_counter() - started)
    return sum(best)


def show(rows: Iterable[Row]) -> list[Row]:
    """Print the rows as a table; return them."""
    console = Console(width=None if Console().is_terminal else 160)
    shown = list(rows)
    table = Table(box=box.SIMPLE_HEAD)
    for heading in ("what", "figure", "yardstick", "ratio", "limit", "", "yardstick is"):
        table.add_column(heading, justify="left" if heading in ("what", "", "yardstick is") else "right")
    for row in shown:
        table.add_row(*cells(row))
    console.print(table)
    return shown


def cells(row: Row) -> tuple[str, ...]:
    """Return what a table shows of a row."""
    limit = "" if row.limit is None else f"{'≥' if row.at_least else '≤'} {row.limit:g}"
    verdict = {None: "", True: "holds", False: "MISSED"}[row.holds]
    figure, yardstick = (f"{value:.3g} {row.unit}" for value in (row.figure, row.yardstick))
    return row.name, figure, yardstick, f"{row.ratio:.2f}", limit, verdict, row.beside


def write_json(rows: Iterable[Row], path: Path) -> None:
    """Write the rows as JSON lines."""
    lines = (json.dumps({**row._asdict(), "ratio": round(row.ratio, 4), "holds": row.holds}) for row in rows)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
