"""Exports: what names, dates, titles and types become in each form, and what comes back through another library."""

import csv
import dataclasses
import io
import json
import re
from typing import Any

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import BibliographyData, parse_string
from pybtex.scanner import PybtexError

from pipeline.commands.forms import FormName
from pipeline.exports import bibtex, csl_json, csv_table, ris, tex
from pipeline.exports.dates import month_macro, plain_years, ris_date, ris_year
from pipeline.exports.entries import Entry, Name
from pipeline.exports.forms import FORM
from pipeline.exports.names import family_first, given_first
from pipeline.exports.types import CALLED
from schemas.terms import CslType

EMPTY: dict[str, Any] = {field.name: None for field in dataclasses.fields(Entry)}


def name(role: str = "author", **parts: Any) -> Name:
    nothing: dict[str, Any] = dict.fromkeys(("family", "given", "particle", "suffix", "literal"))
    return Name(role=role, **{**nothing, "is_organization": False, "is_et_al": False, **parts})


def entry(**fields: Any) -> Entry:
    known = {
        "citation_id": "obo-9780000000000-0001.c0123456789",
        "article_id": "obo-9780000000000-0001",
        "section_id": "obo-9780000000000-0001.s0123456789",
        "work_id": "w-0123456789",
        "type": "book",
        "title": "Schools that talk",
        "raw": "Moss, P. 2004. Schools that talk.",
        "issued": "2004",
        "issued_year": 2004,
        "contributors": (name(family="Moss", given="Peter"),),
        "annotations": ("Worth the time.",),
        "keywords": ("staff room", "talk"),
    }
    return Entry(**{**EMPTY, **known, **fields})


VAN_DER_MEULEN = name(family="Meulen", given="Robert", particle="van der", suffix="Jr.")
CHAPTER = entry(
    type="chapter",
    title="The forms of capital",
    container_title="Handbook of theory & research",
    collection_title="Greenwood series",
    collection_number="7",
    page="241–58",
    page_first="241",
    page_last="258",
    edition="2d",
    publisher="Chapman and Hall",
    publisher_place="London",
    issued="1986",
    issued_year=1986,
    original_date="1983",
    doi="10.1000/a_b(1)",
    isbn="9780000000002",
    url="https://example.org/a_b?c=d%20e&f=1",
    note="Reprint",
    contributors=(
        VAN_DER_MEULEN,
        name(literal="Bureau of Research, Statistics and Maps", is_organization=True),
        name(is_et_al=True),
        name("editor", family="Richardson", given="J. G."),
        name("translator", family="Nice", given="R."),
        name("illustrator", family="Doré", given="Gustave"),
    ),
    annotations=("First paragraph: 100% & more.", "Second paragraph."),
    keywords=("cultural capital", "schools"),
)
JOURNAL = entry(
    type="article-journal",
    title="Social class and the hidden curriculum of work",
    container_title="Journal of Education",
    volume="162",
    issue="1",
    page="67–92",
    page_first="67",
    page_last="92",
    issued="1980-03-05",
    issued_year=1980,
)
FILM = entry(
    type="motion_picture",
    title="La última cena",
    issued="1976",
    issued_year=1976,
    medium="DVD",
    contributors=(name("director", family="Gutiérrez Alea", given="Tomás"),),
)
BARE = entry(
    title=None, raw="Printed guides to most of the records.", issued=None, issued_year=None, contributors=(),
    annotations=(), keywords=(), type="document",
)  # fmt: skip
EDITED = entry(contributors=(name("editor", family="Geggus", given="David"),))
ENTRIES = (CHAPTER, JOURNAL, FILM, BARE, EDITED)


def one(pieces: Any) -> str:
    return "".join(pieces)


@pytest.mark.parametrize(
    ("who", "backward", "forward", "in_bibtex"),
    [
        (VAN_DER_MEULEN, "van der Meulen, Robert, Jr.", "Robert van der Meulen Jr.", "van der Meulen, Jr., Robert"),
        (name(family="Moss", given="P."), "Moss, P.", "P. Moss", "Moss, P."),
        (name(family="Plato"), "Plato", "Plato", "Plato"),
        (name(family="King", suffix="Jr."), "King, , Jr.", "King Jr.", "King, Jr., {}"),
        (name(literal="OECD", is_organization=True), "OECD", "OECD", "{OECD}"),
        (name(literal="Barnes and Noble"), "Barnes and Noble", "Barnes and Noble", "{Barnes and Noble}"),
        (name(literal="Smith & Sons"), "Smith & Sons", "Smith & Sons", r"{Smith \& Sons}"),
        (name(family="Ortega and Gasset"), "Ortega and Gasset", "Ortega and Gasset", "{Ortega and Gasset}"),
        (name(is_et_al=True), "et al.", "et al.", "others"),
    ],
)  # fmt: skip
def test_names(who: Name, backward: str, forward: str, in_bibtex: str) -> None:
    assert (family_first(who), given_first(who)) == (backward, forward)
    text = one(bibtex.write_bibtex([entry(contributors=(who,))]))
    assert f"author = {{{in_bibtex}}}" in text


