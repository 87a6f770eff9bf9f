"""Where in a journal, magazine or newspaper a work stands: its title, volume, issue, day and pages."""

import re

from benchmarks.generator.dates import day_month, shown_year
from benchmarks.generator.imprint import write_year
from benchmarks.generator.style import Item, Style, Truth, put
from benchmarks.generator.writing import Writer


def write_periodical(out: Writer, truth: Truth, item: Item, style: Style, suffix: str) -> None:
    """Write the title of the periodical, and where in it the work stands."""
    out.write(" ")
    put(out, truth, "container_title", str(item["container-title"]))
    if item["type"] in ("article-newspaper", "article-magazine") and not item.get("volume"):
        _write_issue_date(out, truth, item, style)
        return
    if item.get("volume"):
        out.write(" ")
        put(out, truth, "volume", str(item["volume"]))
        if item.get("issue"):
            before, after = {"dot": (".", ""), "number": (", no. ", ""), "parentheses": (" (", ")")}[style.locator]
            out.write(before)
            put(out, truth, "issue", str(item["issue"]))
            out.write(after)
    if style.layout == "bibliography":
        out.write(" (")
        write_year(out, truth, item, Style(original="none"), suffix)
        out.write(")")
    if item.get("page"):
        out.write(": ")
        write_pages(out, truth, item, style)
    out.write(".")


def _write_issue_date(out: Writer, truth: Truth, item: Item, style: Style) -> None:
    day = day_month(item)
    year, edtf = shown_year(item)
    if style.layout == "bibliography" and year:
        out.write(", ")
        put(out, truth, "issued", f"{day} {year}" if day else year, edtf)
    elif day:
        out.write(f", {day}")
    out.write(".")


def write_pages(out: Writer, truth: Truth, item: Item, style: Style) -> None:
    """Write the pages, with the last one in full or shortened."""
    pages = re.sub(r"\s*[-–—]+\s*", "–", str(item["page"]).strip())
    printed = pages
    if style.short_pages:
        first, dash, last = pages.partition("–")
        if dash and first.isdigit() and last.isdigit() and len(first) == len(last) > 2 and first[0] == last[0]:  # noqa: PLR2004 - two digits are never shortened
            printed = f"{first}–{last[1:].lstrip('0') if last[1] != first[1] else last[-2:]}"
    put(out, truth, "page", printed)
