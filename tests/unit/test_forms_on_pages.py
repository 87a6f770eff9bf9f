"""Every form of ``reference_features.txt`` on a page: a work under a bullet, and nearly always without one."""

import pytest

from tests.pages import article_of
from tests.unit.test_reference_features import Case, cases

HEAD = """\
In This Article Women at Sea

Atlantic History Women at Sea
by Ana Cruz
LAST MODIFIED: 12 January 2021
DOI: 10.1093/obo/9780199730414-9001

Books

This section names the books that matter most for the field.

"""
OTHERS = {
    "author_date": "Lortie, D. C. 1975. Schoolteacher: A sociological study. Chicago: Univ. of Chicago Press.",
    "bibliography": "Lortie, Dan C. Schoolteacher: A Sociological Study. Chicago: University of Chicago Press, 1975.",
}
NEEDS_A_BULLET = (
    "Slavery & Abolition.",
    "Cochrane Database of Systematic Reviews",
    "Cochrane Library",
    "Illuminated Manuscripts Collection.",
    "Bouman, Katie.",
    "Koenig, Sarah, host.",
    "Brown v. Board",
    "Elementary and Secondary Education Act",
    "Working Group on Libre Software.",
    "Journal of Education.",
)
"""Works without names, without a date, or with neither at a place where references have them."""


def page_with(case: Case, bullet: str) -> str:
    """Return a page on which the reference stands between two works set as it is."""
    layout = next(line.partition(": ")[2] for line in case.lines if line.startswith("layout"))
    indent = "    " if bullet else ""
    other = f"{bullet}{OTHERS[layout]}\n\n{indent}A classic study of the work.\n\n"
    return f"{HEAD}{other}{bullet}{case.raw}\n\n{indent}Shows how the harbour grew and who paid for it.\n\n{other}"


@pytest.mark.parametrize("bullet", ["  • ", ""], ids=["bullets", "no bullets"])
def test_every_form_is_a_work_on_a_page(bullet: str) -> None:
    forms = [case for case in cases() if case.feature.startswith("6.")]
    kept = [case for case in forms if bullet or not case.raw.startswith(NEEDS_A_BULLET)]
    missed = []
    for case in kept:
        article = article_of(page_with(case, bullet))
        cited = [
            (citation.raw, len(citation.annotations)) for section in article.sections for citation in section.citations
        ]
        missed += [] if (case.raw, 1) in cited else [case.raw]
    assert len(kept) > 250
    assert missed == []
