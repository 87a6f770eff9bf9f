"""Floors under the scores, kept in ``benchmarks/floors.json``: they rise, and fall only for a reason that is kept."""

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.quality.scoring import Scores

FLOORS = Path(__file__).parents[1] / "floors.json"
_STEPS = 100
"""Floors have two digits, rounded down."""
_TOLERANCE = 1e-9


class Below(NamedTuple):
    """A score that does not reach its floor."""

    name: str
    floor: float
    score: float


def floor_of(score: float) -> float:
    """Return a score as a floor."""
    return math.floor(score * _STEPS + _TOLERANCE) / _STEPS


def below_floors(floors: Mapping[str, Scores], measured: Mapping[str, Scores]) -> list[Below]:
    """Return the scores that lie below their floors; what was not measured is not judged."""
    return [
        Below(f"{setting}/{name}", floor, measured[setting].get(name, 0.0))
        for setting, scores in floors.items()
        if setting in measured
        for name, floor in scores.items()
        if measured[setting].get(name, 0.0) + _TOLERANCE < floor
    ]


def read_floors(path: Path = FLOORS) -> dict[str, Scores]:
    """Return the floors by setting and score; none when there is no file yet."""
    return dict(_read(path)["floors"])


def raise_floors(measured: Mapping[str, Scores], reason: str | None, path: Path = FLOORS) -> list[Below]:
    """Put the floors at what was measured, and return what fell; without a reason, nothing is written then."""
    kept = _read(path)
    fallen = below_floors(kept["floors"], measured)
    if fallen and not reason:
        return fallen
    for setting, scores in measured.items():
        kept["floors"][setting] = {name: floor_of(score) for name, score in scores.items()}
    kept["lowered"] += [
        {"score": one.name, "from": one.floor, "to": floor_of(one.score), "reason": reason} for one in fallen
    ]
    path.write_text(json.dumps(kept, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return fallen


def _read(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {"floors": {}, "lowered": []}
    return dict(json.loads(path.read_text(encoding="utf-8")))
