"""Tables as Parquet files: equal content gives equal bytes, whoever writes it and in whatever batches."""

import struct
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.release.arrow import arrow_schema, default_of, record_schema, record_table
from schemas import Record, Table

ROW_GROUP_ROWS = 32_768
"""Rows of a row group; fixed, because it is part of the bytes."""


_DECODED: Final = 2_000_000
"""Bytes of columns that are held as objects of Python at once."""


def write_table(path: Path, table: Table, batches: Sequence[pa.Table]) -> int:
    """Write the batches as one file, sorted by the table's key; return the number of rows."""
    return _write(path, join_sorted(table, batches))


def join_sorted(table: Table, batches: Sequence[pa.Table]) -> pa.Table:
    """Return the batches as one table with the published schema, sorted by its key."""
    parts = [described(batch, table) for batch in batches]
    return sort_table(pa.concat_tables(parts) if parts else arrow_schema(table).empty_table(), table)


def write_whole(path: Path, table: Table, rows: pa.Table) -> int:
    """Write rows that are sorted already; return their number."""
    return _write(path, described(rows, table))


def described(rows: pa.Table, table: Table) -> pa.Table:
    """Return the rows with the published schema, its descriptions included; an older part lacks some columns."""
    schema = arrow_schema(table)
    if rows.num_columns == len(schema):
        return pa.Table.from_arrays(rows.columns, schema=schema)
    there = set(rows.column_names)
    columns = [
        rows[field.name].cast(field.type)
        if field.name in there
        else pa.array([default_of(table.record, field.name)] * rows.num_rows, field.type)
        for field in schema
    ]
    return pa.Table.from_arrays(columns, schema=schema)


def replace_column(rows: pa.Table, column: str, key: str, values: Mapping[str, Any]) -> pa.Table:
    """Return the table with new values of a column in the rows whose ``key`` is among ``values``."""
    if not values:
        return rows
    at = rows.schema.get_field_index(column)
    pairs = zip(rows[key].to_pylist(), rows[column].to_pylist(), strict=True)
    new = pa.array([values.get(name, old) for name, old in pairs], rows.schema.field(at).type)
    return rows.set_column(at, rows.schema.field(at), new)


def join_tables(tables: Sequence[pa.Table]) -> pa.Table:
    """Return tables of one schema as one."""
    return pa.concat_tables(tables)


def sort_table(rows: pa.Table, table: Table) -> pa.Table:
    """Return the rows in the order of the table's key."""
    return rows.sort_by([(column, "ascending") for column in table.key])


def is_in_order(rows: pa.Table, table: Table) -> bool:
    """Return whether the rows stand in the order of the table's key."""
    keys = [rows[column].combine_chunks() for column in table.key]
    falls, ties = None, None
    for values in keys:
        here, below = values[:-1], values[1:]
        falling, tied = pc.greater(here, below), pc.equal(here, below)
        falls = falling if falls is None else pc.or_(falls, pc.and_(ties, falling))
        ties = tied if ties is None else pc.and_(ties, tied)
    return not pc.any(falls).as_py()


def write_records(path: Path, record: type[Record], rows: Sequence[Record]) -> int:
    """Write records that are no table of the contract, in the order given; return their number."""
    return _write(path, record_table(rows, record_schema(record)))


def write_batches(path: Path, record: type[Record], batches: Iterable[pa.RecordBatch]) -> int:
    """Write batches of records that are no table of the contract, as they come; return the number of rows."""
    return _write_in_groups(path, record_schema(record), batches)


def write_plain(path: Path, rows: pa.Table) -> None:
    """Write rows for the time of a run, fast to write and to read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(rows, path, compression="lz4")


def write_sorted(path: Path, table: Table, batches: Iterable[pa.RecordBatch]) -> int:
    """Write batches that are already in key order, a row group at a time; return the number of rows."""
    return _write_in_groups(path, arrow_schema(table), batches)


def _write_in_groups(path: Path, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> int:
    rows, waiting = 0, schema.empty_table()
    path.parent.mkdir(parents=True, exist_ok=True)
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in batches:
            waiting = pa.concat_tables([waiting, pa.Table.from_batches([batch]).cast(schema)])
            while waiting.num_rows >= ROW_GROUP_ROWS:
                writer.write_table(waiting.slice(0, ROW_GROUP_ROWS).combine_chunks(), ROW_GROUP_ROWS)
                rows, waiting = rows + ROW_GROUP_ROWS, waiting.slice(ROW_GROUP_ROWS)
        writer.write_table(waiting.combine_chunks(), ROW_GROUP_ROWS)
    return rows + int(waiting.num_rows)


_PLACE: Final = struct.Struct("<QQ")
"""Begin and length of a table among packed ones."""


def packed_tables(tables: Sequence[pa.Table]) -> bytes:
    """Return tables one after another as bytes that `unpack_table` reads; for the time of a run only.

    Their schemas are not among the bytes: writing and reading them would take longer than the rows of an article.
    """
    pieces = [_packed_rows(table) for table in tables]
    places, begin = [], len(tables) * _PLACE.size
    for piece in pieces:
        places.append(_PLACE.pack(begin, len(piece)))
        begin += len(piece)
    return b"".join([*places, *pieces])


def _packed_rows(table: pa.Table) -> memoryview:
    batches = table.combine_chunks().to_batches() if table.num_rows else ()
    return memoryview(batches[0].serialize()) if batches else memoryview(b"")


def unpack_table(path: Path, table: Table, at: int = 0) -> pa.Table:
    """Return one of the tables of a file of packed tables, by its number; the others are not read."""
    schema = arrow_schema(table)
    with path.open("rb") as file:
        file.seek(at * _PLACE.size)
        begin, length = _PLACE.unpack(file.read(_PLACE.size))
        file.seek(begin)
        rows = file.read(length)
    return pa.Table.from_batches([pa.ipc.read_record_batch(pa.py_buffer(rows), schema)] if rows else [], schema)


class RowsOnDisk:
    """Rows of several tables that are made bit by bit and wait on disk, so that one table at a time is in memory."""

    def __init__(self, folder: Path) -> None:
        """Let rows wait in an empty folder, which is the caller's to remove."""
        self._folder = folder
        self._writers: dict[str, Any] = {}

    def add(self, name: str, rows: pa.Table) -> None:
        """Put rows behind those that the table of this name has already."""
        if name not in self._writers:
            schema = rows.schema.remove_metadata()
            self._writers[name] = pa.ipc.new_stream(str(self._folder / name), schema)
        self._writers[name].write_table(rows)

    def take(self, name: str) -> pa.Table | None:
        """Return all rows of a table and forget them; None when there were none."""
        writer = self._writers.pop(name, None)
        if writer is None:
            return None
        writer.close()
        with pa.OSFile(str(self._folder / name)) as file:
            rows = pa.ipc.open_stream(file).read_all()
        (self._folder / name).unlink()
        return rows


