"""What annobib reads in the real article it was made for; the text itself is not part of the project."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from pipeline.article.parse import parse_article
from pipeline.concepts.enrich import enrich
from pipeline.concepts.nlp import Model
from pipeline.sources.read import find_sources, read_source
from schemas import Article, Citation, SourceText

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def source(shared: Path) -> SourceText:
    (read,) = (item for file in find_sources([shared / "seed"]) for item in read_source(file))
    assert isinstance(read, SourceText)
    return read


@pytest.fixture(scope="module")
def article(source: SourceText) -> Article:
    return parse_article(source)


def citations(article: Article) -> list[Citation]:
    return [citation for section in article.sections for citation in section.citations]


def test_the_head(article: Article) -> None:
    assert article.article_id == "obo-9780199756810-0248"
    assert article.title == "Teacher Collaboration in School Improvement"
    assert article.subject == "Education"
    assert article.module_id == "9780199756810"
    assert [(name.given, name.family) for name in article.contributors] == [
        ("Hayley", "Weddle"),
        ("Marie", "Lockton"),
        ("Amanda", "Datnow"),
    ]
    assert article.last_reviewed == article.last_modified == date(2020, 4, 22)
    assert article.doi == "10.1093/obo/9780199756810-0248"
    assert article.view == "abridged"
    assert article.citation_layout == "author_date"


def test_the_sections(article: Article) -> None:
    assert [section.availability for section in article.sections] == ["body"] * 2 + ["contents_only"] * 7
    assert [section.heading for section in article.sections][:2] == ["Introduction", "General Overviews"]
    paragraphs = [paragraph.text or "" for section in article.sections for paragraph in section.paragraphs]
    assert [text.split()[0] for text in paragraphs] == ["Research", "Early"]
    assert [text.split()[-1] for text in paragraphs] == ["goals.", "administrators."]


FIELDS = (
    "type title container_title volume issue page page_first page_last publisher publisher_place issued doi unparsed"
).split()
EXPECTED = """
book | Professional learning communities at work | - | - | - | - | - | - | Solution Tree \
| Bloomington, IN | 1998 | - | -
book | Changing teachers, changing times | - | - | - | - | - | - | Teachers College Press | New York | 1994 | - | -
article-journal | The persistence of privacy: Autonomy and initiative in teachers’ professional relations \
| Teachers College Record | 91 | 4 | 509–536 | 509 | 536 | - | - | 1990 | - | -
article-journal | Teachers’ professional community in restructuring schools | American Educational Research Journal \
| 33 | 4 | 757–798 | 757 | 798 | - | - | 1996 | 10.3102/00028312033004757 | -
book | Communities of practice: Learning, meaning and identity | - | - | - | - | - | - | Cambridge Univ. Press \
| New York | 1998 | 10.1017/cbo9780511803932 | -
"""


def test_every_field_of_every_citation(article: Article) -> None:
    read = [[getattr(citation, name) or "-" for name in FIELDS] for citation in citations(article)]
    assert read == [row.split(" | ") for row in EXPECTED.strip().splitlines()]
    assert {citation.parse_status for citation in citations(article)} == {"complete"}


def test_the_names_of_every_citation(article: Article) -> None:
    names = [[f"{name.family}, {name.given}" for name in citation.contributors] for citation in citations(article)]
    assert names == [
        ["DuFour, R.", "Eaker, R."],
        ["Hargreaves, A."],
        ["Little, J. W."],
        ["Louis, K. S.", "Marks, H. M.", "Kruse, S."],
        ["Wenger, E."],
    ]


def test_the_identifiers(article: Article) -> None:
    found = [*article.identifiers, *(i for citation in citations(article) for i in citation.identifiers)]
    assert [(i.scheme, i.is_valid, i.agrees) for i in found] == [
        ("doi", True, None),
        ("doi", True, True),
        ("doi", True, None),
    ]
    journal = found[1]
    assert (journal.embedded_issn, journal.embedded_volume, journal.embedded_issue, journal.embedded_page) == (
        "0002-8312",
        "33",
        "4",
        "757",
    )
    assert found[2].embedded_isbn == "9780511803932"


def test_each_annotation_is_on_its_citation(article: Article) -> None:
    first_words = [[(note.text or "").split()[0] for note in citation.annotations] for citation in citations(article)]
    assert first_words == [["Practitioner-oriented"], ["Explores"], ["Conceptualizes"], ["Draws"], ["Defines"]]


def test_the_mentions_are_all_resolved(article: Article) -> None:
    first_author = {citation.citation_id: citation.contributors[0].family for citation in citations(article)}
    mentions = [m for section in article.sections for paragraph in section.paragraphs for m in paragraph.mentions]
    assert Counter(first_author[m.citation_id] for m in mentions if m.citation_id) == {
        "Little": 4,
        "DuFour": 3,
        "Wenger": 3,
        "Louis": 2,
        "Hargreaves": 1,
    }
    assert article.n_mentions == len(mentions) == 13
    assert {m.resolution for m in mentions} == {"same_section"}


def test_the_blocks_cover_every_character(article: Article, source: SourceText) -> None:
    covered = [0] * len(source.text)
    for block in article.blocks:
        for position in range(block.start, block.end):
            covered[position] += 1
    assert [c for c, times in zip(source.text, covered, strict=True) if not c.isspace() and times != 1] == []
    assert "unparsed" not in {block.kind for block in article.blocks}


def test_every_raw_value_is_found_at_its_place(article: Article, source: SourceText) -> None:
    for citation in citations(article):
        assert source.text[citation.start : citation.end] == citation.raw
        for name in citation.contributors:
            assert source.text[name.start : name.end] == name.raw
        for mention in (m for note in citation.annotations for m in note.mentions):
            assert source.text[mention.start : mention.end] == mention.text


def test_the_concepts_are_what_the_article_is_about(article: Article, source: SourceText, model: Model) -> None:
    (enriched,) = enrich([(article, source.text)], model)
    best = [concept.label for concept in enriched.concepts[:15]]
    assert {
        "teacher collaboration",
        "professional learning communities",
        "communities of practice",
        "joint work",
        "reflective dialogue",
    } <= set(best)
    names = {name.family for citation in citations(article) for name in citation.contributors}
    furniture = {"introduction", "general overviews", "subscription", "article", "doi", "publisher"}
    for concept in enriched.concepts:
        assert not set(concept.label.split()) & names
        assert concept.label.lower() not in furniture
        assert not any(c.isdigit() for c in concept.label)
        for occurrence in concept.occurrences:
            assert source.text[occurrence.start : occurrence.end] == occurrence.text
