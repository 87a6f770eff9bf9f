"""Heads: dates, bylines, subject and title, as pages print them."""

from datetime import date

import pytest

from pipeline.article.bylines import parse_byline
from pipeline.article.dates import parse_day
from pipeline.article.head import read_head
from pipeline.article.subjects import split_subject, subject_of
from pipeline.page.blocks import split_blocks


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("22 April 2020", date(2020, 4, 22)),
        ("01 May 2017", date(2017, 5, 1)),
        ("April 22, 2020", date(2020, 4, 22)),
        ("22 Sept. 2020", date(2020, 9, 22)),
        ("2020-04-22", date(2020, 4, 22)),
        ("05/15/2017", date(2017, 5, 15)),
        ("05/06/2017", "date-ambiguous"),
        ("April 2020", "date-incomplete"),
        ("2020", "date-incomplete"),
        ("N/A", "date-missing"),
        ("", "date-missing"),
        ("31 February 2020", "date-invalid"),
        ("soon", "date-invalid"),
    ],
)
def test_a_date_is_read_only_when_it_is_a_day(printed: str, expected: date | str) -> None:
    read = parse_day(printed)
    assert (read.value or read.problem) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Ana Cruz, Li Wei, Jo Ek", "author:Ana|-|Cruz|- author:Li|-|Wei|- author:Jo|-|Ek|-"),
        ("Ana Cruz and Li Wei", "author:Ana|-|Cruz|- author:Li|-|Wei|-"),
        ("by Ana de la Cruz, John Smith Jr.", "author:Ana|de la|Cruz|- author:John|-|Smith|Jr."),
        ("byNicholas Ganz", "author:Nicholas|-|Ganz|-"),
        ("by\nAudra J. Wolfe", "author:Audra J.|-|Wolfe|-"),
        ("Edited by Ana Cruz", "editor:Ana|-|Cruz|-"),
        ("Byron Smith", "author:Byron|-|Smith|-"),
        ("John Smith, Jr., and Ana Cruz", "author:John|-|Smith|Jr. author:Ana|-|Cruz|-"),
        ("Wanjirũ", "author:Wanjirũ"),
    ],
)
def test_a_byline_is_a_list_of_names_in_reading_order(printed: str, expected: str) -> None:
    names = [
        f"{w.role}:" + (w.literal or "|".join(part or "-" for part in (w.given, w.particle, w.family, w.suffix)))
        for w in parse_byline(printed, 0, len(printed))
    ]
    assert " ".join(names) == expected


@pytest.mark.parametrize(
    ("line", "titles", "module", "title"),
    [
        ("Education Teacher Learning", ["Teacher Learning"], None, "Teacher Learning"),
        ("Education Teachers’ Learning", ["Teachers' learning"], None, "Teachers’ Learning"),
        ("Cinema and Media Studies Found Footage", [], None, "Found Footage"),
        ("Renaissance and Reformation The Reformation", [], "Renaissance and Reformation", "The Reformation"),
        ("Art History History of Glass", [], None, "History of Glass"),
        ("Psychology of Aging", ["Psychology of Aging"], "Psychology", "Psychology of Aging"),
        ("History of Medicine", [], None, None),
        ("Basket Weaving The Loom", [], None, None),
    ],
)
def test_subject_and_title_are_told_apart(line: str, titles: list[str], module: str | None, title: str | None) -> None:
    at = split_subject(line, titles, module)
    assert (None if at is None else line[at:]) == title


def test_a_module_is_known_by_its_isbn() -> None:
    assert subject_of("9780199756810") == "Education"
    assert subject_of("9780000000000") is None


DOI = "10.1093/obo/9780199756810-0999"
LABELS = f"• LAST REVIEWED: 1 May 2020\n• DOI: {DOI}\n"
FRONT = f"---\ntitle: Joint Work byAna CruzLAST REVIEWED: 1 May 2020DOI: {DOI}\n---\nIt is joint work.\n"
DATE = "- LAST MODIFIED: 1 May 2020\n"


@pytest.mark.parametrize(
    ("page", "title", "subject", "doi"),
    [
        (f"Education Joint Work\nAna Cruz\n{LABELS}", "Joint Work", "Education", DOI),
        ("Education Joint Work\nby\nAna Cruz\nLAST MODIFIED: 1 May 2020\n", "Joint Work", "Education", None),
        (f"Joint Work\n{DATE}{DATE}Introduction\nIt is joint.\n", "Joint Work", None, None),
        (FRONT, "Joint Work", None, DOI),
    ],
)
def test_heads_of_every_route(page: str, title: str, subject: str | None, doi: str | None) -> None:
    head = read_head(page, split_blocks(page).pieces)
    assert head.title is not None
    assert (head.title.value, head.subject.value if head.subject else None, head.doi) == (title, subject, doi)
    assert page[head.title.start : head.title.end] == title


def test_dates_that_differ_are_reported_and_the_first_is_kept() -> None:
    page = "Joint Work\nby\nAna Cruz\nLAST MODIFIED: 1 May 2020\nLAST MODIFIED: 2 May 2020\n"
    head = read_head(page, split_blocks(page).pieces)
    assert head.dates == {"last_modified": date(2020, 5, 1)}
    assert "date-differs" in [finding.code for finding in head.findings]
