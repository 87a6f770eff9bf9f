"""Hostile pages: megabytes of one thing, and ten times as much of it must take about ten times as long.

A pattern that backtracks, or a loop inside a loop, shows here and nowhere else. Each text stands on a page three ways:
as one line, as many lines, and as the works of a list.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from benchmarks.frame import Row, side_by_side
from pipeline.article.parse import parse_article
from pipeline.errors import SourceError
from pipeline.references.parse import MAX_LENGTH, parse_reference
from schemas import SourceText

TEXTS: Final = {
    "one letter": "a",
    "one capital": "A",
    "words": "river ",
    "Capitalised Words": "River ",
    "blanks": " ",
    "no-break spaces": "\xa0",
    "full stops": ".",
    "commas": ", ",
    "dashes": "—",
    "spaced dashes": "- ",
    "digits": "7",
    "years": "1990 ",
    "years in brackets": "(1990)",
    "names and years": "Smith 1990, ",
    "names without years": "Smith, J., and ",
    "callouts": "Smith and Jones 1990; ",
    "initials": "A. B. C. ",
    "opening round brackets": "(",
    "opening square brackets": "[",
    "brackets": "([])",
    "opening quotation marks": "“",
    "straight quotation marks": '"',
    "quoted letters": "“a” ",
    "bullets": "• ",
    "hashes": "# ",
    "asterisks": "*",
    "underscores": "_a_ ",
    "angle brackets": "<",
    "tags": "<i>a</i>",
    "open tags": "<a ",
    "ampersands": "&amp;",
    "character references": "&#38",
    "DOI prefixes": "10.1/",
    "DOIs": "10.1000/abc ",
    "DOI labels": "doi: ",
    "addresses": "https://a.b/",
    "ISBN": "ISBN 978-",
    "pages": "12.3: 45–67, ",
    "volumes": "Vol. 2, ",
    "buttons": "Save Citation »Export Citation »",
    "pointers": "see also ",
    "cited under": "cited under River, ",
    "edited by": "Edited by A. B. ",
    "places": "Oxford: ",
    "soft hyphens": "a\xad",
    "zero-width spaces": "a\u200b",
    "combining marks": "e\u0301",
}  # fmt: skip
"""Name and piece; the text is the piece over and over."""

_HEAD = (
    "Education River Trade\nby\nAna Cruz\nLAST MODIFIED: 12 January 2021\nDOI: 10.1093/obo/9780199756810-0999\n\n"
    "Introduction\n\nRivers carried goods long before roads did.\n\nGeneral Overviews\n\nA list of works.\n\n"
)
_LINE = 80
_SMALL = 100_000
_TIMES = 10
_LIMIT = 11
_TURNS = 2


def _one_line(text: str) -> str:
    return text


def _lines(text: str) -> str:
    return "\n".join(text[at : at + _LINE] for at in range(0, len(text), _LINE))


def _works(text: str) -> str:
    pieces = (text[at : at + 4 * _LINE] for at in range(0, len(text), 4 * _LINE))
    return "\n\n".join(f"• Smith, J. 1990. {piece}\n\n    A note on {piece}" for piece in pieces)


SHAPES: Final[dict[str, Callable[[str], str]]] = {"one line": _one_line, "lines": _lines, "works": _works}
"""How a text stands on its page."""


def hostile_page(piece: str, shape: str, size: int) -> str:
    """Return a page with about ``size`` characters of one piece over and over."""
    return _HEAD + SHAPES[shape]((piece * (size // len(piece) + 1))[:size]) + "\n"


def parse(text: str) -> None:
    """Parse a page, or learn that it is none."""
    try:
        parse_article(SourceText(path="hostile.txt", sha256="0" * 64, encoding="utf-8", part=0, text=text))
    except SourceError:
        return


def rows(size: int = _SMALL) -> Iterator[Row]:
    """Yield a row for each text and shape: a page, beside one a tenth as long."""
    beside = f"a tenth of {_TIMES * size / 1e6:g} MB"
    for name, piece in TEXTS.items():
        for shape in SHAPES:
            short, long = (hostile_page(piece, shape, times * size) for times in (1, _TIMES))
            times = side_by_side(partial(parse, long), partial(parse, short), _TURNS)
            yield Row(f"{name}, {shape}", *times, beside, _LIMIT)
        short, long = ((piece * MAX_LENGTH)[: MAX_LENGTH // part] for part in (_TIMES, 1))
        times = side_by_side(partial(_references, long), partial(_references, short), _TURNS)
        yield Row(f"{name}, references", *times, f"references a tenth of {MAX_LENGTH} characters long", _LIMIT)


def _references(text: str) -> None:
    for lead in ("", "Smith, J. 1990. Title. In ", "Smith, John. “Title.” Journal 12.3 (1990): "):
        parse_reference((lead + text)[:MAX_LENGTH])
