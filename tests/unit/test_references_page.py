"""The page on references: each style it names is read whole."""

import re
from pathlib import Path

import pytest

from pipeline.references.parse import parse_reference

PAGE = Path(__file__).parents[2] / "docs" / "references.md"
ROWS = re.findall(r"^\| (?P<style>[^|]+?) \| (?P<work>[^|]+?) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
STYLES = [(style, work) for style, work in ROWS if style not in ("style", "---")]


@pytest.mark.parametrize(("style", "work"), STYLES, ids=[style for style, _ in STYLES])
def test_a_work_is_read_whole_in_each_style_of_the_page(style: str, work: str) -> None:
    reference = parse_reference(work)
    assert reference.parse_status == "complete", style
    assert all(reference.value(field) for field in ("title", "issued")), style
    assert all(name.family and name.given for name in reference.names), style
    assert reference.value("publisher") or reference.value("container_title"), style
