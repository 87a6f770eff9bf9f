"""JSON Lines (https://jsonlines.org): one object a line, its page in the field ``text``, ``content`` or ``html``."""

import io
import json
import re
from collections.abc import Iterator
from typing import Any, Final

from pipeline.errors import SourceError
from pipeline.sources.members import MAX_BYTES, Member, member_name, too_large

TEXT_FIELDS: Final = ("text", "content", "html")
NAME_FIELDS: Final = ("id", "doi", "url")

_TEXT_FIELD: Final = re.compile(rb"\"(?:text|content|html)\"\s{0,4}:\s{0,4}\"")
_NAMES: Final = re.compile(r"\.(?:jsonl|ndjson)(?:\.\w{2,4})?\Z", re.IGNORECASE)
_REMEDY: Final = "Write one JSON object a line, with the page in the field text, content or html."


def is_json_lines(head: bytes, name: str) -> bool:
    """Return whether a file of this name that begins with ``head`` is JSON Lines: by its name, or its first line."""
    if _NAMES.search(name):
        return True
    first, line_feed, _ = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
    if not first.startswith(b"{"):
        return False
    if not line_feed and _TEXT_FIELD.search(first):
        return True
    return isinstance(_parsed(first), dict) and _TEXT_FIELD.search(first) is not None


def read_json_lines(stream: io.BufferedReader, name: str) -> Iterator[Member | SourceError]:
    """Yield the page of each line, or what is wrong with the line; blank lines are skipped.

    Pages are named by their ``id``, ``doi`` or ``url``, else by their line. One line is held at a time.
    """
    number = 0
    while line := stream.readline(MAX_BYTES + 1):
        number += 1
        if len(line) > MAX_BYTES:
            _skip_line(stream, line)
            error = too_large(name)
            error.line = number
            yield error
        elif line.strip():
            yield _page(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line, name, number)


def _skip_line(stream: io.BufferedReader, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(1 << 20)


def _page(line: bytes, name: str, number: int) -> Member | SourceError:
    record = _parsed(line)
    if isinstance(record, ValueError):
        return _error("json-broken", f"The line is not valid JSON ({record}).", name, number)
    if not isinstance(record, dict):
        return _error("json-no-text", "The line is not a JSON object.", name, number)
    field = next((field for field in TEXT_FIELDS if isinstance(record.get(field), str) and record[field].strip()), None)
    if field is None:
        return _error("json-no-text", f"The object has no text in {', '.join(TEXT_FIELDS)}.", name, number)
    try:
        data = record[field].encode("utf-8")
    except UnicodeEncodeError:
        return _error("json-broken", "The text has half of a surrogate pair, which stands for nothing.", name, number)
    return Member(member_name(name, _name(record, number)), data, "utf-8", field == "html")


def _name(record: dict[str, Any], number: int) -> str:
    for field in NAME_FIELDS:
        if isinstance(record.get(field), str | int) and str(record[field]).strip():
            return str(record[field])
    return f"line {number}"


def _parsed(line: bytes) -> Any:
    """Return the value of a line, or a ``ValueError`` that says why there is none."""
    try:
        return json.loads(line)
    except RecursionError:
        return ValueError("brackets nested too deep")
    except UnicodeDecodeError:
        return ValueError("not UTF-8")
    except ValueError as error:
        return error


def _error(code: str, reason: str, name: str, number: int) -> SourceError:
    return SourceError(code, reason, _REMEDY, path=name, line=number)
