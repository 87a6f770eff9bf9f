"""Measure speed: every stage against a yardstick of the same run, so that the machine drops out.

Run: python -m benchmarks.speed. A ratio of 3 means three times the time of the yardstick.
"""

import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow.parquet as pq

from benchmarks import concepts, hostile
from benchmarks.frame import TURNS, Row, best_of_each, seconds, show, side_by_side, write_json
from benchmarks.generator.pages import Page, make_pages
from benchmarks.generator.records import works
from benchmarks.growth import growth
from benchmarks.orchestration import orchestration
from benchmarks.quality.scoring import parse_page
from benchmarks.reingest import reingest
from benchmarks.runs import FULL, make_corpus
from benchmarks.workers import workers
from pipeline.concepts.enrich import enrich
from pipeline.concepts.nlp import load_model
from pipeline.garbage import few_collections
from pipeline.references.parse import parse_reference
from pipeline.release.parquet import write_table
from pipeline.release.tables import TABLE, tabulate
from pipeline.run.ingest import build, open_run, work_on_all
from pipeline.run.options import Options
from schemas import Article, Source

_SIMPLE = [
    re.compile(pattern)
    for pattern in (
        r"\b\d{4}\b", r"\d+–\d+", r"[A-Z]\.", r"\bvols?\.", r"\bIn\b", r"\beds?\.", r"“[^”]*”", r"10\.\d{4,9}/\S+",
        r"https?://\S+", r": [A-Z]\w+", r"\(\d+\)", r"\bet al\.",
    )
]  # fmt: skip


def _references(pages: Sequence[Page]) -> Row:
    raws = [cited["raw"] for page in pages for section in page.truth["sections"] for cited in section["citations"]]
    times = (
        best_of_each(parse_reference, raws),
        best_of_each(lambda raw: [pattern.search(raw) for pattern in _SIMPLE], raws),
    )
    return Row("references", *times, "a pass of 12 simple regular expressions over them", 8)


def _whole_pages(pages: Sequence[Page], name: str = "whole pages") -> Row:
    megabytes = sum(len(page.text.encode()) for page in pages) / 1e6
    with few_collections():  # as a run does
        times = side_by_side(
            lambda: [parse_page(page) for page in pages],
            lambda: [pattern.findall(page.text) for page in pages for pattern in _SIMPLE],
        )
    return Row(f"{name}, {megabytes / times[0]:.2f} MB/s", *times, "the same 12 expressions over the pages")


def _ten_times(pages: Sequence[Page]) -> Row:
    few = pages[: len(pages) // 10]
    times = side_by_side(lambda: [parse_page(page) for page in pages], lambda: [parse_page(page) for page in few])
    return Row("ten times the pages", *times, "a tenth of the pages; 10 is linear", 12)


def _one_long_page() -> Row:
    short, long = (next(make_pages(works(count, 3), 1, count, 3, 0.0)) for count in (40, 400))
    times = side_by_side(lambda: parse_page(long), lambda: parse_page(short))
    return Row("one page ten times as long", *times, "the short page; 10 is linear", 12)


def _enrichment(pairs: list[tuple[Article, str]]) -> Row:
    model, tagger = load_model(), concepts.spacy_pipeline(only_tagger=True)
    texts = [paragraph.text for article, _ in pairs for section in article.sections for paragraph in section.paragraphs]
    texts += [
        note.text
        for article, _ in pairs
        for section in article.sections
        for cited in section.citations
        for note in cited.annotations
    ]
    times = side_by_side(lambda: enrich(pairs, model), lambda: list(tagger.pipe(texts)))
    return Row("enrichment", *times, "the bare tok2vec and tagger over the same prose", 1.15)


def _tables(pairs: list[tuple[Article, str]]) -> Row:
    digest = "0" * 64
    tables = tabulate(
        (
            article,
            Source(
                article_id=article.article_id,
                source_path="p",
                source_sha256=digest,
                encoding="utf-8",
                part=0,
                first_line=1,
                text=text,
            ),
        )
        for article, text in pairs
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.parquet"
        times = side_by_side(
            lambda: [write_table(path, TABLE[name], [table]) for name, table in tables.items()],
            lambda: [pq.write_table(table, path, compression="zstd") for table in tables.values()],
        )
    return Row("writing tables", *times, "a plain pyarrow write of the same tables", 2)


def _parse_and_write(articles: int = 40) -> Row:
    """Return what full articles cost from their files to the files of a release, beside 20 articles a second.

    Included is all a run does with an article without concepts: files found and read, pages parsed, records staged,
    tables and documents of the candidate written. Not included are the checks, and what a process does once.
    """
    with tempfile.TemporaryDirectory() as folder:
        sources = make_corpus(Path(folder) / "sources", articles)
        numbers = iter(range(TURNS + 1))

        def written() -> None:
            output = Path(folder) / str(next(numbers))
            options = Options(sources=(str(sources),), output=output, runner="local", concepts=False)
            with open_run(options) as run:
                build(run, work_on_all(run))

        written()
        spent = min(seconds(written) for _ in range(TURNS))
    name = f"parse and write, {articles / spent:.1f} full articles a second"
    return Row(name, spent, articles / _ARTICLES_A_SECOND, "20 articles a second; without concepts and checks", 1)


_ARTICLES_A_SECOND = 20


def stages() -> Iterator[Row]:
    """Yield a row for each stage, on generated pages."""
    yield _parse_and_write()
    yield _whole_pages(list(make_pages(works(600, 4), 6, FULL, 4, 0.2)), "full articles")
    pages = list(make_pages(works(400, 3), 20, 20, 3, 0.2))
    pairs = [(article, page.text) for page in pages if (article := parse_page(page))]
    yield _references(pages)
    yield _whole_pages(pages)
    yield _ten_times(pages)
    yield _one_long_page()
    yield _enrichment(pairs)
    yield _tables(pairs)


GROUPS = {
    "stages": stages,
    "growth": growth,
    "reingest": reingest,
    "workers": workers,
    "orchestration": orchestration,
    "hostile": hostile.rows,
    "concepts": concepts.rows,
}
"""Every group of benchmarks: its name and what yields its rows; ``python -m benchmarks.speed NAME...`` runs some."""


def main(names: Sequence[str]) -> None:
    """Print every row of the groups named, or of all, and write them to ``output/benchmarks.jsonl``."""
    rows = show(row for name in names or GROUPS for row in GROUPS[name]())
    Path("output").mkdir(exist_ok=True)
    write_json(rows, Path("output") / "benchmarks.jsonl")


if __name__ == "__main__":
    main(sys.argv[1:])
