"""Controlled vocabularies: how they are read, and which of their labels a text has."""

from pathlib import Path

import pytest

from pipeline.concepts.extract import extract
from pipeline.concepts.extras import ConceptSettings, Extras, concept_facts
from pipeline.concepts.nlp import Model
from pipeline.concepts.stems import Stems
from pipeline.concepts.vocabulary import Vocabulary, load_vocabularies
from pipeline.concepts.vocabulary_files import read_vocabulary
from pipeline.errors import RunError

TURTLE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix : <http://example.org/> .
:whaling skos:prefLabel "Whaling"@en, "Walfang"@de ; skos:altLabel "whale hunt"@en ; skos:broader :fishing .
:fishing skos:prefLabel "Fishing"@en ; skos:broader :industry .
:industry skos:prefLabel "Sea industries"@en ; skos:narrower :shipping .
:shipping skos:prefLabel "Shipping"@en .
:aids skos:prefLabel "AIDS"@en .
:community skos:prefLabel "Community"@en .
:communities skos:prefLabel "Communities"@en .
:practice skos:prefLabel "Communities of practice"@en ; skos:hiddenLabel "practise communities"@en .
"""
RDF_XML = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
  <skos:Concept rdf:about="http://example.org/whaling">
    <skos:prefLabel xml:lang="en">Whaling</skos:prefLabel><skos:altLabel xml:lang="en">whale hunt</skos:altLabel>
    <skos:broader rdf:resource="http://example.org/fishing"/>
  </skos:Concept>
  <skos:Concept rdf:about="http://example.org/fishing"><skos:prefLabel>Fishing</skos:prefLabel></skos:Concept>
</rdf:RDF>
"""
JSON_LD = """{"@context": {"skos": "http://www.w3.org/2004/02/skos/core#"}, "@graph": [
  {"@id": "http://example.org/whaling", "skos:prefLabel": {"@value": "Whaling", "@language": "en"},
   "skos:altLabel": {"@value": "whale hunt", "@language": "en"}, "skos:broader": {"@id": "http://example.org/fishing"}},
  {"@id": "http://example.org/fishing", "skos:prefLabel": "Fishing"}]}
"""
CSV = """URI,prefLabel,altLabel,broader
http://example.org/whaling,Whaling,whale hunt|whaling trade,http://example.org/fishing
http://example.org/fishing,Fishing,,
"""


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    path = tmp_path_factory.mktemp("vocabulary") / "sea.ttl"
    path.write_text(TURTLE, encoding="utf-8")
    return load_vocabularies([str(path)])


def controlled(text: str, vocabulary: Vocabulary, model: Model) -> dict[str, tuple[str, list[str]]]:
    """Return the controlled concepts of a text: label, kind of match, and the words they were found in."""
    (row,) = extract([{"id": 1, "text": text}], model, Extras(vocabulary=vocabulary))
    return {
        concept["label"]: (concept["match"], [text[start:end] for start, end in concept["offsets"]])
        for concept in row["concepts"]
        if concept["kind"] == "controlled"
    }


FOUND = [
    # text, label of the concept, kind of match, the words it was found in
    ("They lived on whaling.", "Whaling", "preferred", ["whaling"]),
    ("WHALING fed the towns. Whaling ended.", "Whaling", "preferred", ["WHALING", "Whaling"]),
    ("A whale hunt took days.", "Whaling", "alternative", ["whale hunt"]),
    ("Whale hunts took days.", "Whaling", "alternative_inflected", ["Whale hunts"]),
    ("A sea industry grew.", "Sea industries", "preferred_inflected", ["sea industry"]),
    ("The sea-industries grew.", "Sea industries", "preferred", ["sea-industries"]),
    ("A community of practice grows.", "Communities of practice", "preferred_inflected", ["community of practice"]),
    ("Practise communities grow.", "Communities of practice", "alternative", ["Practise communities"]),
    ("Small communities lived there.", "Communities", "preferred", ["communities"]),
    ("AIDS spread in the ports.", "AIDS", "preferred", ["AIDS"]),
]


