"""What a DOI names: a book or a part of one, as far as its suffix says so.

Publishers put the ISBN of the book into both DOIs; that of a part goes on after it. Where the forms come from:
Springer and Palgrave ``978-3-319-12345-6_5``, Taylor & Francis ``9780203168028-5``, Cambridge
``CBO9780511803932.004``, de Gruyter ``9783110123456.15``, Wiley ``9781118901731.ch3``, Oxford
``9780198206019.003.0004`` (``.001.0001`` is the whole book).
"""

import re

_ISBN = re.compile(r"97[89](?:-?\d){10}")
_WHOLE = re.compile(r"\.001\.0001\Z")
_PART = re.compile(r"(?:[_.-](?:ch(?:apter)?-?)?\d{1,4}(?:\.\d{1,4})?|/ch(?:apter)?-?\d{1,4})\Z")


def names_part(doi: str) -> bool | None:
    """Return whether a DOI with an ISBN in it names a part of the book; ``None`` when that cannot be told."""
    suffix = doi.partition("/")[2].lower()
    match = _ISBN.search(suffix)
    if not match:
        return None
    rest = suffix[match.end() :]
    if not rest or _WHOLE.match(rest):
        return False
    return True if _PART.match(rest) else None


def another(doi: str, work: str, *, of_article: str | None, has_issn: bool) -> str | None:
    """Return in words whose DOI this is when it is not that of the work, as far as the two show it.

    ``work`` is the CSL type of the citation, ``of_article`` the DOI of the article it stands in, ``has_issn`` whether
    the suffix names a journal.
    """
    if of_article and doi == of_article:
        return "the DOI of the article itself"
    if work == "book":
        if has_issn:
            return "the DOI of something in a journal, of a review perhaps"
        return "the DOI of a part of a book" if names_part(doi) else None
    if work in ("chapter", "entry-encyclopedia", "entry-dictionary"):
        return "the DOI of a whole book" if names_part(doi) is False else None
    return None
