"""CSL-JSON, the common exchange form of references (https://docs.citationstyles.org, CSL 1.0.2)."""

import re
from typing import Any

from pipeline.references.reference import Reference

_NAMES = {
    "container_title": "container-title", "collection_title": "collection-title", "collection_number": "collection-number",
    "number_of_volumes": "number-of-volumes", "publisher_place": "publisher-place", "url": "URL",
}  # fmt: skip
_TEXT = (
    "title", "container_title", "collection_title", "collection_number", "volume", "issue", "number_of_volumes", "page",
    "edition", "publisher", "publisher_place", "genre", "medium", "event", "archive", "url", "language", "status", "note",
)  # fmt: skip
_TEXT_KEYS = tuple((field, _NAMES.get(field, field)) for field in _TEXT)
_DATE_KEYS = (("issued", "issued"), ("original_date", "original-date"))
_ROLES = {"introduction": "contributor"}
_DATE = re.compile(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?([~?%]?)\Z")
_SEASONS = {21: 1, 22: 2, 23: 3, 24: 4}


def csl_item(reference: Any) -> dict[str, Any]:
    """Return the CSL-JSON object of a reference or citation; keys in CSL's spelling, absent when not known."""
    item: dict[str, Any] = {"type": reference.type}
    if isinstance(reference, Reference):
        names, value_of = reference.names, reference.value
    else:
        names, value_of = reference.contributors, reference.__dict__.get
    for name in names:
        if not name.is_et_al:
            item.setdefault(_ROLES.get(name.role, name.role), []).append(csl_name(name))
    for field, key in _TEXT_KEYS:
        if value := value_of(field):
            item[key] = value
    for field, key in _DATE_KEYS:
        if value := value_of(field):
            item[key] = csl_date(value)
    last = {"year-suffix": value_of("year_suffix"), "DOI": reference.doi, "ISBN": reference.isbn}
    return item | {key: value for key, value in last.items() if value}


def csl_name(name: Any) -> dict[str, str]:
    """Return a name as CSL-JSON has it; the particle as ``non-dropping-particle``."""
    if name.literal and not name.family:
        return {"literal": name.literal}
    parts = {"family": name.family, "given": name.given, "non-dropping-particle": name.particle, "suffix": name.suffix}
    return {key: value for key, value in parts.items() if value}


def csl_date(edtf: str) -> dict[str, Any]:
    """Return an EDTF date as CSL-JSON has it; what CSL cannot say goes into ``literal``."""
    if edtf == "XXXX":
        return {"literal": "n.d."}
    first, slash, last = edtf.partition("/")
    begin = _DATE.match(first)
    if not begin:
        return {"literal": edtf}
    date: dict[str, Any] = {"date-parts": [_parts(begin)]}
    end = _DATE.match(last) if slash else None
    if end:
        date["date-parts"].append(_parts(end))
    month = int(begin[2] or 0)
    if month in _SEASONS:
        date["season"] = _SEASONS[month]
    if begin[4]:
        date["circa"] = True
    return date


def _parts(match: re.Match[str]) -> list[int]:
    parts = [int(match[1])]
    month = int(match[2] or 0)
    if 1 <= month <= 12:
        parts.append(month)
        if match[3]:
            parts.append(int(match[3]))
    return parts


def reference_json(reference: Reference, raw: str) -> dict[str, Any]:
    """Return the CSL-JSON object of a reference, with ``raw`` and, under ``spans``, the offsets of each field in it."""
    return {**csl_item(reference), "raw": raw, "spans": spans(reference)}


def spans(reference: Reference) -> dict[str, Any]:
    """Return ``{field: [start, end]}``; names as a list of spans under their role, one for each name of the item.

    A field read from several places has a list of spans as well; the words *et al.* stand under ``et-al``.
    """
    out: dict[str, Any] = {
        _NAMES.get(field, field): [found.start, found.end] for field, found in reference.fields.items()
    }
    for field in dict.fromkeys(field for field, _ in reference.further):
        places = [piece for name, piece in reference.further if name == field]
        out[field] = [out[field], *([piece.start, piece.end] for piece in places)]
    for name in reference.names:
        role = "et-al" if name.is_et_al else _ROLES.get(name.role, name.role)
        out.setdefault(role, []).append([name.start, name.end])
    for one in reference.identifiers:
        out.setdefault(one.scheme.upper(), [one.start, one.end])
    if reference.unparsed:
        out["unparsed"] = [[found.start, found.end] for found in reference.unparsed]
    return out
