"""What Prefect costs: a run as a flow, with a server that is running, against the same functions called directly.

The server is started first and has come to rest when the clock starts; what its start takes is a figure of its own.
Prefect's cost follows batches, not what is in them. So it is measured on as many batches of small articles, and set
against the time of full ones, which is worked out from a sample. ``python -m benchmarks.orchestration 1000`` runs so
many full articles through both doors instead, which takes long.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.frame import Row, show
from benchmarks.runs import FULL, Job, cpu_of_children, make_corpus, measure
from pipeline.run.flow_settings import prepare_prefect
from pipeline.run.prefect_server import own_server

ARTICLES: Final = 1_000
CITATIONS: Final = 2
SAMPLE: Final = 10
NOTHING_NEW: Final = 3.0
"""CPU seconds a run that finds nothing new may take on a thousand articles."""


_AT_REST: Final = 0.05
"""Share of a core that a server with nothing to do stays under; it looks for work four times a second."""
_LONGEST_REST: Final = 60


class _Doors(NamedTuple):
    """What a run through each door took, the server included, one that found nothing new, and the server by itself."""

    again_cpu: float
    plain_wall: float
    plain_cpu: float
    flow_wall: float
    flow_cpu: float
    start_cpu: float
    server_cpu: float

    def of_the_server(self, articles: int) -> Iterator[Row]:
        """Yield what the server took while it started, and while the flow ran."""
        beside = f"{articles:,} articles, the functions called directly"
        yield Row("Prefect's server: its first start, CPU", self.start_cpu, self.plain_cpu, beside)
        yield Row("Prefect's server: while the flow runs, CPU", self.server_cpu, self.plain_cpu, beside)


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
    yield from doors.of_the_server(ARTICLES)
    whole_cpu, whole_wall = doors.plain_cpu + work, doors.plain_wall + work / 2
    added_cpu, added_wall = doors.flow_cpu - doors.plain_cpu, doors.flow_wall - doors.plain_wall
    yield Row(f"Prefect, {ARTICLES:,} full articles, CPU", whole_cpu + added_cpu, whole_cpu, beside, 1.03)
    yield Row(f"Prefect, {ARTICLES:,} full articles, wall", whole_wall + added_wall, whole_wall, beside, 1.03)


def _both_doors(folder: Path, sources: Path) -> _Doors:
    directly = Job(str(sources), str(folder / "plain"), runner="processes", jobs=2)
    plain, again = measure(directly), measure(directly)
    os.environ["PREFECT_HOME"] = str(folder / "prefect")
    home = prepare_prefect(folder).home  # the server has the settings that schedules give it
    started = cpu_of_children()
    with own_server(home) as url:
        _let_rest()
        before = cpu_of_children()
        job = Job(str(sources), str(folder / "flow"), runner="processes", jobs=2, door="flow")
        flow = measure(job, {"PREFECT_API_URL": url})
        server = cpu_of_children() - before
    return _Doors(again.cpu, plain.wall, plain.cpu, flow.wall, flow.cpu + server, before - started, server)


def _let_rest() -> None:
    """Wait until the server that was started has nothing more to do."""
    until = time.monotonic() + _LONGEST_REST
    while time.monotonic() < until:
        before = cpu_of_children()
        time.sleep(2)
        if cpu_of_children() - before < 2 * _AT_REST:
            return


def full_articles(articles: int) -> Iterator[Row]:
    """Yield what Prefect adds to so many full articles, each of them really run through both doors."""
    with tempfile.TemporaryDirectory() as folder:
        doors = _both_doors(Path(folder), make_corpus(Path(folder) / "full", articles, FULL))
    beside = "the same functions called directly"
    yield Row(f"Prefect, {articles:,} full articles, CPU", doors.flow_cpu, doors.plain_cpu, beside, 1.03)
    yield Row(f"Prefect, {articles:,} full articles, wall", doors.flow_wall, doors.plain_wall, beside, 1.03)
    yield from doors.of_the_server(articles)
    yield Row(f"nothing new, {articles:,} articles, CPU", doors.again_cpu, NOTHING_NEW, "the seconds it may take", 1)


if __name__ == "__main__":
    show(full_articles(int(sys.argv[1])))
