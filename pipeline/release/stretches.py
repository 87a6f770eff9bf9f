"""Stretches of rows: a part of a table is cut where articles begin and put together anew, without moving its rows.

In nearly all tables the rows of an article stand together, for keys begin with what names the article. So the rows of
some articles are slices of a part, and a part in which some articles are other ones is made of slices of two sorted
tables. Where rows stand otherwise (occurrences stand by concept), they are taken and sorted one by one.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.release.parquet import described, is_in_order, sort_table
from schemas import Table

_MOST: Final = 10_000
"""Stretches up to which slices are faster than single rows; more are only where articles do not stand together."""

_Span = tuple[int, int]


def take_articles(rows: pa.Table, articles: Collection[str]) -> pa.Table:
    """Return the rows of these articles, in the order they have."""
    return split_articles(rows, articles)[0]


def split_articles(rows: pa.Table, articles: Collection[str]) -> tuple[pa.Table, pa.Table]:
    """Return the rows of these articles and all others, each in the order they have."""
    stretches = _stretches(rows)
    if stretches is None:
        here = pc.is_in(rows["article_id"], value_set=pa.array(sorted(articles), pa.string()))
        return rows.filter(here), rows.filter(pc.invert(here))
    wanted, sides = frozenset(articles), ([rows.slice(0, 0)], [rows.slice(0, 0)])
    for is_other, (start, end) in _joined((name not in wanted, span) for name, span in stretches):
        sides[is_other].append(rows.slice(start, end - start))
    return pa.concat_tables(sides[0]), pa.concat_tables(sides[1])


def merge_sorted(table: Table, parts: Sequence[pa.Table]) -> pa.Table:
    """Return tables, each sorted by the table's key, as one with the published schema, sorted by its key.

    It is made of whole stretches; where these do not make a sorted table, the rows are sorted one by one.
    """
    there = [described(part, table) for part in parts]
    keyed: list[tuple[tuple[Any, ...], int, _Span]] = []
    for number, rows in enumerate(there):
        stretches = _stretches(rows)
        if stretches is None:
            return sort_table(pa.concat_tables(there), table)
        spans = [span for _, span in stretches]
        keyed += ((key, number, span) for key, span in zip(_first_keys(rows, table, spans), spans, strict=True))
    keyed.sort()
    pairs = _joined((number, span) for _, number, span in keyed)
    pieces = [there[number].slice(start, end - start) for number, (start, end) in pairs]
    merged = pa.concat_tables(pieces or there).combine_chunks()
    return merged if is_in_order(merged, table) else sort_table(merged, table)


def _stretches(rows: pa.Table) -> list[tuple[str, _Span]] | None:
    """Return each article whose rows stand together, with its first row and the row after its last; None: too many."""
    encoded = pc.run_end_encode(rows["article_id"].combine_chunks())
    if len(encoded.run_ends) > _MOST:
        return None
    ends = encoded.run_ends.to_pylist()
    return list(zip(encoded.values.to_pylist(), zip([0, *ends], ends, strict=False), strict=True))


def _first_keys(rows: pa.Table, table: Table, spans: Sequence[_Span]) -> Iterator[tuple[Any, ...]]:
    """Return the key of the first row of each stretch."""
    firsts = pa.array([start for start, _ in spans], pa.int64())
    return zip(*(rows[column].take(firsts).to_pylist() for column in table.key), strict=True)


def _joined(pairs: Iterable[tuple[int, _Span]]) -> list[tuple[int, _Span]]:
    """Return numbered spans with those made one that have the same number and follow each other."""
    joined: list[tuple[int, _Span]] = []
    for number, (start, end) in pairs:
        if joined and joined[-1][0] == number and joined[-1][1][1] == start:
            joined[-1] = number, (joined[-1][1][0], end)
        else:
            joined.append((number, (start, end)))
    return joined
