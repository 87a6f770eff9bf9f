"""Hosts: the pieces of an article in which concepts are looked for, and what is masked in them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from pipeline.concepts.lexicon import load_common_words
from schemas.annotation import Annotation
from schemas.article import Article
from schemas.section import Paragraph, Section
from schemas.terms import ConceptHost

Span = tuple[int, int]

_CAPITALISED: Final = re.compile(r"\b[^\W\d_][\w'’.-]*")
_WORD: Final = re.compile(r"[^\W\d_]+")


class Host(NamedTuple):
    """A piece of the source text: what it is, where it stands, how the tagger sees it, and its masked spans.

    ``shown`` has the length of the piece; ``masked`` spans count from its start.
    """

    host_type: ConceptHost
    host_id: str
    section_id: str | None
    start: int
    end: int
    shown: str
    masked: tuple[Span, ...]


def find_hosts(article: Article, source: str) -> list[Host]:
    """Return the hosts of an article in reading order; offsets count code points of ``source``."""
    names = _names(article)
    hosts = list(_titles(article, source))
    for section in article.sections:
        hosts.extend(_heading(section, source))
        hosts.extend(_prose("paragraph", p.paragraph_id, p, source, names) for p in section.paragraphs)
        for citation in section.citations:
            hosts.extend(
                _prose("annotation", note.annotation_id, note, source, names)._replace(section_id=section.section_id)
                for note in citation.annotations
            )
    return hosts


def _titles(article: Article, source: str) -> Iterator[Host]:
    for span in article.spans:
        if span.field == "title":
            shown = _lower_common(source[span.start : span.end])
            yield Host("title", article.article_id, None, span.start, span.end, shown, ())


def _heading(section: Section, source: str) -> Iterator[Host]:
    if section.availability == "contents_only" or not section.heading:
        return
    start = source.find(section.heading, section.start, section.end)
    if start >= 0:
        end = start + len(section.heading)
        shown = _lower_common(section.heading)
        yield Host("heading", section.section_id, section.section_id, start, end, shown, ())


def _prose(
    host_type: ConceptHost, host_id: str, prose: Paragraph | Annotation, source: str, names: dict[str, list[str]]
) -> Host:
    text = source[prose.start : prose.end]
    pointers: list[Span] = [(m.start - prose.start, m.end - prose.start) for m in prose.mentions]
    pointers += [(x.start - prose.start, x.end - prose.start) for x in prose.cross_references]
    masked = sorted({*pointers, *_find_names(text, names)})
    section_id = prose.section_id if isinstance(prose, Paragraph) else None
    return Host(host_type, host_id, section_id, prose.start, prose.end, text, tuple(masked))


def _lower_common(text: str) -> str:
    """Return a heading with its common words in lower case, as they stand in a sentence; of the same length.

    Taggers take every word of a heading in title case for a name.
    """
    common = load_common_words()

    def lower(match: re.Match[str]) -> str:
        word = match[0]
        return word.lower() if word[1:].islower() and word.lower() in common and word.isascii() else word

    return _WORD.sub(lower, text)


def _names(article: Article) -> dict[str, list[str]]:
    """Return the names of the authors and publishers in and around an article, by their first word.

    A name that the title or a heading has is a subject of the article and is left out.
    """
    citations = [citation for section in article.sections for citation in section.citations]
    people = [*article.contributors, *(c for citation in citations for c in citation.contributors)]
    names = {name for c in people for name in (c.family, c.literal) if name}
    names |= {citation.publisher for citation in citations if citation.publisher}
    headings = " ".join([article.title or "", *(section.heading or "" for section in article.sections)])
    found: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        first = _CAPITALISED.match(name)
        if first and name[:1].isupper() and not re.search(rf"\b{re.escape(name)}\b", headings):
            found[first[0]].append(name)
    return found


def _find_names(text: str, names: dict[str, list[str]]) -> Iterable[Span]:
    for match in _CAPITALISED.finditer(text):
        for name in names.get(match[0], ()) or names.get(match[0].removesuffix("’s").removesuffix("'s"), ()):
            if text.startswith(name, match.start()):
                yield match.start(), match.start() + len(name)
