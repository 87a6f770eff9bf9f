"""Identity: ids say what a thing is, never where it stands, what its file is called or when it was read.

An article keeps the publisher's own document id; every other id is that of its article and a short digest of
what the thing is (house style, ``docs/architecture.md``).
"""

import hashlib
import re
from collections.abc import Sequence

from pipeline.folding import fold

_ARTICLE_DOI = re.compile(r"10\.1093/obo/(97[89]\d{10}-\d{4})$")


def digest(*parts: str | int | None) -> str:
    """Return ten hexadecimal digits that depend on every part and on their order."""
    text = "\x1f".join(["" if part is None else str(part) for part in parts])
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:10]


def article_id(doi: str | None, subject: str | None, title: str | None) -> str:
    """Return ``obo-<ISBN>-<number>`` for an article DOI, else ``x-`` and a digest of subject and folded title."""
    match = _ARTICLE_DOI.match(doi or "")
    if match:
        return f"obo-{match[1]}"
    return f"x-{digest(fold(subject or ''), fold(title or ''))}"


def section_id(article: str, path: str, rank: int) -> str:
    """Return the id of the section with this heading path; ``rank`` counts equal paths, from 0."""
    return f"{article}.s{digest(fold(path), rank)}"


def paragraph_id(section: str, text: str, rank: int) -> str:
    """Return the id of a paragraph of commentary; ``rank`` counts equal texts of the section."""
    return f"{section}.p{digest(fold(text), rank)}"


def citation_id(article: str, fingerprint: str, rank: int) -> str:
    """Return the id of a citation of the work with this fingerprint; ``rank`` counts its citations in the article."""
    return f"{article}.c{digest(fingerprint, rank)}"


def annotation_id(citation: str, ordinal: int) -> str:
    """Return the id of the note on a citation; ``ordinal`` counts its paragraphs."""
    return f"{citation}.n{ordinal}"


def mention_id(host: str, sentence: str, text: str, rank: int) -> str:
    """Return the id of a callout in a sentence; ``rank`` counts equal callouts of equal sentences of the host."""
    return f"{host}.m{digest(fold(sentence), fold(text), rank)}"


def xref_id(host: str, text: str, rank: int) -> str:
    """Return the id of a cross-reference; ``rank`` counts equal pointers of the host."""
    return f"{host}.x{digest(fold(text), rank)}"


def issue_id(article: str, code: str, about: str, rank: int) -> str:
    """Return the id of an issue with this code about this record or text; ``rank`` counts equal ones."""
    return f"{article}.i{digest(code, about, rank)}"


def concept_id(kind: str, normal_form: str) -> str:
    """Return the id of a concept, the same in every article."""
    return f"k-{digest(kind, normal_form)}"


def print_digest(fingerprint: str) -> str:
    """Return the digest of a work's fingerprint, 24 hexadecimal digits; the ids of works are cut from it."""
    return hashlib.sha256(fingerprint.encode("utf-8")).hexdigest()[:24]


def work_id(printed: str) -> str:
    """Return the id of the work whose fingerprint has this digest."""
    return f"w-{printed[:10]}"


def work_fingerprint(csl_type: str, names: Sequence[str], year: int | None, title: str | None, raw: str) -> str:
    """Return what makes a work that work: type, first contributor, year and title, folded; else its raw text."""
    if not title:
        return f"raw|{fold(raw)}"
    first = fold(names[0]) if names else ""
    return f"{csl_type}|{first}|{year or ''}|{fold(title)}"
