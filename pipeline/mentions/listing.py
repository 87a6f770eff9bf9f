"""The works an article lists, as callouts name them: leading names, years, and titles of works without names."""

from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import NamedTuple

from pipeline.mentions.callout_words import LEADING
from pipeline.mentions.phrases import key
from pipeline.mentions.tokens import tokenize
from schemas.article import Article
from schemas.citation import Citation
from schemas.contributor import Contributor

_SMALL = frozenset(
    """
    of the for and on in to at de la du des y et und fur für a an
    """.split()
)
_ACRONYM_LETTERS = 3
_TITLE_WORDS = 2


class Entry(NamedTuple):
    """One citation as a callout may name it.

    ``names`` has for each leading contributor the folded forms a callout may use; ``has_more`` tells that the citation
    itself ends in *et al.*; ``year`` is that of the edition, ``original_year`` that of first publication.
    """

    citation_id: str
    section: int
    names: tuple[frozenset[str], ...]
    initials: tuple[str, ...]
    has_more: bool
    year: int | None
    original_year: int | None
    letter: str | None
    is_undated: bool


class Ending:
    """The names that end with one word: their forms, the words they begin with, and how many the longest has."""

    __slots__ = ("firsts", "forms", "longest")

    def __init__(self) -> None:
        self.forms: set[str] = set()
        self.firsts: set[str] = set()
        self.longest = 1

    def add(self, form: str, words: list[str]) -> None:
        """Add a name, given its words too."""
        self.forms.add(form)
        self.firsts.add(words[0])
        self.longest = max(self.longest, len(words))


