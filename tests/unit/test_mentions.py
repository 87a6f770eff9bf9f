"""Callouts and pointers as prose prints them, and the citation each of them means."""

import pytest

from pipeline.mentions.cross_references import find_pointers, headings
from pipeline.mentions.find import find_callouts
from pipeline.mentions.listing import Entry, Listing
from pipeline.mentions.phrases import key
from pipeline.mentions.resolve import resolve


def work(
    names: str, year: int | None, letter: str | None = None, section: int = 1, original: int | None = None
) -> Entry:
    """Return a listed work; names are parted by semicolons, other forms of one name by slashes."""
    people = [name.partition("|") for name in names.split(";")]
    return Entry(
        f"{names} {year or 'n.d.'}{letter or ''} in {section}",
        section,
        tuple(frozenset(key(form) for form in family.split("/")) for family, _, _ in people),
        tuple(given.lower() for _, _, given in people),
        has_more=False,
        year=year,
        original_year=original,
        letter=letter,
        is_undated=year is None,
    )


LISTED = Listing(
    [
        work("Little|J", 1990),
        work("DuFour;Eaker", 1998),
        work("Louis;Marks;Kruse", 1996),
        work("Wenger", 1998),
        work("Syme", 1939),
        work("Syme", 1979, "a"),
        work("Syme", 1979, "b"),
        work("García", 2001),
        work("Certeau/de Certeau", 1984),
        work("Organisation for Economic Co-operation and Development/OECD", 2019),
        work("Castro Titu Cusi Yupanqui", 2006),
        work("Marx", 1976, original=1867),
        work("Hall", None),
        work("May", 2004),
        work("Smith|A", 1990),
        work("Smith|B", 1990),
    ]
)

CALLED = [
    # prose, callouts that fit a listed work
    ("Little 1990 outlines several forms.", ["Little 1990"]),
    ("Joint work (DuFour and Eaker 1998; Little 1990) is rare.", ["DuFour and Eaker 1998", "Little 1990"]),
    ("Aligned with these, Little 1990 and Louis, et al. 1996 differ.", ["Little 1990", "Louis, et al. 1996"]),
    ("As Louis et al. 1996 shows", ["Louis et al. 1996"]),
    ("Louis, Marks, and Kruse 1996 asks", ["Louis, Marks, and Kruse 1996"]),
    ("While DuFour & Eaker 1998 agrees", ["DuFour & Eaker 1998"]),
    ("Wenger 1998’s notion and Wenger’s 1998 book", ["Wenger 1998", "Wenger’s 1998"]),
    ("Wenger (1998) says", ["Wenger (1998)"]),
    ("(Wenger 1998, p. 72; Wenger 1998: 72–85)", ["Wenger 1998", "Wenger 1998"]),
    ("Syme 1939, 1979a, and 1979b", ["Syme 1939", "1979a", "1979b"]),
    ("Garcia 2001 and de Certeau 1984", ["Garcia 2001", "de Certeau 1984"]),
    ("see Certeau 1984", ["Certeau 1984"]),
    ("OECD 2019 has figures", ["OECD 2019"]),
    ("as *Castro Titu Cusi Yupanqui 2006* has it", ["Castro Titu Cusi Yupanqui 2006"]),
    ("Little\n    1990 outlines", ["Little\n    1990"]),
    ("Marx 1976 and Marx 1867", ["Marx 1976", "Marx 1867"]),
    ("Hall n.d. is a leaflet", ["Hall n.d."]),
    ("A. Smith 1990 is the older", ["A. Smith 1990"]),
    ("May 2004 is a memoir.", ["May 2004"]),
]

REFUSED = [
    # prose that has a year and no callout
    "In April 2020 the schools closed.",
    "in May 2004 it ended",
    "the Act of 1998",
    "World War 1914",
    "Poore’s Witches on the Road Tonight (2011) is a novel.",
    "the strikes of Paris 1968",
    "Little is known. 1990 was a good year.",
    "the 1990s",
    "",
]

UNLISTED = [
    # prose, callouts that fit nothing and yet leave no doubt
    ("Bourdieu 1984 argues otherwise.", ["Bourdieu 1984"]),
    ("(Bourdieu 1984; Little 1990)", ["Bourdieu 1984"]),
    ("as Bourdieu, et al. 1991 found", ["Bourdieu, et al. 1991"]),
    ("Little 1991 asks", ["Little 1991"]),
]


@pytest.mark.parametrize(("prose", "called"), CALLED)
def test_callouts_of_listed_works(prose: str, called: list[str]) -> None:
    found = find_callouts(prose, LISTED)
    assert [prose[c.start : c.end] for c in found] == called
    assert all(len(c.entries) == 1 for c in found)


@pytest.mark.parametrize("prose", REFUSED)
def test_years_that_are_no_callouts(prose: str) -> None:
    assert find_callouts(prose, LISTED) == ()


@pytest.mark.parametrize(("prose", "called"), UNLISTED)
def test_clear_callouts_of_works_not_listed(prose: str, called: list[str]) -> None:
    assert [prose[c.start : c.end] for c in find_callouts(prose, LISTED) if not c.entries] == called


def test_a_callout_is_narrative_or_parenthetical() -> None:
    found = find_callouts("Little 1990 agrees (Wenger 1998).", LISTED)
    assert [c.form for c in found] == ["narrative", "parenthetical"]


RESOLVED = [
    # sections that list the work, section of the callout, section named by "cited under", resolution
    ([1], 1, [], "same_section"),
    ([1, 3], 1, [], "same_section"),
    ([1, 3, 4], 2, [], "following"),
    ([0, 1], 2, [], "preceding"),
    ([1, 3], 1, [3], "following"),
    ([3, 3], 1, [], "ambiguous"),
    ([], 1, [], "none"),
]


@pytest.mark.parametrize(("listed", "section", "under", "resolution"), RESOLVED)
def test_the_target_rule(listed: list[int], section: int, under: list[int], resolution: str) -> None:
    resolved = resolve([work("Little", 1990, chr(97 + n), s) for n, s in enumerate(listed)], section, under)
    assert resolved.resolution == resolution
    assert (resolved.citation_id is None) == (resolution in {"ambiguous", "none"})


POINTERS = [
    # prose; (kind, heading named, section found) of each
    ("Little 1990 (cited under Class and Distinction)", [("cited_under", "Class and Distinction", "s1")]),
    ("(both cited under Textbooks)", [("cited_under", "Textbooks", "s2")]),
    ("See also Online Resources.", [("section", "Online Resources", "s3")]),
    ("(see Textbooks)", [("section", "Textbooks", "s2")]),
    (
        "as the section on Textbooks and Online Resources shows",
        [("section", "Textbooks", "s2"), ("section", "Online Resources", "s3")],
    ),
    ("(cited under Broken Links)", [("cited_under", "Broken Links", None)]),
    ("See the Oxford Bibliographies in Linguistics article “Pidgins.”", [("article", "Pidgins", None)]),
    ("See also Little 1990.", []),
    ("We see Textbooks Online grow.", []),
    ("see also the trams", []),
]


@pytest.mark.parametrize(("prose", "expected"), POINTERS)
def test_pointers(prose: str, expected: list[tuple[str, str, str | None]]) -> None:
    known = headings([("Class and Distinction", "s1"), ("Textbooks", "s2"), ("Online Resources", "s3"), (None, "s4")])
    found = find_pointers(prose, known)
    assert [(p.kind, p.heading, p.targets[0] if p.targets else None) for p in found] == expected
