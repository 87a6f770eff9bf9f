"""Works: which citations are of the same thing."""

import hashlib
from pathlib import Path

import pytest

from pipeline.folding import fold
from pipeline.release.parquet import write_records
from pipeline.release.query import fetch, open_database
from pipeline.release.works import CitedWork, cluster_works


def cited(name: str, title: str, **values: str | None) -> CitedWork:
    """A citation; its fingerprint is its title, unless `print` says otherwise."""
    kind = values.get("type") or "book"
    node = hashlib.sha256(f"{kind}|{values.get('print') or title}".encode()).hexdigest()
    return CitedWork(
        bucket=0,
        article_id=f"article {name}",
        citation_id=name,
        type=kind,
        node=node,
        title=title,
        folded_title=fold(title),
        year=1990,
        first_family="Hart",
        doi=values.get("doi"),
        isbn=values.get("isbn"),
    )


def clusters(folder: Path, rows: list[CitedWork]) -> list[list[str]]:
    """The names of the citations of each work."""
    write_records(folder / "cited.parquet", CitedWork, rows)
    with open_database(folder) as database:
        cluster_works(database, f"read_parquet('{folder / 'cited.parquet'}')")
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
def test_citations_are_of_one_work(tmp_path: Path, rows: list[CitedWork], expected: list[list[str]]) -> None:
    assert clusters(tmp_path, rows) == expected


@pytest.mark.parametrize("rows", [case[1] for case in CASES], ids=[case[0] for case in CASES])
def test_the_order_of_the_citations_does_not_matter(tmp_path: Path, rows: list[CitedWork]) -> None:
    assert clusters(tmp_path, rows) == clusters(tmp_path, rows[::-1])
