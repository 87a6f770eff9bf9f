"""A comparison as a page: counts, then each article with what was and what is, word by word."""

from collections.abc import Iterable, Iterator
from html import escape

from pipeline.compare.differences import OPS
from pipeline.compare.records import ChangedArticle, ChangedRecord
from pipeline.compare.words import pieces
from pipeline.html_page import page
from schemas.release import Manifest

_MARKS = {"both": ("", ""), "old": ("<del>", "</del>"), "new": ("<ins>", "</ins>")}
_OPEN = 20
"""Articles with no more records than this are shown unfolded."""


def comparison_page(
    before: Manifest, after: Manifest, counts: dict[str, dict[str, int]], articles: Iterable[ChangedArticle]
) -> Iterator[str]:
    """Yield the page in pieces, an article at a time."""
    yield from page(f"What changed: {before.release_id} to {after.release_id}", _body(before, after, counts, articles))


def _body(
    before: Manifest, after: Manifest, counts: dict[str, dict[str, int]], articles: Iterable[ChangedArticle]
) -> Iterator[str]:
    yield "<h1>What changed</h1>\n"
    yield f'<p class="soft">{_release(before)} → {_release(after)}</p>\n'
    yield _counts(counts) if counts else "<p>Nothing differs.</p>\n"
    heading = "<h2>Article by article</h2>\n"
    for article in articles:
        yield heading + _article(article)
        heading = ""


def _release(manifest: Manifest) -> str:
    return f'<span class="id">{escape(manifest.release_id)}</span> ({escape(manifest.run.created_at[:10])})'


def _counts(counts: dict[str, dict[str, int]]) -> str:
    ops = [op for op in OPS if any(op in of_table for of_table in counts.values())]
    head = "".join(f'<th class="number">{op.replace("_", " ")}</th>' for op in ops)
    rows = "".join(
        f"<tr><td>{escape(name)}</td>"
        + "".join(f'<td class="number">{of_table[op]:,}</td>' if op in of_table else "<td></td>" for op in ops)
        + "</tr>\n"
        for name, of_table in counts.items()
    )
    note = (
        '<p class="soft">Shifted: equal, but standing elsewhere on the page or weighing otherwise.</p>\n'
        if "shifted" in ops
        else ""
    )
    return f"<table>\n<tr><th>table</th>{head}</tr>\n{rows}</table>\n{note}"


def _article(article: ChangedArticle) -> str:
    is_open = " open" if len(article.records) <= _OPEN else ""
    count = f"{len(article.records):,} {'record' if len(article.records) == 1 else 'records'}"
    records = "".join(map(_record, article.records))
    return (
        f'<details{is_open}><summary>{escape(article.title)} <span class="soft">{count}</span></summary>\n'
        f'<div><p class="id soft">{escape(article.article_id or "")}</p>\n{records}</div></details>\n'
    )


def _record(record: ChangedRecord) -> str:
    text = f'<div class="field">{escape(record.text)}</div>\n' if record.text else ""
    fields = "".join(
        f'<div class="field"><span class="name">{escape(one.field)}</span>{_words(one.old, one.new)}</div>\n'
        for one in record.fields
    )
    op = f'<span class="tag {record.op}">{record.op.replace("_", " ")}</span>'
    return f'<div class="record">{op} {record.kind} <b>{escape(record.label)}</b></div>\n{text}{fields}'


def _words(old: object, new: object) -> str:
    return "".join(f"{_MARKS[where][0]}{escape(text)}{_MARKS[where][1]}" for where, text in pieces(old, new))