class Texts(Mapping[str, str]):
    """The texts of a part of ``sources`` by article; they are made strings when they are asked for, one at a time."""

    def __init__(self, rows: pa.Table) -> None:
        """Take the columns ``article_id`` and ``text``."""
        self._column = rows["text"]
        self._places = {article_id: at for at, article_id in enumerate(rows["article_id"].to_pylist())}
        self._last: tuple[str, str] | None = None

    def __getitem__(self, article_id: str) -> str:
        """Return the text of an article; an empty one when it has none."""
        if self._last is None or self._last[0] != article_id:
            self._last = article_id, self._column[self._places[article_id]].as_py() or ""
        return self._last[1]

    def __iter__(self) -> Iterator[str]:
        """Yield the articles."""
        return iter(self._places)

    def __len__(self) -> int:
        """Return the number of articles."""
        return len(self._places)


def give_memory_back() -> None:
    """Give memory that is no longer used back to the system, after large tables were let go."""
    pa.default_memory_pool().release_unused()


def _write(path: Path, table: pa.Table) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    # One chunk a column: where pages end must not depend on the batches the rows came in.
    pq.write_table(table.combine_chunks(), path, compression="zstd", row_group_size=ROW_GROUP_ROWS)
    return int(table.num_rows)


def read_table(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """Return one file as an Arrow table."""
    # By one thread and as the rows come: files are on this disk, and handing them out takes a fifth of the time.
    with pq.ParquetFile(path, pre_buffer=False) as file:
        return file.read(columns=None if columns is None else list(columns), use_threads=False)


def n_rows(path: Path) -> int:
    """Return the number of rows of a file, which its end tells."""
    return int(pq.read_metadata(path).num_rows)


def articles_with(path: Path, column: str, value: str) -> set[str]:
    """Return the articles that have a row with this value in a part of a table of articles; none in an older part."""
    if not _may_have(pq.read_metadata(path), column, value):
        return set()
    part = read_table(path, ["article_id", column])
    return set(part.filter(pc.equal(part[column], value))["article_id"].to_pylist())


def _may_have(file: pq.FileMetaData, column: str, value: str) -> bool:
    """Return whether a column can have a value, as far as its least and its greatest one tell."""
    numbers = [at for at in range(file.num_columns) if file.schema.column(at).path == column]
    groups = [file.row_group(number).column(at) for at in numbers for number in range(file.num_row_groups)]
    told = [group.statistics for group in groups]
    return any(one is None or not one.has_min_max or one.min <= value <= one.max for one in told)


def read_schema(path: Path) -> pa.Schema:
    """Return the schema of a file, its metadata included.

    Raises:
        OSError: The file cannot be read as Parquet.
    """
    try:
        return pq.read_schema(path)
    except pa.ArrowInvalid as error:
        raise OSError(str(error)) from error


def read_rows(path: Path, columns: Sequence[str], only: Collection[str] | None = None) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of some columns of a file as tuples of plain Python values, a row group at a time.

    Args:
        path: The file.
        columns: The columns, in the order wanted.
        only: Articles whose rows are wanted; None for all.
    """
    needed = list(columns) if only is None or "article_id" in columns else [*columns, "article_id"]
    wanted = None if only is None else pa.array(sorted(only), pa.string())
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(ROW_GROUP_ROWS // 8, columns=needed):
            rows = batch if wanted is None else batch.filter(pc.is_in(batch["article_id"], value_set=wanted))
            step = max(1, _DECODED * rows.num_rows // max(1, rows.nbytes))
            for start in range(0, rows.num_rows, step):
                here = rows.slice(start, step)
                yield from zip(*(here.column(name).to_pylist() for name in columns), strict=True)
