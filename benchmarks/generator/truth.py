"""The truth about a page, as plain data: what stands where, and what points to what.

A line of ``gold.jsonl`` has ``file``, ``article`` (title, subject, authors, dates, doi, citation layout, page layout,
headings that only the contents name) and ``sections``; a section has ``heading``, ``commentary``, ``mentions`` and
``citations``; a citation has ``key``, ``raw``, ``type``, ``fields``, ``names``, ``spans``, ``annotation`` and
``annotation_mentions``; a mention has ``text``, ``form`` and the keys of its ``targets``. Whatever stands in the text
has ``start`` and ``end``, half-open, in code points.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.generator.frames import Head
from benchmarks.generator.style import Truth
from pipeline.folding import fold_space

Marks = Sequence[tuple[int, int]]


@dataclass
class Cited:
    """A citation as written: its number in the article, and the marks of it and of its notes."""

    number: int
    mark: int
    reference: Truth
    annotations: list[int] = field(default_factory=list)
    mentions: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Described:
    """A section as written; ``mark`` is ``None`` when its heading is not printed."""

    heading: str
    mark: int | None
    paragraphs: list[int] = field(default_factory=list)
    mentions: list[dict[str, Any]] = field(default_factory=list)
    citations: list[Cited] = field(default_factory=list)


def article_truth(
    name: str, text: str, marks: Marks, head: Head, sections: Sequence[Described], *described: Any
) -> dict[str, Any]:
    """Return the truth about one page; ``described`` are page layout, citation layout and headings without a body."""
    page_layout, citation_layout, contents_only = described
    return {
        "file": name,
        "article": {
            "title": head.title,
            "subject": head.subject,
            "authors": list(head.authors),
            "last_reviewed": head.reviewed,
            "last_modified": head.modified,
            "doi": head.doi,
            "page_layout": page_layout,
            "citation_layout": citation_layout,
            "contents_only": list(contents_only),
        },
        "sections": [_section(section, text, marks) for section in sections],
    }


def _section(section: Described, text: str, marks: Marks) -> dict[str, Any]:
    return {
        "heading": section.heading,
        **({} if section.mark is None else _span(marks[section.mark])),
        "commentary": [_piece(text, marks[mark]) for mark in section.paragraphs],
        "mentions": [_mention(mention, text, marks) for mention in section.mentions],
        "citations": [_citation(cited, text, marks) for cited in section.citations],
    }


def _citation(cited: Cited, text: str, marks: Marks) -> dict[str, Any]:
    start, end = marks[cited.mark]
    fields = cited.reference.fields
    return {
        "key": f"c{cited.number}",
        "raw": text[start:end],
        "start": start,
        "end": end,
        "type": cited.reference.type,
        "fields": {name: value for name, (value, _) in fields.items()},
        "names": [{**_without_mark(name), **_span(marks[name["mark"]])} for name in cited.reference.names],
        "spans": {name: list(marks[mark]) for name, (_, mark) in fields.items()},
        "annotation": [fold_space(text[slice(*marks[mark])]) for mark in cited.annotations],
        "annotation_spans": [list(marks[mark]) for mark in cited.annotations],
        "annotation_mentions": [_mention(mention, text, marks) for mention in cited.mentions],
    }


def _without_mark(name: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in name.items() if key != "mark"}


def _mention(mention: dict[str, Any], text: str, marks: Marks) -> dict[str, Any]:
    return {**_piece(text, marks[mention["mark"]]), "form": mention["form"], "targets": [f"c{mention['target']}"]}


def _piece(text: str, mark: tuple[int, int]) -> dict[str, Any]:
    return {"text": fold_space(text[slice(*mark)]), **_span(mark)}


def _span(mark: tuple[int, int]) -> dict[str, int]:
    return {"start": mark[0], "end": mark[1]}
