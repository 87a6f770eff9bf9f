"""The sample articles and what annobib reads in them, side by side: raw/NAME.txt and tests/golden/NAME.json.

The golden documents leave out concepts, which depend on the language model, and blocks, which have tests of their own.
Rewrite them with ``make golden`` and read the difference before committing it.
"""

import json
import os
from pathlib import Path

import pytest

from pipeline.article.parse import parse_article
from pipeline.sources.read import find_sources, read_source
from schemas import Article, SourceText

ROOT = Path(__file__).parents[2]
SAMPLES = sorted(path.stem for path in (ROOT / "raw").glob("*.txt"))


def parsed(path: Path) -> Article:
    (source,) = (item for file in find_sources([path]) for item in read_source(file))
    assert isinstance(source, SourceText)
    return parse_article(source)


def golden_form(path: Path) -> str:
    left_out = {"blocks", "concepts", "source_sha256", "status", "content_sha256"}
    content = parsed(path).model_dump(mode="json", exclude=left_out)
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_read_as_its_golden_document_says(name: str, pytestconfig: pytest.Config) -> None:
    golden = ROOT / "tests" / "golden" / f"{name}.json"
    read = golden_form(ROOT / "raw" / f"{name}.txt")
    if pytestconfig.getoption("--rewrite-golden"):
        golden.write_text(read, encoding="utf-8")
    assert read == golden.read_text(encoding="utf-8")


def test_every_golden_document_has_its_sample() -> None:
    assert sorted(path.stem for path in Path(__file__).parent.glob("*.json")) == SAMPLES


def test_the_rewrite_switch_is_off_where_changes_land(pytestconfig: pytest.Config) -> None:
    assert not (os.environ.get("CI") and pytestconfig.getoption("--rewrite-golden"))
