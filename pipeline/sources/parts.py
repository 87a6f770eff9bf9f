"""Parts: the articles of one file, told by the heads between them."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from pipeline.page.furniture import Role, name_line

_LABEL = re.compile(
    r"\n[^\S\n]{0,40}(?:[•·*+-][^\S\n]{0,8})?"
    r"(?:LAST[ \t]{1,8}(?:REVIEWED|MODIFIED|UPDATED)[ \t]{0,4}:|DOI[ \t]{0,4}:[ \t]{0,8}10\.1093/obo/)",
    re.IGNORECASE,
)
_START = re.compile(
    r"\n(?:[^\S\n]{0,40}In This Article[^\S\n]{1,8}(?:Expand|Collapse)\b"
    r"|---(?=\n(?:[\w.-]{1,40}:[^\n]*\n){0,20}?(?:title|url):))",
    re.IGNORECASE,
)
"""Searched for with a line end put before the text: it is found at once where each line begins."""
_MOST_HEAD_LINES = 4
_LONGEST_HEAD_LINE = 300


class Part(NamedTuple):
    """A stretch of a file that holds one article."""

    start: int
    end: int


def split_parts(text: str) -> tuple[Part, ...]:
    """Return the articles of ``text`` in order; together they are all of it.

    A new article begins above each head that follows the body of another one: at its contents list or front matter,
    else at the title and byline right above its labels.
    """
    starts = [0]
    openings = [match.start() for match in _START.finditer(f"\n{text}")]
    groups = list(_label_groups(text))
    for (_, previous_end), (begin, _) in pairwise(groups):
        between = [opening for opening in openings if previous_end <= opening < begin]
        starts.append(between[0] if between else _above(text, previous_end, begin))
    stops = [*starts[1:], len(text)]
    return tuple(Part(start, stop) for start, stop in zip(starts, stops, strict=True))


def _label_groups(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the runs of label lines; labels with a line of text between them are of two runs."""
    begin = end = -1
    for match in _LABEL.finditer(f"\n{text}"):
        newline = text.find("\n", match.end() - 1)
        line_end = len(text) if newline < 0 else newline
        if begin >= 0 and not text[end : match.start()].strip():
            end = line_end
            continue
        if begin >= 0:
            yield begin, end
        begin, end = match.start(), line_end
    if begin >= 0:
        yield begin, end


def _is_furniture(line: str) -> bool:
    return bool(line) and name_line(line, 0, len(line)) is not Role.TEXT


def _above(text: str, floor: int, labels: int) -> int:
    """Return where title and byline begin above ``labels``: the lines of the paragraph, or one above a blank line."""
    position, n_lines = labels, 0
    has_gap = False
    while position > floor and n_lines < _MOST_HEAD_LINES:
        line_start = text.rfind("\n", floor, position - 1) + 1 or floor
        line = text[line_start : position - 1]
        if len(line) > _LONGEST_HEAD_LINE or (not line.strip() and n_lines) or _is_furniture(line.strip()):
            break
        has_gap = has_gap or not line.strip()
        position = line_start
        n_lines += bool(line.strip())
        if n_lines and (has_gap or line.rstrip().endswith((".", ":"))):
            break
    return position
