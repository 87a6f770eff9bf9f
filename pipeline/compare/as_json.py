"""A comparison for programs: one JSON object, written piece by piece."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from pipeline.compare.differences import Difference
from schemas.release import Manifest


def comparison_json(
    before: Manifest, after: Manifest, counts: dict[str, dict[str, int]], differences: Iterable[Difference]
) -> Iterator[str]:
    """Yield the object: ``from``, ``to``, ``counts`` by table and op, and ``changes``, a difference a line."""
    yield f'{{"from": {json.dumps(before.release_id)}, "to": {json.dumps(after.release_id)}, '
    yield f'"counts": {json.dumps(counts)}, "changes": ['
    comma = "\n"
    for difference in differences:
        yield comma + json.dumps(asdict(difference), ensure_ascii=False)
        comma = ",\n"
    yield "\n]}\n"
