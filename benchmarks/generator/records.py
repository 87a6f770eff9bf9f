"""The works the generator cites: CSL-JSON items, real ones that ship with it, invented ones, or those of a file."""

import json
from pathlib import Path

from benchmarks.generator.inventing import Item, invent_works

RECORDS = Path(__file__).with_name("records.jsonl")
"""Facts about real works, one CSL-JSON item a line, titles in sentence case."""


def read_records(path: Path = RECORDS) -> list[Item]:
    """Return the CSL-JSON items of a file: one a line, or one array of them."""
    text = path.read_text(encoding="utf-8")
    if text.lstrip().startswith("["):
        return list(json.loads(text))
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def works(count: int, seed: int) -> list[Item]:
    """Return ``count`` works for pages, the real ones mixed in among invented ones, one in ten."""
    invented = invent_works(count, seed)
    real = read_records()
    for number in range(0, count, 10):
        invented[number] = real[number // 10 % len(real)]
    return invented
