"""DOIs as pages print them, what becomes of them, and what their suffixes say."""

import pytest

from pipeline.identifiers.doi import PROBLEMS, STEPS, clean_doi
from pipeline.identifiers.doi_suffix import SuffixFacts, describe_doi

SICI = "10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o"

CLEANED = [
    # as printed, normal form
    ("10.1017/CBO9780511803932", "10.1017/cbo9780511803932"),
    ("DOI: 10.1017/CBO9780511803932", "10.1017/cbo9780511803932"),
    ("doi:10.1038/nphys1170", "10.1038/nphys1170"),
    ("https://doi.org/10.1038/nphys1170", "10.1038/nphys1170"),
    ("http://dx.doi.org/10.1038/nphys1170", "10.1038/nphys1170"),
    ("http://dx.doi. org/10.1038/nphys1170", "10.1038/nphys1170"),
    ("https://0-doi-org.library.example.edu/10.1038/nphys1170", "10.1038/nphys1170"),
    ("https://doi-org.proxy.example.edu/10.1038/nphys1170?rskey=ab12", "10.1038/nphys1170"),
    ("info:doi/10.1038/nphys1170", "10.1038/nphys1170"),
    ("urn:doi:10.1038/nphys1170", "10.1038/nphys1170"),
    # punctuation after it; a closing bracket of its own stays
    ("10.1038/nphys1170).", "10.1038/nphys1170"),
    ("10.1038/nphys1170;”", "10.1038/nphys1170"),
    ("*10.1038/nphys1170*", "10.1038/nphys1170"),
    ("10.3319/TAO.2009.05.25.02(IWNOP)", "10.3319/tao.2009.05.25.02(iwnop)"),
    ("10.3319/TAO.2009.05.25.02(IWNOP)).", "10.3319/tao.2009.05.25.02(iwnop)"),
    # SICI, plain and encoded
    ("10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O", SICI),
    ("10.1002/(SICI)1097-4571(199806)49:8&lt;693::AID-ASI4&gt;3.0.CO;2-O", SICI),
    ("10.1002/(SICI)1097-4571(199806)49:8&amp;lt;693::AID-ASI4&amp;gt;3.0.CO;2-O", SICI),
    ("10.1002/%28SICI%291097-4571%28199806%2949%3A8%3C693%3A%3AAID-ASI4%3E3.0.CO%3B2-O", SICI),
    # dashes, invisible characters, breaks
    ("10.1093/obo/9780199756810–0248", "10.1093/obo/9780199756810-0248"),
    ("10.1007/s10584‐015‐1585‐x", "10.1007/s10584-015-1585-x"),
    ("10.1017/\u200bCBO9780\u00ad511803932\ufeff", "10.1017/cbo9780511803932"),
    ("10.1017/ CBO9780511803932", "10.1017/cbo9780511803932"),
    ("10. 1093/jb/mvg083", "10.1093/jb/mvg083"),
    ("10.1017/\n    CBO9780511803932", "10.1017/cbo9780511803932"),
    # doubled
    ("10.1111/nous.12244/10.1111/nous.12244", "10.1111/nous.12244"),
    ("10.1111/nous.1224410.1111/nous.12244", "10.1111/nous.12244"),
    ("10.1111/nous.12244https://doi.org/10.1111/nous.12244", "10.1111/nous.12244"),
    ("https://doi.org/https://doi.org/10.1111/nous.12244", "10.1111/nous.12244"),
    ("DOI: 10.1111/nous.12244DOI: 10.1111/nous.12244", "10.1111/nous.12244"),
    # the rest of a landing page's address
    ("10.1111/nous.12244/abstract", "10.1111/nous.12244"),
    ("10.1111/nous.12244/full?casa_token=xyz", "10.1111/nous.12244"),
    ("10.3389/fmicb.2014.00402/full", "10.3389/fmicb.2014.00402"),
    ("10.1101/2020.01.01.123456v1.full.pdf", "10.1101/2020.01.01.123456"),
    ("10.1093/obo/9780199756810-0248#firstMatch", "10.1093/obo/9780199756810-0248"),
    # buttons and other labels glued to it
    ("10.4324/9780203168028Save Citation »Export Citation »", "10.4324/9780203168028"),
    ("10.4324/9780203168028E-mail Citation »", "10.4324/9780203168028"),
    ("10.4324/9780203168028Find this resource:", "10.4324/9780203168028"),
    ("10.1126/science.1193063.PMID:20847271", "10.1126/science.1193063"),
    ("10.1038/nrn2947[doi]", "10.1038/nrn2947"),
    ("10.1000/a\\_b", "10.1000/a_b"),
    ("10.1000/182](https://doi.org/10.1000/182)", "10.1000/182"),
]

