"""Blocks: how pages of every layout are cut, each line with the kind of piece it becomes."""

import pytest

from pipeline.article.section_types import section_type
from pipeline.issues import CODES
from pipeline.page.blocks import check_cover, split_blocks
from pipeline.page.capitals import is_heading, is_truncated
from pipeline.page.furniture import Role, name_line
from pipeline.page.pieces import Piece
from pipeline.page.shapes import is_reference
from pipeline.prose import clean_prose
from pipeline.sources.parts import split_parts

SITE = """
contents_title | In This Article Expand or collapse the "in this article" section Joint Work
contents_entry | Introduction
contents_entry | General Overviews
subject_title  | Education Joint Work
byline         | Ana Cruz
date_line      | LAST REVIEWED: 1 May 2020
doi_line       | DOI: 10.1093/obo/9780199756810-0999
commentary     | Joint work has been studied for a long time, by scholars of several fields and with several aims.
heading        | General Overviews
commentary     | Hargreaves 1994 is a good place to begin.
citation       | Hargreaves, A. 1994. Changing teachers, changing times. New York: Teachers College Press.
identifier     | DOI: 10.1000/182
annotation     | Hargreaves 1994 is extended here to other countries.
citation       | Journal of Joint Work. 1985–.
annotation     | A quarterly, with short reviews.
furniture      | back to top
notice         | Users without a subscription are not able to see the full content on this page.
furniture      | How to Subscribe
"""
SITE_TEXT = """\
In This Article Expand or collapse the "in this article" section Joint Work

  • Introduction
  • General Overviews

Education Joint Work
Ana Cruz
  • LAST REVIEWED: 1 May 2020
  • DOI: 10.1093/obo/9780199756810-0999


Joint work has been studied for a long time, by scholars of several fields and with several aims.

General Overviews

Hargreaves 1994 is a good place to begin.

  • Hargreaves, A. 1994. Changing teachers, changing times. New York: Teachers College Press.

    DOI: 10.1000/182

    Hargreaves 1994 is extended here to other countries.

  • Journal of Joint Work. 1985–.

    A quarterly, with short reviews.

back to top

Users without a subscription are not able to see the full content on this page.

How to Subscribe
"""
OLDER = """
subject_title | Education Joint Work
byline        | by\nAna Cruz
date_line     | LAST REVIEWED: 1 May 2020
doi_line      | DOI: 10.1093/obo/9780199756810-0999
heading       | Introduction
commentary    | Joint work has been studied for long.
heading       | Journals
citation      | Slavery and Abolition.
identifier    | DOI: 10.4324/9780203168028
furniture     | Save Citation »Export Citation » Share Citation »
annotation    | A journal with reviews.
furniture     | Find this resource:
citation      | Cruz, Ana. Joint Work. Chicago: Aldine, 2003.
furniture     | E-mail Citation »
annotation    | A first survey.
furniture     | Find this resource:
"""
OLDER_TEXT = """\
Education Joint Work
by
Ana Cruz
LAST REVIEWED: 1 May 2020
DOI: 10.1093/obo/9780199756810-0999

Introduction

Joint work has been studied for long.

Journals

Slavery and Abolition.

DOI: 10.4324/9780203168028Save Citation »Export Citation » Share Citation »

A journal with reviews.Find this resource:

Cruz, Ana. Joint Work. Chicago: Aldine, 2003. E-mail Citation »

A first survey.

Find this resource:
"""


def cut(text: str) -> list[tuple[str, str]]:
    return [
        (piece.kind, text[piece.start : piece.end]) for piece in split_blocks(text).pieces if piece.kind != "marker"
    ]


def table(rows: str) -> list[tuple[str, str]]:
    joined = rows.strip().replace("by\nAna", "by\\nAna").splitlines()
    return [(kind.strip(), words.strip().replace("\\n", "\n")) for kind, words in (row.split("|") for row in joined)]