@pytest.mark.parametrize(
    ("edtf", "years", "month", "year_in_ris", "date_in_ris"),
    [
        ("1990", "1990", None, "1990", "1990///"),
        ("1990-05", "1990", "may", "1990", "1990/05//"),
        ("1990-05-26", "1990", "may", "1990", "1990/05/26/"),
        ("2009-21", "2009", None, "2009", "2009///Spring"),
        ("1989/1993", "1989–1993", None, "1989", "1989///1989–1993"),
        ("1980/..", "1980–", None, "1980", "1980///1980–"),
        ("1900~", "ca. 1900", None, "1900", "1900///ca. 1900"),
        ("1900?", "1900?", None, "1900", "1900///1900?"),
        ("-0330", "331 BCE", None, None, "///331 BCE"),
        ("0079", "79", None, "0079", "0079///"),
        ("XXXX", "n.d.", None, None, "///n.d."),
        ("197X", "197?", None, None, "///197?"),
    ],
)
def test_dates(edtf: str, years: str, month: str | None, year_in_ris: str | None, date_in_ris: str) -> None:
    assert (plain_years(edtf), month_macro(edtf), ris_year(edtf), ris_date(edtf)) == (
        years, month, year_in_ris, date_in_ris,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "in_tex"),
    [
        ("Schools that talk", "Schools that talk"),
        ("Schooling in capitalist America: Its reform", "Schooling in capitalist {America}: Its reform"),
        ("PISA 2018 results for schools", "{PISA} 2018 results for schools"),
        ("Ain’t no makin’ it: Leveled aspirations", "Ain’t no makin’ it: Leveled aspirations"),
        ("Success of U.S. high school students", "{Success of U.S. high school students}"),
        ("The Atlantic Slave Trade: A Census", "{The Atlantic Slave Trade: A Census}"),
        ("50% of $3 & more #1_a in school", r"50\% of \$3 \& more \#1\_a in school"),
        ("a {b} ~ long words", r"a {\textbraceleft}b{\textbraceright} {\textasciitilde} long words"),
        ("a ^ \\ long words", r"a {\textasciicircum} {\textbackslash} long words"),
        ("Two\n  lines of a title", "Two lines of a title"),
    ],
)  # fmt: skip
def test_titles_for_tex(printed: str, in_tex: str) -> None:
    assert tex.title(printed) == in_tex


def test_the_command_offers_every_form() -> None:
    assert [form.value for form in FormName] == list(FORM)


def test_every_csl_type_has_its_names_elsewhere() -> None:
    assert set(CALLED) == set(CslType.__args__)  # type: ignore[attr-defined] # Literal has them
    assert {called.ris for called in CALLED.values()} <= set(rispy.TYPE_OF_REFERENCE_MAPPING)


@pytest.mark.parametrize(
    ("csl", "ris_type", "bibtex_type"),
    [
        ("book", "BOOK", "book"),
        ("chapter", "CHAP", "incollection"),
        ("article-journal", "JOUR", "article"),
        ("article-magazine", "MGZN", "article"),
        ("article-newspaper", "NEWS", "article"),
        ("thesis", "THES", "phdthesis"),
        ("report", "RPRT", "techreport"),
        ("paper-conference", "CPAPER", "inproceedings"),
        ("webpage", "ELEC", "online"),
        ("dataset", "DATA", "misc"),
        ("collection", "UNPB", "misc"),
        ("periodical", "JFULL", "misc"),
        ("motion_picture", "MPCT", "misc"),
        ("legal_case", "CASE", "misc"),
        ("legislation", "STAT", "misc"),
        ("treaty", "STAT", "misc"),
    ],
)
def test_types(csl: str, ris_type: str, bibtex_type: str) -> None:
    assert one(ris.write([entry(type=csl)])).startswith(f"TY  - {ris_type}\r\n")
    assert one(bibtex.write_bibtex([entry(type=csl)])).startswith(f"@{bibtex_type}{{moss2004-")


def test_a_chapter_in_ris() -> None:
    text = one(ris.write([CHAPTER]))
    assert text == "\r\n".join(
        [
            "TY  - CHAP",
            f"ID  - {CHAPTER.key}",
            "AU  - van der Meulen, Robert, Jr.",
            "AU  - Bureau of Research, Statistics and Maps",
            "A2  - Richardson, J. G.",
            "A4  - Nice, R.",
            "TI  - The forms of capital",
            "T2  - Handbook of theory & research",
            "T3  - Greenwood series",
            "PY  - 1986",
            "OP  - 1983",
            "M1  - 7",
            "SP  - 241",
            "EP  - 258",
            "ET  - 2d",
            "PB  - Chapman and Hall",
            "CY  - London",
            "SN  - 9780000000002",
            "DO  - 10.1000/a_b(1)",
            "UR  - https://example.org/a_b?c=d%20e&f=1",
            "KW  - cultural capital",
            "KW  - schools",
            "N1  - First paragraph: 100% & more.",
            "N1  - Second paragraph.",
            "N1  - Reprint",
            "N1  - illustrator: Gustave Doré",
            "ER  - ",
            "",
            "",
        ]
    )


