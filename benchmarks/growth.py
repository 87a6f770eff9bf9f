"""How the cost of a run grows with the number of articles: time of every stage, memory, and a second run's time.

``python -m benchmarks.growth 100 300 1000`` measures these sizes and adds them to ``output/growth.jsonl``.
"""

import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from benchmarks.frame import Row, show
from benchmarks.runs import FULL, Job, make_corpus, measure

SIZES: Final = (20, 200)
"""Articles; what is held is the growth from the smallest to the largest."""
RESULTS: Final = Path("output") / "growth.jsonl"


def measure_sizes(sizes: Sequence[int], citations: int = FULL) -> list[dict[str, Any]]:
    """Return what a first run and a second one, which finds nothing new, took for each number of articles."""
    rows = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            sources = make_corpus(Path(folder) / "pages", size, citations)
            job = Job(str(sources), str(Path(folder) / "output"))
            first, again = measure(job), measure(job)
            release = Path(folder) / "output" / "current"
            stored = sum(file.stat().st_size for file in release.resolve().rglob("*") if file.is_file())
            read = sum(file.stat().st_size for file in sources.iterdir())
            rows.append(
                {
                    "articles": size,
                    "citations": citations,
                    "bytes": read,
                    "stored": stored,
                    "first": asdict(first),
                    "again": asdict(again),
                }
            )
            shutil.rmtree(release.resolve().parent.parent, ignore_errors=True)
    return rows


def growth() -> Iterator[Row]:
    """Yield a row for time and memory, the larger corpus against the smaller one."""
    few, many = measure_sizes(SIZES)
    times = many["articles"] / few["articles"]
    first, small = many["first"], few["first"]
    yield Row(
        f"whole run, {many['articles']:,} articles",
        first["cpu"],
        small["cpu"] * times,
        f"{times:g} × a run of {few['articles']}; 1 is linear",
        1.1,
    )
    yield Row(
        f"memory, {many['articles']:,} articles",
        first["memory"] / 1e6,
        small["memory"] / 1e6,
        f"a run of {few['articles']}; 1 is flat",
        1.25,
        unit="MB",
    )
    stages = first["stages"]
    yield Row(
        "whole run",
        first["cpu"],
        stages["parse"] + stages["enrich"],
        "its parsing and enriching; the rest writes and checks",
        2,
    )


def main(sizes: Sequence[int]) -> None:
    """Measure some sizes and add them to the results."""
    rows = measure_sizes(sizes)
    RESULTS.parent.mkdir(exist_ok=True)
    with RESULTS.open("a", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(row)}\n" for row in rows)
    show(
        Row(
            f"{row['articles']:,} articles",
            row["first"]["cpu"],
            row["articles"],
            f"articles; {row['first']['memory'] / 1e6:.0f} MB, again {row['again']['cpu']:.1f} s CPU",
        )
        for row in rows
    )


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
