"""Real-looking pages, changed in a few places: the rules of cover and slice hold, and nothing raises.

``python -m benchmarks.rules`` does the same thousands of times.
"""

from hypothesis import given, settings

from benchmarks.rules import base_pages, broken_rules, mutate, mutated


@given(mutated(base_pages()))
@settings(max_examples=60, deadline=None)
def test_a_mutated_page_keeps_the_rules(text: str) -> None:
    assert broken_rules(text) == []


def test_a_mutation_changes_the_page_where_it_says() -> None:
    assert mutate("abcdef", [("insert", 2, 1, 0, "X")]) == "abXcdef"
    assert mutate("abcdef", [("move", 0, 2, 4, "")]) == "cdefab"
    assert mutate("a\nb", [("glue", 0, 3, 0, "")]) == "ab"


def test_every_base_page_is_an_article_that_keeps_the_rules() -> None:
    for page in base_pages():
        assert broken_rules(page) == []
