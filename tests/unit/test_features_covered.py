"""The features of a page, and that each has its cases: their names begin with the number of the feature.

Features of references (6.x, 7.x) are the business of ``test_reference_cases.py`` and ``test_doi.py``.
"""

import re
from pathlib import Path

import pytest

FEATURES = """
1.1 encodings, newlines, end of file          1.2 kinds of spaces                     1.3 straight and curly quotes
1.4 kinds of dashes                           1.5 kinds of bullets, or none           1.6 indents, or none
1.7 wrapped lines, hyphens at their ends      1.8 remains of HTML, marks of italics   1.9 composed and decomposed letters
1.10 front matter of a scraper                1.11 several articles, one twice, none  2.1 lead-in of the contents
2.2 related articles                          2.3 forthcoming articles                2.4 other articles
2.5 citation tools                            2.6 tools glued to a DOI                2.7 find this resource
2.8 back to top                               2.9 paywall notice                      2.10 subscription pitch
2.11 site bar                                 2.12 foot of the page                   2.13 furniture is kept
3.1 subject and title in one line             3.2 titles that differ                  3.3 kinds of titles
3.4 bylines                                   3.5 labels of dates                     3.6 forms of dates
3.7 DOI of the article                        3.8 document id in an address           3.9 subject modules
3.10 no head                                  4.1 flat contents                       4.2 introduction without heading
4.3 entries without a body                    4.4 headings that differ                4.5 headings and short notes
4.6 container sections                        4.7 a heading twice                     4.8 depth
4.9 standard headings                         4.10 commentary of several paragraphs   4.11 section without list
4.12 labels within a list                     5.1 narrative callouts                  5.2 lists in parentheses
5.3 et al.                                    5.4 two and three authors               5.5 possessives
5.6 letters and several years                 5.7 editors, bodies, acronyms, titles   5.8 asterisks
5.9 cited under                               5.10 pointers to sections               5.11 pointers to articles
5.12 page locators                            5.13 the target rule                    5.14 two years, none, forthcoming
5.15 false friends                            5.16 not listed                         5.17 particles and diacritics
5.18 callouts in annotations                  8.1 paragraphs of a note                8.2 no subject
8.3 begins like a citation                    8.4 what a note may contain             8.5 access notes
8.6 broken off                                8.7 points inside                       8.8 annotated twice
9.1 public and full view                      9.2 evidence of the view                9.3 full over abridged
9.4 notices
"""
_CASE = re.compile(r"(?:[\"; (]|test_|and_)(\d{1,2})[._](\d{1,2})(?=[ _;\"])")


def features() -> list[str]:
    return [name.strip() for line in FEATURES.strip().split("\n") for name in re.split(r"\s{2,}", line) if name.strip()]


@pytest.mark.parametrize("feature", features())
def test_a_feature_has_its_cases(feature: str) -> None:
    number = feature.split(maxsplit=1)[0]
    files = [path for path in Path(__file__).parent.glob("test_features_*.py") if path.name != Path(__file__).name]
    cases = {f"{one}.{two}" for path in files for one, two in _CASE.findall(path.read_text(encoding="utf-8"))}
    assert number in cases


def test_every_feature_of_the_page_is_listed() -> None:
    counts = {1: 11, 2: 13, 3: 10, 4: 12, 5: 18, 8: 8, 9: 4}
    numbers = [feature.split()[0] for feature in features()]
    assert numbers == [f"{group}.{n}" for group, count in counts.items() for n in range(1, count + 1)]
