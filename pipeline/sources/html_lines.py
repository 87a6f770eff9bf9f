"""The lines of an HTML page: what its elements make of the text between them.

* Headings and paragraphs stand between blank lines; other blocks, rows of tables and ``<br>`` begin new lines.
* An item of a list, or the term of a definition list, begins with a bullet at indent 2, and everything else in it
  is indented by 4; each list inside adds 4. A term that ends in a colon and its definition are one line.
* White space is folded as browsers do; no-break spaces stay. Marks of italics are left out and given as spans.
* Scripts, styles, hidden elements, menus and the foot of the page are left out; a contents list is no menu. Buttons
  are kept when they are those of a bibliography.
* A link to a DOI that the list around it does not show becomes a DOI line of its own, below the line of the link:
  when the link is in the first line of an item, or when its text says only ``DOI`` or ``Crossref``.
"""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from pipeline.page.furniture import Role, name_line
from pipeline.sources.html_elements import (
    BLOCKS,
    INSIDE,
    ITALICS,
    ITEMS,
    LISTS,
    MENUS,
    PARAGRAPHS,
    is_contents_list,
    is_left_out,
    linked_doi,
    role_of,
)
from pipeline.sources.html_writer import Place, Writer

_SPACE: Final = re.compile(r"[ \t\n\r\f]+")
_DOI_LABEL: Final = re.compile(r"[\W_]{0,4}(?:doi|crossref)[\W_]{0,4}\Z", re.IGNORECASE)
_SHOWN_DOI: Final = re.compile(r"10\.\d{4,9}/\S{1,300}")


class HtmlPage(NamedTuple):
    """The text of a page, and the half-open spans of it that were set in italics, in code points."""

    text: str
    italics: tuple[tuple[int, int], ...]


class _Open(NamedTuple):
    """An element that is not closed yet: where it began, and what its attributes say."""

    tag: str
    place: Place
    doi: str | None = None
    is_contents: bool = False