def test_a_chapter_in_bibtex() -> None:
    assert one(bibtex.write_bibtex([CHAPTER])) == (
        f"@incollection{{{CHAPTER.key},\n"
        "  author = {van der Meulen, Jr., Robert and {Bureau of Research, Statistics and Maps} and others},\n"
        "  editor = {Richardson, J. G.},\n"
        "  translator = {Nice, R.},\n"
        "  title = {The forms of capital},\n"
        "  booktitle = {Handbook of theory \\& research},\n"
        "  series = {Greenwood series},\n"
        "  year = {1986},\n"
        "  number = {7},\n"
        "  pages = {241--58},\n"
        "  publisher = {{Chapman and Hall}},\n"
        "  address = {London},\n"
        "  edition = {2d},\n"
        "  origyear = {1983},\n"
        "  isbn = {9780000000002},\n"
        "  doi = {10.1000/a_b(1)},\n"
        "  url = {https://example.org/a_b?c=d%20e&f=1},\n"
        "  note = {Reprint. illustrator: Gustave Doré},\n"
        "  keywords = {cultural capital, schools},\n"
        "  annote = {First paragraph: 100\\% \\& more. Second paragraph.},\n"
        "}\n\n"
    )


def test_biblatex_says_dates_editions_and_edited_books_in_its_own_way() -> None:
    text = one(bibtex.write_biblatex([CHAPTER, JOURNAL, EDITED, entry(type="article-newspaper", issued="XXXX")]))
    for line in (
        "date = {1986}", "origdate = {1983}", "edition = {2}", "location = {London}",
        "date = {1980-03-05}", "journaltitle = {Journal of Education}",
        "annotation = {Worth the time.}", f"userc = {{{JOURNAL.citation_id}}}", "entrysubtype = {newspaper}",
        "pubstate = {n.d.}",
    ):  # fmt: skip
        assert f"  {line},\n" in text
    assert "@collection{geggus2004-" in text


def test_csl_json_says_where_a_work_is_listed() -> None:
    item = json.loads(one(csl_json.write_lines([CHAPTER])))
    assert item["id"] == CHAPTER.key
    assert item["author"][0] == {
        "family": "Meulen", "given": "Robert", "non-dropping-particle": "van der", "suffix": "Jr.",
    }  # fmt: skip
    assert item["note"] == "Reprint\n\nFirst paragraph: 100% & more.\n\nSecond paragraph."
    assert item["keyword"] == "cultural capital, schools"
    assert item["original-date"] == {"date-parts": [[1983]]}
    assert item["custom"]["citation_id"] == CHAPTER.citation_id
    assert json.loads(one(csl_json.write_array([]))) == []
    assert [item["title"] for item in json.loads(one(csl_json.write_array(ENTRIES)))] == [
        one.label for one in ENTRIES
    ]  # fmt: skip


def test_csv_has_a_row_for_each_citation_whatever_is_in_it() -> None:
    odd = entry(title='Commas, "quotes"\nand lines')
    rows = list(csv.DictReader(io.StringIO(one(csv_table.write([*ENTRIES, odd])), newline="")))
    assert len(rows) == len(ENTRIES) + 1
    assert rows[0]["authors"] == "van der Meulen, Robert, Jr.; Bureau of Research, Statistics and Maps; et al."
    assert rows[0]["keywords"] == "cultural capital; schools"
    assert rows[-1]["title"] == 'Commas, "quotes"\nand lines'


def test_cite_keys_stay_when_other_fields_change_and_differ_between_citations() -> None:
    assert re.fullmatch(r"gutierrezalea1976-[0-9a-f]{10}", FILM.key)
    assert re.fullmatch(r"printedguidestomostond-[0-9a-f]{10}", BARE.key)
    assert entry(title="Another").key == entry(doi="10.1000/1").key
    assert entry(citation_id="another").key != entry().key
    assert entry(contributors=(name(literal="王"),)).key.startswith("anonymous2004-")


def read_bibtex(text: str) -> BibliographyData:
    return parse_string(text, "bibtex")


ANY_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40).filter(str.strip)


@given(title=ANY_TEXT, family=ANY_TEXT, publisher=ANY_TEXT, note=ANY_TEXT, url=ANY_TEXT)
def test_any_text_comes_back_as_one_entry(title: str, family: str, publisher: str, note: str, url: str) -> None:
    odd = entry(
        title=title, publisher=publisher, annotations=(note,), url=url, doi=url, contributors=(name(family=family),)
    )
    for write in (bibtex.write_bibtex, bibtex.write_biblatex):
        try:
            found = read_bibtex(one(write([odd, JOURNAL])))
        except PybtexError as error:  # pragma: no cover - the message is what one wants to see
            pytest.fail(str(error))
        assert list(found.entries) == [odd.key, JOURNAL.key]
        assert len(found.entries[odd.key].persons["author"]) == 1
    [back, _] = rispy.loads(one(ris.write([odd, JOURNAL])))
    assert back["title"] == " ".join(title.split())
    assert back["notes"] == [" ".join(note.split())]
    assert [json.loads(line)["title"] for line in one(csl_json.write_lines([odd])).splitlines() if line] == [title]
