"""Other people's CSL-JSON records, made ready to be printed.

Records from libraries and reference managers hold what a cataloguer would not let pass: a label inside a number, a
place inside the publisher, a URL for a page. ``MENDINGS`` puts each where it belongs, or takes it out where it belongs
nowhere; ``REASONS`` says which records are left out because nobody could read their fields off a page. Every rule is
general, and :func:`usable` counts how many records it touches.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final
from urllib.parse import unquote

from benchmarks.generator.dates import day_month
from pipeline.references.places import is_known_place

Record = dict[str, Any]

_PERIODICAL = frozenset(("article-journal", "article-magazine", "article-newspaper", "review", "review-book"))
_NAMES = ("author", "editor", "translator", "director", "compiler")
_IMPRINT = re.compile(r"(?P<place>[^:]{2,40}?)\s?: (?P<house>.+)", re.DOTALL)
_STATEMENT = re.compile(r"\.? / (?:[^\W\d_a-z]|\[|by |par |von |hrsg|ed).*", re.DOTALL)
_DOUBLE_STOP = re.compile(r"(?<!\.)\.\.(?!\.)")
_VOLUME_IN_TITLE = re.compile(r"[,.] V(?:ol)?\. (?P<volume>\d{1,3})\Z")
_BODY_IN_STOPS = re.compile(r"[^\W\d_]{4,}\. [^\W\d_a-z]")
_PLACE_LAST = re.compile(r"(?P<house>[^,]+), (?P<place>[^,]+)\Z")
_SHORTEST_WORD = 5
"""A last word that is longer than this is no abbreviation, so that its full stop is none either."""
_NO_PLACE = re.compile(r"\W*(?:place of publication|not given|unknown|s\. ?l\.|n\. ?p\.|[\d–-]+\Z)", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:vol(?:umes?|s)?\b\.?|bd\b\.?|band\b|t(?:ome)?\. |nos?\b\.?|nr\b\.?|number\b|issue\b|pp?\b\.|pages?\b|book\b)"
    r"\s*",
    re.IGNORECASE,
)
_LABEL_AFTER = re.compile(r"\s*(?:Seiten|pages|pp?\.|S\.)\Z")
_VOLUME = re.compile(r"(?=\w*\d|[IVXLC]+\Z|[ivxlc]+\Z)[\w.,/ –-]{1,12}\Z")
_MONTH = re.compile(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", re.IGNORECASE)
_PAGE = r"(?=\w*\d|[ivxlc]+\b)[\w.:]{1,16}"
_PAGES = re.compile(rf"{_PAGE}(?:\s*[-–—]+\s*{_PAGE})?(?:,\s?{_PAGE}(?:\s*[-–—]+\s*{_PAGE})?)*\Z")
_RANGE = re.compile(r"\d{2,5}\s?[-–]\s?\d{2,5}\Z")
_SUFFIX = re.compile(r"(?:\A|\s*,\s*|\s+)(?P<suffix>(?:Jr|Sr)\.?|II|III|IV|2nd|3rd)\Z")
_SERIES_NUMBER = re.compile(r",?\s(?:no|vol|nr|bd)\.\s?(?P<number>\d+)\.?\Z", re.IGNORECASE)
_EDITION_WORD = re.compile(r",?\s?\b(?:ed(?:ition|n)?|aufl(?:age)?|éd)\b\.?\Z", re.IGNORECASE)
_NO_EDITION = re.compile(r"\b(?:edited|edition|ed\.) by\b", re.IGNORECASE)
_TEX = re.compile(r"\\[^\W_]|\\[\"'`^~=.]|[{}]|\bfamily=")
_UNDIVIDED = re.compile(r"(?P<family>(?:[\w’'-]+ )*[^\W\d_a-z][^\W\d_A-Z][\w’'-]*) (?P<initials>[A-Z]{1,3})\Z")
_OF_A_BODY = re.compile(r"(?:\A|\s)(?:on|of|for|de l['’])")
_SEVERAL = re.compile(r"[^\W\d_a-z]\. [^\W\d_]+ (?:and|&) [^\W\d_a-z]|;|\d{4} ?[-–]|\bet al\b|\bmany others\b")
_TRANSCRIBED = re.compile(
    r"[^\W_]{4,}\. (?=[^\W\d_(])|\b(?:printed|reprinted|sold|produced) (?:by|for|in)\b|\bnakładem\b|\bpor\b",
    re.IGNORECASE,
)
_NOT_ITS_OWN = re.compile(r"https?:|\d\(\d|\bV\.\s?\d|\bpaper \w*\d|\bVolume \d+\Z|\(\d{4}\)\Z")
_LONE_NAME = re.compile(r"[^\W\d_a-z][\w’'-]+, [^\W\d_a-z][\w’'-]+(?: [^\W\d_a-z][\w’'.-]*){0,2}\Z")
_NO_NAME = frozenset(("n/a", "na", "none", "unknown", "-", "anonymous"))
_FIELD_NAMES = frozenset(
    """
    title|titles|article title|journal title|series title|book title|analytic title|monographic title|collection title|
    catalog title|periodical title|newspaper name|place published|place of publication|publisher|publisher name|volume|
    volume id|series volume|issue|issue id|pages|page(s)|edition|number of volumes|author|author name|editor|translator|
    reporter|investigators|attribution|monographic author|code|status|thesis type
    """.replace("\n", "").replace("    ", "").split("|")
)  # fmt: skip


def _text(record: Mapping[str, Any], key: str) -> str:
    return str(record.get(key) or "").strip()


def _tidied(record: Record) -> bool:
    """Put composed characters for decomposed ones, and take out empty values and the white space around others."""
    before = dict(record)
    for key, value in before.items():
        if isinstance(value, str):
            record[key] = " ".join(unicodedata.normalize("NFC", value).replace("\u200b", "").split())
        if record[key] in ("", [], {}):
            del record[key]
    return record != before


def _catalogue_marks(record: Record) -> bool:
    """``Title : subtitle / by J. Roe`` is a catalogue's punctuation (ISBD); what follows the stroke is no title."""
    done = False
    for key in ("title", "container-title", "collection-title", "collection-number"):
        value = _text(record, key)
        bare = _DOUBLE_STOP.sub(".", _STATEMENT.sub("", value)).replace(" : ", ": ").rstrip(" .,;:")
        bare = bare if value[-3:] != "..." and bare else value
        if bare != value:
            record[key], done = bare, True
    return done


