"""Features 2.x and 3.x: what a page carries around its article, and what its head says, one row a feature."""

import pytest

from pipeline.page.blocks import split_blocks
from tests.pages import article_of, read_page

BODY = """
Canals have fed towns for centuries, and towns have paid for canals; neither was always glad of it.

General Overviews

Marsh 1988 is the place to begin.

  • Marsh, J. 1988. Tolls and towpaths. Leeds, UK: Moorland.

    DOI: 10.5555/tolls.1988

    Follows the money of three companies.

  • Quay, T. 1997. Towns on the water. Leeds, UK: Moorland.

    Surveys ten harbors.
"""
SITE = """\
In This Article Expand or collapse the "in this article" section Canals

  • Introduction
  • General Overviews

{above}Geography Canals
Ana Cruz
  • LAST REVIEWED: 12 January 2021
  • LAST MODIFIED: 28 November 2016
  • DOI: 10.1093/obo/9780199874002-0999

"""
PAGE = SITE.format(above="") + BODY

FURNITURE = [
    # feature, where the line is put, the line, what it is
    ("2.1 lead-in of the contents", "contents", 'In This Article Expand or collapse the "in this article" section Canals', "contents_title"),
    ("2.2 related articles", "above", 'Related Articles Expand or collapse the "related articles" section about', "furniture"),
    ("2.2 related articles, glued", "above", 'Related Articles Expand or collapse the "related articles" sectionabout', "furniture"),
    ("2.3 forthcoming articles", "above", 'Forthcoming Articles Expand or collapse the "forthcoming articles" section', "furniture"),
    ("2.4 other articles", "above", "Jump to Other Articles:", "furniture"),
    ("2.4 previous article", "above", "Previous Article: Tea", "furniture"),
    ("2.4 next article", "end", "Next Article: Carts", "furniture"),
    ("2.5 citation tools", "citation", "Save Citation »Export Citation » Share Citation »", "furniture"),
    ("2.5 older citation tools", "citation", "E-mail Citation »", "furniture"),
    ("2.7 find this resource", "annotation", "Find this resource:", "furniture"),
    ("2.7 find this resource, with links", "annotation", "Find this resource: Google Scholar WorldCat", "furniture"),
    ("2.8 back to top", "end", "back to top", "furniture"),
    ("2.9 paywall notice", "end", "Users without a subscription are not able to see the full content on this page.", "notice"),
    ("2.10 how to subscribe", "end", "How to Subscribe", "furniture"),
    ("2.10 pitch", "end", "Oxford Bibliographies Online is available by subscription and perpetual access to institutions.", "furniture"),
    ("2.11 jump to content", "top", "Jump to Content", "furniture"),
    ("2.11 sign up", "top", "Not a member? Sign up for My OBO.", "furniture"),
    ("2.11 browse", "top", "Browse by Subject", "furniture"),
    ("2.11 summary details", "above", "Show Summary Details", "furniture"),
    ("2.12 copyright", "end", "Copyright © 2026. All rights reserved.", "furniture"),
    ("2.12 made by", "end", "Powered by: PubFactory", "furniture"),
    ("2.12 address of the reader", "end", "[81.2.69.160]", "furniture"),
]  # fmt: skip


def with_line(where: str, line: str) -> str:
    """Return the page with a line of furniture in this place."""
    if where == "top":
        return f"{line}\n\n{PAGE}"
    if where == "above":
        return SITE.format(above=f"{line}\n\n") + BODY
    if where == "citation":
        return PAGE.replace("10.5555/tolls.1988", f"10.5555/tolls.1988\n\n    {line}")
    if where == "annotation":
        return PAGE.replace("companies.", f"companies.\n\n    {line}")
    return PAGE if where == "contents" else f"{PAGE}\n{line}\n"


@pytest.mark.parametrize(("where", "line", "kind"), [row[1:] for row in FURNITURE], ids=[row[0] for row in FURNITURE])
def test_furniture_is_kept_and_named_and_changes_nothing(where: str, line: str, kind: str) -> None:
    text = with_line(where, line)
    blocks = [(block.kind, text[block.start : block.end]) for block in split_blocks(text).pieces]
    assert (kind, line) in blocks
    assert read_page(text) == read_page(PAGE)


GLUED = [
    ("2.6 tools glued to a DOI", "10.5555/tolls.1988", "10.5555/tolls.1988Save Citation »Export Citation »"),
    ("2.5 tools glued to a work", "Moorland.\n\n    DOI", "Moorland.Save Citation »Export Citation » Share Citation »\n\n    DOI"),
    ("2.7 link glued to a note", "companies.", "companies.Find this resource:"),
]  # fmt: skip


