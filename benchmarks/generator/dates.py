"""Dates of CSL-JSON items as references print them."""

from collections.abc import Mapping
from typing import Any

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def _parts(item: Mapping[str, Any], key: str) -> list[list[int]]:
    date = item.get(key) or {}
    return [[int(part) for part in parts if str(part).lstrip("-").isdigit()] for parts in date.get("date-parts") or []]


def shown_year(item: Mapping[str, Any]) -> tuple[str, str]:
    """Return the year as printed and as EDTF, both empty when the item has none.

    A span of years is printed whole; one that has not ended (``"open": true``, our own key) ends in a dash.
    """
    date = item.get("issued") or {}
    parts = [part for part in _parts(item, "issued") if part and part[0] > 0]
    if not parts:
        status = str(item.get("status") or date.get("literal") or "")
        return (status, "XXXX") if status in ("n.d.", "forthcoming") else ("", "")
    first = parts[0]
    year = str(first[0])
    if date.get("open"):
        return f"{year}–", f"{year}/.."
    if len(parts) > 1 and parts[1][0] != first[0]:
        return f"{year}–{parts[1][0]}", f"{year}/{parts[1][0]}"
    if date.get("circa"):
        return f"c. {year}", f"{year}~"
    return year, year


def original_year(item: Mapping[str, Any]) -> str | None:
    """Return the year of first publication, when it is another than that of the edition."""
    parts = _parts(item, "original-date")
    year = str(parts[0][0]) if parts and parts[0] else None
    return year if year != shown_year(item)[0] else None


def day_month(item: Mapping[str, Any]) -> str:
    """Return day and month as newspapers are cited, ``20 May``; empty when the item has only a year."""
    parts = _parts(item, "issued")
    if not parts or len(parts[0]) < 2 or not 1 <= parts[0][1] <= len(MONTHS):  # noqa: PLR2004 - year and month
        return ""
    month = MONTHS[parts[0][1] - 1]
    return f"{parts[0][2]} {month}" if len(parts[0]) > 2 else month  # noqa: PLR2004 - and day
