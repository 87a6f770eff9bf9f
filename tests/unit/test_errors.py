"""Errors say what, where and what to do, also when they come from another process."""

import pickle

import pytest

from pipeline.errors import AnnobibError, ModelError, RunError, SourceError


@pytest.mark.parametrize(
    "error",
    [
        RunError("no-disk", "The disk is full.", "Free some space."),
        ModelError(code="model-not-found", reason="No model.", remedy="Install one."),
        SourceError(code="empty", reason="It is empty.", remedy="Save it again.", path="a.txt", line=3),
    ],
)
def test_an_error_survives_the_way_between_processes(error: AnnobibError) -> None:
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes, a line old
    assert (type(copy), str(copy), copy) == (type(error), str(error), error)


def test_a_source_error_names_file_and_line() -> None:
    error = SourceError("empty", "It is empty.", "Save it again.", path="a.txt", line=3)
    assert str(error) == "a.txt:3: It is empty. Save it again."
