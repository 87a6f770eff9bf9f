"""What holds of every text whatever, reference or not."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.found import Found
from pipeline.identifiers.find import IdentifierFound
from pipeline.references.csl import reference_json
from pipeline.references.name_shapes import Name
from pipeline.references.parse import parse_reference
from pipeline.references.reference import Reference
from pipeline.references.remainder import LABELS

WORD = re.compile(r"[^\W_ʻʼ]+")
PIECES = st.sampled_from(
    "Doe, J.|Smith|and|&|et al.|eds.|1999|[1916] 1997.|n.d.|In|“|”|(|)|Edited by|Vol. 2|3 vols.|12.3: 4–5|New York: Verso|: |. |, |10.1017/CBO9780511803932|"
    "https://example.org/a_b|PhD diss.|———|«|»|'|\"|…|?|<i>|&amp;|*|2d ed.|Journal of Things|pp. 3|``|''|ʻʻ|ʼʼ|; 1990|1990;12(3):45-50|(London: Verso, 2001)|"
    "(Hrsg.):|, S. 5–10|Müller, Hans:|Durand, Jean,|Иванов И. И.| // |HT167 .J33|Print.|[read]|by Ana Cruz|(1999) 3, S. 4|\u00a0|\u200b|Žižek".split(
        "|"
    )
)
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(PIECES, max_size=25).map(" ".join), st.lists(PIECES, max_size=25).map("".join)
)


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_any_text_is_answered_with_spans_inside_it(text: str) -> None:
    reference = parse_reference(text)
    found = [*reference.fields.values(), *reference.unparsed]
    assert all(0 <= one.start <= one.end <= len(text) for one in found)
    assert all(text[name.start : name.end] == name.raw for name in reference.names if not name.is_inherited)
    assert reference.parse_status in ("complete", "partial", "unstructured")


def uncovered(reference: Reference) -> set[str]:
    """Return the words no part of the answer covers; a year said twice is said by the field it repeats."""
    shown = list(reference.text)
    further = [piece for _, piece in reference.further]
    parts: list[Found | Name | IdentifierFound] = [*reference.fields.values(), *further, *reference.unparsed]
    parts += [*reference.names, *reference.identifiers]
    for part in parts:
        shown[part.start : part.end] = " " * (part.end - part.start)
    return set(WORD.findall("".join(shown).lower())) - {(reference.value("issued") or "")[:4]}


@given(TEXTS.filter(lambda text: "<" not in text and "&" not in text))
@settings(max_examples=400, deadline=None)
def test_every_word_is_understood_or_named_as_left_over(text: str) -> None:
    assert uncovered(parse_reference(text)) <= LABELS


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_the_same_text_gives_the_same_answer(text: str) -> None:
    assert reference_json(parse_reference(text), text) == reference_json(parse_reference(text), text)
