"""Whatever the text: callouts and pointers never raise and lie in the text, in order, apart from each other."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.mentions.cross_references import find_pointers, headings
from pipeline.mentions.find import find_callouts

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
