"""The usual list of names is read by one pattern; the general way would give the same names."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.references.names import any_names
from pipeline.references.usual_names import usual_list

WORDS = st.sampled_from(
    "Roe|O’Brien|García|Žižek|Lévi-Strauss|Bank|World|Al|Jo|Van|Church|Xu|Smith|SMITH|Jun".split("|")
)
INITIALS = st.sampled_from(["J.", "J. K.", "J.K.", "J.-P.", "A. B. C.", "Ž."])
PARTICLES = st.sampled_from(["", "", "van ", "de la ", "von der "])
SUFFIXES = st.sampled_from(["", "", " Jr.", " III", " IV"])
GIVEN = st.lists(st.one_of(WORDS, INITIALS), min_size=1, max_size=3).map(" ".join)
PLAIN = st.tuples(GIVEN, PARTICLES, WORDS, SUFFIXES).map(lambda name: f"{name[0]} {name[1]}{name[2]}{name[3]}")
INVERTED = st.tuples(PARTICLES, WORDS, GIVEN, SUFFIXES).map(
    lambda name: f"{name[0]}{name[1]}, {name[2]}" + (f",{name[3]}" if name[3] else "")
)
TWO_WORDS = st.tuples(WORDS, WORDS, INITIALS).map(lambda name: f"{name[0]} {name[1]}, {name[2]}")
JOINTS = st.sampled_from([", ", ", and ", " and ", " & ", ", & "])
ENDS = st.sampled_from(["", ".", ", et al.", ",", ". "])


@st.composite
def lists(draw: st.DrawFn) -> str:
    """Draw a list of up to four names, the first one inverted."""
    listed = draw(st.one_of(INVERTED, TWO_WORDS))
    for _ in range(draw(st.integers(0, 3))):
        listed += draw(JOINTS) + draw(st.one_of(PLAIN, INVERTED))
    return listed + draw(ENDS)


@given(lists())
@settings(max_examples=600, deadline=None)
def test_both_ways_give_the_same_names(listed: str) -> None:
    usual = usual_list(listed, 0, len(listed), "author")
    assume(usual is not None and not listed[usual.end :].strip(" .,"))
    assert usual is not None
    assert usual.names == any_names(listed, 0, len(listed), "author")


@given(st.lists(PLAIN, min_size=1, max_size=4).map(", ".join), JOINTS, PLAIN, ENDS)
@settings(max_examples=400, deadline=None)
def test_both_ways_give_the_same_names_of_credits(listed: str, joint: str, last: str, end: str) -> None:
    credits_given = f"{listed}{joint}{last}{end}"
    usual = usual_list(credits_given, 0, len(credits_given), "editor", listed=False)
    assume(usual is not None and not credits_given[usual.end :].strip(" .,"))
    assert usual is not None
    assert usual.names == any_names(credits_given, 0, len(credits_given), "editor", listed=False)


def test_the_usual_list_is_read_without_the_general_way() -> None:
    text = "Beard, Mary, John K. Henderson, and A. B. Roe, et al. 1990."
    usual = usual_list(text, 0, len(text), "editor")
    assert usual
    names = usual.names
    assert text[usual.end :] == " 1990."
    assert [(name.family, name.given) for name in names[:3]] == [
        ("Beard", "Mary"),
        ("Henderson", "John K."),
        ("Roe", "A. B."),
    ]
    assert names[3].is_et_al
    assert {name.role for name in names} == {"editor"}
