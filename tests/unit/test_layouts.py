"""Layouts: reading lists of other kinds than the publisher's, and layouts that other packages bring along."""

import re
import sys
from collections.abc import Iterator
from importlib import invalidate_caches
from pathlib import Path
from textwrap import dedent

import pytest

from pipeline.errors import RunError
from pipeline.layouts import LAYOUTS, Layout, all_layouts
from pipeline.page.blocks import check_cover, choose_layout, split_blocks
from pipeline.page.lines import read_page as units_of
from pipeline.sources.html import read_html
from tests.pages import article_of, ids_of, read_page

LISTS = Path(__file__).parents[1] / "lists"
RAW = Path(__file__).parents[2] / "raw"


def head_of(text: str) -> list[str]:
    """Return what is read from the head of a list, a line an item."""
    article = article_of(text)
    writers = [f"{writer.role}: {writer.given} {writer.family}" for writer in article.contributors]
    changed = [f"changed: {article.last_modified}"] if article.last_modified else []
    return [f"layout: {article.page_layout}", f"title: {article.title}", *writers, *changed]


@pytest.mark.parametrize(
    "path", [path for path in sorted(LISTS.iterdir()) if path.suffix != ".read"], ids=lambda p: p.stem
)
def test_a_list_is_read_as_the_file_beside_it_says(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    wanted = path.with_suffix(".read").read_text(encoding="utf-8").splitlines()
    assert [*head_of(text), "", *read_page(text)] == wanted
    assert check_cover(text, split_blocks(text).pieces) == ()


@pytest.mark.parametrize("path", sorted(RAW.glob("*.txt")), ids=lambda path: path.stem)
def test_pages_of_the_publisher_are_no_reading_lists(path: Path) -> None:
    assert split_blocks(path.read_text(encoding="utf-8")).layout != "reading_list"


def test_the_guide_shows_the_code_as_it_is(root: Path) -> None:
    guide = (root / "docs" / "layouts.md").read_text(encoding="utf-8")
    code = (root / "pipeline" / "layouts" / "reading_list.py").read_text(encoding="utf-8")
    shown = re.findall(r"```python\n(.*?)```", guide, re.DOTALL)
    assert len(shown) == 2
    assert all(block.rstrip() in code for block in shown)
    assert all(f"| `{layout.name}` |" in guide for layout in LAYOUTS)


HEADS = [
    # what stands above the first section, title, makers
    ("Women at Sea\nA Select Bibliography\nby Ana Cruz", "Women at Sea A Select Bibliography", ["Ana Cruz"]),
    ("Moorland University Library\n\nWomen at Sea", "Women at Sea", []),
    ("# Women at Sea\n\n*Ana Cruz*", "Women at Sea", ["Ana Cruz"]),
    ("Women at Sea\n\nby\nAna Cruz and Peter Ng", "Women at Sea", ["Ana Cruz", "Peter Ng"]),
    ("Ana Cruz\nDr. Hale\nHIST 210\nSpring 2021\n\nWomen at Sea", "Women at Sea", ["Ana Cruz"]),
    ("WOMEN AT SEA\n\nPrepared by Ana Cruz, Moorland College", "WOMEN AT SEA", ["Ana Cruz"]),
]
BODY = """

General Histories

Druett, Joan. 2000. She Captains. New York: Simon & Schuster.

Portraits of women who commanded ships.

Stark, Suzanne J. 1996. Female Tars. Annapolis, MD: Naval Institute Press.

Short and reliable.
"""


@pytest.mark.parametrize(("head", "title", "makers"), HEADS)
def test_title_and_makers_are_where_a_list_shows_them(head: str, title: str, makers: list[str]) -> None:
    article = article_of(head + BODY)
    assert article.title == title
    assert [f"{writer.given} {writer.family}" for writer in article.contributors] == makers
    assert [(section.heading, len(section.citations)) for section in article.sections] == [("General Histories", 2)]
    assert not any(block.kind == "unparsed" for block in article.blocks)


def test_a_contents_list_of_a_reading_list_names_its_sections() -> None:
    article = article_of("Women at Sea\n\nContents\n- General Histories\n- Websites" + BODY)
    assert [(section.heading, section.availability) for section in article.sections] == [
        ("General Histories", "body"),
        ("Websites", "contents_only"),
    ]


AS_HTML = """<!DOCTYPE html><html><head><title>Guides</title></head><body><nav><ul><li>Home</li></ul></nav><main>
<h1>Women at Sea</h1><p>compiled by Ana Cruz</p><h2>General Histories</h2>
<p>Druett, Joan. 2000. <i>She Captains</i>. New York: Simon &amp; Schuster.</p>
<blockquote>Portraits of women who commanded ships.</blockquote>
<ul><li>Stark, Suzanne J. 1996. <em>Female Tars</em>. Annapolis, MD: Naval Institute Press.<br>Short and reliable.</li></ul>
</main><footer>Moorland</footer></body></html>"""


def test_a_list_saved_as_a_web_page_is_the_same_list() -> None:
    plain, saved = "Women at Sea\ncompiled by Ana Cruz" + BODY, read_html(AS_HTML).text
    assert head_of(saved) == head_of(plain)
    assert read_page(saved) == read_page(plain)
    assert ids_of(article_of(saved)) == ids_of(article_of(plain))


SEMINAR = """
from pipeline.layouts import Layout
from pipeline.page.pieces import Piece


def score(page):
    return 0.99 if page.text.startswith("SEMINAR") else 0.0


def split(page):
    first, *others = page.units
    kinds = {"T": "title", "W": "citation", "N": "annotation"}
    yield Piece("furniture", first.start, first.end)
    for unit in others:
        sign = page.text[unit.start]
        yield Piece("marker", unit.start, unit.start + 2)
        yield Piece(kinds[sign], unit.start + 2, unit.end)


LAYOUT = Layout("seminar", score, split)
NO_LAYOUT = "seminar"
"""
SEMINAR_TEXT = """\
SEMINAR

T: Women at Sea

W: Druett, Joan. 2000. She Captains. New York: Simon & Schuster.

N: Portraits of women who commanded ships.
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Yield a folder from which packages are imported, as if pip had installed them there."""
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "seminar_layout", raising=False)
    (tmp_path / "seminar_layout.py").write_text(dedent(SEMINAR), encoding="utf-8")
    invalidate_caches()
    all_layouts.cache_clear()
    yield tmp_path
    monkeypatch.undo()
    all_layouts.cache_clear()


