"""The words of invented works and pages, read from ``words.toml``."""

import tomllib
from pathlib import Path
from typing import Final

_LISTS = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


def _words(name: str) -> tuple[str, ...]:
    return tuple(map(str, _LISTS[name]))


def _pairs(name: str) -> tuple[tuple[str, str], ...]:
    return tuple((str(first), str(second)) for first, second in _LISTS[name])


FAMILIES: Final = _words("families")
COMPOUND_FAMILIES: Final = _words("compound_families")
PARTICLES: Final = _words("particles")
PARTICLE_FAMILIES: Final = _words("particle_families")
GIVENS: Final = _words("givens")
HYPHENATED_GIVENS: Final = _words("hyphenated_givens")
ORGANISATIONS: Final = _words("organisations")
NOUNS: Final = _words("nouns")
ADJECTIVES: Final = _words("adjectives")
GERUNDS: Final = _words("gerunds")
PLACES: Final = _words("places")
PUBLISHERS: Final = _pairs("publishers")
SCHOOLS: Final = _words("schools")
JOURNALS: Final = _words("journals")
JOURNAL_FIELDS: Final = _words("journal_fields")
NEWSPAPERS: Final = _words("newspapers")
MAGAZINES: Final = _words("magazines")
SERIES: Final = _words("series")
SUBJECTS: Final = _pairs("subjects")
HEADINGS: Final = _words("headings")
HEADING_FORMS: Final = _words("heading_forms")
