"""What is put right in other people's CSL-JSON records: a label inside a number, a place inside the publisher.

``MENDINGS`` puts each value where it belongs, or takes it out where it belongs nowhere. Every rule is general.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import unquote

from pipeline.references.places import is_known_place

Record = dict[str, Any]
NAME_ROLES: Final = ("author", "editor", "translator", "director", "compiler")
_IMPRINT = re.compile(r"(?P<place>[^:]{2,40}?)\s?: (?P<house>.+)", re.DOTALL)
_STATEMENT = re.compile(r"\.? / (?:[^\W\d_a-z]|\[|by |par |von |hrsg|ed).*", re.DOTALL)
_DOUBLE_STOP = re.compile(r"(?<!\.)\.\.(?!\.)")
_VOLUME_IN_TITLE = re.compile(r"[,.] V(?:ol)?\. (?P<volume>\d{1,3})\Z")
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
_UNDIVIDED = re.compile(r"(?P<family>(?:[\w’'-]+ )*[^\W\d_a-z][^\W\d_A-Z][\w’'-]*) (?P<initials>[A-Z]{1,3})\Z")
_OF_A_BODY = re.compile(r"(?:\A|\s)(?:on|of|for|de l['’])")
_NO_NAME = frozenset(("n/a", "na", "none", "unknown", "-", "anonymous"))


def text_of(record: Mapping[str, Any], key: str) -> str:
    """Return a value as text, empty when the record has none."""
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
        value = text_of(record, key)
        bare = _DOUBLE_STOP.sub(".", _STATEMENT.sub("", value)).replace(" : ", ": ").rstrip(" .,;:")
        bare = bare if value[-3:] != "..." and bare else value
        if bare != value:
            record[key], done = bare, True
    return done


def _no_place(record: Record) -> bool:
    """``Place of publication not given`` is no place, nor is a span of years."""
    value = text_of(record, "publisher-place")
    return bool(value) and bool(_NO_PLACE.match(value)) and bool(record.pop("publisher-place"))


def _place_in_publisher(record: Record) -> bool:
    """``New York: Norton`` in the field of the publisher is a place and a publisher."""
    match = _IMPRINT.match(text_of(record, "publisher"))
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
    match = _PLACE_LAST.match(text_of(record, "publisher"))
    if match and is_known_place(match["place"]):
        record["publisher"], record["publisher-place"] = match["house"], match["place"]
        return True
    if is_known_place(text_of(record, "collection-title")):
        record["publisher-place"] = record.pop("collection-title")
        return True
    return False


def _volume_in_title(record: Record) -> bool:
    """``..., V. 2`` at the end of a title is the volume."""
    match = _VOLUME_IN_TITLE.search(text_of(record, "title")) if not record.get("volume") else None
    if match:
        record["title"], record["volume"] = text_of(record, "title")[: match.start()], match["volume"]
    return bool(match)


def _labels(record: Record) -> bool:
    """``Vol. 66`` is volume 66: styles print the label themselves."""
    done = False
    for key in ("volume", "issue", "page", "collection-number", "number-of-volumes"):
        value = text_of(record, key)
        bare = _LABEL_AFTER.sub("", _LABEL.sub("", value, count=1) if _LABEL.match(value) else value)
        if bare and bare != value:
            record[key], done = bare, True
    return done


def _no_volume(record: Record) -> bool:
    """A month, a season or ``Publish Ahead of Print`` is no volume; neither is any text without a number."""
    value = text_of(record, "volume")
    return bool(value) and (not _VOLUME.match(value) or bool(_MONTH.match(value))) and bool(record.pop("volume"))


def _no_pages(record: Record) -> bool:
    """``??–??``, a URL or a title is no page."""
    value = text_of(record, "page")
    return bool(value) and not _PAGES.match(value) and bool(record.pop("page"))


def _pages_in_issue(record: Record) -> bool:
    """A range such as ``86-91`` in the field of the issue, with no pages beside it, is the pages."""
    if record.get("page") or not _RANGE.match(text_of(record, "issue")):
        return False
    record["page"] = record.pop("issue")
    return True


def _no_count(record: Record) -> bool:
    """How many volumes there are is a number: a description of the carrier is none."""
    value = text_of(record, "number-of-volumes")
    return bool(value) and not value.isdigit() and bool(record.pop("number-of-volumes"))


def _series_number(record: Record) -> bool:
    """``..., no. 10`` at the end of a series is its number."""
    match = None if record.get("collection-number") else _SERIES_NUMBER.search(text_of(record, "collection-title"))
    if match:
        record["collection-number"] = match["number"]
        record["collection-title"] = text_of(record, "collection-title")[: match.start()]
    return bool(match)


def _said_twice(record: Record) -> bool:
    """A series that is the title or the kind of report over again says nothing."""
    series = text_of(record, "collection-title").casefold()
    repeated = bool(series) and series in (text_of(record, "title").casefold(), text_of(record, "genre").casefold())
    if repeated:
        del record["collection-title"]
    return repeated


def _edition_word(record: Record) -> bool:
    """``3. Aufl.`` is edition 3.; what names an editor is none."""
    value = text_of(record, "edition")
    bare = "" if _NO_EDITION.search(value) else _EDITION_WORD.sub("", value)
    if bare:
        record["edition"] = bare
    elif value:
        del record["edition"]
    return bare != value


def _closing_stop(record: Record) -> bool:
    """A full stop that closes a series is punctuation of the catalogue."""
    value = text_of(record, "collection-title")
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
    value = text_of(record, "publisher").casefold()
    return value in ("forthcoming", "in press", "n.p.", "unknown") and bool(record.pop("publisher"))


def _names(record: Record) -> bool:
    """``Jr.`` in the field of the given names is a suffix; ``n/a`` is nobody."""
    done = False
    for role in NAME_ROLES:
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
    value = text_of(record, "DOI")
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
