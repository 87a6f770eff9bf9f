"""Concepts: what holds for any text whatever."""

from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pipeline.concepts import nlp
from pipeline.concepts.candidates import MAX_WORDS, find_candidates
from pipeline.concepts.extract import MOST_KEYPHRASES, extract
from pipeline.concepts.nlp import Model, tag_texts

PIECES = [
    "peasant revolts",
    "Communities of practice",
    "communities of practice",
    "state-of-the-art",
    " of ",
    " of of ",
    "lack of",
    "The",
    "1914",
    "Rh6G",
    "É-",
    "\u00ad",
    "\U0001f40b",
    "\r\n",
    "\n\n",
    "\t",
    "\x00",
    "-",
    ". ",
    " ",
    "“’",
]
SENTENCES = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=30).map("".join)
TEXTS = SENTENCES | st.text(max_size=80)

few = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def concepts(texts: list[str], model: Model) -> list[list[dict[str, Any]]]:
    """Return the concepts of each text."""
    return [row["concepts"] for row in extract([{"id": at, "text": text} for at, text in enumerate(texts)], model)]


@few
@given(text=TEXTS)
def test_concepts_are_sorted_and_where_they_say(text: str, model: Model) -> None:
    (found,) = concepts([text], model)
    scores = [concept["score"] for concept in found]
    assert len(found) <= MOST_KEYPHRASES
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    for concept in found:
        assert concept["label"].strip()
        assert concept["offsets"] == sorted(concept["offsets"])
        for start, end in concept["offsets"]:
            assert 0 <= start < end <= len(text)
            assert "".join(text[start:end].lower().split())
            assert text[start:end] == text[start:end].strip()


@few
@given(texts=st.lists(TEXTS, min_size=1, max_size=5))
@example(texts=["A-0-0"])  # a hyphen within a token beside one that is a token
def test_neither_the_order_nor_the_batch_changes_the_concepts(texts: list[str], model: Model) -> None:
    together = concepts(texts, model)
    assert concepts(texts[::-1], model)[::-1] == together
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nlp, "_BATCH_WORDS", 1)
        assert concepts(texts, model) == together


@few
@given(text=SENTENCES.filter(bool), data=st.data())
def test_no_candidate_touches_a_masked_span(text: str, data: st.DataObject, model: Model) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    (tagged,) = tag_texts(model, [text])
    for candidate in find_candidates(text, tagged, [(start, end)]):
        assert 0 < len(candidate.spans) <= MAX_WORDS
        assert not any(start < word_end and word_start < end for word_start, word_end in candidate.spans)


@few
@given(text=TEXTS)
def test_tokens_stand_in_order_inside_the_text(text: str, model: Model) -> None:
    (tagged,) = tag_texts(model, [text])
    assert len(tagged.tags) == len(tagged.starts) == len(tagged.ends)
    edges = [edge for token in zip(tagged.starts, tagged.ends, strict=True) for edge in token]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)


@pytest.mark.parametrize("piece", ["a", " ", "\n", "-", "whale ", "of ", "whales of ", "A-"])
def test_a_long_text_of_one_piece_goes_through(piece: str, model: Model) -> None:
    text = piece * (100_000 // len(piece))
    (tagged,) = tag_texts(model, [text])
    assert all(end <= len(text) for end in tagged.ends)
