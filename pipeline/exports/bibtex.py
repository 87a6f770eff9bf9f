"""BibTeX, and biblatex, whose types, dates and fields say more.

Text is UTF-8, with the characters escaped that mean something to TeX. Annotations are in ``annote`` (BibTeX) or
``annotation`` (biblatex), their concepts in ``keywords``.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from bibtexparser import model
from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.writer import BibtexFormat

from pipeline.exports import tex
from pipeline.exports.dates import UNDATED, month_macro, plain_years, season
from pipeline.exports.entries import Entry, Name
from pipeline.exports.names import credits_of, primary_role
from pipeline.exports.types import CALLED

_AT_ONCE: Final = 500
"""Entries handed to the library at a time."""
_ARTICLES: Final = {"article", "review"}
_IN_BOOKS: Final = {"incollection", "inproceedings", "inreference"}
_ORDINAL = re.compile(r"(\d+)(?:st|n?d|r?d|th)?\Z")
_MASTER = re.compile(r"M(?:aster|\.?(?:A|Sc|S|Phil|Ed)\b)")
_FORMAT = BibtexFormat()  # type: ignore[no-untyped-call] # the only untyped line of its
_FORMAT.indent = "  "
_FORMAT.block_separator = "\n"
_FORMAT.trailing_comma = True

Fields = dict[str, str | None]
"""Fields of an entry, ready for TeX, braces around them not yet; null where there is nothing."""


def write_bibtex(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield a BibTeX file in pieces."""
    return _write(entries, _bibtex_entry)