def _no_place(record: Record) -> bool:
    """``Place of publication not given`` is no place, nor is a span of years."""
    value = _text(record, "publisher-place")
    return bool(value) and bool(_NO_PLACE.match(value)) and bool(record.pop("publisher-place"))


def _place_in_publisher(record: Record) -> bool:
    """``New York: Norton`` in the field of the publisher is a place and a publisher."""
    match = _IMPRINT.match(_text(record, "publisher"))
    if (
        not match
        or record.get("publisher-place")
        or not (is_known_place(match["place"].split(",")[0]) or is_known_place(match["place"]))
    ):
        return False
    record["publisher-place"], record["publisher"] = match["place"], match["house"]
    return True


def _place_elsewhere(record: Record) -> bool:
    """``Springer, Heidelberg`` for a publisher, or ``Oxford`` for a series, holds the place that is missing."""
    if record.get("publisher-place"):
        return False
    match = _PLACE_LAST.match(_text(record, "publisher"))
    if match and is_known_place(match["place"]):
        record["publisher"], record["publisher-place"] = match["house"], match["place"]
        return True
    if is_known_place(_text(record, "collection-title")):
        record["publisher-place"] = record.pop("collection-title")
        return True
    return False


def _volume_in_title(record: Record) -> bool:
    """``..., V. 2`` at the end of a title is the volume."""
    match = _VOLUME_IN_TITLE.search(_text(record, "title")) if not record.get("volume") else None
    if match:
        record["title"], record["volume"] = _text(record, "title")[: match.start()], match["volume"]
    return bool(match)


