"""Fixtures shared by all tests."""

import os
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
