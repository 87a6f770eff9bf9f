"""A worker process that dies takes nothing with it but the source it died of."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest

from pipeline.release.publish import open_staging
from pipeline.release.staged import quarantined, staged_facts
from pipeline.run.batches import Batch, Work
from pipeline.run.executors import open_executor
from pipeline.sources.read import SourceFile

pytestmark = pytest.mark.timeout(900)


class Deadly:
    """A path that ends the process it is sent to, as running out of memory would."""

    def __reduce__(self) -> tuple[Callable[[int], Any], tuple[int]]:
        return os._exit, (1,)

    def is_file(self) -> bool:
        return False


def test_the_source_that_kills_is_quarantined_and_the_others_are_staged(root: Path, tmp_path: Path) -> None:
    names = ("atlantic-history-piracy.txt", "education-progressive-education.txt")
    good = [SourceFile(Path(shutil.copy(root / "raw" / name, tmp_path)), name) for name in names]
    deadly = SourceFile(cast("Path", Deadly()), "deadly.txt")
    with open_staging(tmp_path / "output") as staging:
        with open_executor("processes", 1, Work(staging, None)) as executor:
            outcome = executor.run(Batch((good[0], deadly, good[1])))
            after = executor.run(Batch((good[0],)))
        assert (outcome.n_files, outcome.n_articles) == (3, 2)
        assert [(row.source_path, row.code) for row in outcome.quarantined] == [("deadly.txt", "process-died")]
        assert after.n_articles == 1
        assert {facts.source_path for _, facts in staged_facts(staging)} == set(names)
        assert [row.source_path for row in quarantined(staging)] == ["deadly.txt"]
