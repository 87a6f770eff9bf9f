"""Features 4.x, 8.x and 9.x: sections, annotations and views, one row a feature.

Each row is a page (or what stands below its head) and what is read from it: ``#`` a section, ``¶`` commentary, ``•`` a
work, ``–`` its note. A section that only the contents list names ends in ``…``.
"""

from textwrap import dedent

import pytest

from tests.pages import article_of, read_page

HEAD = """\
In This Article Expand or collapse the "in this article" section Canals

{contents}

Geography Canals
Ana Cruz
  • LAST REVIEWED: 12 January 2021
  • LAST MODIFIED: 28 November 2016
  • DOI: 10.1093/obo/9780199874002-0999


Canals have fed towns for centuries, and towns have paid for canals; neither was always glad of it.

"""
INTRODUCTION = "¶ Canals have fed towns for centuries, and towns have paid for canals; neither was always glad of it."


def page(contents: str, body: str) -> str:
    """Return a page with these contents entries, parted by semicolons, and this body below the introduction."""
    entries = "\n".join(f"  • {entry.strip()}" for entry in contents.split(";"))
    return HEAD.format(contents=entries) + dedent(body)


SECTIONS = [
    (
        "4.1 flat contents, depth not known; 4.3 entries without a body",
        "Introduction; General Overviews; Locks",
        """
        General Overviews

        Marsh 1988 is the place to begin.

          • Marsh, J. 1988. Tolls and towpaths. Leeds, UK: Moorland.

            Follows the money.
        """,
        """
        # Introduction
        {introduction}
        # General Overviews
        ¶ Marsh 1988 is the place to begin.
        • Marsh, J. 1988. Tolls and towpaths. Leeds, UK: Moorland.
          – Follows the money.
        # Locks …
        """,
    ),
    (
        "4.2 introduction in the contents alone; 4.10 several paragraphs",
        "Introduction; Locks",
        """
        The first canals were ditches; the second ones were dug by armies, and the third by companies.

        Locks

        A lock is a gate. “No lock, no canal,” as one engineer had it, and he listed five reasons:

        • water,
        • trade, and
        • three more.

        Nobody has found a sixth one.
        """,
        """
        # Introduction
        {introduction}
        ¶ The first canals were ditches; the second ones were dug by armies, and the third by companies.
        # Locks
        ¶ A lock is a gate. “No lock, no canal,” as one engineer had it, and he listed five reasons:
        ¶ water,
        ¶ trade, and
        ¶ three more.
        ¶ Nobody has found a sixth one.
        """,
    ),
    (
        "4.4 headings that differ from their entries, and their order",
        "Introduction; Towns' Water; Locks and Weirs; Journals",
        """
        LOCKS AND WEIRS

        Weirs came first, and locks came with them.

        Towns’ Water

        Water came from far away, in pipes of lead.

        Journals on Canals

        There are two of them, and both are slow.
        """,
        """
        # Introduction
        {introduction}
        # Towns’ Water
        ¶ Water came from far away, in pipes of lead.
        # Journals on Canals
        ¶ There are two of them, and both are slow.
        # LOCKS AND WEIRS
        ¶ Weirs came first, and locks came with them.
        # Journals …
        """,
    ),
    (
        "4.5 a heading is no note, a note is no heading",
        "Introduction; General Overviews",
        """
        General Overviews

        The works below differ much in style.

          • Marsh, J. 1988. Tolls and towpaths. Leeds, UK: Moorland.

            A Concise Survey of Tolls

          • Quay, T. 1997. Towns on the water. Leeds, UK: Moorland.

            Dated, Yet Useful

        Bridges and Tunnels

        Tunnels are cold.
        """,
        """
        # Introduction
        {introduction}
        # General Overviews
        ¶ The works below differ much in style.
        • Marsh, J. 1988. Tolls and towpaths. Leeds, UK: Moorland.
          – A Concise Survey of Tolls
        • Quay, T. 1997. Towns on the water. Leeds, UK: Moorland.
          – Dated, Yet Useful
        # Bridges and Tunnels
        ¶ Tunnels are cold.
        """,
    ),
    (
        "4.6 container section; 4.11 list without commentary",
        "Introduction; Regional Studies; East Africa",
        """
        Regional Studies

        East Africa

          • Marsh, J. 1988. Tolls and towpaths. Leeds, UK: Moorland.

            Follows the money.
        """,
        """
        # Introduction
        {introduction}
        # Regional Studies
        # East Africa
        • Marsh, J. 1988. Tolls and towpaths. Leeds, UK: Moorland.
          – Follows the money.
        """,
    ),
    (
        "4.11 commentary without a list, and an empty section",
        "Introduction; Dams; Dikes; Ponds",
        """
        Dams

        Dams are not treated here, since they are no canals.

        Dikes

        Ponds

        Ponds are small, and so is their literature.
        """,
        """
        # Introduction
        {introduction}
        # Dams
        ¶ Dams are not treated here, since they are no canals.
        # Dikes
        # Ponds
        ¶ Ponds are small, and so is their literature.
        """,
    ),
    (
        "4.12 labels within a list",
        "Introduction; Primary Sources",
        """
        Primary Sources

        The sources are rich, and some are in print.

        Translations:

          • Marsh, J. 1988. Tolls and towpaths. Leeds, UK: Moorland.

            Follows the money.
        """,
        """
        # Introduction
        {introduction}
        # Primary Sources
        ¶ The sources are rich, and some are in print.
        ¶ Translations:
        • Marsh, J. 1988. Tolls and towpaths. Leeds, UK: Moorland.
          – Follows the money.
        """,
    ),
]