def _labels(record: Record) -> bool:
    """``Vol. 66`` is volume 66: styles print the label themselves."""
    done = False
    for key in ("volume", "issue", "page", "collection-number", "number-of-volumes"):
        value = _text(record, key)
        bare = _LABEL_AFTER.sub("", _LABEL.sub("", value, count=1) if _LABEL.match(value) else value)
        if bare and bare != value:
            record[key], done = bare, True
    return done


def _no_volume(record: Record) -> bool:
    """A month, a season or ``Publish Ahead of Print`` is no volume; neither is any text without a number."""
    value = _text(record, "volume")
    return bool(value) and (not _VOLUME.match(value) or bool(_MONTH.match(value))) and bool(record.pop("volume"))


def _no_pages(record: Record) -> bool:
    """``??–??``, a URL or a title is no page."""
    value = _text(record, "page")
    return bool(value) and not _PAGES.match(value) and bool(record.pop("page"))


def _pages_in_issue(record: Record) -> bool:
    """A range such as ``86-91`` in the field of the issue, with no pages beside it, is the pages."""
    if record.get("page") or not _RANGE.match(_text(record, "issue")):
        return False
    record["page"] = record.pop("issue")
    return True


def _no_count(record: Record) -> bool:
    """How many volumes there are is a number: a description of the carrier is none."""
    value = _text(record, "number-of-volumes")
    return bool(value) and not value.isdigit() and bool(record.pop("number-of-volumes"))


def _series_number(record: Record) -> bool:
    """``..., no. 10`` at the end of a series is its number."""
    match = None if record.get("collection-number") else _SERIES_NUMBER.search(_text(record, "collection-title"))
    if match:
        record["collection-number"] = match["number"]
        record["collection-title"] = _text(record, "collection-title")[: match.start()]
    return bool(match)


def _said_twice(record: Record) -> bool:
    """A series that is the title or the kind of report over again says nothing."""
    series = _text(record, "collection-title").casefold()
    repeated = bool(series) and series in (_text(record, "title").casefold(), _text(record, "genre").casefold())
    if repeated:
        del record["collection-title"]
    return repeated


def _edition_word(record: Record) -> bool:
    """``3. Aufl.`` is edition 3.; what names an editor is none."""
    value = _text(record, "edition")
    bare = "" if _NO_EDITION.search(value) else _EDITION_WORD.sub("", value)
    if bare:
        record["edition"] = bare
    elif value:
        del record["edition"]
    return bare != value


def _closing_stop(record: Record) -> bool:
    """A full stop that closes a series is punctuation of the catalogue."""
    value = _text(record, "collection-title")
    if not value.endswith(".") or value[-4:-1].count(".") or len(value.split()[-1]) <= _SHORTEST_WORD:
        return False
    record["collection-title"] = value[:-1]
    return True


def _divide(name: dict[str, Any]) -> None:
    """Give a name in one piece its parts (``Netten AR``), and a body in two parts its name in one."""
    whole = _UNDIVIDED.match(str(name.get("literal") or name.get("family") or "")) if not name.get("given") else None
    if whole:
        name.pop("literal", None)
        name["family"], name["given"] = whole["family"], ". ".join(whole["initials"]) + "."
    elif _OF_A_BODY.search(str(name.get("given") or "")):
        name["literal"] = f"{name.pop('given')} {name.pop('family', '')}".strip()


def _no_publisher(record: Record) -> bool:
    """``Forthcoming`` is no publisher."""
    value = _text(record, "publisher").casefold()
    return value in ("forthcoming", "in press", "n.p.", "unknown") and bool(record.pop("publisher"))


def _names(record: Record) -> bool:
    """``Jr.`` in the field of the given names is a suffix; ``n/a`` is nobody."""
    done = False
    for role in _NAMES:
        names = [dict(name) for name in record.get(role) or ()]
        kept = [name for name in names if str(name.get("literal") or name.get("family") or "").lower() not in _NO_NAME]
        for name in kept:
            match = _SUFFIX.search(str(name.get("given") or "")) if not name.get("suffix") else None
            if match:
                name["given"], name["suffix"] = str(name["given"])[: match.start()], match["suffix"]
            _divide(name)
        if kept != list(record.get(role) or ()):
            record[role], done = kept, True
    return done


