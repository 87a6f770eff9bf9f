"""What changed in a release, in numbers: how many articles and citations came, went and changed."""

from pathlib import Path
from typing import Final

from pipeline.release.query import fetch, file_list, open_database
from pipeline.release.tables import part_path

COUNTED: Final = ("articles", "citations")
_QUERY: Final = """SELECT record_type, op, count(DISTINCT record_id) FROM read_parquet({})
    WHERE record_type IN ('articles', 'citations') GROUP BY ALL ORDER BY ALL"""


def count_changes(release: Path, scratch: Path) -> dict[str, dict[str, int]] | None:
    """Return the numbers of records by what happened to them, by table; None when the tables are not at hand.

    A record that changed in several columns counts once; one that moved and changed counts as both.
    """
    path = release / part_path("changes", 0)
    if not path.is_file():
        return None
    counts: dict[str, dict[str, int]] = {table: {} for table in COUNTED}
    with open_database(scratch) as database:
        for table, op, number in fetch(database, _QUERY.format(file_list([path]))):
            counts[table][op] = number
    return counts
