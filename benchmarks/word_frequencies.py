"""Make pipeline/data/word_frequencies.tsv from the word probabilities of spacy-lookups-data (MIT, Explosion).

Run: python -m benchmarks.word_frequencies PATH_OF_en_lexeme_prob.json.gz > pipeline/data/word_frequencies.tsv
"""

import gzip
import json
import math
import sys
from collections import defaultdict
from pathlib import Path

LOWEST = 2.2
"""Zipf value below which a word counts as unknown: there the counts are too small to tell words apart."""

CAPITALISED = 0.6
"""Share of capitalised uses from which a word is a proper one; sentence starts explain far less."""

HEADER = """\
# How common English words are: Zipf value (log10 of uses in a billion words), then the words that have it.
# A word that is mostly capitalised is written so here.
# Made by benchmarks/word_frequencies.py from the word probabilities en_lexeme_prob of spacy-lookups-data 1.0.5,
# Copyright (c) 2019 ExplosionAI GmbH, MIT License (https://github.com/explosion/spacy-lookups-data).
"""


def zipf_values(probabilities: dict[str, float]) -> dict[str, float]:
    """Return the Zipf value, to one digit, of each word, with the usual case of its first letter."""
    shares: dict[str, float] = defaultdict(float)
    capitalised: dict[str, float] = defaultdict(float)
    for word, log_probability in probabilities.items():
        if word.isalpha() and word.isascii():
            shares[word.lower()] += math.exp(log_probability)
            capitalised[word.lower()] += math.exp(log_probability) * word[0].isupper()
    return {
        word.capitalize() if capitalised[word] > CAPITALISED * share else word: round(math.log10(share) + 9, 1)
        for word, share in shares.items()
    }


def main(path: str) -> None:
    """Print the table made from the file at ``path``."""
    with gzip.open(Path(path), "rt", encoding="utf-8") as file:
        values = zipf_values(json.load(file))
    rows: dict[float, list[str]] = defaultdict(list)
    for word, value in values.items():
        if value >= LOWEST:
            rows[value].append(word)
    print(HEADER, end="")
    for value in sorted(rows, reverse=True):
        print(value, " ".join(sorted(rows[value])), sep="\t")


if __name__ == "__main__":
    main(sys.argv[1])
