"""Finding: the concepts of some texts that belong together, of every kind that was asked for, best first."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.concepts.embeddings import rerank
from pipeline.concepts.entities import entity_phrases
from pipeline.concepts.extras import Extras
from pipeline.concepts.nlp import Entity
from pipeline.concepts.phrases import Phrase, PhraseFinder, Stems, Text
from pipeline.concepts.ranking import Groups, Ranked, group_phrases, rank_groups
from pipeline.concepts.scoring import Weights
from pipeline.concepts.vocabulary import Vocabulary, best_match
from schemas.terms import ConceptKind, EntityType, LabelMatch


@dataclass(frozen=True, slots=True)
class Found:
    """A concept with every place where it is named; ``broader`` has URI, label and distance of what is above it."""

    kind: ConceptKind
    label: str
    lemma: str
    score: float
    places: Sequence[Phrase]
    scheme_uri: str | None = None
    label_match: LabelMatch | None = None
    entity_type: EntityType | None = None
    broader: tuple[tuple[str, str, int], ...] = ()


@dataclass(frozen=True)
class Material:
    """What concepts are looked for in: texts, the entities of each, and the words that say what all is about."""

    texts: Sequence[Text]
    entities: Sequence[Sequence[Entity]] = ()
    gist: str = ""


def find_concepts(material: Material, finder: PhraseFinder, weights: Weights, extras: Extras, most: int) -> list[Found]:
    """Return the concepts of the texts, scored as one text, best first; the best of each kind has the score 1.

    Of the keyphrases the first ``most`` are kept, and of each text that none of them is in its own best one, so that a
    long article has as many as it needs. Entities and controlled concepts are all kept.
    """
    ranked = _first_of_each(rank_groups(group_phrases(finder.find(material.texts)), weights), most)
    if extras.embedder:
        ranked = rerank(ranked, material.gist, extras.embedder)
    found = [Found("keyphrase", r.label, r.lemma, r.score, r.places) for r in ranked]
    if extras.entities:
        found.extend(_entities(material, weights, extras))
    if extras.vocabulary:
        found.extend(_controlled(material, extras.vocabulary, weights, extras))
    if extras.entities or extras.vocabulary:
        found.sort(key=lambda concept: (-concept.score, concept.kind, concept.label))
    return found


def _first_of_each(ranked: Sequence[Ranked], most: int) -> list[Ranked]:
    """Return the first keyphrases, and those that are the best one of a text in which no better one stands."""
    kept = list(ranked[:most])
    named = {place.text for row in kept for place in row.places}
    for row in ranked[most:]:
        texts = {place.text for place in row.places}
        if not texts <= named:
            kept.append(row)
            named |= texts
    return kept


def _entities(material: Material, weights: Weights, extras: Extras) -> Iterator[Found]:
    groups: Groups = defaultdict(list)
    types: dict[Stems, Counter[EntityType]] = defaultdict(Counter)
    for entity_type, phrase in entity_phrases(material.texts, material.entities, extras.lexicon):
        groups[phrase.form.stems].append(phrase)
        types[phrase.form.stems][entity_type] += 1
    for row in rank_groups(groups, weights):
        counts = types[row.places[0].form.stems]
        usual = min(counts, key=lambda name: (-counts[name], name))
        yield Found("entity", row.label, row.lemma, row.score, row.places, entity_type=usual)


def _controlled(material: Material, vocabulary: Vocabulary, weights: Weights, extras: Extras) -> Iterator[Found]:
    groups: dict[int, list[Phrase]] = defaultdict(list)
    for concept, phrase in vocabulary.find(material.texts, extras.lexicon):
        groups[concept].append(phrase)
    by_number: Groups = {(str(concept),): places for concept, places in groups.items()}
    for row in rank_groups(by_number, weights):
        concept = int(row.lemma)
        entry = vocabulary.entry(concept)
        yield Found(
            "controlled",
            entry.label,
            entry.lemma,
            row.score,
            row.places,
            scheme_uri=entry.uri,
            label_match=best_match(place.match for place in row.places),
            broader=vocabulary.broader(concept),
        )


class InPart(NamedTuple):
    """A concept in a part of what was searched: its score there, and how often the part names it."""

    concept: Found
    score: float
    n_places: int


def rank_parts(
    found: Sequence[Found], parts: Sequence[str | None], begins: Mapping[str, int], weights: Weights
) -> dict[str, list[InPart]]:
    """Return the concepts of each part, best first, scored by what that part alone says.

    Args:
        found: The concepts of the whole.
        parts: Which part each text belongs to; None for none.
        begins: How many words of all texts stand before each part.
        weights: The formula.
    """
    groups: dict[str, dict[str, Groups]] = defaultdict(lambda: defaultdict(dict))
    for number, concept in enumerate(found):
        key = (str(number),)
        for place in concept.places:
            part = parts[place.text]
            if part is not None:
                groups[part][concept.kind].setdefault(key, []).append(place)
    return {part: list(_in_part(found, kinds, begins[part], weights)) for part, kinds in groups.items()}


def _in_part(found: Sequence[Found], kinds: Mapping[str, Groups], begin: int, weights: Weights) -> list[InPart]:
    rows = [
        InPart(found[int(row.lemma)], row.score, len(row.places))
        for groups in kinds.values()
        for row in rank_groups(groups, weights, begin)
    ]
    return sorted(rows, key=lambda row: (-row.score, row.concept.kind, row.concept.label))
