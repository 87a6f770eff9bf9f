"""Twice the reference takes about twice the work, whatever stands in it over and over.

Work is counted as calls of functions, not timed, so that each run counts the same. Fragments are drawn from what
references are made of; those that once took the square of their time stand first. Patterns by themselves are held to
their shape in ``tests/unit/test_patterns.py``.
"""

import random
import sys
from collections.abc import Iterator
from types import FrameType

import pytest

from pipeline.references.parse import MAX_LENGTH, parse_reference

LEADS = ["", "Smith, J. 1990. ", "Smith, J. 1990. Title. In ", "Smith, John. “Title.” Journal 12.3 (1990): "]
ENDS = ["", ".", " New York: Press, 1990."]
ONCE_SLOW = [
    ("", "1990. (1990). ", ""),
    ("Smith, J. 1990. ", "(1990). ", "."),
    ("Smith, J. 1990. Title. In ", "(eds.) “A” ", ""),
    ("", "Rev. ed. V”", " New York: Press, 1990."),
    ("Smith, J. 1990. ", "界: trans. ", ""),
    ("", 'I V"Press, ed. ', " New York: Press, 1990."),
    ("", "V-", "."),
]
PIECES = [
    *"1990|1990. |(1990). |1990–1995|c. 1990|300 BCE|Smith|Smith, |J. |J., |Jr. |van |and |& |In |in |(eds.) ".split(
        "|"
    ),
    *"ed. |eds. |edited by |trans. |Edited by |Translated by |By |“|”|'|“A” |’s |(|)|[|]|: |, |. |; |—|-|? |! ".split(
        "|"
    ),
    *"Title. |title |The |Review of |Journal of |Proceedings |Vol. 2|vol. |12|12.3|12(3)|no. |pp. |45–67|45–67. ".split(
        "|"
    ),
    *"New York: |Oxford Univ. Press|Press. |PhD diss. |Working Paper |2d ed. |Rev. ed. |Repr. |First published ".split(
        "|"
    ),
    *"Accessed |doi:|10.1/a|https://a.b |May |Bank |Institute |London, |界|é|<i>|&amp;|*|_|… ".split("|"),
    '"',
]
MOST = 2.4
"""How much more work twice the text may take; what takes the square of its time needs nearly 4."""
FEW = 5000
"""Calls that are not worth a look: a text may be read in another way only because it is longer."""


def calls(text: str) -> int:
    """Return how many calls of functions, our own and built in, the text takes to be read."""
    count = 0

    def counted(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        parse_reference(text)
    finally:
        sys.setprofile(None)
    return count


def repeated(lead: str, piece: str, end: str, length: int) -> str:
    """Return about ``length`` characters of whole pieces."""
    return lead + piece * ((length - len(lead) - len(end)) // len(piece)) + end


def drawn(count: int) -> Iterator[tuple[str, str, str]]:
    """Yield leads, pieces and ends, the same ones in every run."""
    draw = random.Random(1990)  # noqa: S311 - nothing is to be kept secret
    for _ in range(count):
        yield draw.choice(LEADS), "".join(draw.choices(PIECES, k=draw.randint(1, 4))), draw.choice(ENDS)


@pytest.mark.parametrize(("lead", "piece", "end"), [*ONCE_SLOW, *drawn(100)])
def test_twice_the_reference_takes_twice_the_calls(lead: str, piece: str, end: str) -> None:
    half, whole = (repeated(lead, piece, end, length) for length in (MAX_LENGTH // 2, MAX_LENGTH))
    assert calls(whole) < MOST * calls(half) + FEW
