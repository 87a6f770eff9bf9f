"""What Prefect costs: a run as a flow, with a server that is running, against the same functions called directly.

Prefect's cost follows batches, not what is in them. So it is measured on as many batches of small articles, and set
against the time of full ones, which is worked out from a sample. ``python -m benchmarks.orchestration 1000`` runs so
many full articles through both doors instead, which takes long.
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.frame import Row, show
from benchmarks.runs import FULL, Job, cpu_of_children, make_corpus, measure
from pipeline.run.prefect_server import own_server

ARTICLES: Final = 1_000
CITATIONS: Final = 2
SAMPLE: Final = 10
NOTHING_NEW: Final = 3.0
"""CPU seconds a run that finds nothing new may take on a thousand articles."""


class _Doors(NamedTuple):
    """What a run through each door took, the server included, and one that found nothing new."""

    again_cpu: float
    plain_wall: float
    plain_cpu: float
    flow_wall: float
    flow_cpu: float


def orchestration() -> Iterator[Row]:
    """Yield what Prefect adds to a thousand full articles, on the wall and of CPU."""
    with tempfile.TemporaryDirectory() as folder:
        doors = _both_doors(Path(folder), make_corpus(Path(folder) / "small", ARTICLES, CITATIONS))
        full = make_corpus(Path(folder) / "full", SAMPLE, FULL)
        sample = measure(Job(str(full), str(Path(folder) / "sample"))).stages
    work = (sample["parse"] + sample["enrich"] + sample["stage"]) / SAMPLE * ARTICLES
    beside = "the same functions called directly"
    yield Row(f"nothing new, {ARTICLES:,} articles, CPU", doors.again_cpu, NOTHING_NEW, "the seconds it may take", 1)
    yield Row(f"Prefect, {ARTICLES:,} small articles, CPU", doors.flow_cpu, doors.plain_cpu, beside)
    whole_cpu, whole_wall = doors.plain_cpu + work, doors.plain_wall + work / 2
    added_cpu, added_wall = doors.flow_cpu - doors.plain_cpu, doors.flow_wall - doors.plain_wall
    yield Row(f"Prefect, {ARTICLES:,} full articles, CPU", whole_cpu + added_cpu, whole_cpu, beside, 1.03)
    yield Row(f"Prefect, {ARTICLES:,} full articles, wall", whole_wall + added_wall, whole_wall, beside, 1.03)


def _both_doors(folder: Path, sources: Path) -> _Doors:
    directly = Job(str(sources), str(folder / "plain"), runner="processes", jobs=2)
    plain, again = measure(directly), measure(directly)
    home = folder / "prefect"
    settings = {"PREFECT_HOME": str(home), "PREFECT_SERVER_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1"}
    with own_server(home) as url:
        before = cpu_of_children()
        job = Job(str(sources), str(folder / "flow"), runner="processes", jobs=2, door="flow")
        flow = measure(job, {**settings, "PREFECT_API_URL": url})
        server = cpu_of_children() - before
    return _Doors(again.cpu, plain.wall, plain.cpu, flow.wall, flow.cpu + server)


def full_articles(articles: int) -> Iterator[Row]:
    """Yield what Prefect adds to so many full articles, each of them really run through both doors."""
    with tempfile.TemporaryDirectory() as folder:
        doors = _both_doors(Path(folder), make_corpus(Path(folder) / "full", articles, FULL))
    beside = "the same functions called directly"
    yield Row(f"Prefect, {articles:,} full articles, CPU", doors.flow_cpu, doors.plain_cpu, beside, 1.03)
    yield Row(f"Prefect, {articles:,} full articles, wall", doors.flow_wall, doors.plain_wall, beside, 1.03)
    yield Row(f"nothing new, {articles:,} articles, CPU", doors.again_cpu, NOTHING_NEW, "the seconds it may take", 1)


if __name__ == "__main__":
    show(full_articles(int(sys.argv[1])))
