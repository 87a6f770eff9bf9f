"""The release of ``raw/``, made once for all tests of this folder."""

from pathlib import Path

import pytest

from pipeline.run.ingest import Options, ingest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which ``output/current`` is the release of ``raw/``."""
    folder = tmp_path_factory.mktemp("sample")
    summary = ingest(Options((str(ROOT / "raw"),), folder / "output", runner="local"))
    assert (summary.fate, summary.exit_code) == ("published", 0)
    assert [name for name, n in summary.counts.items() if not n] == ["quarantine"]
    return folder
