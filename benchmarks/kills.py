"""Kill runs at random instants: what is published stays whole, and the next run ends as if nothing had happened.

Run: python -m benchmarks.kills --kills 200. Ends with exit code 1 when anything was ever wrong. With ``--concepts`` the
runs find concepts, too, and take longer.
"""

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from pipeline.checks.validate import validate_release
from pipeline.release.publish import read_current

RAW: Final = Path(__file__).parents[1] / "raw"
_MAIN: Final = "from pipeline.cli import main; main()"
_ADDED: Final = "\n\nExtra, Ann. 1999. *A Book Added Later*. Oxford: Elm Press.\n"


def make_versions(folder: Path, n_articles: int = 3) -> tuple[Path, Path]:
    """Return two folders of sources: some articles, and the same with one changed."""
    first, second = folder / "first", folder / "second"
    for target in (first, second):
        target.mkdir(parents=True)
        for source in sorted(RAW.glob("*.txt"))[:n_articles]:
            shutil.copy(source, target)
    changed = min(second.iterdir())
    changed.write_text(changed.read_text(encoding="utf-8") + _ADDED, encoding="utf-8")
    return first, second


def ingest(source: Path, output: Path, *options: str) -> "subprocess.Popen[bytes]":
    """Start a run in one process and return that."""
    command = [sys.executable, "-c", _MAIN, "ingest", str(source), "--output", str(output), "--runner", "local"]
    return subprocess.Popen(
        [*command, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def digests(output: Path) -> dict[str, str]:
    """Return the digest of every file of the current release."""
    current = read_current(output)
    return {} if current is None else {file.path: file.sha256 for file in current.manifest.files}


def faults_after_kill(
    before: Path, source: Path, seconds: float, expected: dict[str, str], folder: Path, *options: str
) -> list[str]:
    """Kill a run after so many seconds, look at what is published, run again; return what was wrong.

    Args:
        before: An output folder, which is copied.
        source: What is ingested.
        seconds: When the run is killed.
        expected: Digests of the files of the release that a run which nobody kills ends with.
        folder: Where to work; it is emptied.
        options: Of both runs.
    """
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(before, folder, symlinks=True)
    process = ingest(source, folder, *options)
    time.sleep(seconds)
    process.kill()
    process.wait()
    faults = []
    current = read_current(folder)
    if current is None:
        faults.append("nothing is published any more")
    elif validate_release(current.path).outcome != "passed":
        faults.append("the current release does not pass its checks")
    if ingest(source, folder, *options).wait() != 0:
        faults.append("the next run failed")
    if digests(folder) != expected:
        faults.append("the next run ended with other bytes")
    if list((folder / "staging").iterdir()):
        faults.append("staging was not swept")
    return faults


def main() -> None:
    """Print how many kills did what."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--concepts", action="store_true", help="find concepts, too")
    chosen = parser.parse_args()
    options = [] if chosen.concepts else ["--no-concepts"]
    chance, n_faults = random.Random(chosen.seed), 0  # noqa: S311 (no secret)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first, second = make_versions(folder)
        before = folder / "before"
        ingest(first, before, *options).wait()
        shutil.copytree(before, folder / "whole", symlinks=True)
        started = time.perf_counter()
        ingest(second, folder / "whole", *options).wait()
        takes = time.perf_counter() - started
        expected = digests(folder / "whole")
        for number in range(chosen.kills):
            seconds = chance.uniform(0, takes * 1.1)
            faults = faults_after_kill(before, second, seconds, expected, folder / "killed", *options)
            n_faults += bool(faults)
            print(f"{number + 1:4} killed after {seconds:5.2f} s: {'; '.join(faults) or 'whole'}", flush=True)
    print(f"{chosen.kills} kills, {n_faults} of them left something wrong; a run takes {takes:.1f} s")
    sys.exit(bool(n_faults))


if __name__ == "__main__":
    main()
