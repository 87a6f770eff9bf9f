"""Expectations: the numbers a release is measured by, from the file that is shipped and the one a user gives."""

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import RunError

SHIPPED = Path(__file__).parent.parent / "data" / "expectations.toml"
Limits = Mapping[str, Mapping[str, float]]
_CODE = re.compile(r"V(?:0[1-9]|[1-4]\d|5[01])")
VERSION = 1
"""Version of the file's form: which tables and names it may have. A file of another version is not read."""


@dataclass(frozen=True)
class Expectations:
    """The limits of every check by code, ``default`` for those of all checks; the name says which they are."""

    limits: Limits
    name: str


def read_expectations(path: Path | None = None) -> Expectations:
    """Return the shipped limits, replaced by those a TOML file gives.

    Raises:
        RunError: `bad-expectations` when the file does not read, is of another version, or names what is unknown.
    """
    shipped = _read(SHIPPED)
    given = _read(path) if path else {}
    for code, ours in given.items():
        unknown = ours.keys() - shipped.get(code, {}).keys() - shipped["default"].keys()
        if unknown or (code not in shipped and not _CODE.fullmatch(code)):
            what = f"[{code}] {', '.join(sorted(unknown))}".strip()
            raise _error(f"{path} sets {what}, which is no limit of any check.", "See docs/checks.md for their names.")
    limits = {code: shipped.get(code, {}) | given.get(code, {}) for code in sorted(shipped | given)}
    digest = hashlib.sha256(json.dumps(limits, sort_keys=True).encode()).hexdigest()
    return Expectations(limits, f"{VERSION}-{digest[:8]}")


def _read(path: Path) -> dict[str, dict[str, float]]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _error(f"{path} does not read: {error}.", "Mend it, or give another file.") from error
    if content.pop("version", None) != VERSION:
        raise _error(f"{path} is not of version {VERSION}.", f"Its first line must be: version = {VERSION}")
    for code, limits in content.items():
        _require_numbers(path, code, limits)
    return content


def _require_numbers(path: Path, code: str, limits: Any) -> None:
    numbers = isinstance(limits, dict) and all(isinstance(v, int | float) for v in limits.values())
    if not numbers or any(isinstance(value, bool) for value in limits.values()):
        raise _error(f"{path}: {code} must be a table of numbers.", f"Write: [{code}], then: share = 0.05")


def _error(reason: str, remedy: str) -> RunError:
    return RunError("bad-expectations", reason, remedy)