@pytest.mark.parametrize(("contents", "body", "read"), [row[1:] for row in SECTIONS], ids=[row[0] for row in SECTIONS])
def test_sections(contents: str, body: str, read: str) -> None:
    assert read_page(page(contents, body)) == dedent(read).strip().format(introduction=INTRODUCTION).split("\n")


NESTED = """\
  • Introduction
  • Regions
      • East Africa
          • Journals
      • West Africa
          • Journals
  • Locks"""


def test_4_8_depth_and_parents_come_from_a_nested_contents_list() -> None:
    article = article_of(HEAD.format(contents=NESTED) + "Locks\n\nA lock is a gate, and a gate is a wall that moves.\n")
    assert [(section.level, section.path) for section in article.sections] == [
        (1, "Introduction"),
        (1, "Regions"),
        (2, "Regions / East Africa"),
        (3, "Regions / East Africa / Journals"),
        (2, "Regions / West Africa"),
        (3, "Regions / West Africa / Journals"),
        (1, "Locks"),
    ]


def test_4_8_depth_comes_from_marks_of_headings_and_is_never_guessed() -> None:
    marked = article_of("# Canals\n\n## Regions\n\n### East Africa\n\nMarsh, J. 1988. Tolls. Leeds, UK: Moorland.\n")
    assert [(section.level, section.path) for section in marked.sections] == [
        (1, "Regions"),
        (2, "Regions / East Africa"),
    ]
    flat = article_of(
        page("Introduction; Regions; East Africa", "Regions\n\nEast Africa\n\nIt is dry there, mostly.\n")
    )
    assert [section.level for section in flat.sections] == [None, None, None]


def test_4_7_the_same_heading_twice_is_two_sections() -> None:
    body = "Journals\n\nThere is one for rivers.\n\nLocks\n\nA lock is a gate.\n\nJournals\n\nThere is one for locks.\n"
    article = article_of(page("Introduction; Journals; Locks; Journals", body))
    journals = [section for section in article.sections if section.heading == "Journals"]
    assert [section.paragraphs[0].text for section in journals] == [
        "There is one for rivers.",
        "There is one for locks.",
    ]
    assert len({section.section_id for section in journals}) == 2