def install(folder: Path, entry: str) -> None:
    """Write what pip writes for an installed package that names a layout."""
    information = folder / "seminar_layout-1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: seminar-layout\nVersion: 1.0\n", encoding="utf-8"
    )
    (information / "entry_points.txt").write_text(f"[annobib.layouts]\nseminar = {entry}\n", encoding="utf-8")
    invalidate_caches()
    all_layouts.cache_clear()


def test_an_installed_package_adds_a_layout(package: Path) -> None:
    assert "seminar" not in [layout.name for layout in all_layouts()]
    install(package, "seminar_layout:LAYOUT")
    assert [*head_of(SEMINAR_TEXT), *read_page(SEMINAR_TEXT)] == [
        "layout: seminar",
        "title: Women at Sea",
        "# None",
        "• Druett, Joan. 2000. She Captains. New York: Simon & Schuster.",
        "  – Portraits of women who commanded ships.",
    ]


def test_a_layout_that_fails_costs_no_page(package: Path) -> None:
    install(package, "seminar_layout:LAYOUT")
    cut = split_blocks("SEMINAR\n\nX: nothing of the kind\n")
    assert cut.layout == "plain"
    assert [finding.code for finding in cut.findings] == ["layout-failed"]


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("seminar_layout:GONE", "could not be loaded"),
        ("no_such_module:LAYOUT", "could not be loaded"),
        ("seminar_layout:NO_LAYOUT", "is not a Layout but str"),
    ],
)
def test_a_broken_package_is_named(package: Path, entry: str, problem: str) -> None:
    install(package, entry)
    with pytest.raises(RunError, match=problem) as raised:
        all_layouts()
    assert "the package seminar-layout" in raised.value.reason


@pytest.mark.parametrize(("scores", "chosen", "noted"), [((0.5, 0.3), 0, 0), ((0.5, 0.52), 1, 1), ((0.5, 0.5), 0, 1)])
def test_the_best_layout_wins_and_a_narrow_win_is_noted(scores: tuple[float, ...], chosen: int, noted: int) -> None:
    layouts = [
        Layout(f"layout {number}", lambda _, score=score: score, LAYOUTS[-1].split)
        for number, score in enumerate(scores)
    ]
    layout, findings = choose_layout(units_of(BODY), layouts)
    assert layout is layouts[chosen]
    assert [finding.code for finding in findings] == ["ambiguous-layout"] * noted
