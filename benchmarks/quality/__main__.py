"""Measure quality and hold it against the floors: ``python -m benchmarks.quality --help``."""

import argparse
import sys
from collections.abc import Mapping

from benchmarks.quality.development import score_development
from benchmarks.quality.floors import Below, below_floors, raise_floors, read_floors
from benchmarks.quality.scoring import (
    LAYOUTS,
    SETTINGS,
    Miss,
    Scores,
    damaged_pages,
    pages_of,
    score_damaged,
    score_pages,
)


def main() -> None:
    """Print the scores; end with 1 when one lies below its floor."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality", description=__doc__)
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="also print N things read wrong a setting")
    parser.add_argument("--generated-only", action="store_true", help="leave the development data out")
    parser.add_argument("--update", action="store_true", help="put the floors at what is measured now, if none falls")
    parser.add_argument("--allow-regression", metavar="REASON", help="let floors fall, for a reason that is kept")
    chosen = parser.parse_args()
    measured: dict[str, Scores] = {}
    for setting in SETTINGS:
        measured[setting.name], misses = score_pages(pages_of(setting))
        _print_misses(setting.name, misses[: chosen.errors])
    for layout in LAYOUTS:
        name = f"{layout}/damaged"
        measured[name], misses = score_damaged(damaged_pages(layout))
        _print_misses(name, misses[: chosen.errors])
    if not chosen.generated_only:
        measured |= score_development()
    floors = read_floors()
    _print_table(floors, measured)
    if chosen.update:
        _end(raise_floors(measured, chosen.allow_regression), forgiven=bool(chosen.allow_regression))
    else:
        _end(below_floors(floors, measured), forgiven=False)


def _print_misses(setting: str, misses: list[Miss]) -> None:
    for miss in misses:
        print(f"{setting}  {miss.page}  {miss.kind}: {miss.what}")


def _print_table(floors: Mapping[str, Scores], measured: Mapping[str, Scores]) -> None:
    print("`fields`: share of citations with every field and name right; heads: shares; everything else: F1,")
    print("of damaged pages the lowest of sections, citations, annotations and mentions\n")
    print(f"{'setting':<42}{'score':<36}{'measured':>9}{'floor':>8}")
    for setting, scores in measured.items():
        for name, score in scores.items():
            floor = floors.get(setting, {}).get(name)
            print(f"{setting:<42}{name:<36}{score:>9.3f}{'-' if floor is None else f'{floor:.2f}':>8}")


def _end(fallen: list[Below], *, forgiven: bool) -> None:
    for one in fallen:
        print(f"below its floor: {one.name} is {one.score:.3f}, floor {one.floor:.2f}", file=sys.stderr)
    if fallen and not forgiven:
        sys.exit(1)


if __name__ == "__main__":
    main()
