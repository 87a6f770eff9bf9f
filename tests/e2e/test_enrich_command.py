"""``annobib enrich`` on the sample release, asking a server that knows some of its works and lies about one."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from pipeline.checks.validate import validate_release
from pipeline.cli import main
from pipeline.release.parquet import read_rows
from pipeline.release.publish import read_current
from pipeline.run.ingest import ingest
from pipeline.run.options import Options

Server = Callable[[Request], Response]


@pytest.fixture(scope="module")
def ingested(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("enrich") / "output"
    ingest(Options(sources=(str(root / "raw"),), output=output, runner="local"))
    return output


@pytest.fixture
def output(ingested: Path, tmp_path: Path) -> Path:
    return shutil.copytree(ingested, tmp_path / "output", symlinks=True)


def envelope(message: dict[str, Any]) -> Response:
    return Response(json.dumps({"status": "ok", "message": message}), content_type="application/json")


def knows_dois(request: Request) -> Response:
    """Answer for every DOI as if it named a book on fluid mechanics, and find nothing by search."""
    if request.path == "/works":
        return envelope({"items": []})
    doi = request.path.removeprefix("/works/")
    return envelope({"DOI": doi, "type": "monograph", "title": ["Fluid mechanics"], "author": [{"family": "Doe"}]})


def is_down(_: Request) -> Response:
    return Response("down", status=400)


@pytest.fixture
def enrich(
    output: Path, httpserver: HTTPServer, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, dict[str, Any]]]:
    """Run the command against a server that answers as told; return exit code and what it says."""

    def call(answer: Server, *arguments: str) -> tuple[int, dict[str, Any]]:
        httpserver.clear()
        httpserver.expect_request(re.compile("/.*")).respond_with_handler(answer)
        address = f"crossref={httpserver.url_for('').rstrip('/')}"
        asked = ("--authority", "crossref", "--mailto", "tests@example.org", "--address", address)
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(["enrich", str(output), "--json", "--cache", str(output / "answers.db"), *asked, *arguments])
        said: dict[str, Any] = json.loads(capsys.readouterr().out)
        return int(str(ended.value.code)), said

    return call


def parsed_tables(output: Path) -> dict[str, str]:
    """Return the digests of all tables and documents but ``enrichments``."""
    release = read_current(output)
    assert release is not None
    others = ("enrichments/", "changes/", "datapackage.json")
    return {file.path: file.sha256 for file in release.manifest.files if not file.path.startswith(others)}


def test_a_lying_authority_changes_nothing_parsed_and_is_reported(output: Path, enrich: Callable[..., Any]) -> None:
    before = parsed_tables(output)
    code, said = enrich(knows_dois)
    assert code == 0
    assert said["published"]
    counts = said["counts"]["crossref"]
    assert counts["conflict"] > 0
    assert set(counts) == {"conflict", "not_found"}
    assert all("names another work" in row["message"] for row in said["notable"])
    assert parsed_tables(output) == before
    current = read_current(output)
    assert current is not None
    report = validate_release(current.path, min((output / "releases").iterdir()))
    assert report.outcome != "blocked"


def test_what_was_answered_is_not_asked_again_and_publishes_nothing(enrich: Callable[..., Any]) -> None:
    _, first = enrich(knows_dois)
    code, second = enrich(is_down)
    assert (code, second["published"], second["counts"]) == (0, False, {})
    assert second["release_id"] == first["release_id"]


def test_an_authority_that_is_down_is_asked_five_times_and_reported(output: Path, enrich: Callable[..., Any]) -> None:
    code, said = enrich(is_down)
    assert code == 1
    assert said["counts"]["crossref"]["failed"] == 5
    assert said["counts"]["crossref"]["not_asked"] > 5
    assert parsed_tables(output)
    code, said = enrich(knows_dois)
    assert (code, said["published"]) == (0, True)
    assert "failed" not in said["counts"]["crossref"]


def test_no_time_means_no_question(enrich: Callable[..., Any]) -> None:
    code, said = enrich(knows_dois, "--seconds", "0")
    assert code == 1
    assert set(said["counts"]["crossref"]) == {"not_asked"}


def test_ingesting_again_carries_the_answers_on(output: Path, root: Path, enrich: Callable[..., Any]) -> None:
    enrich(knows_dois)
    before = enrichments(output)
    assert before
    for path in (root / "raw").glob("education-progressive*.txt"):
        changed = output.parent / path.name
        changed.write_text(path.read_text(encoding="utf-8").replace("LAST MODIFIED: ", "LAST MODIFIED:  "), "utf-8")
        ingest(Options(sources=(str(changed),), output=output, runner="local"))
    assert enrichments(output) == before


def enrichments(output: Path) -> list[tuple[Any, ...]]:
    current = read_current(output)
    assert current is not None
    path = current.path / "enrichments" / "part-0000.parquet"
    return list(read_rows(path, ("work_id", "authority", "field", "status")))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Nobody is to be asked"),
        (["--authority", "crossref"], "who asks"),
        (["--retractions", "nowhere.csv"], "does not read as a retraction list"),
    ],
)
def test_what_is_missing_is_said(
    output: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["enrich", str(output), *arguments])
    assert ended.value.code == 2
    assert said in capsys.readouterr().err
