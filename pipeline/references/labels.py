"""The label that some lists print before a work: ``Citation:``, ``Source 3:``, ``APA:``."""

import re

_LABEL = re.compile(
    r"[*_]{0,2}(?:(?:(?:Full |Suggested |Recommended |Bibliographic )?(?:[Cc]itation|[Rr]eference)|Source)(?: \d{1,3})?"
    r"|Cite as|APA|MLA|Chicago)\s?:[*_]{0,2}[^\S\n]+(?=\S)"
)


def label_of_work(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the label that ``text[start:end]`` begins with, and the blanks after it; that a work follows is not said."""
    return _LABEL.match(text, start, end)


def without_label(text: str) -> str:
    """Return ``text``, character for character, with the label before it as spaces."""
    label = label_of_work(text, 0, len(text))
    return " " * label.end() + text[label.end() :] if label else text
