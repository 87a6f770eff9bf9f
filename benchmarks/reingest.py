"""What a run costs that finds little or nothing new, beside the run that read everything.

``python -m benchmarks.reingest 300 1000`` measures these numbers of articles; ``--no-concepts`` leaves concepts out.
"""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from benchmarks.frame import Row, show
from benchmarks.runs import FULL, Job, Measured, make_corpus, measure

SIZES: Final = (50,)
CHANGED: Final = 0.01
"""Share of the pages that change between two runs; one at least."""
_JUDGED_FROM: Final = 1_000
"""Articles from which the limits hold: a run has a fixed part of some seconds, which outweighs a few articles."""


def change_pages(folder: Path, share: float = CHANGED) -> int:
    """Change a word in some pages of a folder, spread evenly; return how many."""
    pages = sorted(folder.iterdir())
    n_changed = max(1, round(len(pages) * share))
    for page in pages[:: len(pages) // n_changed][:n_changed]:
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace(" the ", " the very ", 1), encoding="utf-8", newline="\n")
    return n_changed


def measure_size(size: int, *, concepts: bool = True) -> tuple[Measured, Measured, Measured]:
    """Return what three runs took: the first one, one that finds nothing new, and one with a share of pages changed."""
    with tempfile.TemporaryDirectory() as folder:
        sources = make_corpus(Path(folder) / "pages", size, FULL)
        job = Job(str(sources), str(Path(folder) / "output"), concepts=concepts)
        first, nothing = measure(job), measure(job)
        change_pages(sources)
        changed = measure(job)
    fates = (first.fate, nothing.fate, changed.fate)
    if fates != ("published", "nothing_new", "published"):
        raise RuntimeError(f"The runs came to {', '.join(fates)}.")
    return first, nothing, changed


def reingest(sizes: Sequence[int] = SIZES, *, concepts: bool = True) -> Iterator[Row]:
    """Yield for each number of articles a row for a run with pages changed, one with nothing new, and their memory."""
    for size in sizes:
        first, nothing, changed = measure_size(size, concepts=concepts)
        is_judged = size >= _JUDGED_FROM
        beside = f"a run that reads {size:,} articles"
        share = f"{max(1, round(size * CHANGED)) / size:.0%}"
        yield Row(f"{share} changed, {size:,} articles", changed.cpu, first.cpu, beside, 1 / 25 if is_judged else None)
        yield Row(f"nothing new, {size:,} articles", nothing.cpu, first.cpu, beside, 1 / 100 if is_judged else None)
        memory = max(nothing.memory, changed.memory) / 1e6
        yield Row(f"their memory, {size:,} articles", memory, first.memory / 1e6, beside, 1.1, unit="MB")


def main(arguments: Sequence[str]) -> None:
    """Print the rows of some numbers of articles."""
    sizes = [int(one) for one in arguments if one.isdecimal()] or list(SIZES)
    show(reingest(sizes, concepts="--no-concepts" not in arguments))


if __name__ == "__main__":
    main(sys.argv[1:])
