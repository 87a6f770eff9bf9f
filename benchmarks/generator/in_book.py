"""What a reference says of a book: the one a part stands in, genre, edition, volumes, editors, series."""

import re

from benchmarks.generator.headline import headline, is_english
from benchmarks.generator.in_periodical import write_pages
from benchmarks.generator.printed_names import lead_names, write_names
from benchmarks.generator.style import Item, Style, Truth, put
from benchmarks.generator.writing import Writer

_CREDITS = (("editor", "Edited by"), ("translator", "Translated by"))


def write_container(out: Writer, truth: Truth, item: Item, style: Style) -> None:
    """Write the book that the work is a part of."""
    out.write(" In ")
    title = str(item["container-title"]).rstrip(".")
    put(out, truth, "container_title", headline(title) if style.headline_case and is_english(item) else title)
    if item.get("volume"):
        out.stop()
        out.write(" Vol. ")
        put(out, truth, "volume", str(item["volume"]))
    _write_edition(out, truth, item)
    editors = item.get("editor") or ()
    if editors and style.credit == "ed":
        out.write(", ed. ")
        write_names(out, truth, "editor", editors, style, first_inverted=False)
    elif editors:
        out.stop()
        out.write(" Edited by ")
        write_names(out, truth, "editor", editors, style, first_inverted=False)
    if item.get("page"):
        out.write(", ")
        write_pages(out, truth, item, style)
    out.stop()
    _write_credits(out, truth, item, style, skip="editor")
    _write_series(out, truth, item)


def write_book_parts(out: Writer, truth: Truth, item: Item, style: Style) -> None:
    """Write what stands between the title of a book and its imprint."""
    if item.get("genre"):
        out.write(" ")
        put(out, truth, "genre", str(item["genre"]))
        if item.get("number"):
            out.write(" ")
            put(out, truth, "collection_number", str(item["number"]))
        out.write("," if item["type"] == "thesis" else ".")
    _write_edition(out, truth, item)
    if item.get("volume"):
        out.stop()
        out.write(" Vol. ")
        put(out, truth, "volume", str(item["volume"]))
        out.write(".")
    _write_credits(out, truth, item, style, skip=lead_names(item)[0])
    if item.get("number-of-volumes"):
        out.write(" ")
        put(out, truth, "number_of_volumes", str(item["number-of-volumes"]))
        out.write(" vols.")
    _write_series(out, truth, item)


def _write_edition(out: Writer, truth: Truth, item: Item) -> None:
    edition = str(item.get("edition") or "").strip()
    if not edition:
        return
    out.stop()
    out.write(" ")
    if edition.isdigit():
        put(out, truth, "edition", ordinal(int(edition)))
        out.write(" ed.")
    else:
        bare = re.sub(r"\s*\bed(?:ition|\.|n\.)?$", "", edition)
        put(out, truth, "edition", bare)
        out.write(" ed.")


def ordinal(number: int) -> str:
    """Return a number as editions are numbered in the house style: ``2d``, ``3d``, ``4th``."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'd', 3: 'd'}.get(number % 10, 'th') }"


def _write_credits(out: Writer, truth: Truth, item: Item, style: Style, *, skip: str | None) -> None:
    for role, words in _CREDITS:
        if item.get(role) and role != skip:
            out.stop()
            out.write(f" {words} ")
            write_names(out, truth, role, item[role], style, first_inverted=False)
            out.stop()


def _write_series(out: Writer, truth: Truth, item: Item) -> None:
    if not item.get("collection-title"):
        return
    out.stop()
    out.write(" ")
    put(out, truth, "collection_title", str(item["collection-title"]))
    if item.get("collection-number"):
        out.write(" ")
        put(out, truth, "collection_number", str(item["collection-number"]))
    out.write(".")
