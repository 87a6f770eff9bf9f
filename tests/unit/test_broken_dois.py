"""7.5 DOIs that a line end breaks, on lines of their own and at the end of citations."""

import pytest

from tests.pages import read_page

PAGE = """\
In This Article Women at Sea

Atlantic History Women at Sea
by Ana Cruz
LAST MODIFIED: 12 January 2021

Books

  • {work}

    Short and reliable.
"""
BOOK = "Cruz, A. 2001. Harbours. London: Verso."
BROKEN = [
    # the work and its DOI as the page has them, the DOI
    (f"{BOOK}\n\n    DOI: 10.1017/\n    CBO9780511803932", "10.1017/cbo9780511803932"),
    (f"{BOOK}\n\n    DOI: https://doi.org/10.1080/\n    00461520.1986.9653034", "10.1080/00461520.1986.9653034"),
    (f"{BOOK}\n\n    DOI: 10.1080/00461520.\n    1986.9653034", "10.1080/00461520.1986.9653034"),
    (f"{BOOK}\n\n    DOI:\n    10.1080/00461520.1986.9653034", "10.1080/00461520.1986.9653034"),
    (f"{BOOK} https://doi.org/10.1080/\n    00461520.1986.9653034", "10.1080/00461520.1986.9653034"),
    (f"{BOOK} doi:10.1080/00461520-\n    1986.9653034", "10.1080/00461520-1986.9653034"),
]


@pytest.mark.parametrize(("work", "doi"), BROKEN)
def test_7_5_a_doi_is_joined_over_a_line_end(work: str, doi: str) -> None:
    assert read_page(PAGE.format(work=work))[2:] == [f"  {doi}", "  – Short and reliable."]


def test_7_5_a_note_under_a_doi_is_no_part_of_it() -> None:
    lines = read_page(PAGE.format(work=f"{BOOK}\n\n    DOI: 10.1000/182.\n    1990 was a good year."))
    assert lines[2:] == ["  10.1000/182", "  – 1990 was a good year.", "  – Short and reliable."]
