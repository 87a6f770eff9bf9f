"""Waivers: findings that somebody answers for, until a day.

::

    [[waiver]]
    check = "V16"
    ids = ["obo-9780199756810-0001"]     # records or articles; "release" for what is said of the whole
    who = "A. Librarian"
    why = "The publisher moved the module last week; the list of modules follows in spring."
    until = 2027-03-31

Errors cannot be waived: what they find makes a release wrong, not doubtful.
"""

import tomllib
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from pipeline.checks.audit import Check, Wrong
from pipeline.errors import RunError
from schemas.base import Record, Text
from schemas.release import WaiverState, WaiverUse

NAME = "waivers.toml"
"""The file beside the releases that is read when no other is given."""
THE_RELEASE = "release"


class Waiver(Record):
    """One waiver, as written."""

    check: Text
    ids: tuple[Text, ...]
    who: Text
    why: Text
    until: date


class Waivers:
    """The waivers of a validation; it counts what each is about."""

    def __init__(self, waivers: Sequence[Waiver] = (), today: date = date.max) -> None:
        self._waivers = waivers
        self._today = today
        self._counts: Counter[int] = Counter()
        # Of two waivers of one finding the one that counts longer is asked.
        by_end = sorted(enumerate(waivers), key=lambda item: item[1].until)
        self._numbers = {(w.check, one): number for number, w in by_end for one in w.ids}

    def find(self, check: Check, wrong: Wrong) -> str | None:
        """Return who waives a finding and until when, or None when nobody does."""
        if check.severity == "error":
            return None
        numbers = (self._numbers.get((check.code, one)) for one in _names(wrong))
        number = next((n for n in numbers if n is not None), None)
        if number is None:
            return None
        self._counts[number] += 1
        waiver = self._waivers[number]
        return f"{waiver.who}, until {waiver.until}" if self._counts_today(waiver) else None

    def _counts_today(self, waiver: Waiver) -> bool:
        return self._today <= waiver.until

    def uses(self) -> tuple[WaiverUse, ...]:
        """Return every waiver and what came of it."""
        return tuple(
            WaiverUse(**waiver.model_dump(), state=self._state(number), n_failures=self._counts[number])
            for number, waiver in enumerate(self._waivers)
        )

    def _state(self, number: int) -> WaiverState:
        if not self._counts_today(self._waivers[number]):
            return "expired"
        return "used" if self._counts[number] else "unused"


def _names(wrong: Wrong) -> tuple[str, ...]:
    names = tuple(name for name in (wrong.record_id, wrong.article_id) if name)
    return names or (THE_RELEASE,)


_WAIVER = TypeAdapter(Waiver)


def read_waivers(path: Path, checks: Collection[Check]) -> tuple[Waiver, ...]:
    """Return the waivers in a TOML file.

    Raises:
        RunError: `bad-waivers` when the file does not read, a waiver lacks something, or is about an error.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _error(f"{path} does not read: {error}.") from error
    given = content.get("waiver", [])
    if content.keys() - {"waiver"} or not isinstance(given, list):
        raise _error(f"{path} may hold waivers only, each under a line [[waiver]].")
    return tuple(_read(path, number, item, checks) for number, item in enumerate(given, 1))


def _read(path: Path, number: int, item: Any, checks: Collection[Check]) -> Waiver:
    where = f"{path}, waiver {number}"
    try:
        plain = item | {"ids": tuple(item.get("ids", ()))}
        waiver = _WAIVER.validate_python(plain)
    except (TypeError, AttributeError) as error:
        raise _error(f"{where} is not a table.") from error
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise _error(f"{where}: {problems}.") from error
    severities = {check.severity for check in checks if check.code == waiver.check}
    if not severities:
        raise _error(f"{where}: there is no check {waiver.check}.")
    if severities == {"error"}:
        raise _error(f"{where}: {waiver.check} finds errors, which cannot be waived.")
    if not waiver.ids:
        raise _error(f"{where} names no ids.")
    return waiver


def _error(reason: str) -> RunError:
    return RunError("bad-waivers", reason, "A waiver has check, ids, who, why and until; see docs/checks.md.")
