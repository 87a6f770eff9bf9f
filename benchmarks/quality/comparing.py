"""What is compared: the truth about a page and the article parsed from it, as plain sets of the same shape.

Text is compared after NFKC, case folding and removal of everything but letters and digits; diacritics count.
"""

import html
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from schemas import Article, Citation, Contributor, Mention

FIELDS = (
    "title", "container_title", "collection_title", "collection_number", "number_of_volumes", "volume", "issue", "page",
    "edition", "publisher", "publisher_place", "issued", "year_suffix", "original_date", "genre", "doi",
)  # fmt: skip
"""Columns of a citation that are compared; one that the truth does not have must be empty."""

Sets = dict[str, Counter[tuple[str, ...]]]


def key(text: str | None) -> str:
    """Return the letters and digits of a text, folded; entities are read first."""
    folded = unicodedata.normalize("NFKC", html.unescape(text or "")).casefold()
    return "".join(filter(str.isalnum, folded))


def true_sets(truth: Mapping[str, Any]) -> Sets:
    """Return the sets of what the page says."""
    sets: Sets = {name: Counter() for name in ("sections", "citations", "annotations", "mentions")}
    head = truth["article"]
    sets["head"] = Counter([("title", key(head["title"])), ("subject", key(head["subject"])), ("doi", head["doi"])])
    sets["head"].update(("author", key(author)) for author in head["authors"])
    raws = {cited["key"]: key(cited["raw"]) for section in truth["sections"] for cited in section["citations"]}
    for section in truth["sections"]:
        heading = key(section["heading"])
        sets["sections"][heading,] += 1
        _add_true_mentions(sets, heading, section["mentions"], raws)
        for cited in section["citations"]:
            sets["citations"][heading, key(cited["raw"])] += 1
            sets["annotations"].update((key(cited["raw"]), key(text)) for text in cited["annotation"])
            _add_true_mentions(sets, heading, cited["annotation_mentions"], raws)
    return sets


def _add_true_mentions(sets: Sets, heading: str, mentions: Iterable[Any], raws: Mapping[str, str]) -> None:
    for mention in mentions:
        sets["mentions"].update((heading, key(mention["text"]), raws[target]) for target in mention["targets"])


def parsed_sets(article: Article | None) -> Sets:
    """Return the sets of what was read; an article that could not be read at all has empty ones."""
    sets: Sets = {name: Counter() for name in ("head", "sections", "citations", "annotations", "mentions")}
    if article is None:
        return sets
    head = (("title", key(article.title)), ("subject", key(article.subject)), ("doi", article.doi or ""))
    sets["head"] = Counter(head)
    sets["head"].update(("author", key(straight(name))) for name in article.contributors)
    raws = {cited.citation_id: key(cited.raw) for section in article.sections for cited in section.citations}
    for section in article.sections:
        heading = key(section.heading)
        if section.availability != "contents_only":
            sets["sections"][heading,] += 1
        _add_mentions(sets, heading, (m for paragraph in section.paragraphs for m in paragraph.mentions), raws)
        for cited in section.citations:
            sets["citations"][heading, key(cited.raw)] += 1
            sets["annotations"].update((key(cited.raw), key(note.text)) for note in cited.annotations)
            _add_mentions(sets, heading, (m for note in cited.annotations for m in note.mentions), raws)
    return sets


def _add_mentions(sets: Sets, heading: str, mentions: Iterable[Mention], raws: Mapping[str, str]) -> None:
    sets["mentions"].update((heading, key(m.text), raws.get(m.citation_id or "", "?")) for m in mentions)


def straight(name: Contributor) -> str:
    """Return a name, given names first."""
    return " ".join(filter(None, (name.given, name.particle, name.family, name.literal, name.suffix)))


def wrong_fields(cited: Mapping[str, Any], citation: Citation) -> list[str]:
    """Return the names of the fields, and the roles, that were read otherwise than the truth has them."""
    wrong = [name for name in FIELDS if not _same(name, cited["fields"].get(name), citation)]
    true_names = [(name["role"], key(_true_name(name))) for name in cited["names"]]
    names = [(name.role, key(straight(name))) for name in citation.contributors if not name.is_et_al]
    return wrong + (["names"] if sorted(true_names) != sorted(names) else [])


def _true_name(name: Mapping[str, str]) -> str:
    return "".join(name.get(part, "") for part in ("given", "family", "literal", "suffix"))


def _same(name: str, wanted: str | None, citation: Citation) -> bool:
    got = getattr(citation, name)
    if name != "issued":
        return key(wanted) == key(got)
    if wanted == "XXXX":
        return got == wanted or citation.status is not None
    # The truth has years; a day of a newspaper is right too.
    return got == wanted or (bool(wanted and got) and str(got).startswith(f"{wanted}-"))
