"""CSL-JSON (https://docs.citationstyles.org, CSL 1.0.2), as an array or one object a line."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.exports.entries import Entry
from pipeline.references.csl import csl_item


def item(entry: Entry) -> dict[str, Any]:
    """Return the object of an entry: the annotation is in ``note``, its concepts in ``keyword``."""
    found: dict[str, Any] = {"id": entry.key, **csl_item(entry)}
    found.setdefault("title", entry.label)
    notes = [*([found.pop("note")] if "note" in found else []), *entry.annotations]
    if notes:
        found["note"] = "\n\n".join(notes)
    if entry.keywords:
        found["keyword"] = ", ".join(entry.keywords)
    return found


def listed(entry: Entry) -> dict[str, str]:
    """Return where a work is listed, so that it can be found again in the release."""
    places = {
        "citation_id": entry.citation_id,
        "work_id": entry.work_id,
        "article_id": entry.article_id,
        "article": entry.article_title,
        "section": entry.section,
    }
    return {key: value for key, value in places.items() if value}


def write_array(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield one JSON array, an item a line."""
    yield "["
    before = "\n"
    for entry in entries:
        yield before + json.dumps(item(entry), ensure_ascii=False)
        before = ",\n"
    yield "\n]\n"


def write_lines(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield one JSON object a line; ``custom`` says where the work is listed, which some processors warn of."""
    for entry in entries:
        yield json.dumps({**item(entry), "custom": listed(entry)}, ensure_ascii=False) + "\n"