class PageLines:
    """Takes the events of an HTML parser (`lxml.etree.HTMLParser(target=...)`) and gives the page."""

    def __init__(self) -> None:
        self._writer = Writer()
        self._open: list[_Open] = []
        self._n_hidden = 0
        self._n_menus = 0
        self._n_inside = 0
        self._n_pre = 0
        self._items: list[int] = []
        self._dois_of_line: list[str] = []
        self._dois: list[tuple[int, str]] = []
        self._doi_lines: dict[int, list[str]] = {}
        self._first_line = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin an element."""
        tag = role_of(tag, attributes)
        is_site_foot = tag == "footer" and not self._n_inside
        if self._n_hidden or is_site_foot or is_left_out(tag, attributes):
            self._n_hidden += 1
            return
        if tag in BLOCKS:
            self._end_line(gap=tag in PARAGRAPHS)
        if tag in ITEMS:
            self._begin_item(tag)
        elif tag in ("td", "th") and self._writer.column:
            self._writer.write("\t")
        elif tag == "q":
            self._writer.write("“")
        self._count(tag, 1)
        self._open.append(_Open(tag, self._writer.place, linked_doi(tag, attributes), is_contents_list(attributes)))

    def end(self, _tag: str) -> None:
        """End the element that was begun last."""
        if self._n_hidden:
            self._n_hidden -= 1
            return
        if not self._open:
            return
        element = self._open.pop()
        tag = element.tag
        self._count(tag, -1)
        if tag in BLOCKS:
            self._end_line(gap=tag in PARAGRAPHS and tag != "h1")
            self._end_block(element)
        elif tag == "button":
            self._end_button(element)
        elif tag == "q":
            self._writer.write("”")
        elif tag in ITALICS:
            self._end_italics(element)
        elif element.doi:
            self._end_link(element, element.doi)

    def data(self, text: str) -> None:
        """Take text as it stands between two tags."""
        if self._n_hidden:
            return
        if not self._n_pre:
            self._writer.write(_SPACE.sub(" ", text))
            return
        for number, line in enumerate(text.split("\n")):
            if number:
                self._end_line()
            self._writer.write(line)

    def close(self) -> None:
        """End the page."""
        self._end_line()

    def page(self) -> HtmlPage:
        """Return the page as far as it was read."""
        self._end_line()
        self._place_dois()
        written: list[str] = []
        italics: list[tuple[int, int]] = []
        offset = 0
        for index, line in enumerate(self._writer.lines):
            written += self._doi_lines.get(index, ())
            lead = "\n" * (line.has_gap and index > 0) + " " * line.indent + "• " * line.has_bullet
            written.append(lead + line.text)
            offset = offset + sum(len(text) + 1 for text in self._doi_lines.get(index, ())) + len(lead)
            italics += [(offset + start, offset + end) for start, end in line.italics]
            offset += len(line.text) + 1
        written += self._doi_lines.get(len(self._writer.lines), ())
        return HtmlPage("\n".join(written), tuple(italics))

    def _count(self, tag: str, step: int) -> None:
        self._n_menus += step * (tag in MENUS)
        self._n_inside += step * (tag in INSIDE)
        self._n_pre += step * (tag == "pre")

    def _end_line(self, *, gap: bool = False) -> None:
        self._writer.end_line(gap=gap)
        if not self._n_menus:
            self._dois += [(len(self._writer.lines), doi) for doi in self._dois_of_line]
        self._dois_of_line = []

    def _end_block(self, element: _Open) -> None:
        if element.tag in ITEMS:
            self._end_item()
        elif element.tag in LISTS and not self._items:
            self._writer.has_gap = True
        elif element.tag in MENUS:
            self._end_menu(element)

    def _begin_item(self, tag: str) -> None:
        writer = self._writer
        if not self._items:
            self._place_dois()
            self._first_line = len(writer.lines)
        if tag == "dd" and writer.lines and writer.lines[-1].has_bullet and writer.lines[-1].text.endswith(":"):
            writer.reopen()
        else:
            writer.has_bullet = tag != "dd"
        self._items.append(len(writer.lines))
        writer.depth = len(self._items)

    def _end_item(self) -> None:
        self._items.pop()
        self._writer.depth = len(self._items)
        self._writer.has_bullet = False
        if not self._items:
            self._place_dois()

    def _end_menu(self, element: _Open) -> None:
        lines = self._writer.lines
        first = element.place.line
        if first < len(lines) and not element.is_contents:
            text = lines[first].text
            if name_line(text, 0, len(text)) is not Role.CONTENTS:
                del lines[first:]

    def _end_button(self, element: _Open) -> None:
        text = (self._writer.take_back(element.place) or "").strip()
        if text and name_line(text, 0, len(text)) is not Role.TEXT:
            self._end_line()
            self._writer.write(text)
            self._end_line()

    def _end_italics(self, element: _Open) -> None:
        place = self._writer.place
        if element.place.line == place.line and element.place.column < place.column:
            self._writer.italics.append((element.place.column, place.column))

    def _end_link(self, element: _Open, doi: str) -> None:
        writer = self._writer
        if element.place.line == len(writer.lines) and writer.column - element.place.column <= len(" [crossref] "):
            text = writer.take_back(element.place) or ""
            if _DOI_LABEL.match(text):
                self._dois_of_line.append(doi)
                self._end_line()
                return
            writer.write(text)
        if self._items and self._items[-1] == len(writer.lines):
            self._dois_of_line.append(doi)

    def _place_dois(self) -> None:
        """Write the DOIs of the links seen since the last list began, if the lines since then do not show them."""
        lines = self._writer.lines
        if self._dois:
            text = "\n".join(line.text for line in lines[self._first_line :]).casefold()
            shown = {match[0].rstrip(".,;)]") for match in _SHOWN_DOI.finditer(text)}
            for index, doi in self._dois:
                if doi.casefold() not in shown:
                    shown.add(doi.casefold())
                    self._doi_lines.setdefault(index, []).append(f"\n    DOI: {doi}")
        self._dois = []
        self._first_line = len(lines)
