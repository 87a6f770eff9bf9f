"""Extras: what the search for concepts may use beside the language model, and what a run is asked to use.

Nothing of it is on by default: without extras the concepts of a text depend on the text, the model and the shipped
word table alone.
"""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from pipeline.concepts.embeddings import Embedder, embedder_facts, load_embedder
from pipeline.concepts.frequencies import load_frequencies
from pipeline.concepts.lexicon import Lexicon
from pipeline.concepts.nlp import Model, load_model
from pipeline.concepts.phrases import PhraseFinder
from pipeline.concepts.vocabulary import Vocabulary, load_vocabularies
from pipeline.concepts.vocabulary_files import vocabulary_facts
from schemas.release import ConceptFacts


@dataclass(frozen=True)
class ConceptSettings:
    """What is asked for; files are named by path. It may be handed to other processes."""

    model: str | None = None
    entities: bool = False
    embeddings: bool = False
    vocabularies: tuple[str, ...] = ()
    frequencies: str | None = None


@dataclass(frozen=True)
class Extras:
    """What was loaded."""

    lexicon: Lexicon = field(default_factory=Lexicon)
    vocabulary: Vocabulary | None = None
    embedder: Embedder | None = None
    entities: bool = False

    @cached_property
    def in_books(self) -> PhraseFinder:
        """Finds phrases in prose about books."""
        return PhraseFinder(self.lexicon, about_books=True)

    @cached_property
    def anywhere(self) -> PhraseFinder:
        """Finds phrases in any prose."""
        return PhraseFinder(self.lexicon, about_books=False)


NO_EXTRAS = Extras()


class Tools(NamedTuple):
    """What concepts are found with."""

    model: Model
    extras: Extras


def load_tools(settings: ConceptSettings) -> Tools:
    """Return the language model and the extras that are asked for.

    Raises:
        RunError: A model, vocabulary or table cannot be used, or an optional package is missing.
    """
    model = load_model(settings.model, with_entities=settings.entities)
    frequencies = load_frequencies(Path(settings.frequencies)) if settings.frequencies else None
    vocabulary = load_vocabularies(settings.vocabularies) if settings.vocabularies else None
    embedder = load_embedder() if settings.embeddings else None
    extras = Extras(
        lexicon=Lexicon(frequencies.rarities if frequencies else None),
        vocabulary=vocabulary,
        embedder=embedder,
        entities=settings.entities,
    )
    return Tools(model, extras)


def concept_facts(settings: ConceptSettings) -> ConceptFacts:
    """Return what a manifest says of the extras that are asked for; nothing but the tables is loaded.

    Raises:
        RunError: A file is not there, or an optional package is missing.
    """
    return ConceptFacts(
        entities=settings.entities,
        embeddings=embedder_facts() if settings.embeddings else None,
        vocabularies=tuple(map(vocabulary_facts, settings.vocabularies)),
        frequencies=load_frequencies(Path(settings.frequencies)).facts if settings.frequencies else None,
    )
