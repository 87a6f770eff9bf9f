"""Names of series, by the words and the number they have: ``Studies in Church History 12``."""

import re
from typing import Final

from pipeline.references.claims import Claim, View, claim

SERIES_WORD: Final = re.compile(
    r"\b(?:[Ss]eries|[Cc]ollection|[Ll]ibrary|[Cc]ommentaries|[Cc]lassics|[Cc]ompanions|[Ll]ectures|[Ll]ecture [Nn]otes|"
    r"[Tt]exts|[Mm]onographs?|Studies|Library|Classics|Lectures|Texts|Monographs?|Papers|Publications|"
    r"Contributions|Perspectives|Handbooks?|Companions|Guides|"
    r"Reihe|Schriften\w*|Studien|Beiträge|Abhandlungen|Forschungen|Texte|Collection|Colección|"
    r"Biblioteca|Bibliothèque|Bibliothek|Memoirs|Reports?|"
    r"Proceedings|Notes|Bulletin|Memorial|Research|Encounters|Themes|Worlds|Cultures|Histories|"
    r"(?<!Case )(?<=[^\W\d_] )studies in|Essays|Series|Documents|Sources|Record Series|Records)\b"
)
SERIES_NUMBER: Final = re.compile(
    r"(?P<lead>,?\s(?:[Nn]o\.?\s?|[Vv]ol\.?\s?|[Bb]d\.?\s?|#|n\.s\.\s)?)(?P<number>(?:\d(?:st|nd|rd|th|d) ser\.,?\s)?\d{1,3}[a-z]?(?:(?:, |–| and )\d{1,3}){0,4}|"
    r"(?<=[Nn]o\. )\d{4}|[IVXLC]{1,7})\s*\Z"
)
_SMALL = frozenset(
    """
    a an and as at by for from in into of on or the to with de la le les des du et der die das und von zur
    zum im del los las el e y do da para
    """.split()
)


def is_headline(text: str) -> bool:
    """Say whether all words of a text begin with a capital or a figure, but for small ones such as *of*."""
    words = text.split()
    return all(w[0].isupper() or w[0].isdigit() or not w[0].isalpha() or w in _SMALL for w in words)


def series_claims(view: View, start: int, end: int, *, is_sure: bool = False) -> list[Claim]:
    """Return a sentence as series and its number, where something shows it to be one or ``is_sure`` says so."""
    if "collection_title" in view.got or end - start < 4:
        return []
    text = view.rest[start:end]
    number = SERIES_NUMBER.search(text)
    if (
        not text[0].isalpha()
        or text[0].islower()
        or not (is_sure or number or is_headline(text) or SERIES_WORD.search(text))
    ):
        return []
    claims = []
    if number:
        claims.append(
            Claim(
                "collection_number",
                number["number"],
                start + number.start("number"),
                start + number.end("number"),
                start + number.start(),
                start + number.end(),
            )
        )
        end = start + number.start()
    return [claim(view, "collection_title", (start, end)), *claims]
