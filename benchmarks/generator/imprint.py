"""Year, place and publisher of a reference, and the year that ends one without them."""

from benchmarks.generator.dates import original_year, shown_year
from benchmarks.generator.style import Item, Style, Truth, put
from benchmarks.generator.writing import Writer


def has_year(item: Item) -> bool:
    """Say whether the item has a year that can be printed."""
    return bool(shown_year(item)[0])


def write_year(out: Writer, truth: Truth, item: Item, style: Style, suffix: str) -> None:
    """Write the year, that of first publication before it, and the letter that tells works of a year apart."""
    year, edtf = shown_year(item)
    original = original_year(item)
    if original and style.original == "bracket":
        out.write("[")
        put(out, truth, "original_date", original)
        out.write("] ")
    put(out, truth, "issued", year or "n.d.", edtf or "XXXX")
    if suffix:
        put(out, truth, "year_suffix", suffix)


def write_imprint(out: Writer, truth: Truth, item: Item, style: Style, suffix: str) -> None:
    """Write place and publisher, with the year where it stands last."""
    publisher = str(item.get("publisher") or "").strip()
    place = str(item.get("publisher-place") or "").strip()
    if style.short_universities:
        publisher = publisher.replace("University", "Univ.")
    if not (publisher or place):
        write_year_at_end(out, truth, item, style, suffix)
        return
    if item["type"] != "thesis" or not truth.fields.get("genre"):
        out.stop()
    out.write(" ")
    if place and item["type"] != "thesis":
        put(out, truth, "publisher_place", place)
        out.write(": " if publisher else "")
    if publisher:
        put(out, truth, "publisher", publisher)
    if style.layout == "bibliography" and has_year(item):
        out.write(", ")
        write_year(out, truth, item, Style(original="none"), suffix)
    out.stop()
    original = original_year(item)
    if original and style.original == "published":
        out.write(" Originally published in ")
        put(out, truth, "original_date", original)
        out.write(".")


def write_year_at_end(out: Writer, truth: Truth, item: Item, style: Style, suffix: str) -> None:
    """Write the year that ends a reference without imprint, where the year stands last."""
    if style.layout == "bibliography" and has_year(item):
        out.stop()
        out.write(" ")
        write_year(out, truth, item, Style(original="none"), suffix)
        out.stop()