KINDS = """
General Overviews: general_overviews        Introductory Works: introductory_works   Textbooks: textbooks
Reference Works: reference_works            Reference Resources: reference_works     Encyclopedias: reference_works
Dictionaries: reference_works               Bibliographies: bibliographies           Handbooks: handbooks
Anthologies: anthologies                    Collections: anthologies                 Journals: journals
Primary Sources: primary_sources            Primary Texts: primary_sources           Editions: editions
Translations: translations                  Archives: archives                       Data Sources: data_sources
Online Resources: online_resources          Websites: online_resources               History: history
Theory: theory                              Methods: methods                         Literature Reviews: literature_reviews
Bibliographies and Data Sources: bibliographies                                      Canals and Towns: topic
"""


def test_4_9_standard_headings_have_a_kind() -> None:
    pairs = [pair.split(": ") for line in KINDS.strip().split("\n") for pair in line.split("   ") if pair.strip()]
    assert len(pairs) == 26
    body = "\n\n".join(f"{heading.strip()}\n\nNothing is said here that matters." for heading, _ in pairs)
    article = article_of(page("Introduction", body))
    assert [section.section_type for section in article.sections[1:]] == [kind.strip() for _, kind in pairs]


ENTRY = "Marsh, J. 1988. Tolls and towpaths. Leeds, UK: Moorland."
OTHER = "Quay, T. 1997. Towns on the water. Leeds, UK: Moorland."
ANNOTATIONS = [
    # feature, what stands under the first of two works, the paragraphs of its note
    ("8.1 one paragraph", ["Follows the money of three companies."], None),
    ("8.1 several paragraphs", ["Follows the money of three companies.", "The appendix has all the figures."], None),
    ("8.1 none", [], None),
    ("8.2 a verb and no subject", ["Surveys early work on tolls and on those who paid them."], None),
    ("8.3 begins like a citation", ["Wenger 1998 is extended here to the guilds of boatmen."], None),
    ("8.3 begins with names and a year", ["Marks, Kruse, and Louis 1997 is answered point by point."], None),
    ("8.3 begins with a name and initials", ["Quay, T. W., and his circle are shown to be wrong about tolls in 1997."], None),
    ("8.3 a year at the end of a sentence", ["A reply to Quay 1997. Short and clear, and much read."], None),
    ("8.3 a sentence after a year", ["First seen in print in London, 1988. Widely reviewed, and rarely with love."], None),
    ("8.4 callouts, quotes with pages", ["Takes up Quay 1997 and calls it “a boat without water” (p. 72). See also Locks."], None),
    ("8.4 a DOI in the prose", ["A longer version is at doi:10.5555/longer.1988, with the figures."], None),
    ("8.4 a note of the editors", ["The best short survey. [Out of print since 1999.—Eds.]"], None),
    ("8.5 access notes", ["Available online by subscription. In Spanish. Third edition adds an index."], None),
    ("8.6 broken off", ["Follows the money of three companies, and shows that …"], None),
    ("8.7 bullets inside", ["Makes three points:", "• tolls were low;", "• boats were slow;", "• towns were rich."], ["Makes three points:", "tolls were low;", "boats were slow;", "towns were rich."]),
    ("8.7 numbers inside", ["Makes two points:", "1. Tolls were low.", "2. Boats were slow."], None),
]  # fmt: skip
CAPTURES = {"as the site shows it": ("  • ", "    "), "without indents": ("• ", ""), "without bullets": ("", "")}