@pytest.mark.parametrize(("clean", "glued"), [row[1:] for row in GLUED], ids=[row[0] for row in GLUED])
def test_furniture_glued_to_text_is_cut_off(clean: str, glued: str) -> None:
    assert read_page(PAGE.replace(clean, glued, 1)) == read_page(PAGE)


def test_2_13_nothing_of_a_page_is_lost() -> None:
    text = with_line("top", "Jump to Content")
    covered = "".join(text[piece.start : piece.end] for piece in split_blocks(text).pieces)
    assert "".join(covered.split()) == "".join(text.split())


DOI = "DOI: 10.1093/obo/9780199874002-0999"
DATES = f"LAST REVIEWED: 12 January 2021\nLAST MODIFIED: 28 November 2016\n{DOI}\n"
HEADS = [
    # feature, head, what it says: title / subject / authors / reviewed / modified, and what was noticed
    ("3.1 subject and title in one line", f"Geography Canals\nAna Cruz\n{DATES}", "Canals / Geography / Ana Cruz / 2021-01-12 / 2016-11-28", ""),
    ("3.1 longest subject wins", "Cinema and Media Studies Found Footage\nAna Cruz\nLAST MODIFIED: 28 November 2016\nDOI: 10.1093/obo/9780199791286-0999\n", "Found Footage / Cinema and Media Studies / Ana Cruz / - / 2016-11-28", ""),
    ("3.1 split by the contents' title", 'In This Article Expand or collapse the "in this article" section Study of Canals\n\n  • Introduction\n\nWaterways Study of Canals\nAna Cruz\n' + DATES, "Study of Canals / Waterways / Ana Cruz / 2021-01-12 / 2016-11-28", "subject-differs"),
    ("3.2 titles with small differences", 'In This Article Expand or collapse the "in this article" section Teachers\' Canals\n\n  • Introduction\n\nGeography Teachers’ Canals\nAna Cruz\n' + DATES, "Teachers’ Canals / Geography / Ana Cruz / 2021-01-12 / 2016-11-28", ""),
    ("3.3 a person, inverted", f"Geography MacArthur, Robert H.\nAna Cruz\n{DATES}", "MacArthur, Robert H. / Geography / Ana Cruz / 2021-01-12 / 2016-11-28", ""),
    ("3.3 a place, inverted", f"Geography Spain, Canals in\nAna Cruz\n{DATES}", "Spain, Canals in / Geography / Ana Cruz / 2021-01-12 / 2016-11-28", ""),
    ("3.3 slash", f"Geography Samaria/Samaritans\nAna Cruz\n{DATES}", "Samaria/Samaritans / Geography / Ana Cruz / 2021-01-12 / 2016-11-28", ""),
    ("3.3 colon", f"Geography Canals: A World History\nAna Cruz\n{DATES}", "Canals: A World History / Geography / Ana Cruz / 2021-01-12 / 2016-11-28", ""),
    ("3.3 foreign words", f"Geography Qanāt and Noria\nAna Cruz\n{DATES}", "Qanāt and Noria / Geography / Ana Cruz / 2021-01-12 / 2016-11-28", ""),
    ("3.3 parentheses", f"Geography Canals (Inland)\nAna Cruz\n{DATES}", "Canals (Inland) / Geography / Ana Cruz / 2021-01-12 / 2016-11-28", ""),
    ("3.3 question", f"Geography Who Owns the Water?\nAna Cruz\n{DATES}", "Who Owns the Water? / Geography / Ana Cruz / 2021-01-12 / 2016-11-28", ""),
    ("3.4 three authors", f"Geography Canals\nAna Cruz, Li Wei, Jo Ek\n{DATES}", "Canals / Geography / Ana Cruz; Li Wei; Jo Ek / 2021-01-12 / 2016-11-28", ""),
    ("3.4 two authors with and", f"Geography Canals\nAna Cruz and Li Wei\n{DATES}", "Canals / Geography / Ana Cruz; Li Wei / 2021-01-12 / 2016-11-28", ""),
    ("3.4 by on a line of its own", f"Geography Canals\nby\nAna Cruz\n{DATES}", "Canals / Geography / Ana Cruz / 2021-01-12 / 2016-11-28", ""),
    ("3.4 by glued to the name", f"Geography Canals\nbyAna Cruz\n{DATES}", "Canals / Geography / Ana Cruz / 2021-01-12 / 2016-11-28", ""),
    ("3.4 by glued to title and name", f"Geography Canals byAna Cruz\n{DATES}", "Canals / Geography / Ana Cruz / 2021-01-12 / 2016-11-28", ""),
    ("3.4 particles, suffix, single name", f"Geography Canals\nby Ana de la Cruz, John Smith Jr., Wanjirũ\n{DATES}", "Canals / Geography / Ana de la Cruz; John Smith Jr.; Wanjirũ / 2021-01-12 / 2016-11-28", ""),
    ("3.4 none", f"Geography Canals\n\n{DATES}", "Canals / Geography / - / 2021-01-12 / 2016-11-28", "byline-missing"),
    ("3.5 no date of review", f"Geography Canals\nAna Cruz\nLAST MODIFIED: 28 November 2016\n{DOI}\n", "Canals / Geography / Ana Cruz / - / 2016-11-28", ""),
    ("3.5 dates repeated", f"Geography Canals\nAna Cruz\n{DATES}{DATES}", "Canals / Geography / Ana Cruz / 2021-01-12 / 2016-11-28", ""),
    ("3.5 last updated", f"Geography Canals\nAna Cruz\nLAST UPDATED: 28 November 2016\n{DOI}\n", "Canals / Geography / Ana Cruz / - / 2016-11-28", ""),
    ("3.5 placeholder", f"Geography Canals\nAna Cruz\nLAST REVIEWED: N/A\nLAST MODIFIED: 28 November 2016\n{DOI}\n", "Canals / Geography / Ana Cruz / - / 2016-11-28", "date-missing"),
    ("3.6 month first", f"Geography Canals\nAna Cruz\nLAST MODIFIED: November 28, 2016\n{DOI}\n", "Canals / Geography / Ana Cruz / - / 2016-11-28", ""),
    ("3.6 ISO", f"Geography Canals\nAna Cruz\nLAST MODIFIED: 2016-11-28\n{DOI}\n", "Canals / Geography / Ana Cruz / - / 2016-11-28", ""),
    ("3.6 no day", f"Geography Canals\nAna Cruz\nLAST MODIFIED: November 2016\n{DOI}\n", "Canals / Geography / Ana Cruz / - / -", "date-incomplete"),
    ("3.6 day or month", f"Geography Canals\nAna Cruz\nLAST MODIFIED: 05/06/2016\n{DOI}\n", "Canals / Geography / Ana Cruz / - / -", "date-ambiguous"),
    ("3.7 en dash in the DOI", f"Geography Canals\nAna Cruz\n{DATES}".replace("9780199874002-", "9780199874002–"), "Canals / Geography / Ana Cruz / 2021-01-12 / 2016-11-28", ""),
    ("3.7 address of the DOI", f"Geography Canals\nAna Cruz\n{DATES}".replace("DOI: ", "https://doi.org/"), "Canals / Geography / Ana Cruz / 2021-01-12 / 2016-11-28", ""),
    ("3.8 document id in an address", "---\ntitle: Canals\nauthor: Ana Cruz\nurl: https://example.org/view/document/obo-9780199874002/obo-9780199874002-0999.xml?rskey=x#firstMatch\n---\nCanals\n\nIntroduction\n", "Canals / - / Ana Cruz / - / -", "doi-from-document-id"),
    ("3.9 module not known", f"Geography Canals\nAna Cruz\n{DATES}".replace("9780199874002", "9780306406157"), "Canals / Geography / Ana Cruz / 2021-01-12 / 2016-11-28", "module-unknown"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "says", "noticed"), [row[1:] for row in HEADS], ids=[row[0] for row in HEADS])
def test_what_a_head_says(head: str, says: str, noticed: str) -> None:
    article = article_of(head + BODY)
    names = "; ".join(
        " ".join(filter(None, (writer.given, writer.particle, writer.family, writer.literal, writer.suffix)))
        for writer in article.contributors
    )
    found = (article.title, article.subject, names, article.last_reviewed, article.last_modified)
    assert " / ".join(str(item or "-") for item in found) == says
    isbn = "9780306406157" if noticed == "module-unknown" else "9780199791286" if "Found" in head else "9780199874002"
    assert article.doi == f"10.1093/obo/{isbn}-0999"
    assert sorted({issue.code for issue in article.issues if issue.code not in OF_THE_BODY}) == noticed.split()
    assert article.n_citations == 2


OF_THE_BODY = {"heading-not-in-contents", "mention-unresolved"}


def test_3_10_a_page_without_a_head_is_an_article_without_one() -> None:
    article = article_of(BODY.lstrip())
    assert article.article_id.startswith("x-")
    assert (article.title, article.subject, article.doi) == (None, None, None)
    assert [len(section.citations) for section in article.sections] == [0, 2]