@pytest.mark.parametrize(("text", "label", "match", "words"), FOUND)
def test_labels_are_found_in_any_inflection(
    text: str, label: str, match: str, words: list[str], vocabulary: Vocabulary, model: Model
) -> None:
    assert controlled(text, vocabulary, model)[label] == (match, words)


NOT_FOUND = [
    # text, label that is not in it
    ("The communities of practice grow.", "Communities"),  # the longer label has these words
    ("Hearing aids were rare.", "AIDS"),
    ("They sailed to sea. Industries followed.", "Sea industries"),  # two sentences
    ("They fished, and they ship whale oil.", "Shipping"),  # a verb
]


@pytest.mark.parametrize(("text", "label"), NOT_FOUND)
def test_words_that_are_not_the_concept_are_left_alone(
    text: str, label: str, vocabulary: Vocabulary, model: Model
) -> None:
    assert label not in controlled(text, vocabulary, model)


def test_what_fits_two_concepts_is_neither(tmp_path: Path, model: Model) -> None:
    path = tmp_path / "two.csv"
    path.write_text(
        "uri,label\nhttp://a.org/1,Mercury\nhttp://a.org/2,Mercury\nhttp://a.org/3,Venus\n", encoding="utf-8"
    )
    assert list(controlled("Mercury and Venus.", load_vocabularies([str(path)]), model)) == ["Venus"]


def test_the_hierarchy_is_kept_with_distances(vocabulary: Vocabulary) -> None:
    numbers = {vocabulary.entry(number).label: number for number in range(len(vocabulary))}
    assert vocabulary.broader(numbers["Whaling"]) == (
        ("http://example.org/fishing", "Fishing", 1),
        ("http://example.org/industry", "Sea industries", 2),
    )
    assert vocabulary.broader(numbers["Shipping"]) == (("http://example.org/industry", "Sea industries", 1),)


def test_a_circle_above_a_concept_ends(tmp_path: Path) -> None:
    path = tmp_path / "circle.csv"
    path.write_text("label,broader\nA sea,B sea\nB sea,A sea\n", encoding="utf-8")
    circle = load_vocabularies([str(path)])
    assert circle.broader(0) == (("B sea", "B sea", 1),)


@pytest.mark.parametrize(
    ("name", "text"), [("a.ttl", TURTLE), ("a.rdf", RDF_XML), ("a.jsonld", JSON_LD), ("a.csv", CSV)]
)
def test_every_form_says_the_same(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    terms = read_vocabulary(str(tmp_path / name))
    whaling = terms["http://example.org/whaling"]
    assert (whaling.preferred, whaling.alternatives[0]) == ("Whaling", "whale hunt")
    assert whaling.broader == ("http://example.org/fishing",)
    assert terms["http://example.org/fishing"].preferred == "Fishing"


UNREADABLE = [
    ("bad.ttl", "<a> <b>", "not well-formed"),
    ("bad.csv", "one,two\n1,2\n", "names no column prefLabel"),
    ("bad.csv", "uri,label\n", "no concept with a preferred label"),
    ("bad.docx", "", "its ending must be"),
]


@pytest.mark.parametrize(("name", "text", "words"), UNREADABLE)
def test_what_cannot_be_read_says_why(name: str, text: str, words: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(RunError, match=words) as error:
        read_vocabulary(str(tmp_path / name))
    assert error.value.code == "vocabulary-unreadable"


def test_the_manifest_has_its_digest(tmp_path: Path) -> None:
    path = tmp_path / "sea.csv"
    path.write_text(CSV, encoding="utf-8")
    (facts,) = concept_facts(ConceptSettings(vocabularies=(str(path),))).vocabularies
    assert (facts.name, len(facts.digest)) == ("sea.csv", 64)
    path.write_text(CSV + "http://example.org/x,Xebec,,\n", encoding="utf-8")
    (changed,) = concept_facts(ConceptSettings(vocabularies=(str(path),))).vocabularies
    assert changed.digest != facts.digest


@pytest.mark.parametrize(
    ("one", "other"), [("school", "schools"), ("community", "communities"), ("book", "books"), ("reader", "readers")]
)
def test_inflections_share_a_stem(one: str, other: str) -> None:
    assert Stems()[one] == Stems()[other]
