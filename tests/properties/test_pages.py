"""Rules that hold for every page: nothing is lost, every span is true, and no text whatever raises."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.article.parse import parse_article
from pipeline.errors import SourceError
from pipeline.page.blocks import check_cover, split_blocks
from pipeline.prose import clean_prose
from pipeline.sources.decode import decode, is_binary
from pipeline.sources.parts import split_parts
from pipeline.sources.read import SourceFile, read_source
from schemas import Article, SourceText

LINES = (
    'In This Article Expand or collapse the "in this article" section River Trade',
    "  • Introduction",
    "  • General Overviews",
    "    • Rivers of Asia",
    "Education River Trade",
    "by",
    "Ana de la Cruz, John Smith Jr.",
    "  • LAST REVIEWED: 12 January 2021LAST MODIFIED: April 2020",
    "  • DOI: 10.1093/obo/9780199756810-0999",
    "Introduction",
    "General Overviews",
    "## Rivers of Asia",
    "Rivers carried goods long before roads did (Braudel 1972; Parker 1989). Much has been written about them since.",
    "  • Braudel, Fernand. 1972. The Mediterranean. 2 vols. London: Collins.",
    "- ———. 1979. Civilisation matérielle. Paris: Colin.",
    "Parker, Geoffrey. “Rivers and States.” Past and Present 12.3 (1989): 20–44.",
    "    DOI: 10.2307/650990Save Citation »Export Citation » Share Citation »",
    "    A first survey. Braudel 1972 is extended here to inland rivers:",
    "    • a point about barges",
    "Find this resource:",
    "back to top",
    "Users without a subscription are not able to see the full content on this page. Please subscribe or login.",
    "---",
    "title: River Trade byAna CruzLAST REVIEWED: 12 January 2021",
    'Related Articles Expand or collapse the "related articles" sectionabout',
    "<i>Rivers</i> &amp; roads<br />",
    "",
    "",
)
PAGES = st.lists(
    st.one_of(
        st.sampled_from(LINES), st.text(max_size=80), st.text(alphabet="•-—.:, \tA1(\u200b\u2028\x0b", max_size=40)
    ),
    max_size=40,
).map("\n".join)


def source(text: str) -> SourceText:
    return SourceText(path="page.txt", sha256="0" * 64, encoding="utf-8", part=0, text=text)


def article(text: str) -> Article | None:
    try:
        return parse_article(source(text))
    except SourceError:
        return None


@given(PAGES)
@settings(deadline=None)
def test_every_non_blank_character_is_in_exactly_one_piece(text: str) -> None:
    assert check_cover(text, split_blocks(text).pieces) == ()


@given(PAGES)
@settings(deadline=None)
def test_what_no_rule_names_is_reported(text: str) -> None:
    cut = split_blocks(text)
    reported = [(finding.start, finding.end) for finding in cut.findings if finding.code == "unparsed-text"]
    assert reported == [(piece.start, piece.end) for piece in cut.pieces if piece.kind == "unparsed"]


@given(PAGES)
@settings(max_examples=200, deadline=None)
def test_every_span_of_an_article_gives_its_value(text: str) -> None:
    parsed = article(text)
    if parsed is None:
        return
    for person in parsed.contributors:
        assert text[person.start : person.end] == person.raw
    for section in parsed.sections:
        for paragraph in section.paragraphs:
            raw = text[paragraph.start : paragraph.end]
            assert paragraph.text == (clean_prose(raw) or raw)
        for citation in section.citations:
            assert text[citation.start : citation.end] == citation.raw
            for identifier in citation.identifiers:
                assert text[identifier.start : identifier.end] == identifier.raw
            for note in citation.annotations:
                raw = text[note.start : note.end]
                assert note.text == (clean_prose(raw) or raw)


@given(PAGES)
@settings(max_examples=100, deadline=None)
def test_the_same_text_gives_the_same_article_twice(text: str) -> None:
    assert article(text) == article(text)


@given(PAGES)
@settings(max_examples=100, deadline=None)
def test_ids_are_unique(text: str) -> None:
    parsed = article(text)
    if parsed is None:
        return
    sections = parsed.sections
    citations = [citation for section in sections for citation in section.citations]
    for ids in (
        [section.section_id for section in sections],
        [paragraph.paragraph_id for section in sections for paragraph in section.paragraphs],
        [citation.citation_id for citation in citations],
        [note.annotation_id for citation in citations for note in citation.annotations],
        [issue.issue_id for issue in parsed.issues],
    ):
        assert len(ids) == len(set(ids))


@given(PAGES)
@settings(deadline=None)
def test_the_parts_of_a_file_are_all_of_it(text: str) -> None:
    parts = split_parts(text)
    assert "".join(text[part.start : part.end] for part in parts) == text


@settings(deadline=None)
@given(st.one_of(st.binary(max_size=300), PAGES.map(lambda text: text.encode("utf-8", "replace"))))
def test_any_bytes_give_texts_or_errors(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path: Path = tmp_path_factory.getbasetemp() / "any.txt"
    path.write_bytes(data)
    for read in read_source(SourceFile(path, "any.txt")):
        assert isinstance(read, SourceText | SourceError)


@given(st.text(st.characters(exclude_characters="\0"), max_size=200))  # with NULs it is UTF-16 or binary, by its look
@settings(deadline=None)
def test_text_in_utf8_comes_back_but_for_newlines(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    try:
        expected = data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        return
    if not is_binary(data) and "\ufeff" not in text and not any("Â" <= char <= "ô" for char in text):
        assert decode(data) == (expected, "utf-8")


@pytest.mark.parametrize(
    "unit",
    [
        "•",
        "•\n",
        "(",
        "J. ",
        "a\n",
        "———. 1990. ",
        "DOI: 10.1/",
        "Save Citation » ",
        " ",
        "LAST ",
        "* ",
        "Aa, B. 1990. ",
    ],
)
def test_repetition_without_end_is_cut_without_a_gap(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    assert check_cover(text, split_blocks(text).pieces) == ()
