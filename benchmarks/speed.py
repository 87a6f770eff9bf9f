"""Measure speed: every stage against a yardstick of the same run, so that the machine drops out.

Run: python -m benchmarks.speed. A ratio of 3 means three times the time of the yardstick; less is better.
"""

import re
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq

from benchmarks.generator.pages import Page, make_pages
from benchmarks.generator.records import works
from benchmarks.quality.scoring import parse_page
from pipeline.concepts.enrich import enrich
from pipeline.concepts.nlp import load_model
from pipeline.references.parse import parse_reference
from pipeline.release.parquet import write_table
from pipeline.release.tables import TABLE, tabulate
from schemas import Article, Source

_SIMPLE = [
    re.compile(pattern)
    for pattern in (
        r"\b\d{4}\b", r"\d+–\d+", r"[A-Z]\.", r"\bvols?\.", r"\bIn\b", r"\beds?\.", r"“[^”]*”", r"10\.\d{4,9}/\S+",
        r"https?://\S+", r": [A-Z]\w+", r"\(\d+\)", r"\bet al\.",
    )
]  # fmt: skip
_TIMES = 2


class Row(NamedTuple):
    """One line of the table: seconds of a stage and of its yardstick, and what the yardstick is."""

    stage: str
    seconds: float
    yardstick: float
    limit: str


def best(work: Callable[[], object]) -> float:
    """Return the seconds of the fastest of a few runs."""
    seconds = []
    for _ in range(_TIMES):
        started = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - started)
    return min(seconds)


def _references(pages: Sequence[Page]) -> Row:
    raws = [cited["raw"] for page in pages for section in page.truth["sections"] for cited in section["citations"]]
    parsing = best(lambda: [parse_reference(raw) for raw in raws])
    simple = best(lambda: [pattern.findall(raw) for raw in raws for pattern in _SIMPLE])
    return Row("references", parsing, simple, "a pass of 12 simple regular expressions over them")


def _ten_times(pages: Sequence[Page]) -> Row:
    few = best(lambda: [parse_page(page) for page in pages[: len(pages) // 10]])
    many = best(lambda: [parse_page(page) for page in pages])
    return Row("ten times the pages", many, few, "a tenth of the pages; 10 is linear")


def _one_long_page() -> Row:
    short, long = (next(make_pages(works(count, 3), 1, count, 3, 0.0)) for count in (40, 400))
    return Row(
        "one page ten times as long",
        best(lambda: parse_page(long)),
        best(lambda: parse_page(short)),
        "the short page; 10 is linear",
    )


def _enrichment(pairs: list[tuple[Article, str]]) -> Row:
    model = load_model()
    # The model is loaded under the choice of operations of pipeline.concepts.nlp; the bare pipeline runs with the same.
    texts = [paragraph.text for article, _ in pairs for section in article.sections for paragraph in section.paragraphs]
    texts += [
        note.text
        for article, _ in pairs
        for section in article.sections
        for cited in section.citations
        for note in cited.annotations
    ]
    enriching = best(lambda: enrich(pairs, model))
    bare = best(lambda: list(model.nlp.pipe(texts)))
    return Row("enrichment", enriching, bare, "the bare tok2vec and tagger over the same prose")


def _tables(pairs: list[tuple[Article, str]]) -> Row:
    digest = "0" * 64
    tables = tabulate(
        (
            article,
            Source(article_id=article.article_id, source_path="p", source_sha256=digest, encoding="utf-8", text=text),
        )
        for article, text in pairs
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.parquet"
        ours = best(lambda: [write_table(path, TABLE[name], [table]) for name, table in tables.items()])
        plain = best(lambda: [pq.write_table(table, path, compression="zstd") for table in tables.values()])
    return Row("writing tables", ours, plain, "a plain pyarrow write of the same tables")


def main() -> None:
    """Print every stage with its ratio, and what the yardstick is."""
    pages = list(make_pages(works(400, 3), 20, 20, 3, 0.2))
    megabytes = sum(len(page.text.encode()) for page in pages) / 1e6
    pairs = [(article, page.text) for page in pages if (article := parse_page(page))]
    rows = [_references(pages), _ten_times(pages), _one_long_page(), _enrichment(pairs), _tables(pairs)]
    print(f"{'stage':<28}{'seconds':>9}{'yardstick':>11}{'ratio':>8}  yardstick")
    for row in rows:
        print(
            f"{row.stage:<28}{row.seconds:>9.3f}{row.yardstick:>11.3f}{row.seconds / row.yardstick:>8.2f}  {row.limit}"
        )
    print(
        f"\nwhole pages: {megabytes / rows[1].seconds:.2f} MB/s; {len(pages)} pages of {megabytes:.2f} MB, one process"
    )


if __name__ == "__main__":
    main()
