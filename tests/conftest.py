"""Fixtures shared by all tests."""

import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests.stores import bucket, s3_server

if TYPE_CHECKING:
    from pipeline.concepts.nlp import Model

# A slow machine is no finding; and what lands is judged by the same examples every time.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("here"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

__all__ = ["bucket", "s3_server"]

ROOT = Path(__file__).parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-golden", action="store_true", help="rewrite the golden documents instead of comparing")


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Development data that is not part of the project; tests that need it are skipped without it."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("development data (../shared) is not here")
    return folder


@pytest.fixture(scope="session")
def model() -> "Model":
    """The language model, loaded once for all tests."""
    from pipeline.concepts.nlp import load_model

    return load_model()


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which ``output/current`` is the release of ``raw/``."""
    folder = tmp_path_factory.mktemp("sample")
    assert _ingest(ROOT / "raw", folder / "output") == ["quarantine"]
    return folder


@pytest.fixture(scope="session")
def revised(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with a second release: a note rewritten, a work gone, one with a DOI, one listed in a second article."""
    folder = tmp_path_factory.mktemp("revised")
    shutil.copytree(sample / "output", folder / "output", symlinks=True)
    shutil.copytree(ROOT / "raw", folder / "raw")
    for file, old, new in REVISIONS:
        path = folder / "raw" / file
        text = path.read_text(encoding="utf-8")
        changed = re.sub(old, new, text, count=1, flags=re.DOTALL)
        assert changed != text, old
        path.write_text(changed, encoding="utf-8")
    _ingest(folder / "raw", folder / "output")
    return folder


CLASS, LITERACY = "education-schooling-and-social-class.txt", "education-literacy-and-society.txt"
REVISIONS = (
    (CLASS, "26 February 2020", "27 March 2024"),
    (CLASS, "Two economists argue that school mirrors", "Two economists show how closely school mirrors"),
    (CLASS, r"  • MacLeod, J\. 1987.*?(?=  • Willis)", ""),
    (CLASS, r"(Farnborough, UK: Saxon House\.\n)", r"\1\n    DOI: 10.5555/12345678\n"),
    (
        LITERACY,
        "  • Hoggart, R",
        """\
  • Willis, P. 1977. Learning to labour: How working class kids get working class jobs. Farnborough, UK: Saxon House.

    What the lads think of reading can be learned from what they call those who read.

  • Hoggart, R""",
    ),
)
"""What is different in the second release: file, pattern, replacement."""


def _ingest(source: Path, output: Path) -> list[str]:
    """Publish a folder and return what there is none of."""
    from pipeline.run.ingest import ingest
    from pipeline.run.options import Options

    summary = ingest(Options((str(source),), output, runner="local"))
    assert (summary.fate, summary.exit_code) == ("published", 0)
    return [name for name, n in summary.counts.items() if not n]