@pytest.mark.parametrize(("text", "rows", "layout"), [(SITE_TEXT, SITE, "page"), (OLDER_TEXT, OLDER, "buttons")])
def test_pages_are_cut_line_by_line(text: str, rows: str, layout: str) -> None:
    assert cut(text) == table(rows)
    assert split_blocks(text).layout == layout


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\n".join(line.lstrip() for line in text.split("\n")),
        lambda text: text.replace("  • ", "\t·\t"),
        lambda text: text.replace("• ", "* "),
        lambda text: text.replace("\n\n", "\n\n\n"),
    ],
    ids=["indents lost", "other bullets", "stars", "more blank lines"],
)
def test_the_route_does_not_change_what_a_page_says(change: object) -> None:
    assert callable(change)
    assert cut(change(SITE_TEXT)) == table(SITE)


GAPLESS = """\
Early Schools
LAST MODIFIED: 12 January 2021
DOI: 10.1093/obo/9780199756810-0999
Introduction
Schools were few and far between, and what was taught in them was the business
of the parish.
General Overviews
Two good works on the schools of the region have appeared in the last ten years,
and both are worth reading.
Keane, A. 1990. Schools of the west: A history in ten chapters. Dublin: Poolbeg.
Ten schools in ten chapters, each of them with a plan and a list of all teachers
who wrote about them in their letters to friends or to the board of the schools.
le Berg, S. B. 2007. Toward a theory of the small school: Science and poverty in
the west. Malden, MA: Wiley-Blackwell.
Surveys the small schools, of which there were many, and the poverty that so few
of those who wrote about them cared to see.
"""


def test_a_small_letter_begins_a_work_where_nothing_parts_paragraphs() -> None:
    works = [words.partition(" ")[0] for kind, words in cut(GAPLESS) if kind == "citation"]
    assert works == ["Keane,", "le"]


