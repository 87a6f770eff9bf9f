"""Concepts: what an article is about, and where it says so.

They come from titles, headings with a body, commentary and annotations. What these say of other works (callouts,
cross-references, names of authors and publishers) is masked before the ranking, not before the tagging: the tagger
needs whole sentences.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from pipeline import identity
from pipeline.concepts.hosts import Host, find_hosts
from pipeline.concepts.lexicon import Lexicon
from pipeline.concepts.nlp import Model, tag_texts
from pipeline.concepts.ranking import Ranked, Text, rank_phrases
from schemas.article import Article
from schemas.concept import Concept, ConceptOccurrence

MOST_CONCEPTS: Final = 100
"""Concepts kept of an article."""

MOST_KEYPHRASES: Final = 30
"""Keyphrases kept of a plain text."""


def enrich(articles: Sequence[tuple[Article, str]], model: Model) -> list[Article]:
    """Return the articles with their concepts, in the same order.

    Args:
        articles: Each article with the text of its source, which its offsets count.
        model: The language model.
    """
    lexicon = Lexicon()
    hosts = [find_hosts(article, source) for article, source in articles]
    tagged = tag_texts(model, (host.shown for row in hosts for host in row))
    enriched = []
    for (article, source), row in zip(articles, hosts, strict=True):
        texts = [Text(source[host.start : host.end], next(tagged), host.masked) for host in row]
        ranked = rank_phrases(texts, lexicon)[:MOST_CONCEPTS]
        concepts = tuple(_concept(article, source, row, phrase, rank) for rank, phrase in enumerate(ranked, 1))
        enriched.append(article.model_copy(update={"concepts": concepts}))
    return enriched


def extract(texts: Iterable[Mapping[str, Any]], model: Model) -> Iterator[dict[str, Any]]:
    """Yield the keyphrases of plain texts, in order, best first.

    Args:
        texts: ``{"id": ..., "text": ...}``; any number of them, read as they are needed.
        model: The language model.

    Yields:
        ``{"id": ..., "concepts": [{"label", "kind", "score", "offsets": [[start, end], ...]}, ...]}``.
    """
    lexicon = Lexicon()
    waiting: list[Mapping[str, Any]] = []

    def remember(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
        for row in rows:
            waiting.append(row)
            yield str(row["text"])

    for tagged in tag_texts(model, remember(texts)):
        row = waiting.pop(0)
        ranked = rank_phrases([Text(str(row["text"]), tagged)], lexicon)[:MOST_KEYPHRASES]
        yield {"id": row["id"], "concepts": [_keyphrase(phrase) for phrase in ranked]}


def _keyphrase(phrase: Ranked) -> dict[str, Any]:
    return {
        "label": phrase.label,
        "kind": "keyphrase",
        "score": phrase.score,
        "offsets": [[place.start, place.end] for place in phrase.places],
    }


def _concept(article: Article, source: str, hosts: Sequence[Host], phrase: Ranked, rank: int) -> Concept:
    concept_id = identity.concept_id("keyphrase", phrase.lemma)
    occurrences = []
    for place in phrase.places:
        host = hosts[place.text]
        start, end = host.start + place.start, host.start + place.end
        occurrences.append(
            ConceptOccurrence(
                concept_id=concept_id,
                article_id=article.article_id,
                section_id=host.section_id,
                host_type=host.host_type,
                host_id=host.host_id,
                text=source[start:end],
                start=start,
                end=end,
            )
        )
    return Concept(
        article_id=article.article_id,
        concept_id=concept_id,
        label=phrase.label,
        lemma=phrase.lemma,
        kind="keyphrase",
        scheme_uri=None,
        score=phrase.score,
        rank=rank,
        n_occurrences=len(occurrences),
        occurrences=tuple(occurrences),
    )
