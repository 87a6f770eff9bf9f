"""The usual year after the names and the usual volume have short ways; the general ways say the same."""

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.references.parse import parse_reference
from pipeline.references.reference import Reference

NAMES = st.sampled_from(
    [
        "Roe, J.",
        "Roe, Jane, and K. Doe",
        "Roe J, Doe K",
        "World Bank",
        "Roe, J.; Doe, K.",
        "Лилия Илиева",
        "Smith. Roe",
        "Kim, In",
        "The Sea. Ox",
        "ca",
    ]
)
YEARS = st.sampled_from(["1990", "1990a", "2010", "1899", "(1990)", "c. 1990", "1990/91", "n.d.", "1990–1995"])
JOINTS = st.sampled_from([". ", ", ", " ", ": ", "., ", ", eds. "])
TITLES = st.sampled_from(
    [
        "Rivers and trade",
        "“Rivers”",
        "Reprint",
        "London: Penguin",
        "Rivers in press",
        "Ports in 1980",
        "Part C",
        "Review of VI",
        "Vol",
        "Sea. Part II",
    ]
)
JOURNALS = st.sampled_from(
    ["Isis", "Studies C", "Geology, Series", "Annals, no.", "Letters B", "Part IV,", "Sea, 2 May"]
)
VOLUMES = st.sampled_from(["12", "12(3)", "12 (3-4)", "1990", "B12", "12(May)", "XII", "7, 12", "12 (1990)", "123(45)"])
PAGES = st.sampled_from(["45–67", "45-67", "45 – 67", "e12", "45", "1234", "45, 47", "VII", "45–67, 70"])
GAPS = st.sampled_from([": ", ":", ", ", ",", ". ", ", pp. ", " : "])
ENDS = st.sampled_from(["", ".", ", 1991.", " New York: Norton, 1995.", " Sea. doi:10.1000/abc"])


def both(text: str, module: str, name: str) -> tuple[Reference, Reference]:
    """Return the reference as it is read, and as it is read without the short way of that name."""
    usual = parse_reference(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys.modules[module], name, lambda *_: [])
        return usual, parse_reference(text)


@given(st.tuples(NAMES, JOINTS, YEARS, JOINTS, TITLES, ENDS).map("".join))
@settings(max_examples=600, deadline=None)
def test_both_ways_find_the_same_year(text: str) -> None:
    usual, other = both(text, "pipeline.fields.issued.after_names", "year_after_names")
    assert usual == other


@given(st.tuples(JOURNALS, st.sampled_from([" ", ", "]), VOLUMES, GAPS, PAGES, ENDS).map("".join))
@settings(max_examples=600, deadline=None)
def test_both_ways_find_the_same_volume(text: str) -> None:
    usual, other = both(f"Roe, J. 1990. The sea. {text}", "pipeline.fields.locator", "usual_volume")
    assert usual == other


def test_the_usual_year_and_volume_are_read_without_the_general_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name in (("issued.after_names", "_date_at_front"), ("locator", "volume")):
        monkeypatch.setattr(sys.modules[f"pipeline.fields.{module}"], name, None)
    read = parse_reference("Roe, J. & Doe, K., 1990. The sea. Geology, 33(3), 335-348.")
    assert {field: read.value(field) for field in ("issued", "volume", "issue", "page", "container_title")} == {
        "issued": "1990",
        "volume": "33",
        "issue": "3",
        "page": "335–348",
        "container_title": "Geology",
    }
