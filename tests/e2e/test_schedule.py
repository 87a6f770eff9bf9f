"""Scheduled re-ingestion: a real server, a real schedule, real runs in processes of their own."""

import ast
import fcntl
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event

import pytest
import yaml  # type: ignore[import-untyped]
from pytest_httpserver import HTTPServer

from pipeline.release.publish import list_releases
from pipeline.run import flow_settings
from pipeline.run.prefect_server import running_server
from pipeline.run.schedule import Schedule, read_time
from pipeline.run.watching import changes, look_at
from tests.e2e.test_ingest_command import annobib

pytestmark = pytest.mark.timeout(900)
PATIENCE = 400
MAIN = "from pipeline.cli import main; main()"


def wait_until(happened: Callable[[], object]) -> None:
    until = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.5)


def history(output: Path, query: str) -> list[str]:
    with closing(sqlite3.connect(output / "prefect" / "prefect.db")) as database:
        return [str(value) for (value,) in database.execute(query)]


def states(output: Path) -> list[str]:
    """The names of the states that runs ended in."""
    return history(output, "SELECT state_name FROM flow_run WHERE state_type IN ('COMPLETED', 'FAILED')")


@contextmanager
def writing(output: Path) -> Iterator[None]:
    """Be the one writer, as soon as the run at hand has ended."""
    with (output / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def is_gone(server: str) -> bool:
    try:
        urllib.request.urlopen(f"{server}/health", timeout=3)  # noqa: S310 (our own server)
    except OSError:
        return True
    return False


@pytest.mark.flow
def test_runs_come_by_the_clock_and_when_sources_change_one_at_a_time(root: Path, tmp_path: Path) -> None:
    sources, output = tmp_path / "incoming", tmp_path / "output"
    sources.mkdir()
    shutil.copy(root / "raw" / "atlantic-history-piracy.txt", sources)
    when = ("--every", "20s", "--watch", "--look", "1s")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    with (tmp_path / "said").open("w") as said:
        scheduled = subprocess.Popen(
            [sys.executable, "-c", MAIN, "schedule", "incoming", "-o", "output", "--runner", "local", *when],
            cwd=tmp_path,
            env={**environment, "PYTHONPATH": str(root), "HOME": str(tmp_path)},
            stdout=said,
            stderr=said,
        )
    try:
        wait_until((output / "current").exists)
        server = running_server(output / "prefect")
        assert server is not None

        # What changed is published by a run that nobody waited for; the clock's own runs find nothing new.
        shutil.copy(root / "raw" / "education-progressive-education.txt", sources)
        wait_until(lambda: len(list_releases(output)) == 2)
        wait_until(lambda: "Nothing new" in states(output))

        # Somebody else writes there: the run says so and ends.
        with writing(output):
            wait_until(lambda: "Skipped" in states(output))
    finally:
        scheduled.send_signal(signal.SIGTERM)
        assert scheduled.wait(120) == 0

    assert running_server(output / "prefect") is None
    assert is_gone(server)
    text = (tmp_path / "said").read_text("utf-8")
    for expected in ("No Prefect server is configured", "every 20 seconds", "Published", "Nothing new", "Skipped"):
        assert expected in text
    for unwanted in ("Traceback", "Warning", "leaked"):
        assert unwanted not in text
    assert {"ingest-summary", "release-checks", "release-report"} <= set(history(output, "SELECT key FROM artifact"))
    assert any(message.startswith("batch done") for message in history(output, "SELECT message FROM log"))
    side_by_side = history(
        output,
        "SELECT a.name FROM flow_run a JOIN flow_run b ON a.id < b.id "
        "WHERE a.start_time < b.end_time AND b.start_time < a.end_time",
    )
    assert side_by_side == []


def test_the_deployments_for_work_pools_fit_the_flow(root: Path) -> None:
    described = yaml.safe_load((root / "prefect.yaml").read_text("utf-8"))
    source = ast.parse((root / "flows.py").read_text("utf-8"))
    flow = next(part for part in source.body if isinstance(part, ast.FunctionDef) and part.name == "ingest_flow")
    parameters = {argument.arg for argument in (*flow.args.args, *flow.args.kwonlyargs)}
    for deployment in described["deployments"]:
        assert deployment["entrypoint"] == "flows.py:ingest_flow"
        assert set(deployment["parameters"]) <= parameters
        assert deployment["concurrency_limit"]["limit"] == 1


@pytest.mark.parametrize(
    ("text", "seconds", "shown"),
    [
        ("30s", 30, "30 seconds"),
        ("1s", 1, "second"),
        ("90s", 90, "90 seconds"),
        ("15m", 900, "15 minutes"),
        ("1.5h", 5400, "90 minutes"),
        ("24h", 86400, "day"),
        ("2 d", 172800, "2 days"),
    ],
)
def test_times_as_people_write_them(text: str, seconds: float, shown: str) -> None:
    assert read_time(text) == seconds
    assert str(Schedule("name", every=seconds)) == f"every {shown}"


@pytest.mark.parametrize("text", ["", "0s", "10", "h", "-5m", "1 week", "1h 30m"])
def test_what_is_no_time(text: str) -> None:
    assert read_time(text) is None


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "Say when"),
        (("--every", "soon"), "30s, 15m, 1h or 1d"),
        (("--every", "1h", "--cron", "0 3 * * *"), "choose one"),
    ],
)
def test_a_schedule_that_says_nothing_is_a_usage_error(
    options: tuple[str, ...], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert annobib("schedule", tmp_path, "--output", tmp_path / "out", *options) == 2
    assert said in " ".join(capsys.readouterr().err.replace("│", " ").split())
    assert not (tmp_path / "out").exists()


def test_changes_are_seen_once_and_only_when_they_are_over(tmp_path: Path) -> None:
    stop = Event()
    seen = changes([str(tmp_path)], 0.001, stop)
    file = tmp_path / "a.txt"
    file.write_text("one", "utf-8")
    assert next(seen) == look_at([str(tmp_path)])
    file.write_text("one and more", "utf-8")
    (tmp_path / "b.txt").write_text("two", "utf-8")
    state = next(seen)
    assert [Path(name).name for name in state] == ["a.txt", "b.txt"]
    assert state[str(file)][0] == len("one and more")
    file.unlink()
    assert list(next(seen)) == [str(tmp_path / "b.txt")]
    stop.set()
    assert list(seen) == []


def test_sources_that_are_not_there_yet_are_waited_for(tmp_path: Path) -> None:
    assert look_at([str(tmp_path / "later")]) == {}
    assert look_at([str(tmp_path / "*.txt")]) == {}


def test_a_server_counts_only_when_it_has_this_history(tmp_path: Path, httpserver: HTTPServer) -> None:
    home = tmp_path / "prefect"
    home.mkdir()
    assert running_server(home) is None
    (home / "server.url").write_text(httpserver.url_for("/api"), "utf-8")
    assert running_server(home) is None, "something else has the port"
    httpserver.expect_request("/api/admin/settings").respond_with_json({"home": str(tmp_path / "of-another")})
    assert running_server(home) is None, "another server has the port"
    httpserver.clear()
    httpserver.expect_request("/api/admin/settings").respond_with_json({"home": str(home)})
    assert running_server(home) == httpserver.url_for("/api")


@pytest.fixture
def no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A user without any setting of Prefect; what a test sets is taken back."""
    monkeypatch.setattr(flow_settings, "silence_teardown", lambda: None)
    monkeypatch.setattr(os, "environ", {"HOME": str(tmp_path)})
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    return tmp_path


def test_history_goes_under_the_output_folder_and_a_server_has_to_be_started(no_settings: Path) -> None:
    prefect = flow_settings.prepare_prefect(no_settings / "out")
    assert prefect == (no_settings / "out" / "prefect", None)
    assert os.environ["PREFECT_HOME"] == str(no_settings / "out" / "prefect")
    assert os.environ["DO_NOT_TRACK"] == "1"


def test_a_server_named_in_the_environment_is_used(no_settings: Path) -> None:
    os.environ["PREFECT_API_URL"] = "http://prefect.example:4200/api"
    assert flow_settings.prepare_prefect(no_settings / "out").server == "http://prefect.example:4200/api"
    assert not (no_settings / "out").exists()


def test_a_server_named_in_the_profile_of_the_user_is_used(no_settings: Path) -> None:
    (no_settings / ".prefect").mkdir()
    (no_settings / ".prefect" / "profiles.toml").write_text(
        'active = "work"\n[profiles.work]\nPREFECT_API_URL = "https://prefect.example/api"\n', "utf-8"
    )
    assert flow_settings.prepare_prefect(no_settings / "out").server == "https://prefect.example/api"
    assert "PREFECT_HOME" not in os.environ, "the profile is read from there"