@pytest.mark.parametrize("capture", CAPTURES)
@pytest.mark.parametrize(("under", "note"), [row[1:] for row in ANNOTATIONS], ids=[row[0] for row in ANNOTATIONS])
def test_annotations(under: list[str], note: list[str] | None, capture: str) -> None:
    bullet, indent = CAPTURES[capture]
    lines = [
        f"{bullet}{ENTRY}",
        *(indent + line for line in under),
        f"{bullet}{OTHER}",
        f"{indent}Surveys ten harbors.",
    ]
    article = article_of(page("Introduction; Locks", "Locks\n\nThese are two of many.\n\n" + "\n\n".join(lines) + "\n"))
    first, second = article.sections[1].citations
    assert (first.raw, second.raw) == (ENTRY, OTHER)
    assert [annotation.text for annotation in first.annotations] == (under if note is None else note)
    assert [annotation.text for annotation in second.annotations] == ["Surveys ten harbors."]
    assert [annotation.is_truncated for annotation in first.annotations] == [text.endswith("…") for text in under]


def test_8_8_a_work_annotated_twice_is_one_work_and_two_citations() -> None:
    body = f"Locks\n\n  • {ENTRY}\n\n    On locks.\n\nTolls\n\n  • {ENTRY}\n\n    On tolls, mostly.\n"
    article = article_of(page("Introduction; Locks; Tolls", body))
    first, second = (citation for section in article.sections for citation in section.citations)
    assert first.citation_id != second.citation_id
    assert first.work_id == second.work_id
    assert [first.annotations[0].text, second.annotations[0].text] == ["On locks.", "On tolls, mostly."]


NOTICES = [
    "Users without a subscription are not able to see the full content on this page. Please subscribe or login.",
    "Subscriber-only content. Sign in to read on.",
    "Sign in with your library card",
    "Please subscribe or login to access full text content.",
    "You do not have access to this content.",
    "Access to the complete content on Oxford Bibliographies Online requires a subscription or purchase.",
]
LOCKS = f"Locks\n\nThese are two of many.\n\n  • {ENTRY}\n\n    Follows the money.\n\n  • {OTHER}\n\n    Surveys ten harbors.\n"
TOLLS = "\nTolls\n\nTolls were low, as Marsh 1988 shows.\n"


@pytest.mark.parametrize("notice", NOTICES, ids=[f"9.4 {notice[:40]}" for notice in NOTICES])
def test_notices_make_a_page_abridged_and_stand_anywhere(notice: str) -> None:
    contents = "Introduction; Locks; Tolls"
    plain = page(contents, LOCKS + TOLLS)
    places = {
        "at the end": page(contents, LOCKS + TOLLS + f"\n{notice}\n\nHow to Subscribe\n"),
        "in the middle": page(contents, LOCKS + f"\n{notice}\n\nHow to Subscribe\n" + TOLLS),
        "within a list": page(contents, LOCKS.replace("    Follows", f"{notice}\n\n    Follows") + TOLLS),
        "twice": page(contents, LOCKS + f"\n{notice}\n" + TOLLS + f"\n{notice}\n"),
    }
    for place, text in places.items():
        article = article_of(text)
        assert article.view == "abridged", place
        assert read_page(text) == read_page(plain), place


def test_9_1_and_9_2_the_view_says_how_much_of_the_article_there_is() -> None:
    full = article_of(page("Introduction; Locks; Tolls", LOCKS + TOLLS))
    assert (full.view, full.n_sections_with_body, full.n_sections) == ("full", 3, 3)
    abridged = article_of(page("Introduction; Locks; Tolls", LOCKS))
    assert (abridged.view, abridged.n_sections_with_body, abridged.n_sections) == ("abridged", 2, 3)
    unknown = article_of(f"Geography Canals\nAna Cruz\nLAST MODIFIED: 28 November 2016\n\n{LOCKS}")
    assert unknown.view == "unknown"


def test_9_3_the_full_page_adds_to_the_abridged_one_and_keeps_its_ids() -> None:
    full = article_of(page("Introduction; Locks; Tolls", LOCKS + TOLLS))
    abridged = article_of(page("Introduction; Locks; Tolls", LOCKS))
    assert full.article_id == abridged.article_id
    assert [section.section_id for section in full.sections] == [section.section_id for section in abridged.sections]
    assert full.sections[1].citations == abridged.sections[1].citations
