"""Concepts of plain texts: the stage on its own, for any text."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from itertools import tee
from typing import Any, Final

from pipeline.concepts.extras import NO_EXTRAS, Extras
from pipeline.concepts.finding import Found, Material, find_concepts
from pipeline.concepts.nlp import Entity, Model, Tagged, find_entities, tag_texts
from pipeline.concepts.phrases import Text
from pipeline.concepts.scoring import choose_weights

MOST_KEYPHRASES: Final = 30
"""Keyphrases kept of a plain text."""


def extract(texts: Iterable[Mapping[str, Any]], model: Model, extras: Extras = NO_EXTRAS) -> Iterator[dict[str, Any]]:
    """Yield the concepts of plain texts, in order, best first.

    Args:
        texts: ``{"id": ..., "text": ...}``; any number of them, read as they are needed.
        model: The language model.
        extras: What else to use.

    Yields:
        ``{"id": ..., "concepts": [{"label", "kind", "score", "offsets": [[start, end], ...]}, ...]}``; entities have a
        ``type`` as well, controlled concepts ``uri``, ``match`` and ``broader``.
    """
    waiting: deque[Mapping[str, Any]] = deque()
    for tagged, entities in _read(texts, waiting, model, extras):
        row = waiting.popleft()
        text = str(row["text"])
        material = Material([Text(text, tagged)], [entities], text)
        weights = choose_weights(len(tagged.starts))
        found = find_concepts(material, extras.anywhere, weights, extras, MOST_KEYPHRASES)
        yield {"id": row["id"], "concepts": [_plain(concept) for concept in found]}


def _read(
    texts: Iterable[Mapping[str, Any]], waiting: deque[Mapping[str, Any]], model: Model, extras: Extras
) -> Iterator[tuple[Tagged, list[Entity]]]:
    """Yield words and entities of each text; what was read and not yet yielded stands in ``waiting``."""

    def remember() -> Iterator[str]:
        for row in texts:
            waiting.append(row)
            yield str(row["text"])

    if not extras.entities:
        for tagged in tag_texts(model, remember()):
            yield tagged, []
        return
    first, second = tee(remember())
    yield from zip(tag_texts(model, first), find_entities(model, second), strict=True)


def _plain(concept: Found) -> dict[str, Any]:
    row: dict[str, Any] = {"label": concept.label, "kind": concept.kind, "score": concept.score}
    if concept.entity_type:
        row["type"] = concept.entity_type
    if concept.kind == "controlled":
        row["uri"] = concept.scheme_uri
        row["match"] = concept.label_match
        row["broader"] = [{"uri": uri, "label": label} for uri, label, distance in concept.broader if distance == 1]
    return row | {"offsets": [[place.start, place.end] for place in concept.places]}
