"""Features 1.x: how a page was captured changes neither what is read from it nor any id, one row a feature."""

import gzip
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from backports import zstd

from benchmarks.quality.damage import DAMAGES
from pipeline.article.parse import parse_article
from pipeline.errors import SourceError
from pipeline.folding import fold
from pipeline.sources.read import find_sources, read_source
from schemas import Article, SourceText
from tests.pages import article_of, ids_of, read_page

PAGE = (
    """\
In This Article Expand or collapse the "in this article" section Canals and Towns

  • Introduction
  • General Overviews
  • Locks

Geography Canals and Towns
Ana de la Cruz, Jörg Weiß
  • LAST REVIEWED: 12 January 2021
  • LAST MODIFIED: 28 November 2016
  • DOI: 10.1093/obo/9780199874002-0999


Towns grew where canals met, and the towns’ merchants knew it long before the “canal mania” of the engineers.

General Overviews

Good places to begin are Žitko 1997 and, for the money, Marsh and Quay 1988 (see also Locks). The debate on tolls, which
runs through all these works, was opened by Marsh and Quay 1988, and Žitko 1997’s answer closed it.

  • Marsh, J.\N{NO-BREAK SPACE}W., and T. Quay. 1988. Tolls & towpaths. Journal of Inland Water 9.4: 509–536.

    DOI: 10.5555/jiw.1988.509

    Follows the money of three companies and shows that the tolls paid for the towns’ churches, bridges, and schools as
    well.

  • Žitko, A. 1997. Towns on the water: A study of ten harbors. Leeds, UK: Moorland Univ. Press.

    Surveys ten harbors on five canals. Žitko’s maps, drawn for this book, are still the best there are.

Locks

A lock keeper’s life is told in de la Rue 2004.

  • de la Rue, M. 2004. “The gates” and other stories of locks. Leeds, UK: Moorland.

    Twelve interviews with lock keepers, their wives, and their children.
""".replace(",  which\nruns", ", which runs")
    .replace("which\nruns", "which runs")
    .replace("as\n    well", "as well")
)
READ = """
# Introduction
¶ Towns grew where canals met, and the towns’ merchants knew it long before the “canal mania” of the engineers.
# General Overviews
¶ Good places to begin are Žitko 1997 and, for the money, Marsh and Quay 1988 (see also Locks). The debate on tolls, which
  runs through all these works, was opened by Marsh and Quay 1988, and Žitko 1997’s answer closed it.
• Marsh, J. W., and T. Quay. 1988. Tolls & towpaths. Journal of Inland Water 9.4: 509–536.
  10.5555/jiw.1988.509
  – Follows the money of three companies and shows that the tolls paid for the towns’ churches, bridges, and schools as
    well.
• Žitko, A. 1997. Towns on the water: A study of ten harbors. Leeds, UK: Moorland Univ. Press.
  – Surveys ten harbors on five canals. Žitko’s maps, drawn for this book, are still the best there are.
# Locks
¶ A lock keeper’s life is told in de la Rue 2004.
• de la Rue, M. 2004. “The gates” and other stories of locks. Leeds, UK: Moorland.
  – Twelve interviews with lock keepers, their wives, and their children.
"""
FRONT_MATTER = """\
---
title: Canals and Towns byAna de la Cruz, Jörg WeißLAST REVIEWED: 12 January 2021LAST MODIFIED: 28 November 2016DOI: 10.1093/obo/9780199874002-0999
url: https://www.example.org/view/document/obo-9780199874002/obo-9780199874002-0999.xml
---
"""
Change = Callable[[str], str]


def dashes(dash: str) -> Change:
    return lambda text: text.replace("–", dash)


def spaces(space: str) -> Change:
    return lambda text: text.replace("\N{NO-BREAK SPACE}", space)


def front_matter(text: str) -> str:
    """Return the page as a scraper writes it: no head but in the front matter, no contents list."""
    body = text.split("\n\n\n", 1)[1]
    return FRONT_MATTER + "Introduction\n\n" + body.replace("  • ", "- ").replace("    ", "  ")


