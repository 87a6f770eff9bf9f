"""Concepts: what an article is about, and where it says so.

They come from titles, headings with a body, commentary and annotations. What these say of other works (callouts,
cross-references, names of authors and publishers) is masked before the ranking, not before the tagging: the tagger
needs whole sentences.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pipeline import identity
from pipeline.concepts.extras import NO_EXTRAS, Extras
from pipeline.concepts.finding import Found, InPart, Material, find_concepts, rank_parts
from pipeline.concepts.hosts import Host, find_hosts
from pipeline.concepts.nlp import Entity, Model, find_entities, tag_texts
from pipeline.concepts.phrases import Phrase, Text
from pipeline.concepts.scoring import LONG
from schemas.article import Article
from schemas.concept import BroaderConcept, Concept, ConceptOccurrence, SectionConcept
from schemas.section import Section

MOST_CONCEPTS: Final = 100
"""Keyphrases kept of an article, besides the best one of each text that has none of them."""
_GIST: Final = 1500
"""Code points that tell a sentence model what an article is about: title, headings and the first commentary."""


def enrich(articles: Sequence[tuple[Article, str]], model: Model, extras: Extras = NO_EXTRAS) -> list[Article]:
    """Return the articles with their concepts, in the same order.

    Args:
        articles: Each article with the text of its source, which its offsets count.
        model: The language model.
        extras: What else to use.
    """
    hosts = [find_hosts(article, source) for article, source in articles]
    tagged = tag_texts(model, (host.shown for row in hosts for host in row))
    entities = _commentary_entities(hosts, model) if extras.entities else None
    enriched = []
    for (article, source), row in zip(articles, hosts, strict=True):
        texts = [Text(source[host.start : host.end], next(tagged), host.masked) for host in row]
        named = [next(entities) for _ in row] if entities else ()
        found = find_concepts(Material(texts, named, _gist(row)), extras.in_books, LONG, extras, MOST_CONCEPTS)
        enriched.append(_with_concepts(article, source, row, texts, found))
    return enriched


def _commentary_entities(hosts: Iterable[Sequence[Host]], model: Model) -> Iterator[list[Entity]]:
    """Yield the entities of each host, in order; those that are no commentary have none."""
    commentary = (host.shown for row in hosts for host in row if host.host_type == "paragraph")
    found = find_entities(model, commentary)
    for row in hosts:
        for host in row:
            yield next(found) if host.host_type == "paragraph" else []


def _gist(hosts: Sequence[Host]) -> str:
    titles = [host.shown for host in hosts if host.host_type in ("title", "heading")]
    commentary = [host.shown for host in hosts if host.host_type == "paragraph"]
    return ". ".join([*titles, *commentary])[:_GIST]


def _with_concepts(
    article: Article, source: str, hosts: Sequence[Host], texts: Sequence[Text], found: Sequence[Found]
) -> Article:
    ids = {id(concept): _concept_id(concept) for concept in found}
    concepts = tuple(
        _concept(article.article_id, ids[id(concept)], source, hosts, concept, rank)
        for rank, concept in enumerate(found, 1)
    )
    begins: dict[str, int] = {}
    n_words = 0
    for host, text in zip(hosts, texts, strict=True):
        if host.section_id is not None:
            begins.setdefault(host.section_id, n_words)
        n_words += len(text.tagged.starts)
    parts = rank_parts(found, [host.section_id for host in hosts], begins, LONG)
    sections = tuple(_with_ranks(section, parts.get(section.section_id, ()), ids) for section in article.sections)
    return article.model_copy(update={"concepts": concepts, "sections": sections})


def _with_ranks(section: Section, rows: Sequence[InPart], ids: dict[int, str]) -> Section:
    ranks = tuple(
        SectionConcept(
            section_id=section.section_id,
            concept_id=ids[id(row.concept)],
            article_id=section.article_id,
            score=row.score,
            rank=rank,
            n_occurrences=row.n_places,
        )
        for rank, row in enumerate(rows, 1)
    )
    return section.model_copy(update={"concepts": ranks}) if ranks else section


def _concept_id(concept: Found) -> str:
    return identity.concept_id(concept.kind, concept.scheme_uri or concept.lemma)


def _concept(
    article_id: str, concept_id: str, source: str, hosts: Sequence[Host], concept: Found, rank: int
) -> Concept:
    return Concept(
        article_id=article_id,
        concept_id=concept_id,
        label=concept.label,
        lemma=concept.lemma,
        kind=concept.kind,
        scheme_uri=concept.scheme_uri,
        label_match=concept.label_match,
        entity_type=concept.entity_type,
        score=concept.score,
        rank=rank,
        n_occurrences=len(concept.places),
        occurrences=tuple(_occurrence(article_id, concept_id, source, hosts, place) for place in concept.places),
        broader=tuple(
            BroaderConcept(
                article_id=article_id, concept_id=concept_id, broader_uri=uri, broader_label=label, distance=distance
            )
            for uri, label, distance in concept.broader
        ),
    )


def _occurrence(
    article_id: str, concept_id: str, source: str, hosts: Sequence[Host], place: Phrase
) -> ConceptOccurrence:
    host = hosts[place.text]
    start, end = host.start + place.start, host.start + place.end
    return ConceptOccurrence(
        concept_id=concept_id,
        article_id=article_id,
        section_id=host.section_id,
        host_type=host.host_type,
        host_id=host.host_id,
        text=source[start:end],
        label_match=place.match,
        start=start,
        end=end,
    )
