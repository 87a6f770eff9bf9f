"""CSL-JSON items as references of annotated bibliographies, each piece marked with the field it is.

Both layouts of The Chicago Manual of Style are written: author-date, and notes-bibliography with the year last.
"""

from benchmarks.generator.headline import headline, is_english
from benchmarks.generator.imprint import has_year, write_imprint, write_year, write_year_at_end
from benchmarks.generator.in_book import write_book_parts, write_container
from benchmarks.generator.in_periodical import write_periodical
from benchmarks.generator.printed_names import lead_names, write_lead
from benchmarks.generator.style import IN_CONTAINER, IN_PERIODICAL, Item, Style, Truth, put
from benchmarks.generator.writing import Writer

_QUOTED = IN_CONTAINER | IN_PERIODICAL | {"thesis", "webpage", "post-weblog"}


def write_reference(out: Writer, item: Item, style: Style, *, suffix: str = "", dash: bool = False) -> Truth:
    """Write one reference and return what it says; with ``dash``, a dash stands for the names."""
    truth = Truth(str(item["type"]))
    role, names = lead_names(item)
    if role:
        write_lead(out, truth, role, names, style, dash=dash)
    if role and style.layout == "author_date":
        out.write(" ")
        write_year(out, truth, item, style, suffix)
        out.stop()
        out.write(" ")
    elif role:
        out.write(" ")
    _write_title(out, truth, item, style)
    if not role and style.layout == "author_date" and has_year(item):
        out.write(" ")
        write_year(out, truth, item, style, suffix)
        out.stop()
    _write_rest(out, truth, item, style, suffix)
    return truth


def _write_title(out: Writer, truth: Truth, item: Item, style: Style) -> None:
    title = str(item.get("title") or "").strip().rstrip(".")
    if title[:2].isalpha() and title[:2].islower():
        title = title[0].upper() + title[1:]
    if style.headline_case and is_english(item):
        title = headline(title)
    quoted = style.layout == "bibliography" and item["type"] in _QUOTED
    if quoted:
        title = title.replace("“", "‘").replace("”", "’")
        out.write("“")
    put(out, truth, "title", title)
    out.stop()
    if quoted:
        out.write("”")


def _write_rest(out: Writer, truth: Truth, item: Item, style: Style, suffix: str) -> None:
    kind = item["type"]
    if kind in IN_PERIODICAL and item.get("container-title"):
        write_periodical(out, truth, item, style, suffix)
    elif kind == "periodical":
        write_year_at_end(out, truth, item, style, suffix)
    else:
        if kind in IN_CONTAINER and item.get("container-title"):
            write_container(out, truth, item, style)
        else:
            write_book_parts(out, truth, item, style)
        write_imprint(out, truth, item, style, suffix)