def write_biblatex(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield a biblatex file in pieces."""
    return _write(entries, _biblatex_entry)


def _write(entries: Iterable[Entry], make: Callable[[Entry], model.Entry]) -> Iterator[str]:
    waiting: list[model.Block] = []
    for entry in entries:
        waiting.append(make(entry))
        if len(waiting) == _AT_ONCE:
            yield _text(waiting)
            waiting = []
    if waiting:
        yield _text(waiting)


def _text(entries: list[model.Block]) -> str:
    return write_string(Library(entries), unparse_stack=[], bibtex_format=_FORMAT) + "\n"


def _made(entry_type: str, key: str, fields: Fields) -> model.Entry:
    bare = {"month"}  # jan, feb ... are macros
    made = [model.Field(name, value if name in bare else f"{{{value}}}") for name, value in fields.items() if value]
    return model.Entry(entry_type, key, made)


def _bibtex_entry(entry: Entry) -> model.Entry:
    entry_type = CALLED[entry.type].bibtex
    if entry_type == "phdthesis" and _MASTER.match(entry.genre or ""):
        entry_type = "mastersthesis"
    place = {"phdthesis": "school", "mastersthesis": "school", "techreport": "institution", "online": "organization"}
    fields: Fields = {
        **_who(entry),
        **_titles(entry, entry_type, journal="journal"),
        "year": _bibtex_year(entry),
        "month": month_macro(entry.issued) if entry.issued else None,
        **_numbers(entry, entry_type),
        place.get(entry_type, "publisher"): _whole(entry.publisher),
        "address": _whole(entry.publisher_place),
        "edition": _plain(entry.edition),
        "type": _plain(entry.genre),
        "howpublished": _plain(entry.medium),
        "origyear": tex.escape(plain_years(entry.original_date, "--")) if entry.original_date else None,
        **_places(entry),
        "note": _plain(_remarks(entry)),
        "keywords": _plain(", ".join(entry.keywords)),
        "annote": _plain(" ".join(entry.annotations)),
    }
    return _made(entry_type, entry.key, fields)


def _biblatex_entry(entry: Entry) -> model.Entry:
    entry_type = _biblatex_type(entry)
    inside = entry_type in {"thesis", "report"}
    place = "institution" if inside else "organization" if entry_type in {"online", "misc"} else "publisher"
    ordinal = _ORDINAL.match(entry.edition or "")
    undated = not entry.issued or "XXXX" in entry.issued
    fields: Fields = {
        **_who(entry),
        "bookauthor": _people(entry.in_roles("container-author")),
        "introduction": _people(entry.in_roles("introduction")),
        **_titles(entry, entry_type, journal="journaltitle"),
        "entrysubtype": {"article-newspaper": "newspaper", "article-magazine": "magazine"}.get(entry.type),
        "date": None if undated else entry.issued,
        "origdate": entry.original_date,
        "pubstate": _plain(entry.status) or (UNDATED if entry.issued and undated else None),
        **_numbers(entry, entry_type),
        "volumes": _plain(entry.number_of_volumes),
        place: _whole(entry.publisher),
        "location": _whole(entry.publisher_place),
        "edition": ordinal[1] if ordinal else _plain(entry.edition),
        "type": _plain(entry.genre),
        "howpublished": _plain(entry.medium),
        "eventtitle": _plain(entry.event),
        "library": _plain(entry.archive),
        **_places(entry),
        "note": _plain(_remarks(entry, "container-author", "introduction")),
        "keywords": _plain(", ".join(entry.keywords)),
        "annotation": _plain(" ".join(entry.annotations)),
        "usera": _plain(entry.article_title),
        "userb": _plain(entry.section),
        "userc": _plain(entry.citation_id),
    }
    return _made(entry_type, entry.key, fields)


def _biblatex_type(entry: Entry) -> str:
    """Return the type; books that have editors and no authors are collections."""
    is_collection = entry.type == "book" and entry.in_roles("editor") and not entry.in_roles(primary_role(entry))
    return "collection" if is_collection else CALLED[entry.type].biblatex


def _whole(text: str | None) -> str | None:
    return tex.whole(text) if text else None


def _plain(text: str | None) -> str | None:
    return tex.escape(text) if text else None


def _who(entry: Entry) -> Fields:
    return {
        "author": _people(entry.in_roles(primary_role(entry))),
        "editor": _people(entry.in_roles("editor", "compiler")),
        "translator": _people(entry.in_roles("translator")),
    }


def _people(names: Iterable[Name]) -> str:
    return " and ".join(map(_person, names))


def _person(name: Name) -> str:
    """Return ``van der Meulen, Jr., Robert``, the order BibTeX wants; bodies in braces, so that they stay whole."""
    if name.is_et_al:
        return "others"
    if not name.family:
        return f"{{{tex.escape(name.literal or '')}}}"
    family = f"{name.particle} {name.family}" if name.particle else name.family
    parts = [family, *([name.suffix] if name.suffix else []), *([name.given] if name.given else [])]
    nothing = [", {}"] if name.suffix and not name.given else []  # else the suffix would be taken for a given name
    return ", ".join(map(_name_part, parts)) + "".join(nothing)


def _name_part(part: str) -> str:
    """Return a part of a name; in braces where a comma or an *and* would split it."""
    text = tex.escape(part)
    return f"{{{text}}}" if "," in text or " and " in f" {text.lower()} " else text


def _titles(entry: Entry, entry_type: str, journal: str) -> Fields:
    around = journal if entry_type in _ARTICLES else "booktitle" if entry_type in _IN_BOOKS else "howpublished"
    return {
        "title": tex.title(entry.label),
        around: _plain(entry.container_title) if around != "booktitle" else _title(entry.container_title),
        "series": _plain(entry.collection_title),
    }


def _title(text: str | None) -> str | None:
    return tex.title(text) if text else None


def _numbers(entry: Entry, entry_type: str) -> Fields:
    pages = entry.page.replace("–", "--") if entry.page else None
    number = entry.issue if entry_type in _ARTICLES else entry.collection_number or entry.issue
    return {"volume": _plain(entry.volume), "number": _plain(number), "pages": _plain(pages)}


def _places(entry: Entry) -> Fields:
    language = _LANGUAGES.get(entry.language or "")
    return {
        "isbn": entry.isbn,
        "doi": tex.verbatim(entry.doi) if entry.doi else None,
        "url": tex.verbatim(entry.url) if entry.url else None,
        "langid" if language else "language": language or _plain(entry.language),
    }


_LANGUAGES = {
    "de": "german", "en": "english", "es": "spanish", "fr": "french", "it": "italian", "la": "latin", "nl": "dutch",
    "pt": "portuguese", "ru": "russian",
}  # fmt: skip
"""Languages by the names babel has for them."""


def _bibtex_year(entry: Entry) -> str | None:
    if entry.issued:
        time = season(entry.issued)
        return tex.escape(f"{time} {plain_years(entry.issued)}" if time else plain_years(entry.issued, "--"))
    return _plain(entry.status)


def _remarks(entry: Entry, *done: str) -> str:
    """Return what no field has a place for."""
    known = {primary_role(entry), "editor", "compiler", "translator", *done}
    return ". ".join([*([entry.note] if entry.note else []), *credits_of(entry, frozenset(known))])
