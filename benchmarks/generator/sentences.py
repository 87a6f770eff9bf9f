"""The sentences of invented prose and the words they are filled with, read from ``sentences.toml``."""

import tomllib
from pathlib import Path
from typing import Final

_LISTS = tomllib.loads(Path(__file__).with_name("sentences.toml").read_text(encoding="utf-8"))


def _strings(name: str) -> tuple[str, ...]:
    return tuple(map(str, _LISTS[name]))


OPENINGS: Final = _strings("openings")
MIDDLES: Final = _strings("middles")
CLOSINGS: Final = _strings("closings")
ANSWERS: Final = _strings("answers")
COMMENTARY: Final = tuple((int(arity), str(template)) for arity, template in _LISTS["commentary"])
"""Sentences with so many works called out; 0 where they stand in parentheses."""
PLAIN: Final = _strings("plain")
FIELDS: Final = _strings("fields")
PERIODS: Final = _strings("periods")
SOURCES: Final = _strings("sources")
PEOPLE: Final = _strings("people")
MODIFIERS: Final = _strings("modifiers")
ABSTRACTS: Final = _strings("abstracts")
KINDS: Final = _strings("kinds")
PLURALS: Final = _strings("plurals")