REFUSED = [
    # as printed, what is wrong
    ("DOI: 10.1017", "no_suffix"),
    ("10.1017/", "no_suffix"),
    ("10,1000/182", "comma_for_stop"),
    ("1O.1016/j.envint.2004.03.015", "letter_for_digit"),
    ("10.1O16/j.envint.2004.03.015", "letter_for_digit"),
    ("l0.1016/j.envint.2004.03.015", "letter_for_digit"),
    ("10.1017CBO9780511803932", "no_slash"),
    ("10.12/345", "bad_prefix"),
    ("CBO9780511803932", "no_prefix"),
    ("", "no_prefix"),
    ("10.1111/nous.1/10.1086/599", "two_in_one"),
    ("10.1000/a\ufffdb", "bad_character"),
    ("10.1000/" + "a" * 600, "too_long"),
]

SAID = [
    # DOI, what its suffix says: ISBN, ISSN, volume, issue, page
    ("10.1017/cbo9780511803932", ("9780511803932", None, None, None, None)),
    ("10.4324/9780203168028", ("9780203168028", None, None, None, None)),
    ("10.1016/b978-0-12-373960-5.00001-1", ("9780123739605", None, None, None, None)),
    ("10.1007/3-540-45748-8_12", ("9783540457480", None, None, None, None)),
    ("10.1017/cbo9780511803933", (None, None, None, None, None)),  # the check digit is wrong
    ("10.3102/00028312033004757", (None, "0002-8312", "33", "4", "757")),
    ("10.3102/0013189x033008003", (None, "0013-189X", "33", "8", "3")),
    ("10.1177/001316446002000104", (None, "0013-1644", "20", "1", None)),
    ("10.1177/030631289019003001", (None, "0306-3127", "19", "3", None)),
    ("10.1177/0263276404046059", (None, "0263-2764", None, None, None)),
    (SICI, (None, "1097-4571", "49", "8", "693")),
    ("10.1061/(asce)0733-9399(1998)124:3(258)", (None, "0733-9399", "124", "3", "258")),
    ("10.1016/s0140-6736(05)67483-1", (None, "0140-6736", None, None, None)),
    ("10.1017/s0003055403000534", (None, "0003-0554", None, None, None)),
    ("10.1080/00461520.1986.9653034", (None, "0046-1520", None, None, None)),
    ("10.1111/j.1467-9620.2006.00684.x", (None, "1467-9620", None, None, None)),
    ("10.1207/s15327809jls0202_2", (None, "1532-7809", "2", "2", None)),
    ("10.1215/08992363-15-1-11", (None, "0899-2363", "15", "1", "11")),
    ("10.1037/0033-295x.84.2.191", (None, "0033-295X", "84", "2", "191")),
    ("10.1093/past/38.1.56", (None, None, "38", "1", "56")),
    ("10.1257/aer.91.5.1369", (None, None, "91", "5", "1369")),
    ("10.1162/neco.1997.9.8.1735", (None, None, "9", "8", "1735")),
    ("10.1146/annurev.soc.27.1.415", (None, None, "27", None, "415")),
    ("10.1146/annurev.so.14.080188.001535", (None, None, "14", None, None)),
    ("10.1103/revmodphys.74.47", (None, None, "74", None, "47")),
    ("10.1523/jneurosci.17-15-05843.1997", (None, None, "17", "15", "5843")),
    ("10.1111/nous.12244", (None, None, None, None, None)),
]


@pytest.mark.parametrize(("printed", "value"), CLEANED)
def test_a_doi_as_printed_gets_its_normal_form(printed: str, value: str) -> None:
    verdict = clean_doi(printed)
    assert (verdict.value, verdict.is_valid, verdict.problem) == (value, True, None)


@pytest.mark.parametrize(("printed", "value"), CLEANED)
def test_the_normal_form_is_its_own_normal_form(printed: str, value: str) -> None:
    assert clean_doi(value).steps == (), printed


@pytest.mark.parametrize(("printed", "problem"), REFUSED)
def test_a_malformed_doi_has_no_value_but_a_reason(printed: str, problem: str) -> None:
    verdict = clean_doi(printed)
    assert (verdict.value, verdict.is_valid, verdict.problem) == (None, False, problem)
    assert problem in PROBLEMS


def test_every_problem_has_an_example() -> None:
    assert {problem for _, problem in REFUSED} == set(PROBLEMS)


def test_the_verdict_names_the_steps_that_changed_something() -> None:
    assert clean_doi("https://doi.org/10.1111/NOUS.12244/abstract.").steps == (
        "resolver",
        "punctuation",
        "landing",
        "case",
    )
    assert {step for printed, _ in CLEANED for step in clean_doi(printed).steps} == {name for name, _ in STEPS}


@pytest.mark.parametrize(("doi", "facts"), SAID)
def test_what_a_suffix_says(doi: str, facts: tuple[str | None, ...]) -> None:
    assert describe_doi(doi) == SuffixFacts(*facts)
