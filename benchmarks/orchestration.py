"""What Prefect costs: a run as a flow, with a server that is running, against the same functions called directly."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.frame import Row
from benchmarks.runs import FULL, Job, Measured, make_corpus, measure
from pipeline.run.prefect_server import own_server

ARTICLES: Final = 1_000
CITATIONS: Final = 4
"""Few, so that it takes minutes and not an hour: Prefect's cost follows batches, not what is in them."""
SAMPLE: Final = 20
"""Full articles whose cost stands for a thousand of them."""


def orchestration() -> Iterator[Row]:
    """Yield what Prefect adds to a thousand full articles.

    The added seconds are measured on as many batches of small articles; the time of full ones is that of a sample.
    """
    with tempfile.TemporaryDirectory() as folder:
        plain, flow = _both_doors(Path(folder), make_corpus(Path(folder) / "small", ARTICLES, CITATIONS))
        full = make_corpus(Path(folder) / "full", SAMPLE, FULL)
        sample = measure(Job(str(full), str(Path(folder) / "sample"), runner="processes", jobs=2))
    added = flow.wall - plain.wall
    whole = plain.wall + sample.stages["batches"] / SAMPLE * ARTICLES
    yield Row(f"Prefect, {ARTICLES:,} small articles", flow.wall, plain.wall, "the same functions called directly")
    yield Row(f"Prefect, {ARTICLES:,} full articles", whole + added, whole, "the same functions called directly", 1.03)


def _both_doors(folder: Path, sources: Path) -> tuple[Measured, Measured]:
    plain = measure(Job(str(sources), str(folder / "plain"), runner="processes", jobs=2))
    home = folder / "prefect"
    settings = {"PREFECT_HOME": str(home), "PREFECT_SERVER_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1"}
    with own_server(home) as url:
        environment = {**settings, "PREFECT_API_URL": url}
        job = Job(str(sources), str(folder / "flow"), runner="processes", jobs=2, door="flow")
        return plain, measure(job, environment)
