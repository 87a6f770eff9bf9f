"""Whatever the text: callouts and pointers never raise and lie in the text, in order, apart from each other."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.mentions.cross_references import find_pointers, headings
from pipeline.mentions.find import callouts_among, find_callouts
from pipeline.mentions.listing import Entry, Listing
from pipeline.mentions.phrases import key
from pipeline.mentions.tokens import tokenize

PIECES = [
    "Little",
    " ",
    "1990",
    "1979a",
    " and ",
    ", ",
    "et al. ",
    "(",
    ")",
    "; ",
    "’s",
    "see also ",
    "cited under ",
    "Theory",
    "[",
]
TEXTS = st.one_of(
    st.text(max_size=80), st.lists(st.sampled_from([*PIECES, "]", ".", "\n", "n.d.", "*"]), max_size=25).map("".join)
)


@settings(deadline=None)
@given(TEXTS)
def test_callouts_lie_in_the_text(text: str) -> None:
    found = find_callouts(text)
    assert all(0 <= c.start < c.end <= len(text) for c in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


@settings(deadline=None)
@given(TEXTS)
def test_pointers_lie_in_the_text(text: str) -> None:
    assert all(0 <= p.start <= p.first < p.last <= len(text) for p in find_pointers(text, headings([("Theory", "s1")])))


def listed(*names: str, year: int = 1990) -> Entry:
    forms = tuple(frozenset((key(name),)) for name in names)
    initials = ("a",) * len(names)
    return Entry(" ".join(names), 1, forms, initials, False, year, None, None, False)  # noqa: FBT003 - a row of a table


LISTED = Listing(
    [
        listed("Little"),
        listed("Little", "Keane"),
        listed("Keane"),
        listed("Board of Rural Schools"),
        listed("Keane", "Little", "Board of Rural Schools"),
        listed("van Berg"),
        listed("May"),
        listed("Ruiz Cabrera"),
        listed("Cabrera", "Little"),
        listed("Food and Schools"),
        listed("Food", "Schools"),
        listed("Ab-Rural"),
    ]
)
WORDS = [
    "Little", "Keane", "van", "Berg", "Board", "of", "Rural", "Schools", "May", "While", "In", "the", "schools,",
    "kind.", "1990", "1990;", "1990,", "1991", "1990)", "(Little", "(see", "and", "Keane,", "Keane’s", "et", "al.",
    "A.", "n.d.", "", "\n", "Keane;", "“Rural", "[1847]", "between", "Little’s", "–", "forthcoming", "Keane\nLittle",
    "1990a", "Ruiz", "Cabrera", "Ruiz,", "&", "&amp;", "Food", "Ab-Rural", "Ages,", "(and", "y", "[Little", "B.",
    "et al.",
    "kind;", "Ruiz.", "*Ruiz", "<i>Keane</i>", "12", "And", "rural", "little", ",", "and Keane", "Keane, et al. 1990",
]  # fmt: skip


@settings(deadline=None, max_examples=500)
@given(st.lists(st.sampled_from(WORDS), max_size=16).map(" ".join))
def test_the_short_way_finds_what_reading_every_word_finds(text: str) -> None:
    assert find_callouts(text, LISTED) == tuple(callouts_among(text, tokenize(text), LISTED))