def test_a_bullet_with_nothing_behind_it_ends_a_wrapped_page() -> None:
    lead = 'In This Article Expand or collapse the "in this article" section River Trade\n'
    text = lead * 4 + "  • Introduction\n  • Introduction\n•"
    assert check_cover(text, split_blocks(text).pieces) == ()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Wenger, E. 1998. Communities of practice. New York: Cambridge Univ. Press.", True),
        ("Trumpener, Katie. Bardic Nationalism. Princeton, NJ: Princeton University Press, 1997.", True),
        ("Cruz, Ana. “Rivers.” Past and Present 25.3 (1990): 289–304.", True),
        ("———. 1996. Other rivers. London: Verso.", True),
        ("National Commission on Excellence in Education. 1983. A nation at risk. Washington, DC: Author.", True),
        ("Adorno, T. n.d. Notes. Frankfurt: Suhrkamp.", True),
        ("Wenger 1998 is extended here to teams of nurses.", False),
        ("A reply to Hargreaves 1994. Short and clear.", False),
        ("The first edition appeared in London and was soon sold out. 1990 saw the second.", False),
    ],
)
def test_references_are_told_by_their_shape(line: str, expected: bool) -> None:  # noqa: FBT001 - a table of cases
    assert is_reference(line, 0, len(line)) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("General Overviews", True),
        ("Teachers’ Learning through Collaborative Interactions", True),
        ("What Is a Region?", True),
        ("A first survey.", False),
        ("surveys of rivers", False),
        ("Readers should begin here and go on from there", False),
    ],
)
def test_headings_are_told_by_their_shape(line: str, expected: bool) -> None:  # noqa: FBT001 - a table of cases
    assert is_heading(line, 0, len(line)) is expected


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("back to top", Role.FURNITURE),
        ("Find this resource:", Role.CLOSER),
        ("Save Citation »Export Citation » Share Citation »", Role.BUTTON),
        ('Related Articles Expand or collapse the "related articles" sectionabout', Role.OTHERS),
        ("Please subscribe or login.", Role.NOTICE),
        ("LAST UPDATED: 1 May 2020", Role.DATE),
        ("ISBN: 9780226039213", Role.IDENTIFIER),
        ("https://example.org/a", Role.IDENTIFIER),
        ("* * *", Role.RULE),
        *((line, Role.FURNITURE) for line in (
            "Skip to content", "Browse by subject", "Not a member?", "Hide summary details", "Sign up for my alerts",
            "My searches", "Account", "Log in", "Previous article", "Next article", "Find more related articles",
            "How to subscribe", "Oxford Bibliographies", "For more information or to contact an Oxford Sales",
            "Powered by: PubFactory", "PubFactory", "Copyright © 2020", "© 2020 X. All rights reserved",
            "All rights reserved", "Privacy policy", "Cookie policy", "Legal notice", "[66.249.64.20]", "Expand all",
            "Collapse all", "Download PDF", "View PDF",
        )),
        *((line, Role.NOTICE) for line in (
            "Users without a subscription", "Subscriber-only", "Sign in to read", "Login to view",
            "You do not have access", "This content is available to", "Access to the full content",
            "Full text available", "To view the full text",
        )),
        *((line, Role.IDENTIFIER) for line in (
            "e-ISBN: 9780226039213", "eISSN: 1234-5678", "ISSN: 1234-5678", "PMID: 12345", "PMCID: PMC123",
            "arXiv: 1901.01", "JSTOR: 12345", "OCLC: 12345", "Handle: 10/12", "hdl: 10/12", "ark: /12/3",
        )),
        *((line, Role.DOI) for line in ("DOI: 10.1/x", "https://doi.org/10.1/x", "dx.doi.org/10.1/x", "10.1093/x")),
        *((line, Role.CONTENTS) for line in ("In this article", "Table of contents", "Article contents", "Contents")),
        *((line, Role.OTHERS) for line in ("Forthcoming articles", "Other articles", "Jump to other articles")),
        *((line, Role.BUTTON) for line in (
            "Export Citation", "Share this citation »", "E-mail Citation »", "Email citation", "Print citation",
            "Cite this citation",
        )),
        ("In this article, Little argues that rivers matter.", Role.TEXT),
    ],
)  # fmt: skip
def test_lines_are_named_by_their_own_words(line: str, role: Role) -> None:
    assert name_line(line, 0, len(line)) is role


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("two  spaces\nand a line", "two spaces and a line"),
        ("collabo-\nration", "collaboration"),
        ("<i>Surveiller</i> &amp; punir", "Surveiller & punir"),
        ("as *Finley 1966* argues", "as Finley 1966 argues"),
        ("soft\u00adhyphen", "softhyphen"),
        ("Z\u030ciz\u030cek", "Žižek"),
        ("one<br />two", "one<br />two"),
    ],
)
def test_prose_is_cleaned_without_harm(raw: str, clean: str) -> None:
    assert clean_prose(raw) == clean


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        (None, "introduction"),
        ("General Overviews", "general_overviews"),
        ("Bibliographies and Data Sources", "bibliographies"),
        ("Literature Reviews on Rivers", "literature_reviews"),
        ("Edited Collections", "anthologies"),
        ("History", "history"),
        ("History of River Trade", "topic"),
        ("Teacher Collaboration and Data Use", "topic"),
    ],
)
def test_sections_have_a_kind(heading: str | None, kind: str) -> None:
    assert section_type(heading) == kind


def test_prose_without_a_full_stop_breaks_off() -> None:
    assert is_truncated("Defines communities of")
    assert is_truncated("Defines communities of …")
    assert not is_truncated("Defines the “joint enterprise.”")


def test_two_articles_in_one_file_are_two_parts() -> None:
    parts = split_parts(SITE_TEXT + OLDER_TEXT)
    assert [(SITE_TEXT + OLDER_TEXT)[part.start : part.end] for part in parts] == [SITE_TEXT, OLDER_TEXT]


def test_a_gap_and_an_overlap_break_the_cover() -> None:
    assert check_cover("ab cd", [Piece("commentary", 0, 5)]) == ()
    assert check_cover("ab cd", [Piece("commentary", 0, 2)])
    assert check_cover("ab cd", [Piece("commentary", 0, 3), Piece("commentary", 1, 5)])


def test_every_code_is_told_to_readers(root: object) -> None:
    from pathlib import Path

    assert isinstance(root, Path)
    listed = (root / "docs" / "issues.md").read_text(encoding="utf-8")
    assert [code.code for code in CODES if f"| `{code.code}` | {code.severity} |" not in listed] == []
