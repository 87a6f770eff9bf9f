"""Whatever the text: identifiers never raise, point at what they say, and are found again alone."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.identifiers.doi import clean_by_steps, clean_doi
from pipeline.identifiers.find import find_identifiers

PIECES = st.sampled_from(
    [
        "10.1000/",
        "10.",
        "182",
        "doi:",
        "DOI",
        "https://",
        "doi.org/",
        "www.",
        "a.org",
        "ISBN",
        "978",
        "0226039213",
        "-",
        "–",
        "(",
        ")",
        "<",
        ">",
        "[",
        "&lt;",
        "%3C",
        " ",
        "\n",
        "\u200b",
        ".",
        ";",
        "/",
        "ark:/",
        "hdl:",
        "arXiv:",
        "PMID",
        "é",
    ]
)
DOI_PIECES = st.sampled_from(
    """10. 1101 1080 10.1093/ / . - _ ( ) 0140 X x v2 .x .full .pdf /abstract CrossRef PubMed Google Scholar
    SaveCitation E-mail Citation CBO9780511803932 j.1467-9620.2006.00684 s00461520 [doi] doi: PMID: jpo/ é""".split()
)
DOIS = st.tuples(
    st.sampled_from(["", "https://doi.org/", "http://dx.doi.org/"]), st.lists(DOI_PIECES, max_size=6).map("".join)
).map("10.1080/".join)
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=25).map("".join))


@settings(deadline=None)
@given(TEXTS)
def test_every_identifier_is_a_slice_of_the_text(text: str) -> None:
    found = find_identifiers(text)
    assert all(text[f.start : f.end] == f.raw and f.raw for f in found)
    assert all(0 <= f.outer_start <= f.start for f in found)
    assert list(found) == sorted(found, key=lambda f: (f.start, f.end, f.scheme))


@settings(deadline=None)
@given(TEXTS)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    verdict = clean_doi(text)
    assert (verdict.value is None) == (verdict.problem is not None)
    if verdict.value:
        assert clean_doi(verdict.value).value == verdict.value


@settings(deadline=None)
@given(
    st.from_regex(r"10\.[1-9][0-9]{3}/[a-z0-9]{1,8}[-.][a-z0-9]{2,8}", fullmatch=True),
    st.sampled_from([".", ",", ";", ").", "”"]),
)
def test_a_doi_is_found_whatever_follows_it(doi: str, after: str) -> None:
    found = [f for f in find_identifiers(f"See DOI: {doi}{after}") if f.scheme == "doi"]
    assert [f.raw for f in found] == [doi]


@settings(max_examples=500, deadline=None)
@given(DOIS)
def test_the_short_way_to_a_clean_doi_is_the_long_one(printed: str) -> None:
    assert clean_doi(printed) == clean_by_steps(printed)