class Listing:
    """The entries of an article, looked up by the name of their first contributor."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self._by_first: dict[str, list[Entry]] = {}
        self.last_words: dict[str, Ending] = {}
        """What is known of the names that end with a word."""
        self.words: set[str] = set()
        """Words of names of several words."""
        self._fitted: dict[tuple[object, ...], tuple[Entry, ...]] = {}
        self._is_named: dict[tuple[tuple[str, ...], bool], bool] = {}
        for entry in self.entries:
            for form in entry.names[0] if entry.names else ():
                self._by_first.setdefault(form, []).append(entry)
            for forms in entry.names:
                for form in forms:
                    self._add_name(form)

    def _add_name(self, form: str) -> None:
        words = form.split(" ")
        ending = self.last_words.get(words[-1])
        if ending is None:
            ending = self.last_words[words[-1]] = Ending()
        if form not in ending.forms:
            ending.add(form, words)
            if len(words) > 1:
                self.words.update(words)

    def fitting(
        self, names: tuple[str, ...], *, is_et_al: bool, year: int | None, letter: str | None, initials: str = ""
    ) -> tuple[Entry, ...]:
        """Return the entries that folded ``names`` and the year fit; without a year those that are undated.

        The year of the cited edition goes before that of first publication. The same question is answered once: a
        page may list hundreds of works by one author and call each out hundreds of times.
        """
        asked = (names, is_et_al, year, letter, initials)
        if asked not in self._fitted:
            self._fitted[asked] = self._fit(names, is_et_al=is_et_al, year=year, letter=letter, initials=initials)
        return self._fitted[asked]

    def _fit(
        self, names: tuple[str, ...], *, is_et_al: bool, year: int | None, letter: str | None, initials: str
    ) -> tuple[Entry, ...]:
        listed = self._by_first.get(names[0], ()) if names else ()
        if year is None:
            dated = [entry for entry in listed if entry.is_undated]
        else:
            dated = [e for e in listed if year in (e.year, e.original_year) and (letter is None or letter == e.letter)]
        fit = [
            entry
            for entry in dated
            if _has_names(entry, names, is_et_al=is_et_al) and (not initials or entry.initials[0].startswith(initials))
        ]
        return tuple([entry for entry in fit if entry.year == year] or fit) if year is not None else tuple(fit)

    def has_named(self, names: tuple[str, ...], *, is_et_al: bool) -> bool:
        """Return whether there are entries whose leading names are these, whatever the year."""
        asked = (names, is_et_al)
        if asked not in self._is_named:
            listed = self._by_first.get(names[0], ()) if names else ()
            self._is_named[asked] = any(_has_names(entry, names, is_et_al=is_et_al) for entry in listed)
        return self._is_named[asked]


def _has_names(entry: Entry, names: tuple[str, ...], *, is_et_al: bool) -> bool:
    """Return whether the leading names of an entry are these; with *et al.* there must be more."""
    listed, n = len(entry.names), len(names)
    is_count_right = is_et_al == entry.has_more if listed == n else is_et_al and listed > n
    return is_count_right and all(name in forms for name, forms in zip(names, entry.names, strict=False))


def make_listing(article: Article) -> Listing:
    """Return the works of ``article`` as callouts name them."""
    return Listing(
        _entry(citation, section.ordinal)
        for section in article.sections
        for citation in section.citations
        if citation.contributors
    )


def nameless_titles(article: Article) -> list[tuple[str, str]]:
    """Return (title, citation id) of the works without any contributor, which prose calls out by their titles.

    A title of one word is left out: prose is full of single words that are no titles.
    """
    found = []
    for section in article.sections:
        for citation in section.citations:
            if citation.title and not citation.contributors:
                main = citation.title.partition(":")[0]
                found += [
                    (title, citation.citation_id)
                    for title in dict.fromkeys((citation.title, main))
                    if key(title).count(" ") >= _TITLE_WORDS - (title == citation.title)
                ]
    return found


def bare_entry(citation_id: str, section: int) -> Entry:
    """Return the entry of a work that is called out by its title alone."""
    return Entry(
        citation_id, section, (), (), has_more=False, year=None, original_year=None, letter=None, is_undated=True
    )


def _entry(citation: Citation, section: int) -> Entry:
    names = citation.contributors
    lead = [c for c in names if c.role == "author"]
    if not lead:
        role = min(names, key=lambda c: (c.start, c.ordinal)).role
        lead = [c for c in names if c.role == role]
    lead.sort(key=_ordinal)
    people = [c for c in lead if not c.is_et_al and (c.family or c.literal)]
    given = [key(c.given) if c.given else "" for c in people]
    return Entry(
        citation.citation_id,
        section,
        tuple(map(_forms, people, given)),
        tuple(map(_initials, given)),
        len(people) < len(lead),
        citation.issued_year,
        _original_year(citation),
        citation.year_suffix,
        citation.issued_year is None,
    )


_ordinal = attrgetter("ordinal")


def _original_year(citation: Citation) -> int | None:
    first = (citation.original_date or "").partition("/")[0][:4]
    return int(first) if first.isdecimal() else None


def _initials(given: str) -> str:
    return "".join([word[0] for word in given.split()])


def _forms(contributor: Contributor, given: str) -> frozenset[str]:
    """Return the folded forms of a name: with and without particle and suffix, and the acronym of a body."""
    whole = contributor.family or contributor.literal or ""
    form = key(whole)
    forms = [form]
    if contributor.particle:
        forms.append(key(f"{contributor.particle} {whole}"))
    if " " in form:
        words = form.split()
        while len(words) > 1 and words[0] in LEADING:
            words = words[1:]
            forms.append(" ".join(words))
    before = given.rpartition(" ")[2]
    if len(before) > 1:
        forms.append(f"{before} {form}")  # of two surnames the first may be printed, or read, as a given name
    if contributor.suffix:
        forms.append(key(f"{whole} {contributor.suffix}"))
    if contributor.literal:
        forms += _acronyms(contributor.literal)
    return frozenset(forms)


def _acronyms(literal: str) -> Iterator[str]:
    words = [token.text for token in tokenize(literal) if token.kind == "word"]
    letters = "".join(word[0] for word in words if word.lower() not in _SMALL)
    if len(letters) >= _ACRONYM_LETTERS:
        yield key(letters)
    yield from (key(word) for word in words if len(word) >= _ACRONYM_LETTERS and word.isupper())
