"""How the citations of an article are set is voted on; the vote decides where one can be read in two ways."""

import pytest

from pipeline.article.parse import parse_article
from schemas import Article, Citation, SourceText

YEAR_LAST = (
    "Burdekin, Katharine. Swastika Night. London: Gollancz, 1937.",
    "Huxley, Aldous. Brave New World. London: Chatto & Windus, 1932.",
    "Orwell, George. 1984. New York: Harcourt, 1949.",
    "Wells, H. G. The Shape of Things to Come. London: Hutchinson, 1933.",
    "Zamyatin, Yevgeny. We. Translated by Gregory Zilboorg. New York: Dutton, 1924.",
)
AUTHOR_DATE = (
    "Burdekin, K. 1937. Swastika night. London: Gollancz.",
    "Huxley, A. 1932. Brave new world. London: Chatto & Windus.",
    "Orwell, G. 1949. 1984. New York: Harcourt.",
    "Wells, H. G. 1933. The shape of things to come. London: Hutchinson.",
)


def article_of(works: tuple[str, ...]) -> Article:
    entries = "\n\n".join(f"• {work}\n\n    A novel that later ones answer." for work in works)
    text = f"Introduction\n\nNovels that warn are many.\n\nGeneral Overviews\n\nThese are the first.\n\n{entries}\n"
    return parse_article(SourceText(path="novels.txt", sha256="0" * 64, encoding="utf-8", part=0, text=text))


def citations(article: Article) -> list[Citation]:
    return [citation for section in article.sections for citation in section.citations]


@pytest.mark.parametrize(
    ("works", "layout"),
    [(YEAR_LAST, "bibliography"), (AUTHOR_DATE, "author_date"), (AUTHOR_DATE + YEAR_LAST[:1], "author_date"),
     (AUTHOR_DATE[:2] + YEAR_LAST[-1:], "mixed")],
)  # fmt: skip
def test_the_layout_is_that_of_most_citations(works: tuple[str, ...], layout: str) -> None:
    article = article_of(works)
    assert len(citations(article)) == len(works)
    assert article.citation_layout == layout


@pytest.mark.parametrize("works", [YEAR_LAST, AUTHOR_DATE])
def test_a_title_that_is_a_year_is_told_from_the_date(works: tuple[str, ...]) -> None:
    (orwell,) = [citation for citation in citations(article_of(works)) if "Orwell" in citation.raw]
    assert (orwell.title, orwell.issued, orwell.publisher) == ("1984", "1949", "Harcourt")
