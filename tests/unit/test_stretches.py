"""Rows of articles, cut and merged by whole stretches, are as rows taken and sorted one by one."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.release import stretches
from pipeline.release.parquet import articles_with, join_sorted, sort_table
from pipeline.release.stretches import merge_sorted, split_articles, take_articles
from pipeline.release.tables import OF_ARTICLES, TABLE, tabulate
from schemas import Article, Source
from tests.made import make_article

ARTICLES = tuple(f"obo-9780199756810-{number:04d}" for number in (1, 2, 10, 33, 200))


def renamed(article_id: str) -> Article:
    """Return an article whose ids, its own and those of its records, begin with another one's."""
    article = make_article()
    return Article.model_validate_json(article.model_dump_json().replace(article.article_id, article_id))


def table_of(name: str, *articles: str) -> pa.Table:
    """Return the rows of some articles in a table, sorted by its key."""
    source = Source(
        article_id="-", source_path="a.txt", source_sha256="0", encoding="utf-8", part=0, first_line=1, text="A text."
    )
    items = [(renamed(one), source.model_copy(update={"article_id": one})) for one in articles]
    return join_sorted(TABLE[name], [tabulate(items)[name]])


@pytest.fixture(params=[10_000, 2], ids=["by stretches", "row by row"])
def _most(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stretches, "_MOST", request.param)


@pytest.mark.usefixtures("_most")
@pytest.mark.parametrize("name", OF_ARTICLES)
def test_articles_put_into_a_part_stand_where_sorting_puts_them(name: str) -> None:
    first, second, third, fourth, last = ARTICLES
    taken, staged = table_of(name, first, third, last), table_of(name, second, fourth)
    whole = table_of(name, *ARTICLES)
    assert merge_sorted(TABLE[name], [taken, staged]).equals(whole)
    assert merge_sorted(TABLE[name], [taken, staged]).schema.equals(whole.schema, check_metadata=True)
    assert merge_sorted(TABLE[name], [whole]).equals(whole)


@pytest.mark.usefixtures("_most")
@pytest.mark.parametrize("name", OF_ARTICLES)
def test_a_part_is_split_by_article(name: str) -> None:
    some = set(ARTICLES[1::2])
    here, others = split_articles(table_of(name, *ARTICLES), some)
    assert here.equals(table_of(name, *sorted(some)))
    assert others.equals(table_of(name, *sorted({*ARTICLES} - some)))
    assert take_articles(table_of(name, *ARTICLES), []).num_rows == 0


def test_tables_that_are_not_sorted_come_out_sorted() -> None:
    table = TABLE["citations"]
    rows = table_of("citations", *ARTICLES)
    upside_down = rows.take(list(range(rows.num_rows))[::-1])
    assert merge_sorted(table, [upside_down]).equals(sort_table(rows, table))


@pytest.mark.parametrize(
    ("values", "found"),
    [
        (["seen", "seen"], set()),
        (["seen", "not_seen"], {"b"}),
        (["partly_seen", "a value between"], set()),
        (["not_seen", "not_seen"], {"a", "b"}),
    ],
)
def test_what_a_column_can_have_is_told_by_its_least_and_greatest(
    tmp_path: Path, values: list[str], found: set[str]
) -> None:
    pq.write_table(pa.table({"article_id": ["a", "b"], "record_status": values}), tmp_path / "part.parquet")
    assert articles_with(tmp_path / "part.parquet", "record_status", "not_seen") == found
    assert articles_with(tmp_path / "part.parquet", "a column of tomorrow", "not_seen") == set()
