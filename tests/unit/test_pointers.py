"""A pointer to another article finds it by its title, whatever its spelling, when exactly one article has it."""

import pytest

from pipeline.release.pointers import titles_to_articles


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        ([("Piracy", "obo-1")], {"piracy": "obo-1"}),
        ([("The  Slave-Trade", "obo-1"), (None, "obo-2")], {"the slave trade": "obo-1"}),
        ([("Sugar", "obo-1"), ("sugar", "obo-2"), ("Rum", "obo-3")], {"rum": "obo-3"}),
    ],
)
def test_only_titles_of_one_article_are_kept(titles: list[tuple[str | None, str]], expected: dict[str, str]) -> None:
    assert titles_to_articles(titles) == expected
