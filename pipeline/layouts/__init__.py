"""Layouts: the ways a page is set out, one a file.

``LAYOUTS`` is read top down: the layout with the highest score cuts the page, of equal scores the first. The last one
always fits. Others are added by packages that name them in the entry-point group ``annobib.layouts``.
"""

from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import NamedTuple, Protocol

from pipeline.errors import RunError
from pipeline.layouts import buttons, flat, markdown, page, plain, reading_list
from pipeline.page.lines import Page
from pipeline.page.pieces import Piece

_GROUP = "annobib.layouts"


class Score(Protocol):
    """Says from 0 to 1 how well a page fits a layout, by its shape."""

    def __call__(self, page: Page) -> float:
        """Return the score of ``page``."""


class Split(Protocol):
    """Cuts a page into named pieces; it never parses what is in them."""

    def __call__(self, page: Page) -> tuple[Piece, ...]:
        """Return the pieces of ``page`` in order; what they leave out becomes ``unparsed``."""


class Layout(NamedTuple):
    """A way of setting out a page."""

    name: str
    score: Score
    split: Split


LAYOUTS: tuple[Layout, ...] = (
    Layout(buttons.NAME, buttons.score, buttons.split),
    Layout(markdown.NAME, markdown.score, markdown.split),
    Layout(page.NAME, page.score, page.split),
    Layout(flat.NAME, flat.score, flat.split),
    Layout(reading_list.NAME, reading_list.score, reading_list.split),
    Layout(plain.NAME, plain.score, plain.split),
)


@cache
def all_layouts() -> tuple[Layout, ...]:
    """Return the layouts of installed packages, by name, and then our own.

    Raises:
        RunError: What a package names as its layout cannot be loaded or is none. Without it pages would be cut
            otherwise than the user expects, so nothing is read at all.
    """
    return (*(_loaded(entry) for entry in sorted(entry_points(group=_GROUP), key=lambda entry: entry.name)), *LAYOUTS)


def _loaded(entry: EntryPoint) -> Layout:
    try:
        layout = entry.load()
    except Exception as error:
        raise _broken(entry, f"could not be loaded: {error}.") from error
    if not isinstance(layout, Layout):
        raise _broken(entry, f"is not a Layout but {type(layout).__name__}.")
    return layout


def _broken(entry: EntryPoint, problem: str) -> RunError:
    package = f" of the package {entry.dist.name}" if entry.dist else ""
    return RunError(
        "layout-broken",
        f"The page layout {entry.name}{package} ({entry.value}) {problem}",
        "Repair or uninstall that package.",
    )
