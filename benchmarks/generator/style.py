"""How an article prints its references, and what each piece of one is: its field, value and mark."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from benchmarks.generator.writing import Writer

Item = Mapping[str, Any]
IN_CONTAINER = frozenset(("chapter", "entry-encyclopedia", "entry-dictionary", "paper-conference"))
IN_PERIODICAL = frozenset(("article-journal", "article-magazine", "article-newspaper", "review", "review-book"))


@dataclass(frozen=True)
class Style:
    """How one article prints its references."""

    layout: str = "author_date"
    with_initials: bool = True
    short_universities: bool = True
    headline_case: bool = False
    locator: str = "dot"
    short_pages: bool = False
    credit: str = "edited_by"
    original: str = "bracket"
    dashes: bool = True
    comma_before_et_al: bool = True


@dataclass
class Truth:
    """What a reference says: the value and mark of each field, and its names in order (``mark`` is a number)."""

    type: str
    fields: dict[str, tuple[str, int]] = field(default_factory=dict)
    names: list[dict[str, Any]] = field(default_factory=list)


def put(out: Writer, truth: Truth, name: str, text: str, value: str | None = None) -> None:
    """Write the value of a field and keep it as the truth; ``value`` is its normal form where that is another."""
    truth.fields[name] = (text if value is None else value, out.mark(text))
