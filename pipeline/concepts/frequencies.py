"""Document frequencies: in how many texts of a corpus each word stands, as a table to use beside the shipped one.

``annobib frequencies`` counts them in a release. The file has a header and one word a line::

    # annobib document frequencies
    # source: release 20260801T060000Z-1a2b3c4d
    # documents: 5210
    abolition	41
"""

import hashlib
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.concepts.lexicon import UNKNOWN_RARITY, load_rarities, split_word
from pipeline.errors import RunError
from schemas.release import FrequencyFacts

_TITLE: Final = "# annobib document frequencies"
_HEADER: Final = re.compile(r"# (source|documents): (.+)")
_PRIOR: Final = 300_000
"""Words of general English the corpus is added to: a small one moves the shipped table a little, a large one much."""


@dataclass(frozen=True)
class Frequencies:
    """A table that was read: how rare each of its words is, and what a manifest says of the table."""

    rarities: Mapping[str, float]
    facts: FrequencyFacts


def count_documents(texts: Iterable[str]) -> tuple[int, Counter[str]]:
    """Return the number of texts and in how many of them each word stands, in lower case."""
    counts: Counter[str] = Counter()
    n_texts = 0
    for text in texts:
        counts.update(set(split_word(text.lower())))
        n_texts += 1
    return n_texts, counts


def table_lines(source: str, n_texts: int, counts: Mapping[str, int]) -> Iterator[str]:
    """Yield the lines of the file, words in alphabetical order; words of one text alone and numbers are left out."""
    yield _TITLE
    yield f"# source: {source}"
    yield f"# documents: {n_texts}"
    for word in sorted(counts):
        if counts[word] > 1 and not word.isdigit():
            yield f"{word}\t{counts[word]}"


def load_frequencies(path: Path) -> Frequencies:
    """Return a table and the rarity of its words, 0 (in every text) to 1.

    The share of a word in the corpus is joined with its share in general English, which counts for 300,000 words.

    Raises:
        RunError: ``frequencies-unreadable``: no file, or not such a table (with the line).
    """
    try:
        content = path.read_bytes()
        lines = content.decode("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path, f"it cannot be read ({error})") from error
    if not lines or lines[0] != _TITLE:
        raise _unreadable(path, f"its first line is not “{_TITLE}”")
    header = {match[1]: match[2] for line in lines[1:3] if (match := _HEADER.fullmatch(line))}
    if "source" not in header or not header.get("documents", "").isdecimal() or not int(header["documents"]):
        raise _unreadable(path, "lines 2 and 3 do not say its source and number of documents")
    counts = dict(_read_row(path, number, line) for number, line in enumerate(lines[3:], start=4))
    facts = FrequencyFacts(
        name=path.name,
        digest=hashlib.sha256(content).hexdigest(),
        source=header["source"],
        n_documents=int(header["documents"]),
    )
    return Frequencies(blend(counts), facts)


def blend(counts: Mapping[str, int]) -> dict[str, float]:
    """Return how rare each counted word is, its share in the corpus joined with that in general English."""
    general = load_rarities()
    total = sum(counts.values()) + _PRIOR
    blended = {}
    for word, count in counts.items():
        zipf = 8 - 8 * general.get(word, UNKNOWN_RARITY)
        share = (count + _PRIOR * 10 ** (zipf - 9)) / total
        rarity = (8 - math.log10(share * 1e9)) / 8
        blended[word] = round(min(max(rarity, 0.0), 1.0), 4)
    return blended


def _read_row(path: Path, number: int, line: str) -> tuple[str, int]:
    word, tab, count = line.partition("\t")
    if not word or not tab or not count.isdecimal():
        raise _unreadable(path, f"line {number} is not a word, a tab and a number")
    return word, int(count)


def _unreadable(path: Path, why: str) -> RunError:
    return RunError(
        code="frequencies-unreadable",
        reason=f"{path} is no table of document frequencies: {why}.",
        remedy="Make one with `annobib frequencies DIR > table.tsv`.",
    )
