"""7.8 A DOI that is not that of the work: of its book, of a part of it, of a review, of the article itself."""

import pytest

from pipeline.identifiers.doi_target import names_part
from tests.pages import article_of

PAGE = """\
In This Article Women at Sea

Atlantic History Women at Sea
by Ana Cruz
LAST MODIFIED: 12 January 2021
DOI: 10.1093/obo/9780199730414-9001

Books

  • {work}

    DOI: {doi}

    Short and reliable.
"""
BOOK = "Cruz, A. 2001. Harbours. Cambridge, UK: Cambridge Univ. Press."
CHAPTER = "Cruz, A. 2001. Harbours. In Ships and seas. Edited by P. Ng, 10–31. London: Routledge."
ARTICLE = "Cruz, A. 2001. Harbours. American Educational Research Journal 33.4: 757–798."

CASES = [
    # the work, its DOI, whose it seems to be
    (BOOK, "10.1017/CBO9780511803932", None),
    (BOOK, "10.1017/CBO9780511803932.004", "the DOI of a part of a book"),
    (BOOK, "10.3102/00028312033004757", "the DOI of something in a journal, of a review perhaps"),
    (BOOK, "10.1093/obo/9780199730414-9001", "the DOI of the article itself"),
    (BOOK, "10.1000/harbours", None),
    (CHAPTER, "10.4324/9780203168028-5", None),
    (CHAPTER, "10.4324/9780203168028", "the DOI of a whole book"),
    (ARTICLE, "10.3102/00028312033004757", None),
]


@pytest.mark.parametrize(("work", "doi", "whose"), CASES)
def test_7_8_a_doi_of_another_work_is_reported_and_kept(work: str, doi: str, whose: str | None) -> None:
    article = article_of(PAGE.format(work=work, doi=doi))
    (citation,) = article.sections[0].citations
    assert citation.doi == doi.lower()
    said = [issue.message for issue in article.issues if issue.code == "doi-of-another"]
    assert said == ([f"{doi} seems to be {whose}."] if whose else [])


@pytest.mark.parametrize(
    ("doi", "is_part"),
    [
        ("10.1007/978-3-319-12345-6", False),
        ("10.1007/978-3-319-12345-6_5", True),
        ("10.1093/acprof:oso/9780198206019.001.0001", False),
        ("10.1093/acprof:oso/9780198206019.003.0004", True),
        ("10.1515/9783110123456.15", True),
        ("10.1002/9781118901731.ch3", True),
        ("10.4324/9780203168028-5", True),
        ("10.1093/obo/9780199730414-9001", True),
        ("10.1002/9781118901731.wbeoe024", None),
        ("10.1000/182", None),
    ],
)
def test_the_suffix_tells_a_part_from_its_book(doi: str, is_part: bool | None) -> None:  # noqa: FBT001 - a row
    assert names_part(doi) is is_part
