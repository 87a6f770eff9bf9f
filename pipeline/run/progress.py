"""Progress: what a run says while it works, and the bar that shows it on a terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple


class Step(NamedTuple):
    """Where a run is: what it does now, how much of it is done and how much there is (None: not known)."""

    what: str
    done: int = 0
    total: int | None = None


Watch = Callable[[Step], None]
"""Called with every step, from any thread."""


def unwatched(_step: Step) -> None:
    """Watch nothing."""


@contextmanager
def terminal_bar() -> Iterator[Watch]:
    """Show the steps as a bar on standard error, when that is a terminal; else show nothing."""
    if not sys.stderr.isatty():
        yield unwatched
        return
    from rich import progress as bars  # noqa: PLC0415 (only long work on a terminal needs it)
    from rich.console import Console  # noqa: PLC0415

    columns = (
        bars.SpinnerColumn(),
        bars.TextColumn("{task.description}"),
        bars.BarColumn(),
        bars.TextColumn("{task.fields[count]}"),
        bars.TimeElapsedColumn(),
    )
    with bars.Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        tasks: dict[str, bars.TaskID] = {}

        def show(step: Step) -> None:
            if step.what not in tasks:
                for old in tasks.values():
                    progress.update(old, visible=False)
                tasks[step.what] = progress.add_task(step.what, total=step.total, count="")
            count = f"{step.done:,}/{step.total:,}" if step.total else ""
            progress.update(tasks[step.what], completed=step.done, count=count)

        yield show
