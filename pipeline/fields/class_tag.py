"""The class of a work, where a manuscript's tag was left in the text: ``[class:dataSetItem-database]``."""

import re
from typing import Final

from pipeline.references.claims import Claim, View, announcing

CLASSES: Final = {
    "book": "book", "bookChapter": "chapter", "journalArticle": "article-journal", "magazineArticle": "article-magazine",
    "newspaperArticle": "article-newspaper", "dataSet": "dataset", "dataSetItem": "dataset", "archive": "collection",
    "webLink": "webpage", "website": "webpage", "thesis": "thesis", "report": "report",
}  # fmt: skip
"""The publisher's classes and their CSL types; a class that is not here leaves the type to the other fields."""

_TAG = re.compile(r"\[(?P<tag>class:\s?(?P<kind>[A-Za-z]{2,30})(?:-[A-Za-z-]{1,30})?)\]")
_WORDS = announcing(("class",))


def class_tag(view: View) -> list[Claim]:
    """Return the tag as note, and the type it stands for."""
    if view.words.isdisjoint(_WORDS):
        return []
    match = _TAG.search(view.rest)
    if not match:
        return []
    claims = [Claim("note", match["tag"], *match.span("tag"), *match.span())]
    csl_type = CLASSES.get(match["kind"])
    return [*claims, Claim("_type", csl_type, match.start(), match.start(), 0, 0)] if csl_type else claims
