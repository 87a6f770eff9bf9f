"""Pointers to other articles: which article of the release a cross-reference means, by its title."""

from collections import Counter
from collections.abc import Iterable
from typing import TypeVar

from pipeline.folding import fold
from schemas import Annotation, Article, Citation, CrossReference, Paragraph, Section

Host = TypeVar("Host", Paragraph, Annotation)


def titles_to_articles(titles: Iterable[tuple[str | None, str]]) -> dict[str, str]:
    """Return the article of each folded title, from pairs of title and article id; a title of two articles is none."""
    folded = [(fold(title), article_id) for title, article_id in titles if title]
    counts = Counter(title for title, _ in folded)
    return {title: article_id for title, article_id in folded if counts[title] == 1}


def aim_pointers(article: Article, articles: dict[str, str]) -> Article:
    """Return the article with ``target_article_id`` filled in where exactly one article has the title named."""
    sections = tuple(_aim_section(section, articles) for section in article.sections)
    return article.model_copy(update={"sections": sections})


def _aim_section(section: Section, articles: dict[str, str]) -> Section:
    paragraphs = tuple(_aim_host(paragraph, articles) for paragraph in section.paragraphs)
    citations = tuple(_aim_citation(citation, articles) for citation in section.citations)
    return section.model_copy(update={"paragraphs": paragraphs, "citations": citations})


def _aim_citation(citation: Citation, articles: dict[str, str]) -> Citation:
    if not any(annotation.cross_references for annotation in citation.annotations):
        return citation
    return citation.model_copy(
        update={"annotations": tuple(_aim_host(note, articles) for note in citation.annotations)}
    )


def _aim_host(host: Host, articles: dict[str, str]) -> Host:
    if not host.cross_references:
        return host
    return host.model_copy(update={"cross_references": tuple(_aim(xref, articles) for xref in host.cross_references)})


def _aim(xref: CrossReference, articles: dict[str, str]) -> CrossReference:
    if xref.kind != "article" or not xref.target_heading:
        return xref
    return xref.model_copy(update={"target_article_id": articles.get(fold(xref.target_heading))})
