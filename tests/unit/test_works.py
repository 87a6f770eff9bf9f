"""Works: which citations are of the same thing."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.identity import print_digest
from pipeline.release.query import Connection, fetch, open_database
from pipeline.release.works import add_cited, cluster_works, start_clustering


@dataclass(frozen=True)
class Cited:
    """A citation; its fingerprint is its title, unless `print` says otherwise."""

    name: str
    title: str
    type: str = "book"
    print: str | None = None
    doi: str | None = None
    isbn: str | None = None

    def add_to(self, database: Connection) -> None:
        fingerprint = print_digest(f"{self.type}|{self.print or self.title}")
        database.execute(
            "INSERT INTO citations VALUES (?, ?, ?, ?, ?, 1990, ?, ?, 'w-old')",
            (f"article {self.name}", self.name, self.type, fingerprint, self.title, self.doi, self.isbn),
        )


cited = Cited
_TABLES = """
CREATE TABLE citations (
    article_id VARCHAR, citation_id VARCHAR, type VARCHAR, fingerprint VARCHAR, title VARCHAR, issued_year BIGINT,
    doi VARCHAR, isbn VARCHAR, work_id VARCHAR
);
CREATE TABLE contributors (
    owner_id VARCHAR, owner_type VARCHAR, family VARCHAR, literal VARCHAR, "start" BIGINT, "role" VARCHAR,
    ordinal BIGINT
);
"""


def clusters(folder: Path, rows: list[Cited]) -> list[list[str]]:
    """The names of the citations of each work."""
    with open_database(folder) as database:
        database.execute(_TABLES)
        for row in rows:
            row.add_to(database)
        start_clustering(database)
        add_cited(database, 0, "citations", "contributors")
        cluster_works(database)
        found = fetch(database, "SELECT list_sort(list(citation_id)) FROM assigned GROUP BY work_id ORDER BY 1")
        ids = fetch(database, "SELECT work_id FROM works")
    assert len(set(ids)) == len(found)
    return [names for (names,) in found]


CASES = [
    ("equal fingerprints", [cited("a", "One"), cited("b", "One")], [["a", "b"]]),
    ("different titles", [cited("a", "One"), cited("b", "Two")], [["a"], ["b"]]),
    (
        "one DOI, titles spelled differently",
        [cited("a", "One", doi="10.1/x"), cited("b", "Oen", doi="10.1/x")],
        [["a", "b"]],
    ),
    ("two DOIs, one fingerprint", [cited("a", "One", doi="10.1/x"), cited("b", "One", doi="10.1/y")], [["a"], ["b"]]),
    ("without a DOI, one fits", [cited("a", "One", doi="10.1/x"), cited("b", "One")], [["a", "b"]]),
    (
        "without a DOI, two fit: neither is chosen",
        [cited("a", "One", doi="10.1/x"), cited("b", "One", doi="10.1/y"), cited("c", "One")],
        [["a"], ["b"], ["c"]],
    ),
    (
        "one ISBN and title, names spelled differently",
        [cited("a", "One", print="h", isbn="1"), cited("b", "One", print="g", isbn="1")],
        [["a", "b"]],
    ),
    (
        "one ISBN, parts of different title",
        [cited("a", "One", isbn="1"), cited("b", "Two", isbn="1")],
        [["a"], ["b"]],
    ),
    (
        "an ISBN joins two spellings, and the DOI of one is that of both",
        [
            cited("a", "One", print="h", isbn="1"),
            cited("b", "One", print="g", isbn="1"),
            cited("c", "One", print="g", doi="10.1/x"),
        ],
        [["a", "b", "c"]],
    ),
    (
        "types differ, though the DOI is the same",
        [cited("a", "One", doi="10.1/x"), cited("b", "One", doi="10.1/x", type="chapter")],
        [["a"], ["b"]],
    ),
]


@pytest.mark.parametrize(("rows", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_citations_are_of_one_work(tmp_path: Path, rows: list[Cited], expected: list[list[str]]) -> None:
    assert clusters(tmp_path, rows) == expected


@pytest.mark.parametrize("rows", [case[1] for case in CASES], ids=[case[0] for case in CASES])
def test_the_order_of_the_citations_does_not_matter(tmp_path: Path, rows: list[Cited]) -> None:
    assert clusters(tmp_path, rows) == clusters(tmp_path, rows[::-1])
