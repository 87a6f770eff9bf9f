"""V28: a citation's fields, written in the house style again, are much like the citation as printed.

A test of the parser that needs nobody's judgement: what landed in the wrong field, or in none, makes the two differ.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from rapidfuzz.distance import Indel

from pipeline.checks.audit import Audit, Found, Wrong, count
from pipeline.checks.house_style import reference_text
from pipeline.checks.printed_fields import PRINTED_DATES, PRINTED_TEXT
from pipeline.folding import fold
from pipeline.prose import clean_prose

_APART: Final = ("doi", "url", "isbn")
_CITATION: Final = ("type", "status", *PRINTED_TEXT, *PRINTED_DATES, *_APART)
_NAME: Final = (
    "role",
    "ordinal",
    "family",
    "given",
    "particle",
    "suffix",
    "literal",
    "is_et_al",
    "is_inherited",
    "raw",
    "start",
)
_UNSTRUCTURED: Final = "unstructured"


def check_reformatted(audit: Audit) -> Found:
    """V28: citations written in the house style again are like the printed ones."""
    n_checked = count(audit, f"citations WHERE parse_status <> '{_UNSTRUCTURED}'")
    return Found(_unlike(audit), n_checked, "Citations of which nothing was understood are counted by V24.")


def _unlike(audit: Audit) -> Iterator[Wrong]:
    least = audit.limit("V28", "similarity")
    for bucket in range(audit.manifest.n_buckets):
        names = _names(audit, bucket)
        layouts = dict(audit.rows("articles", bucket, "article_id", "citation_layout"))
        columns = ("citation_id", "article_id", "raw", "parse_status", "start", "end", *_CITATION)
        for citation_id, article_id, raw, status, start, end, *values in audit.rows("citations", bucket, *columns):
            if status == _UNSTRUCTURED:
                continue
            fields = dict(zip(_CITATION, values, strict=True))
            likeness, text = most_alike(raw, fields, names.get(citation_id, []), layouts.get(article_id, "mixed"))
            if likeness < least:
                message = f"In the house style it is {likeness:.0%} like the printed one: {text}"
                yield Wrong(message, "citations", citation_id, raw, article_id, start, end)


def _names(audit: Audit, bucket: int) -> dict[str, list[dict[str, Any]]]:
    """Return the names of each citation by role, each role in order."""
    names: dict[str, list[dict[str, Any]]] = {}
    for owner_type, owner, *values in audit.rows("contributors", bucket, "owner_type", "owner_id", *_NAME):
        if owner_type == "citation":
            names.setdefault(owner, []).append(dict(zip(_NAME, values, strict=True)))
    for found in names.values():
        found.sort(key=lambda name: (name["role"], name["ordinal"]))
    return names


def most_alike(raw: str, fields: Mapping[str, Any], names: list[dict[str, Any]], layout: str) -> tuple[float, str]:
    """Return how like the printed citation the reformatted one is, from 0 to 1, and the latter.

    Only letters and figures count. In an article of both layouts the one that fits better counts.
    """
    printed = fold(clean_prose(raw))
    # Identifiers often stand on a line of their own, below the citation.
    letters = printed.replace(" ", "")
    fields = {k: v for k, v in fields.items() if k not in _APART or fold(v or "").replace(" ", "") in letters}
    fields = dict.fromkeys(_APART) | fields
    ways = [layout == "author_date"] if layout != "mixed" else [True, False]
    texts = [reference_text(fields, names, is_author_date=way) for way in ways]
    return max((Indel.normalized_similarity(fold(text), printed), text) for text in texts)
