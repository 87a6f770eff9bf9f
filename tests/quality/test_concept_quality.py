"""Keyphrases of abstracts are found at least as well as ever, where the development data is."""

import json
from pathlib import Path

import pytest

from pipeline.concepts.extract import extract
from pipeline.concepts.lexicon import Lexicon, split_word
from pipeline.concepts.nlp import Model

pytestmark = pytest.mark.shared

FLOORS = {5: 0.245, 10: 0.355}


def test_the_best_concepts_are_those_that_people_marked(shared: Path, model: Model) -> None:
    lines = (shared / "eval/keyphrases/semeval2017.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    lexicon = Lexicon()

    def stems(words: str) -> tuple[str, ...]:
        return tuple(stem for word in split_word(words.lower()) for stem in lexicon[word].stems)

    hits, found, marked = dict.fromkeys(FLOORS, 0), dict.fromkeys(FLOORS, 0), 0
    for row, result in zip(rows, extract(rows, model), strict=True):
        gold = {stems(phrase) for phrase in row["keyphrases"]} - {()}
        labels = list(dict.fromkeys(stems(concept["label"]) for concept in result["concepts"]))
        marked += len(gold)
        for concept in result["concepts"]:
            for start, end in concept["offsets"]:
                assert row["text"][start:end].strip() == row["text"][start:end] != ""
        for k in FLOORS:
            hits[k] += len(gold & set(labels[:k]))
            found[k] += len(labels[:k])
    scores = {k: 2 * hits[k] / (found[k] + marked) for k in FLOORS}
    assert all(scores[k] >= floor for k, floor in FLOORS.items()), scores
