"""Tables of topics: which concepts come together, where and when, and what sets an article apart."""

# ruff: noqa: S608 - queries over tables of our own.

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline.release.query import Connection, open_database
from pipeline.release.topics import QUERIES, write_topics

TABLES = {
    "articles": """SELECT * FROM (VALUES
        ('a1', 'm1'), ('a2', 'm1'), ('a3', 'm2'), ('a4', NULL)
        ) t(article_id, module_id)""",
    "concepts": """SELECT * FROM (VALUES
        ('a1', 'k-whale', 'whale', 1, 9), ('a1', 'k-oil', 'oil', 2, 3), ('a1', 'k-town', 'town', 3, 2),
        ('a2', 'k-town', 'towns', 1, 8), ('a2', 'k-oil', 'oil', 2, 3),
        ('a3', 'k-town', 'town', 1, 4), ('a3', 'k-oil', 'oil', 40, 1), ('a4', 'k-law', 'law', 1, 4)
        ) t(article_id, concept_id, label, rank, n_occurrences)""",
    "section_concepts": """SELECT * FROM (VALUES
        ('s1', 'k-whale', 1), ('s1', 'k-town', 2), ('s2', 'k-whale', 1), ('s2', 'k-town', 2), ('s3', 'k-oil', 1)
        ) t(section_id, concept_id, rank)""",
    "citations": """SELECT * FROM (VALUES
        ('c1', 'w1', 1990), ('c2', 'w2', 1990), ('c3', 'w1', 1990), ('c4', 'w4', NULL), ('c5', 'w5', 2001)
        ) t(citation_id, work_id, issued_year)""",
    "annotations": "SELECT 'c' || i AS citation_id, 'n' || i AS annotation_id FROM range(1, 6) t(i)",
    "concept_occurrences": """SELECT * FROM (VALUES
        ('a1', 'k-whale', 'annotation', 'n1'), ('a1', 'k-whale', 'annotation', 'n1'),
        ('a1', 'k-whale', 'annotation', 'n3'), ('a1', 'k-whale', 'annotation', 'n4'),
        ('a1', 'k-whale', 'paragraph', 'p1'), ('a1', 'k-oil', 'annotation', 'n2'),
        ('a3', 'k-oil', 'annotation', 'n5')
        ) t(article_id, concept_id, host_type, host_id)""",
}


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of four articles, with the columns that topics are made of."""
    folder = tmp_path_factory.mktemp("release")
    with duckdb.connect() as connection:
        for name, query in TABLES.items():
            (folder / name).mkdir()
            connection.execute(f"COPY ({query}) TO '{folder}/{name}/part-0000.parquet'")
    with open_database(folder / "spill") as database:
        assert [file.path.split("/")[0] for file in write_topics(database, folder)] == list(QUERIES)
    return folder


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Connection]:
    with open_database(tmp_path / "spill") as connection:
        yield connection


def rows(database: Connection, release: Path, table: str, columns: str) -> list[tuple[Any, ...]]:
    """Return columns of a table, in the order of its file."""
    return database.execute(f"SELECT {columns} FROM '{release}/{table}/part-0000.parquet'").fetchall()


def test_concepts_come_together_in_articles_and_sections(database: Connection, release: Path) -> None:
    assert rows(database, release, "concept_pairs", "label, other_label, n_articles, n_sections") == [
        ("oil", "town", 2, 0),
        ("town", "whale", 1, 2),
    ]


def test_pairs_by_chance_have_no_mutual_information(database: Connection, release: Path) -> None:
    npmi = dict(rows(database, release, "concept_pairs", "label, npmi"))
    assert npmi["oil"] == pytest.approx(0.415, abs=0.001)  # ln(2·4 / (2·3)) / ln(4 / 2)
    assert npmi["town"] == pytest.approx(0.2075, abs=0.001)  # ln(1·4 / (3·1)) / ln 4


def test_a_concept_is_counted_in_each_module(database: Connection, release: Path) -> None:
    assert rows(database, release, "concept_modules", "label, module_id, n_articles, n_occurrences, share") == [
        ("oil", "m1", 2, 6, 1.0),
        ("town", "m1", 2, 10, 1.0),
        ("town", "m2", 1, 4, 1.0),
        ("whale", "m1", 1, 9, 0.5),
    ]


def test_works_are_counted_once_a_year(database: Connection, release: Path) -> None:
    # Oil is no concept of note in the third article, and a work without a year is in no year.
    assert rows(database, release, "concept_years", "label, year, n_works, n_works_of_year") == [
        ("oil", 1990, 1, 2),
        ("whale", 1990, 1, 2),
    ]


def test_what_sets_an_article_apart_is_what_others_lack(database: Connection, release: Path) -> None:
    columns = "article_id, label, against, salience"
    found = {
        (article, label): (against, z)
        for article, label, against, z in rows(database, release, "article_topics", columns)
    }
    assert found["a1", "whale"][1] > 0 > found["a1", "town"][1]
    assert found["a2", "town"][1] > 0
    assert {against for (article, _), (against, _) in found.items() if article in ("a1", "a2")} == {"module"}
    assert {against for (article, _), (against, _) in found.items() if article in ("a3", "a4")} == {"release"}


def test_a_release_without_concepts_has_empty_tables(database: Connection, tmp_path: Path) -> None:
    for name, query in TABLES.items():
        (tmp_path / name).mkdir()
        database.execute(f"COPY (SELECT * FROM ({query}) LIMIT 0) TO '{tmp_path}/{name}/part-0000.parquet'")
    assert [file.rows for file in write_topics(database, tmp_path)] == [0, 0, 0, 0]


def test_equal_tables_give_equal_bytes(release: Path, tmp_path: Path) -> None:
    before = {name: (release / name / "part-0000.parquet").read_bytes() for name in QUERIES}
    with open_database(tmp_path / "spill") as database:
        database.execute("SET threads = 1")
        list(write_topics(database, release))
    assert {name: (release / name / "part-0000.parquet").read_bytes() for name in QUERIES} == before
