"""The concept stage beside spaCy: the bare tagger with the same operations, and the full pipeline as it comes."""

import tempfile
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from benchmarks.frame import Row, side_by_side
from pipeline.article.parse import parse_article
from pipeline.concepts.extract import extract
from pipeline.concepts.extras import Extras
from pipeline.concepts.lexicon import load_common_words
from pipeline.concepts.nlp import Tagged, installed_default, load_model
from pipeline.concepts.phrases import Text
from pipeline.concepts.vocabulary import Vocabulary, load_vocabularies
from pipeline.sources.read import find_sources, read_source
from schemas import SourceText

_SAMPLES = Path(__file__).parents[1] / "raw"
_WORDS = 20_000
_LABELS = 200_000


def texts() -> list[str]:
    """Return the commentary and annotations of the sample articles, over and over, about 20,000 words of them."""
    found: list[str] = []
    for file in find_sources([str(_SAMPLES)]):
        for source in read_source(file):
            if isinstance(source, SourceText):
                for section in parse_article(source).sections:
                    found += [paragraph.text for paragraph in section.paragraphs if paragraph.text]
                    found += [note.text for cited in section.citations for note in cited.annotations if note.text]
    n_words = sum(len(text.split()) for text in found)
    return list(islice(cycle(found), len(found) * _WORDS // n_words))


def rows() -> Iterator[Row]:
    """Yield the concept stage beside its yardsticks, and a vocabulary of 200,000 labels beside the tagger."""
    prose = texts()
    model, tagger = load_model(), spacy_pipeline(only_tagger=True)

    def ours() -> None:
        for _ in extract(({"id": 1, "text": text} for text in prose), model, extras):
            pass

    def bare() -> None:
        # Batches of about as many words as ours: what differs is then what is done with the tags.
        for _ in tagger.pipe(prose, batch_size=60):
            pass

    extras = Extras()
    yield Row("concepts", *side_by_side(ours, bare, turns=5), "tok2vec and tagger alone, same operations", 1.15)
    stock = spacy_pipeline()
    full, own = side_by_side(lambda: list(stock.pipe(prose)), ours, turns=2)
    yield Row("spaCy's full pipeline", full, own, "the concept stage", 6, at_least=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "labels.csv"
        path.write_text("\n".join(_labels()), encoding="utf-8")
        vocabularies: list[Vocabulary] = []
        load, tagging = side_by_side(lambda: vocabularies.append(load_vocabularies([str(path)])), bare, turns=1)
        yield Row(f"loading {_LABELS:,} labels", load, tagging, f"tagging {_WORDS:,} words")
    plain = [Text(text, Tagged([], [], [])) for text in prose]
    match, tagging = side_by_side(lambda: [list(vocabularies[0].match(text)) for text in plain], bare)
    yield Row("matching labels", match, tagging, "tagging the same words", 0.25)


def spacy_pipeline(*, only_tagger: bool = False) -> Any:
    """Return spaCy's own pipeline as it comes, or its tok2vec and tagger with the operations that we choose."""
    import spacy  # noqa: PLC0415
    from thinc.api import NumpyOps, get_current_ops, set_current_ops  # noqa: PLC0415

    before = get_current_ops()
    set_current_ops(NumpyOps(use_blis=not only_tagger))
    left_out = ("parser", "ner", "attribute_ruler", "lemmatizer", "senter") if only_tagger else ()
    nlp = spacy.load(installed_default(), exclude=list(left_out))
    set_current_ops(before)
    return nlp


def _labels() -> Iterator[str]:
    """Yield the lines of a CSV file of labels of two and three common words."""
    words = sorted(load_common_words())
    yield "uri,prefLabel"
    for number in range(_LABELS):
        first, second = words[number % len(words)], words[number * 7919 % len(words)]
        third = f" {words[number * 104_729 % len(words)]}" if number % 3 == 0 else ""
        yield f"http://example.org/{number},{first} {second}{third}"
