"""Readers during publications: whoever looks at ``current`` sees one whole release, whatever is published meanwhile.

Five releases are published; ``ANNOBIB_PUBLISHES=50`` publishes fifty.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.made import BOOKS, make_both, require_release

N_PUBLISHES = int(os.environ.get("ANNOBIB_PUBLISHES", "5"))
pytestmark = pytest.mark.timeout(60 + 30 * N_PUBLISHES)

READER = '''
import json, sys
from pathlib import Path
import duckdb
from schemas import TABLES

output, stop = Path(sys.argv[1]), Path(sys.argv[2])
seen, wrong, looks = set(), [], 0
database = duckdb.connect()
while not stop.exists() or not looks:
    release = (output / "current").resolve()          # once for each look, as docs/analytics.md says
    manifest = json.loads((release / "manifest.json").read_text())
    pointer = json.loads((output / "current.json").read_text())
    if not (output / pointer["path"] / "manifest.json").is_file():
        wrong.append(f"current.json names {pointer['path']}, which is not there")
    for table in TABLES:
        file = f"read_parquet('{release}/{table.name}/*.parquet')"
        (count,), = database.execute(f"SELECT count(*) FROM {file}").fetchall()
        if count != manifest["n_rows"][table.name]:
            wrong.append(f"{release.name}: {table.name} has {count} rows")
        for column, target in table.references:
            key = next(t.key[0] for t in TABLES if t.name == target)
            (lost,), = database.execute(
                f"""SELECT count(*) FROM {file} a ANTI JOIN read_parquet('{release}/{target}/*.parquet') b
                    ON a.{column} = b.{key} WHERE a.{column} IS NOT NULL"""
            ).fetchall()
            if lost:
                wrong.append(f"{release.name}: {lost} rows of {table.name} name no row of {target}")
    seen.add(release.name)
    looks += 1
print(json.dumps({"seen": sorted(seen), "wrong": wrong, "looks": looks}))
'''


def test_a_reader_sees_whole_releases_only(tmp_path: Path) -> None:
    output, stop = tmp_path / "output", tmp_path / "stop"
    releases = [require_release(output, [make_both(1)])]
    reader = subprocess.Popen([sys.executable, "-c", READER, str(output), str(stop)], stdout=subprocess.PIPE, text=True)
    try:
        for number in range(N_PUBLISHES):
            books = BOOKS[: 1 + number % len(BOOKS)]
            releases.append(require_release(output, [make_both(1, books), make_both(2 + number % 3)], prune=True))
    finally:
        stop.touch()
        said, _ = reader.communicate(timeout=60)
    result = json.loads(said)
    assert result["wrong"] == []
    assert set(result["seen"]) <= {release.path.name for release in releases}
    assert len(result["seen"]) > 1
    assert result["looks"] >= N_PUBLISHES


def test_the_reader_finds_what_is_wrong(tmp_path: Path) -> None:
    release = require_release(tmp_path / "output", [make_both(1), make_both(2)])
    (tmp_path / "stop").touch()
    part = release.path / "sections" / "part-0000.parquet"
    rows = pq.read_table(part)
    part.unlink()
    pq.write_table(rows.slice(0, 0), part)
    command = [sys.executable, "-c", READER, str(tmp_path / "output"), str(tmp_path / "stop")]
    said = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert said["looks"] == 1
    problems = {problem.split(": ", 1)[1] for problem in said["wrong"]}
    assert "sections has 0 rows" in problems
    assert any(problem.endswith("rows of citations name no row of sections") for problem in problems)
