"""Generated pages: the truth about them is true, and the same seed gives the same pages."""

import html
import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.generator.headline import headline
from benchmarks.generator.in_book import ordinal
from benchmarks.generator.inventing import Item, invent_works
from benchmarks.generator.pages import Page, make_pages
from benchmarks.generator.records import read_records, works
from benchmarks.generator.references import write_reference
from benchmarks.generator.style import Style
from benchmarks.generator.writing import Edit, Writer, apply_edits

BOOK: Item = {
    "type": "book",
    "title": "The making of the English working class",
    "author": [{"family": "Thompson", "given": "Edward Palmer"}],
    "publisher": "Victor Gollancz",
    "publisher-place": "London",
    "issued": {"date-parts": [[1963]]},
}
ARTICLE: Item = {
    "type": "article-journal",
    "title": "The consequences of literacy",
    "author": [{"family": "Goody", "given": "Jack"}, {"family": "Watt", "given": "Ian"}],
    "container-title": "Comparative Studies in Society and History",
    "volume": "5",
    "issue": "3",
    "page": "304-345",
    "issued": {"date-parts": [[1963]]},
}

GOODY = "Goody, J., and I. Watt. "
JOURNAL = "Comparative Studies in Society and History"


def letters(text: str) -> str:
    """Letters and digits only: what neither noise nor headline case changes."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", html.unescape(text)).casefold()))


@pytest.mark.parametrize(
    ("item", "layout", "printed"),
    [
        (
            BOOK,
            "author_date",
            "Thompson, E. P. 1963. The making of the English working class. London: Victor Gollancz.",
        ),
        (
            BOOK,
            "bibliography",
            "Thompson, E. P. The making of the English working class. London: Victor Gollancz, 1963.",
        ),
        (
            ARTICLE,
            "author_date",
            f"{GOODY}1963. The consequences of literacy. {JOURNAL} 5.3: 304–345.",
        ),
        (
            ARTICLE,
            "bibliography",
            f"{GOODY}“The consequences of literacy.” {JOURNAL} 5.3 (1963): 304–345.",
        ),
    ],
)
def test_a_work_is_printed_in_either_layout(item: Item, layout: str, printed: str) -> None:
    out = Writer()
    write_reference(out, item, Style(layout=layout))
    assert out.text().replace("\xa0", " ") == printed


def test_a_dash_stands_for_the_names_of_the_work_before() -> None:
    out = Writer()
    truth = write_reference(out, BOOK, Style(), dash=True)
    assert out.text().startswith("———. 1963. ")
    assert [name["family"] for name in truth.names] == ["Thompson"]


@pytest.mark.parametrize(
    ("number", "printed"), [(1, "1st"), (2, "2d"), (3, "3d"), (4, "4th"), (11, "11th"), (12, "12th"), (22, "22d")]
)
def test_editions_are_numbered_in_the_house_style(number: int, printed: str) -> None:
    assert ordinal(number) == printed


def test_headline_case_keeps_small_words_small() -> None:
    assert headline("the social history of the machine gun: a view") == "The Social History of the Machine Gun: A View"


@pytest.mark.parametrize("noise", [0.0, 0.5, 1.0])
def test_the_truth_of_a_field_is_what_the_work_says(noise: float) -> None:
    """The truth is held against the works themselves, not against what was cut from the page with its offsets."""
    items = invent_works(84, 5)
    for number, page in enumerate(make_pages(items, 14, 6, 5, noise)):
        for cited in _citations(page):
            item = items[number * 6 + int(cited["key"][1:])]
            _check_fields(page.text, cited, item)
            _check_names(page.text, cited, item)


def _citations(page: Page) -> list[dict[str, Any]]:
    return [cited for section in page.truth["sections"] for cited in section["citations"]]


def _check_fields(text: str, cited: dict[str, Any], item: Item) -> None:
    columns = {"title": "title", "container_title": "container-title", "volume": "volume", "issue": "issue",
               "publisher_place": "publisher-place", "doi": "DOI"}  # fmt: skip
    for column, variable in columns.items():
        if column in cited["spans"]:
            start, end = cited["spans"][column]
            assert letters(text[start:end]) == letters(str(item[variable])), (column, cited["raw"])
    if "issued" in cited["spans"]:
        start, end = cited["spans"]["issued"]
        assert str(item["issued"]["date-parts"][0][0]) in text[start:end]
        assert cited["fields"]["issued"].startswith(str(item["issued"]["date-parts"][0][0]))
    assert text[cited["start"] : cited["end"]] == cited["raw"]


def _check_names(text: str, cited: dict[str, Any], item: Item) -> None:
    for role in ("author", "editor", "director"):
        true = [name for name in cited["names"] if name["role"] == role]
        for name, given_name in zip(true, item.get(role, []), strict=False):
            family = str(given_name.get("family") or given_name.get("literal"))
            printed = text[name["start"] : name["end"]]
            assert printed.startswith("—") or printed == "---" or letters(family) in letters(printed)


@pytest.mark.parametrize("noise", [0.0, 1.0])
def test_mentions_and_notes_stand_where_the_truth_says(noise: float) -> None:
    items = invent_works(84, 6)
    for number, page in enumerate(make_pages(items, 14, 6, 6, noise)):
        authors = {f"c{i}": _lead_family(items[number * 6 + i]) for i in range(6)}
        for section in page.truth["sections"]:
            for mention in section["mentions"]:
                printed = page.text[mention["start"] : mention["end"]]
                assert letters(printed).startswith(letters(authors[mention["targets"][0]]))
                assert printed[-5:].strip(" \xa0").strip("abcdefgh–-")[-4:].isdigit()
            for cited in section["citations"]:
                for start, end in cited["annotation_spans"]:
                    assert start >= cited["end"]
                    assert page.text[start - 1].isspace()
                    assert page.text[end - 1] == "."


def _lead_family(item: Item) -> str:
    names = next((item[role] for role in ("author", "director", "editor") if item.get(role)), [{"family": ""}])
    particle = names[0].get("non-dropping-particle", "")
    return f"{particle} {names[0].get('family') or names[0].get('literal')}"


def test_the_same_seed_gives_the_same_pages_and_another_seed_other_ones() -> None:
    first, again, other = (list(make_pages(works(20, seed), 4, 5, seed, 0.5)) for seed in (1, 1, 2))
    assert first == again
    assert all(page.text != another.text for page, another in zip(first, other, strict=True))


def test_real_works_are_mixed_in_among_invented_ones() -> None:
    titles = {item["title"] for item in read_records()}
    assert [number for number, item in enumerate(works(30, 3)) if item["title"] in titles] == [0, 10, 20]


@settings(max_examples=100)
@given(
    text=st.text(alphabet="abc \n", min_size=1, max_size=40),
    cuts=st.lists(st.integers(0, 40), max_size=8),
    mark=st.tuples(st.integers(0, 40), st.integers(0, 40)),
    new=st.sampled_from(["", "X", "XYZ"]),
)
def test_a_mark_keeps_its_text_whatever_is_put_in_beside_it(
    text: str, cuts: list[int], mark: tuple[int, int], new: str
) -> None:
    start, end = sorted(min(offset, len(text)) for offset in mark)
    # Single characters outside the mark are replaced, so the mark's own text must come through as it is.
    outside = [cut for cut in sorted(set(cuts)) if cut < len(text) and not start <= cut < end]
    edited, [(moved_start, moved_end)] = apply_edits(text, [(start, end)], [Edit(c, c + 1, new) for c in outside])
    if start < end:
        assert edited[moved_start:moved_end] == text[start:end]
    assert len(edited) == len(text) + len(outside) * (len(new) - 1)
