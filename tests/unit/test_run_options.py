"""Options of a run: one place declares them, and every door knows all of them."""

import inspect
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

import flows
from pipeline.commands.ingest import ingest
from pipeline.commands.run_options import run_options
from pipeline.commands.schedule import schedule
from pipeline.run.options import Options

SOME: dict[str, Any] = {
    "runner": "processes",
    "jobs": 2,
    "batch_size": 7,
    "no_publish": True,
    "metadata_only": True,
    "rights": "CC0-1.0",
    "waivers": Path("waivers.toml"),
    "no_concepts": True,
    "vocabularies": ["lcsh"],
    "full": True,
}


@pytest.mark.parametrize("command", [ingest, schedule])
def test_a_command_that_starts_runs_takes_every_option_of_a_run(command: Any) -> None:
    assert set(inspect.signature(run_options).parameters) <= set(inspect.signature(command).parameters)
    assert "options" not in inspect.signature(command).parameters


def test_what_is_typed_reaches_the_run() -> None:
    options = run_options(**SOME)(sources=("raw",), output=Path("output"))
    assert options == Options(
        ("raw",),
        Path("output"),
        runner="processes",
        jobs=2,
        batch_size=7,
        publish=False,
        metadata_only=True,
        rights="CC0-1.0",
        waivers=Path("waivers.toml"),
        concepts=False,
        vocabularies=("lcsh",),
        full=True,
    )


def test_the_flow_takes_every_option_but_the_profile_as_a_plain_value() -> None:
    options = run_options(**SOME)(sources=("raw",), output=Path("output"), profile=Path("where.prof"))
    parameters = flows.parameters(options)
    assert set(parameters) == set(inspect.signature(flows.ingest_flow.fn).parameters)
    assert set(parameters) == {field.name for field in fields(Options)} - {"profile"}
    assert parameters["waivers"] == "waivers.toml"
    assert parameters["sources"] == ["raw"]


def test_for_processes_that_stand_elsewhere_every_path_is_absolute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "subjects.ttl").touch()
    told = Options(
        ("pages", "s3://bucket/pages"),
        tmp_path / "output",
        vocabularies=("subjects.ttl", "lcsh"),
        frequencies="words.tsv",
        expectations=Path("limits.toml"),
    ).absolute()
    assert told.sources == (str(tmp_path / "pages"), "s3://bucket/pages")
    assert told.vocabularies == (str(tmp_path / "subjects.ttl"), "lcsh")
    assert told.frequencies == str(tmp_path / "words.tsv")
    assert told.expectations == tmp_path / "limits.toml"
    assert told.waivers is None