CAPTURES: list[tuple[str, Change]] = [
    ("1.1 no newline at the end", str.rstrip),
    ("1.1 newlines of Windows", DAMAGES["newlines of Windows"]),
    ("1.1 newlines of old Macs", DAMAGES["newlines of old Macs"]),
    ("1.1 byte order mark", lambda text: "\ufeff" + text),
    ("1.1 mojibake", DAMAGES["mojibake"]),
    ("1.2 plain spaces", spaces(" ")),
    ("1.2 no spaces", spaces("")),
    ("1.2 thin spaces", spaces("\u2009")),
    ("1.2 narrow no-break spaces", spaces("\u202f")),
    ("1.2 zero-width spaces", lambda text: text.replace("harbors", "har\u200bbors").replace("churches", "\ufeffchurches")),
    ("1.2 soft hyphens", lambda text: text.replace("companies", "com\u00adpa\u00adnies").replace("Surveys", "Sur\u00adveys")),
    ("1.3 straight quotes", lambda text: text.translate(str.maketrans("’‘“”", "''\"\""))),
    ("1.4 hyphens", dashes("-")),
    ("1.4 em dashes", dashes("—")),
    ("1.4 minus signs", dashes("\u2212")),
    ("1.4 figure dashes", dashes("\u2012")),
    ("1.5 hyphens for bullets", DAMAGES["hyphens for bullets"]),
    ("1.5 stars for bullets", DAMAGES["stars for bullets"]),
    ("1.5 dots for bullets", DAMAGES["dots for bullets"]),
    ("1.5 letters o for bullets", DAMAGES["letters o for bullets"]),
    ("1.5 tabs after bullets", DAMAGES["bullets with tabs"]),
    ("1.5 bullets on lines of their own", DAMAGES["bullets on lines of their own"]),
    ("1.5 no bullets", DAMAGES["bullets lost"]),
    ("1.6 no indents", DAMAGES["indents lost"]),
    ("1.6 no indents and no bullets", DAMAGES["bullets and indents lost"]),
    ("1.6 notes right under the works", DAMAGES["notes close to works, indents lost"]),
    ("1.6 no blank lines", DAMAGES["no blank lines, no indents"]),
    ("1.7 wrapped at 72", DAMAGES["wrapped at 72"]),
    ("1.7 wrapped at 100", DAMAGES["wrapped at 100"]),
    ("1.7 wrapped, indents lost", DAMAGES["wrapped, indents lost"]),
    ("1.7 wrapped, blank lines lost", DAMAGES["wrapped, no blank lines"]),
    ("1.7 hyphenated line ends", DAMAGES["wrapped with hyphens"]),
    ("1.8 character references", lambda text: text.replace("&", "&amp;").replace("’", "&rsquo;")),
    ("1.8 tags of italics", lambda text: text.replace("Tolls & towpaths", "<i>Tolls & towpaths</i>")),
    ("1.8 marks of italics", lambda text: text.replace("Tolls & towpaths", "*Tolls & towpaths*")),
    ("1.8 underscores", lambda text: text.replace("Tolls & towpaths", "_Tolls & towpaths_")),
    ("1.9 decomposed characters", lambda text: unicodedata.normalize("NFD", text)),
    ("1.10 front matter of a scraper", front_matter),
]  # fmt: skip


def letters(lines: list[str]) -> list[str]:
    return [fold(line.replace("&rsquo;", "’").replace("&amp;", "&")) for line in lines]


def test_the_page_as_it_is() -> None:
    assert read_page(PAGE) == READ.strip().replace("which\n  runs", "which runs").replace(
        "as\n    well", "as well"
    ).split("\n")


@pytest.mark.parametrize("change", [row[1] for row in CAPTURES], ids=[row[0] for row in CAPTURES])
def test_the_capture_changes_neither_records_nor_ids(change: Change) -> None:
    text = change(PAGE)
    assert text != PAGE
    assert letters(read_page(text)) == letters(read_page(PAGE))
    article, captured = article_of(PAGE), article_of(text)
    assert (captured.title, captured.doi, captured.last_reviewed) == (article.title, article.doi, article.last_reviewed)
    assert [writer.family for writer in captured.contributors] == ["Cruz", "Weiß"]
    assert ids_of(captured) == ids_of(article)


OTHER = PAGE.replace("Canals and Towns", "Bridges").replace("9780199874002-0999", "9780199874002-0998")
FILES = [
    # feature, bytes of a file, titles of the articles in it, or the code that says why there is none
    ("1.11 two articles in one file", (PAGE + "\n\n" + OTHER).encode(), ["Canals and Towns", "Bridges"]),
    ("1.11 the same article twice", (PAGE + "\n" + PAGE).encode(), ["Canals and Towns", "Canals and Towns"]),
    ("1.11 an empty file", b"", ["source-empty"]),
    ("1.11 nothing but blanks", b" \n\t\r\n ", ["source-empty"]),
    ("1.11 an error page", b"Sorry, the page you requested could not be found.\n", ["login-page"]),
    ("1.11 a login page", b"Sign in to your account\n\nUser name\nPassword\n", ["login-page"]),
    ("1.11 another text", b"Dear reader,\n\nthis is a letter and no article at all.\n", ["no-article"]),
    ("1.1 Windows-1252", PAGE.replace("Ž", "Z").replace("ž", "z").encode("cp1252"), ["Canals and Towns"]),
    ("1.1 UTF-16", PAGE.encode("utf-16"), ["Canals and Towns"]),
    ("1.1 gzip", gzip.compress(PAGE.encode()), ["Canals and Towns"]),
    ("1.1 Zstandard", zstd.compress(PAGE.encode()), ["Canals and Towns"]),
]


@pytest.mark.parametrize(("data", "titles"), [row[1:] for row in FILES], ids=[row[0] for row in FILES])
def test_what_a_file_holds(data: bytes, titles: list[str], tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(data)
    found = []
    for source in (read for file in find_sources([path]) for read in read_source(file)):
        assert isinstance(source, SourceText | SourceError)
        read = parsed(source)
        found.append(read.code if isinstance(read, SourceError) else read.title)
    assert found == titles


def parsed(source: SourceText | SourceError) -> Article | SourceError:
    if isinstance(source, SourceError):
        return source
    try:
        return parse_article(source)
    except SourceError as error:
        return error
