"""A field that looks for a word must have named it, or the word would never be seen."""

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.references.claims import announcing_words

ROOT = Path(__file__).parents[2]
FIELDS = sorted((ROOT / "pipeline" / "fields").rglob("*.py"))


def _module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def _is_words(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "words"


def _asked(tree: ast.AST) -> Iterator[ast.expr]:
    """Yield what ``view.words`` is asked for: the names of sets, and words themselves."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and _is_words(node.comparators[0]):
            yield node.left
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _is_words(node.func.value):
            yield node.args[0]


@pytest.mark.parametrize("path", FIELDS, ids=_module)
def test_every_word_a_field_asks_for_is_one_it_named(path: Path) -> None:
    module = importlib.import_module(_module(path))
    for asked in _asked(ast.parse(path.read_text(encoding="utf-8"))):
        is_word = isinstance(asked, ast.Constant)
        words = {str(ast.literal_eval(asked))} if is_word else set(getattr(module, ast.unparse(asked)))
        single = {word for word in words if word.isalpha()}
        assert single == announcing_words(" ".join(sorted(single)))


def test_words_nobody_asked_for_are_left_out() -> None:
    assert announcing_words("Zebra, In: vols. 3; “Translated”") == {"In", "vols", "Translated"}