def _doi_as_address(record: Record) -> bool:
    """``10.2307%2F2840430`` and ``doi.acm.org/10.1145/337180.337209`` are a DOI in an address."""
    value = _text(record, "DOI")
    bare = unquote(value[max(value.find("10."), 0) :])
    if bare == value:
        return False
    record["DOI"] = bare
    return True


MENDINGS: Final[Mapping[str, Callable[[Record], bool]]] = {
    "white space, decomposed characters or empty values": _tidied,
    "a title in the punctuation of catalogues, or closed by a full stop": _catalogue_marks,
    "the place is none": _no_place,
    "the publisher is none": _no_publisher,
    "the publisher holds its place": _place_in_publisher,
    "the publisher or the series holds the place": _place_elsewhere,
    "the title holds the volume": _volume_in_title,
    "a number holds its label": _labels,
    "the issue holds the pages": _pages_in_issue,
    "the volume is no volume": _no_volume,
    "the pages are no pages": _no_pages,
    "the number of volumes is no number": _no_count,
    "the series holds its number": _series_number,
    "the series ends in a full stop": _closing_stop,
    "the series repeats title or genre": _said_twice,
    "the edition holds its word": _edition_word,
    "given names hold a suffix, or a name is none": _names,
    "the DOI is part of an address": _doi_as_address,
}
"""What is put right, in this order; each says whether it changed the record."""


def _is_form(record: Record) -> bool:
    """A form that was never filled in: two values and more are names of fields."""
    values = [value for value in record.values() if isinstance(value, str)]
    for role in _NAMES:
        values += [str(name.get("literal") or name.get("family") or "") for name in record.get(role) or ()]
    return sum(value.strip().lower() in _FIELD_NAMES for value in values) > 1


def _has_tex(record: Record) -> bool:
    names = [str(part) for role in _NAMES for name in record.get(role) or () for part in name.values()]
    values = [str(record.get(key) or "") for key in ("title", "container-title", "publisher", "publisher-place")]
    return any(_TEX.search(value) for value in (*names, *values))


def _has_no_place_in_periodical(record: Record) -> bool:
    is_dated = record["type"] in ("article-newspaper", "article-magazine")
    is_placed = record.get("volume") or (day_month(record) if is_dated else record.get("page"))
    return record["type"] in _PERIODICAL and bool(record.get("container-title")) and not is_placed


def _several_in_one_name(record: Record) -> bool:
    names = [str(name.get("literal") or name.get("family") or "") for role in _NAMES for name in record.get(role) or ()]
    return any(_SEVERAL.search(name) for name in names)


def _is_body_in_stops(record: Record) -> bool:
    names = [str(name.get("literal") or name.get("family") or "") for role in _NAMES for name in record.get(role) or ()]
    return any(_BODY_IN_STOPS.search(name) for name in names)


def _is_lone_name(record: Record) -> bool:
    others = ("container-title", "publisher", "publisher-place", *_NAMES)
    return bool(_LONE_NAME.match(_text(record, "title"))) and not any(record.get(key) for key in others)


REASONS: Final[Mapping[str, Callable[[Record], bool]]] = {
    "a form that was never filled in": _is_form,
    "source code of a typesetter in names, titles or imprint": _has_tex,
    "an article without volume, issue, pages and day, which nothing tells from a book": _has_no_place_in_periodical,
    "several names, or a name and years, in one name": _several_in_one_name,
    "an imprint copied from a title page, or of several sentences": lambda record: bool(
        _TRANSCRIBED.search(_text(record, "publisher"))
    ),
    "volume, year, number or address inside the title of the container": lambda record: bool(
        _NOT_ITS_OWN.search(_text(record, "container-title"))
    ),
    "a body and its divisions in sentences of their own": _is_body_in_stops,
    "a person's name for a title, and nothing else": _is_lone_name,
    "a title that is missing": lambda record: not _text(record, "title"),
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
