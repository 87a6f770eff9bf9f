"""Other people's CSL-JSON records, made ready to be printed.

Records from libraries and reference managers hold what a cataloguer would not let pass. What can be put right is
(``mending``); ``REASONS`` says which records are left out because nobody could read their fields off a page, and
:func:`usable` counts how many records each rule touches.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from benchmarks.generator.dates import day_month
from benchmarks.generator.mending import MENDINGS, NAME_ROLES, Record, text_of

_PERIODICAL = frozenset(("article-journal", "article-magazine", "article-newspaper", "review", "review-book"))
_BODY_IN_STOPS = re.compile(r"[^\W\d_]{4,}\. [^\W\d_a-z]")
_TEX = re.compile(r"\\[^\W_]|\\[\"'`^~=.]|[{}]|\bfamily=")
_SEVERAL = re.compile(r"[^\W\d_a-z]\. [^\W\d_]+ (?:and|&) [^\W\d_a-z]|;|\d{4} ?[-–]|\bet al\b|\bmany others\b")
_TRANSCRIBED = re.compile(
    r"[^\W_]{4,}\. (?=[^\W\d_(])|\b(?:printed|reprinted|sold|produced) (?:by|for|in)\b|\bnakładem\b|\bpor\b",
    re.IGNORECASE,
)
_NOT_ITS_OWN = re.compile(r"https?:|\d\(\d|\bV\.\s?\d|\bpaper \w*\d|\bVolume \d+\Z|\(\d{4}\)\Z")
_LONE_NAME = re.compile(r"[^\W\d_a-z][\w’'-]+, [^\W\d_a-z][\w’'-]+(?: [^\W\d_a-z][\w’'.-]*){0,2}\Z")
_FIELD_NAMES = frozenset(
    """
    title|titles|article title|journal title|series title|book title|analytic title|monographic title|collection title|
    catalog title|periodical title|newspaper name|place published|place of publication|publisher|publisher name|volume|
    volume id|series volume|issue|issue id|pages|page(s)|edition|number of volumes|author|author name|editor|translator|
    reporter|investigators|attribution|monographic author|code|status|thesis type
    """.replace("\n", "").replace("    ", "").split("|")
)  # fmt: skip


def _is_form(record: Record) -> bool:
    """A form that was never filled in: two values and more are names of fields."""
    values = [value for value in record.values() if isinstance(value, str)]
    values += _family_names(record)
    return sum(value.strip().lower() in _FIELD_NAMES for value in values) > 1


def _family_names(record: Record) -> list[str]:
    """Return the family names of persons and the names of bodies, in every role."""
    names = [name for role in NAME_ROLES for name in record.get(role) or ()]
    return [str(name.get("literal") or name.get("family") or "") for name in names]


def _has_tex(record: Record) -> bool:
    names = [str(part) for role in NAME_ROLES for name in record.get(role) or () for part in name.values()]
    values = [str(record.get(key) or "") for key in ("title", "container-title", "publisher", "publisher-place")]
    return any(_TEX.search(value) for value in (*names, *values))


def _has_no_place_in_periodical(record: Record) -> bool:
    is_dated = record["type"] in ("article-newspaper", "article-magazine")
    is_placed = record.get("volume") or (day_month(record) if is_dated else record.get("page"))
    return record["type"] in _PERIODICAL and bool(record.get("container-title")) and not is_placed


def _several_in_one_name(record: Record) -> bool:
    return any(_SEVERAL.search(name) for name in _family_names(record))


def _is_body_in_stops(record: Record) -> bool:
    return any(_BODY_IN_STOPS.search(name) for name in _family_names(record))


def _is_lone_name(record: Record) -> bool:
    others = ("container-title", "publisher", "publisher-place", *NAME_ROLES)
    return bool(_LONE_NAME.match(text_of(record, "title"))) and not any(record.get(key) for key in others)


REASONS: Final[Mapping[str, Callable[[Record], bool]]] = {
    "a form that was never filled in": _is_form,
    "source code of a typesetter in names, titles or imprint": _has_tex,
    "an article without volume, issue, pages and day, which nothing tells from a book": _has_no_place_in_periodical,
    "several names, or a name and years, in one name": _several_in_one_name,
    "an imprint copied from a title page, or of several sentences": lambda record: bool(
        _TRANSCRIBED.search(text_of(record, "publisher"))
    ),
    "volume, year, number or address inside the title of the container": lambda record: bool(
        _NOT_ITS_OWN.search(text_of(record, "container-title"))
    ),
    "a body and its divisions in sentences of their own": _is_body_in_stops,
    "a person's name for a title, and nothing else": _is_lone_name,
    "a title that is missing": lambda record: not text_of(record, "title"),
}
"""Why a record is left out, whole."""


def usable(records: Iterable[Mapping[str, Any]]) -> tuple[list[Record], Counter[str], Counter[str]]:
    """Return the records that can be printed, mended; how many each mending touched; how many each reason left out."""
    kept: list[Record] = []
    mended: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    for original in records:
        record = dict(original)
        done = [name for name, mend in MENDINGS.items() if mend(record)]
        reason = next((name for name, applies in REASONS.items() if applies(dict(original)) or applies(record)), None)
        if reason:
            left_out[reason] += 1
            continue
        mended.update(done)
        kept.append(record)
    return kept, mended, left_out
