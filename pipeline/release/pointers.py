"""Pointers to other articles: which article of the release a cross-reference means, by its title."""

# ruff: noqa: S608 - queries are put together of names of our own tables and columns; values are parameters.

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.folding import fold
from pipeline.release.query import Connection, fetch, file_list
from schemas import Annotation, Article, Paragraph


def titles_to_articles(titles: Iterable[tuple[str | None, str]]) -> dict[str, str]:
    """Return the article of each folded title, from pairs of title and article id; a title of two articles is none."""
    folded = [(fold(title), article_id) for title, article_id in titles if title]
    counts = Counter(title for title, _ in folded)
    return {title: article_id for title, article_id in folded if counts[title] == 1}


def article_pointers(article: Article) -> Iterator[tuple[str, str]]:
    """Yield the pointers of an article to other articles: their ids, and the titles they name."""
    for section in article.sections:
        yield from _of_host(section.paragraphs)
        for citation in section.citations:
            yield from _of_host(citation.annotations)


def _of_host(hosts: Iterable[Paragraph | Annotation]) -> Iterator[tuple[str, str]]:
    for host in hosts:
        for xref in host.cross_references:
            if xref.kind == "article" and xref.target_heading:
                yield xref.xref_id, xref.target_heading


def pointers_of(database: Connection, parts: Sequence[Path]) -> Iterator[tuple[str, str, str, str | None]]:
    """Yield the pointers to other articles in parts of ``cross_references``: article, id, title named, target."""
    if parts:
        yield from fetch(
            database,
            f"""SELECT article_id, xref_id, target_heading, target_article_id FROM read_parquet({file_list(parts)})
                WHERE kind = 'article' AND target_heading IS NOT NULL""",
        )


def aim(heading: str, titles: Mapping[str, str]) -> str | None:
    """Return the one article of this title, if there is one."""
    return titles.get(fold(heading))
