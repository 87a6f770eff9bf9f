"""A run killed at any instant leaves what was published whole, and the next run ends as if nothing had happened."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.kills import digests, faults_after_kill, ingest, make_versions
from pipeline.errors import RunError
from pipeline.release.publish import open_staging, read_current
from tests.made import make_both, release_of, require_release

pytestmark = pytest.mark.timeout(900)

NO_CONCEPTS = "--no-concepts"


def test_killed_runs_harm_nothing(tmp_path: Path) -> None:
    first, second = make_versions(tmp_path, n_articles=1)
    ingest(first, tmp_path / "before", NO_CONCEPTS).wait()
    shutil.copytree(tmp_path / "before", tmp_path / "whole", symlinks=True)
    ingest(second, tmp_path / "whole", NO_CONCEPTS).wait()
    expected = digests(tmp_path / "whole")
    assert expected != digests(tmp_path / "before")
    for seconds in (0.8, 2.5):
        faults = faults_after_kill(tmp_path / "before", second, seconds, expected, tmp_path / "killed", NO_CONCEPTS)
        assert faults == []


def test_a_full_disk_is_named_and_what_is_published_stays(tmp_path: Path) -> None:
    before = require_release(tmp_path, [make_both(1)])
    script = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000));"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "from pathlib import Path; from tests.made import make_both, release_of;"
        f"release_of(Path({str(tmp_path)!r}), [make_both(1), make_both(2)])"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert "RunError" in ended.stderr
    assert read_current(tmp_path) == before
    assert release_of(tmp_path, [make_both(1), make_both(2)]) is not None


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_output_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    before = require_release(tmp_path, [make_both(1)])
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(RunError, match="rights"), open_staging(tmp_path):
            pass
        assert read_current(tmp_path) == before
    finally:
        tmp_path.chmod(0o755)
