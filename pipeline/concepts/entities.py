"""Entities: organisations, places, laws, events and titles that the entity recogniser finds in commentary.

Off by default: on prose about books the small model calls "Explores" a person. Persons and dates are left to the
citations, which know them better.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, get_args

from pipeline.concepts.lexicon import Lexicon
from pipeline.concepts.nlp import Entity
from pipeline.concepts.phrases import Form, Phrase, Text
from schemas.terms import EntityType

_TYPES: Final[dict[str, EntityType]] = {name: name for name in get_args(EntityType)}
_EDGE: Final = re.compile(r"(?i:the|an?)\s+|[\W_]+")
_TAIL: Final = re.compile(r"(?:['’]s?|[\W_])+$")
_WORD: Final = re.compile(r"\w+(?:['’\-]\w+)*")


def entity_phrases(
    texts: Sequence[Text], entities: Iterable[Sequence[Entity]], lexicon: Lexicon
) -> Iterator[tuple[EntityType, Phrase]]:
    """Yield type and place of each entity of the texts, in order, without articles before and signs around it.

    Entities of other types, without a capital, of one letter, or with a character in a masked span are left out.
    """
    offset = 0
    for number, (text, found) in enumerate(zip(texts, entities, strict=True)):
        for entity in found:
            entity_type = _TYPES.get(entity.label)
            phrase = _phrase(text, number, offset, entity, lexicon) if entity_type else None
            if entity_type and phrase:
                yield entity_type, phrase
        offset += len(text.tagged.starts)


def _phrase(text: Text, number: int, offset: int, entity: Entity, lexicon: Lexicon) -> Phrase | None:
    start, end = entity.start, entity.end
    while edge := _EDGE.match(text.text, start, end):
        start = edge.end()
    tail = _TAIL.search(text.text[start:end])
    end = start + tail.start() if tail else end
    label = " ".join(text.text[start:end].split())
    masked = any(first < end and start < last for first, last in text.masked)
    if masked or len(label) < 2 or label.islower() or not any(map(str.isalpha, label)):  # noqa: PLR2004
        return None
    form = plain_form(label, lexicon)
    position = sum(token < start for token in text.tagged.starts)
    return Phrase(number, start, end, offset + position, form, label, "", "") if form.stems else None


def plain_form(label: str, lexicon: Lexicon) -> Form:
    """Return the form of words that are a concept whatever they are: entities and labels of vocabularies."""
    known = [lexicon[word.lower()] for word in _WORD.findall(label)]
    words = tuple(
        (stem, rarity, False) for word in known for stem, rarity in zip(word.stems, word.rarities, strict=True)
    )
    return Form(0, tuple(stem for stem, _, _ in words), words, is_joint=False, is_vague=False)
