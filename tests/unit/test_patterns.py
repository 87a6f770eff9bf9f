"""No pattern of the parser can backtrack exponentially: shown by how it is built, not by the clock.

A repeat of five rounds or more, within which something else is repeated or optional, has many ways to share out a
text among its rounds, unless each round begins or ends with a character that nothing repeated in it can take.
``make bench`` times what remains: repeats one after the other.
"""

import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator
from re import _constants as op  # type: ignore[attr-defined] # what a pattern is made of is not public
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

PACKAGES = "article fields identifiers layouts mentions page references sources"
ALPHABET = [chr(code) for code in (*range(0x250), *range(0x370, 0x460), *range(0x2000, 0x2070), 0x3042, 0x4E00)]
MANY = 5
REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT)
Node = tuple[Any, Any]


def patterns() -> dict[str, str]:
    """Return every pattern of the parser: its text, and the module that has it."""
    found: dict[str, str] = {}
    for package in PACKAGES.split():
        folder = importlib.import_module(f"pipeline.{package}").__path__
        for info in pkgutil.walk_packages(folder, f"pipeline.{package}."):
            for pattern in _compiled(vars(importlib.import_module(info.name)).values()):
                if isinstance(pattern.pattern, str):
                    found.setdefault(pattern.pattern, info.name)
    return found


def _compiled(values: Iterable[object], depth: int = 4) -> Iterator[re.Pattern[Any]]:
    for value in values:
        if isinstance(value, re.Pattern):
            yield value
        elif isinstance(value, tuple | list) and depth:
            yield from _compiled(value, depth - 1)


def characters(node: Node) -> frozenset[str] | None:
    """Return the characters a node of one character takes; None when it is another kind of node."""
    kind, value = node
    if kind is op.LITERAL:
        return frozenset(chr(value))
    if kind is op.NOT_LITERAL:
        return frozenset(ALPHABET) - {chr(value)}
    if kind is op.ANY:
        return frozenset(ALPHABET) - {"\n"}
    if kind is not op.IN:
        return None
    taken = {char for char in ALPHABET for item in value if _is_in(char, item)}
    return frozenset(ALPHABET) - taken if value[0][0] is op.NEGATE else frozenset(taken)


def _is_in(char: str, item: Node) -> bool:
    kind, value = item
    if kind is op.LITERAL:
        return bool(ord(char) == value)
    if kind is op.RANGE:
        return bool(value[0] <= ord(char) <= value[1])
    if kind is op.CATEGORY:
        name = str(value).rpartition("_")[2]
        test = {"WORD": r"\w", "DIGIT": r"\d", "SPACE": r"\s"}[name]
        return (re.match(test, char) is None) == ("NOT" in str(value))
    return False


def children(node: Node) -> list[Iterable[Node]]:
    """Return the sequences a node consists of; what is taken for good (atomic, possessive) is left out."""
    kind, value = node
    if kind in REPEATS:
        return [value[2]]
    if kind is op.SUBPATTERN:
        return [value[-1]]
    return list(value[1]) if kind is op.BRANCH else []


def edge(sequence: Iterable[Node], step: int) -> frozenset[str] | None:
    """Return the characters a sequence surely begins with (``step`` 1) or ends with (-1); None when it may be empty."""
    for node in list(sequence)[::step]:
        if node[0] in (op.ASSERT, op.ASSERT_NOT, op.AT):
            continue
        if node[0] in (*REPEATS, op.POSSESSIVE_REPEAT) and node[1][0] == 0:
            return None
        own = characters(node)
        if own is not None:
            return own
        parts = [edge(part, step) for part in children(node)]
        known = [part for part in parts if part is not None]
        return frozenset().union(*known) if parts and len(known) == len(parts) else None
    return None


def repeated(sequence: Iterable[Node]) -> Iterator[frozenset[str]]:
    """Yield the characters that repeats and options in a sequence take."""
    for node in sequence:
        if node[0] in REPEATS and node[1][0] != node[1][1]:
            yield everything(node[1][2])
        for part in children(node):
            yield from repeated(part)


def everything(sequence: Iterable[Node]) -> frozenset[str]:
    """Return all characters a sequence may take."""
    own = [characters(node) or frozenset[str]() for node in sequence]
    return frozenset().union(*own, *(everything(part) for node in sequence for part in children(node)))


def is_delimited(body: list[Node]) -> bool:
    """Return whether the rounds of a repeat cannot be told apart in more than one way."""
    if len(body) == 1 and body[0][0] in (op.BRANCH, op.SUBPATTERN):
        return all(is_delimited(list(part)) for part in children(body[0]))
    inner = list(repeated(body))
    edges = [one for one in (edge(body, 1), edge(body, -1)) if one is not None]
    return not inner or any(one.isdisjoint(frozenset().union(*inner)) for one in edges)


def ambiguous(sequence: Iterable[Node]) -> Iterator[Node]:
    """Yield the repeats of many rounds whose rounds are not delimited."""
    for node in sequence:
        if node[0] in REPEATS and node[1][1] >= MANY and not is_delimited(list(node[1][2])):
            yield node
        for part in children(node):
            yield from ambiguous(part)


@pytest.mark.parametrize(
    "pattern", ["(a+)+", r"(?:\w+\s?)*", "(?:,?,)*x", r"(?:a|b+)*", r"(?:[A-Z]\w* ?)+\.", r"(?:\w[\w-]*[ -]){0,5}\w+,"]
)
def test_what_backtracks_exponentially_is_found(pattern: str) -> None:
    assert list(ambiguous(_parser.parse(pattern)))


@pytest.mark.parametrize(
    "pattern", [r"(?:,\s?\d+)*", r"(?:[^\s.]+\.)+", r"(?:a|b)*", r"(?:\w+\s?)*+", r"(?:[-']\w+){0,40}"]
)
def test_what_does_not_is_let_through(pattern: str) -> None:
    assert not list(ambiguous(_parser.parse(pattern)))


def test_no_pattern_of_the_parser_backtracks_exponentially() -> None:
    found = patterns()
    assert len(found) > 200
    assert [(module, text) for text, module in found.items() if list(ambiguous(_parser.parse(text)))] == []
