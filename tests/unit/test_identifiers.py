"""Identifiers in running text: which, where, in which normal form, and whether they are right."""

import pytest

from pipeline.identifiers.check_digits import clean_isbn, clean_issn, issn_check_digit
from pipeline.identifiers.find import IdentifierFound, agrees, find_identifiers

FOUND = [
    # text; (scheme, as printed, normal form, problem) of each
    ("DOI: 10.1017/CBO9780511803932", [("doi", "10.1017/CBO9780511803932", "10.1017/cbo9780511803932", None)]),
    ("DOI: 10.4324/9780203168028Save Citation »", [("doi", "10.4324/9780203168028", "10.4324/9780203168028", None)]),
    ("A reply (see 10.1038/nphys1170).", [("doi", "10.1038/nphys1170", "10.1038/nphys1170", None)]),
    (
        "Noûs 53.1. https://doi.org/10.1111/nous.12244/abstract.",
        [("doi", "https://doi.org/10.1111/nous.12244/abstract", "10.1111/nous.12244", None)],
    ),
    ("DOI: 10.1017/ CBO9780511803932", [("doi", "10.1017/ CBO9780511803932", "10.1017/cbo9780511803932", None)]),
    (
        "DOI: 10.1016/j.enbuild. 2020.109923",
        [("doi", "10.1016/j.enbuild. 2020.109923", "10.1016/j.enbuild.2020.109923", None)],
    ),
    ("The set doi:10.1000/ab. 1990 saw more.", [("doi", "10.1000/ab", "10.1000/ab", None)]),
    (
        "10.1000/182 and 10.1000/183, 10.1000/184.",
        [("doi", f"10.1000/{n}", f"10.1000/{n}", None) for n in (182, 183, 184)],
    ),
    ("10.1000/182<br/>text", [("doi", "10.1000/182", "10.1000/182", None)]),
    ("DOI: 10.1017", [("doi", "10.1017", None, "no_suffix")]),
    ("DOI: 10,1000/182", [("doi", "10,1000/182", None, "comma_for_stop")]),
    ("https://doi.org/10.1O16/j.x", [("doi", "https://doi.org/10.1O16/j.x", None, "letter_for_digit")]),
    ("doi: nrn2947 [pii]; 10.1038/nrn2947[doi]", [("doi", "10.1038/nrn2947", "10.1038/nrn2947", None)]),
    ("DOI: n/a", []),
    ("The DOI is not known.", []),
    (
        "https://onlinelibrary.wiley.com/doi/10.1111/nous.12244/abstract",
        [("doi", "10.1111/nous.12244/abstract", "10.1111/nous.12244", None)],
    ),
    ("ISBN: 9780226039213", [("isbn", "9780226039213", "9780226039213", None)]),
    ("ISBN 978-0-226-03921-3 (cloth)", [("isbn", "978-0-226-03921-3", "9780226039213", None)]),
    ("ISBN-10: 0-306-40615-2", [("isbn", "0-306-40615-2", "9780306406157", None)]),
    ("ISBN 0 306 40615 2", [("isbn", "0 306 40615 2", "9780306406157", None)]),
    ("ISBN 080442957X", [("isbn", "080442957X", "9780804429573", None)]),
    ("ISBN 978-0-226-03921-4", [("isbn", "978-0-226-03921-4", "9780226039214", "check_digit")]),
    ("ISBN 12345", [("isbn", "12345", None, "wrong_length")]),
    ("Chicago, 1984, 9780226039213.", [("isbn", "9780226039213", "9780226039213", None)]),
    ("Call 9780226039214 now", []),
    ("ISSN 0002-8312", [("issn", "0002-8312", "0002-8312", None)]),
    ("ISSN: 0002-8313", [("issn", "0002-8313", "0002-8313", "check_digit")]),
    ("eISSN 1935–1011", [("issn", "1935–1011", "1935-1011", None)]),
    ("Published 1985-1990", []),
    ("arXiv:1503.07589v2", [("arxiv", "1503.07589v2", "1503.07589v2", None)]),
    ("arXiv:hep-th/9901001", [("arxiv", "hep-th/9901001", "hep-th/9901001", None)]),
    ("arXiv:1599.07589", [("arxiv", "1599.07589", "1599.07589", "bad_date")]),
    (
        "https://arxiv.org/abs/1503.07589.",
        [
            ("arxiv", "https://arxiv.org/abs/1503.07589", "1503.07589", None),
            ("url", "https://arxiv.org/abs/1503.07589", "https://arxiv.org/abs/1503.07589", None),
        ],
    ),
    (
        "PMID: 20847271; PMCID: PMC2952650",
        [("pmid", "20847271", "20847271", None), ("pmcid", "PMC2952650", "PMC2952650", None)],
    ),
    ("hdl:2027/mdp.39015012345678.", [("handle", "2027/mdp.39015012345678", "2027/mdp.39015012345678", None)]),
    ("ark:/12148/bpt6k123,", [("ark", "ark:/12148/bpt6k123", "ark:12148/bpt6k123", None)]),
    ("OCLC 00123456", [("oclc", "00123456", "123456", None)]),
    ("OCLC: ocm01234567", [("oclc", "01234567", "1234567", None)]),
    ("JSTOR 2928562", [("jstor", "2928562", "2928562", None)]),
    (
        "Available online (http://www.example.org/a_b(c)).",
        [("url", "http://www.example.org/a_b(c)", "http://www.example.org/a_b(c)", None)],
    ),
    (
        "Available *online[http://www.example.org/a]*",
        [("url", "http://www.example.org/a", "http://www.example.org/a", None)],
    ),
    ("See www.example.org.", [("url", "www.example.org", "www.example.org", None)]),
    ("See http://news for more", [("url", "http://news", "http://news", "bad_address")]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_identifiers_in_text(text: str, expected: list[tuple[str, str, str | None, str | None]]) -> None:
    found = find_identifiers(text)
    if text.startswith("https://onlinelibrary"):
        found = tuple(f for f in found if f.scheme != "url")
    assert [(f.scheme, f.raw, f.value, f.problem) for f in found] == expected
    assert all(text[f.start : f.end] == f.raw for f in found)
    assert all(f.is_valid == (f.problem is None) for f in found)


def test_the_label_is_kept_apart() -> None:
    (found,) = find_identifiers("As in DOI: 10.1038/nphys1170")
    assert (found.outer_start, found.start) == (6, 11)


def doi(suffix: str) -> IdentifierFound:
    (found,) = find_identifiers(f"DOI: 10.3102/{suffix}")
    return found


COMPARED = [
    # citation, verdict on a DOI that says: ISSN 0002-8312, vol. 33, issue 4, page 757
    ({"volume": "33", "issue": "4", "page": "757–798"}, True),
    ({"volume": "33", "issue": "4", "page": "757-98", "issn": "0002-8312"}, True),
    ({"volume": "33"}, True),
    ({"issn": "00028312"}, True),
    ({"volume": "34", "issue": "4", "page": "757–798"}, False),
    ({"volume": "33", "issue": "4", "page": "758–798"}, False),
    ({"volume": "33", "issue": "3–4"}, False),
    ({"issn": "1935-1011"}, None),  # the electronic edition has an ISSN of its own
    ({"isbn": "9780511803932"}, None),
    ({}, None),
]


@pytest.mark.parametrize(("citation", "verdict"), COMPARED)
def test_a_self_describing_doi_is_compared_with_its_citation(citation: dict[str, str], verdict: bool | None) -> None:  # noqa: FBT001 - a table column
    assert agrees(doi("00028312033004757"), **citation) is verdict


def test_the_isbn_in_a_doi_is_compared() -> None:
    (found,) = find_identifiers("10.1017/CBO9780511803932")
    assert agrees(found, isbn="978-0-511-80393-2") is True
    assert agrees(found, isbn="9780521430173") is None  # the printed book
    assert agrees(found, volume="3") is None


@pytest.mark.parametrize(
    ("printed", "value", "problem"),
    [
        ("978-0-226-03921-3", "9780226039213", None),
        ("0-8044-2957-x", "9780804429573", None),
        ("306-40615-2", "9780306406157", None),
        ("0-306-40615-3", "0306406153", "check_digit"),
        ("9780", None, "wrong_length"),
    ],
)
def test_isbn(printed: str, value: str | None, problem: str | None) -> None:
    assert clean_isbn(printed) == (value, problem)


@pytest.mark.parametrize(
    ("printed", "value", "problem"),
    [
        ("0002-8312", "0002-8312", None),
        ("0013189x", "0013-189X", None),
        ("0002-8313", "0002-8313", "check_digit"),
        ("0002-831", None, "wrong_length"),
    ],
)
def test_issn(printed: str, value: str | None, problem: str | None) -> None:
    assert clean_issn(printed) == (value, problem)


def test_the_check_digit_of_an_issn() -> None:
    assert (issn_check_digit("0002831"), issn_check_digit("0013189")) == ("2", "X")
