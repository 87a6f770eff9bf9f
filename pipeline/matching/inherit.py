"""Inheriting: the new version of an article gets the ids of the old one, record by record."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from pipeline.folding import fold
from pipeline.identity import digest
from pipeline.matching.citations import Cited, match_citations
from pipeline.matching.pairing import Key, Pair, pair_by_keys, pair_by_likeness
from schemas import Annotation, Article, Citation, CrossReference, Match, Mention, Paragraph, Redirect, Section
from schemas.terms import MatchMethod

_LEAST_HEADING: Final = 0.8
_LEAST_PROSE: Final = 0.6
_LEAST_SHARED: Final = 0.5
"""Least share of the works of a section that must be in the other one for it to be the same."""
_SHOWN: Final = 200

Host = Paragraph | Annotation
H = TypeVar("H", Paragraph, Annotation)
P = TypeVar("P", Mention, CrossReference)


@dataclass
class Inheritance:
    """What a new version takes over from the old one.

    Attributes:
        ids: The id each record gets, by the one it would have by itself; only where they differ.
        matches: The matches that are not exact, with how they were told.
        redirects: Ids of the old version that lead to another record now.
    """

    ids: dict[str, str] = field(default_factory=dict)
    matches: list[Match] = field(default_factory=list)
    redirects: list[Redirect] = field(default_factory=list)


def inherit(new: Article, old: Article, sequence: int) -> Inheritance:
    """Return what ``new`` takes over from ``old``, the same article in the release before.

    Args:
        new: The article as parsed now; its records have the ids they would have by themselves.
        old: The article as it was; its id is that of ``new``, or becomes it.
        sequence: Number of the release that is made.
    """
    return _Matching(new, old, sequence).run()


class _Matching:
    """One article beside its old version."""

    def __init__(self, new: Article, old: Article, sequence: int) -> None:
        self.new, self.old, self.sequence = new, old, sequence
        self.result = Inheritance()
        self._used = set(_all_ids(old))

    def run(self) -> Inheritance:
        new, old = _cited(self.new), _cited(self.old)
        citations, came, gone = match_citations(new, old)
        for pair in citations:
            new_id, old_id = _citation_id(pair.new), _citation_id(pair.old)
            self._take("citations", new_id, old_id, pair, _raw(pair.new), _raw(pair.old))
        for one in came:
            self._mint(_citation_id(one), _citation_id(one))
        self._redirect(gone, new)
        self._sections(citations)
        self._paragraphs()
        for pair in citations:
            self._annotations(pair.new.citation.annotations, pair.old.citation.annotations)
        for one in came:
            self._annotations(one.citation.annotations, ())
        return self.result

    def _take(self, table: str, own: str, id_: str, pair: Pair[Any], new: str, old: str) -> None:
        """Give a record the id it has in the old version; what is not exact is recorded."""
        if own == id_:
            return
        self.result.ids[own] = id_
        if pair.method in ("equal_fingerprint", "equal_text") and new == old:
            return
        self.result.matches.append(
            Match(
                record_type=table,
                record_id=id_,
                article_id=self.new.article_id,
                own_id=own,
                method=pair.method,
                score=pair.score,
                reason=_REASONS[pair.method],
                old=old[:_SHOWN] or None,
                new=new[:_SHOWN] or None,
            )
        )

    def _final(self, own: str) -> str:
        return self.result.ids.get(own, own)

    def _mint(self, own: str, wished: str) -> None:
        """Give a new record an id that nothing has or had."""
        id_, number = wished, 1
        while id_ in self._used:
            id_, number = f"{wished}{digest(wished, number)[:4]}", number + 1
        self._used.add(id_)
        if id_ != own:
            self.result.ids[own] = id_

    def _follow(self, own: str, parent: str) -> None:
        """Give a new record an id under that of its parent."""
        self._mint(own, self._final(parent) + own.removeprefix(parent))

    def _redirect(self, gone: Iterable[Cited], new: Sequence[Cited]) -> None:
        """Let the ids of listings that are gone lead to the one that still lists the work."""
        there = {key: one for one in reversed(new) for key in _work_keys(one.citation)}
        for lost in gone:
            heir = next((there[key] for key in _work_keys(lost.citation) if key in there), None)
            if heir is not None:
                self.result.redirects.append(
                    Redirect(
                        record_type="citations",
                        old_id=_citation_id(lost),
                        new_id=self._final(_citation_id(heir)),
                        since=self.sequence,
                        reason="The article listed the work twice, and lists it once.",
                    )
                )

    def _sections(self, citations: Sequence[Pair[Cited]]) -> None:
        shared: Counter[tuple[str, str]] = Counter(
            (pair.new.citation.section_id, pair.old.citation.section_id) for pair in citations
        )
        pairs, new, old = pair_by_keys(self.new.sections, self.old.sections, _SECTION_KEYS)
        more, new, old = _pair_by_works(new, old, shared)
        pairs += more
        more, new, old = pair_by_keys(new, old, [Key("equal_text", _heading)])
        pairs += more
        more, new, old = pair_by_likeness(new, old, lambda s: _heading(s) or "", lambda *_: True, _LEAST_HEADING)
        for pair in pairs + more:
            self._take(
                "sections", pair.new.section_id, pair.old.section_id, pair, pair.new.path or "", pair.old.path or ""
            )
        for section in new:
            self._mint(section.section_id, section.section_id)

    def _paragraphs(self) -> None:
        new = [(p, self._final(p.section_id)) for section in self.new.sections for p in section.paragraphs]
        old = [(p, p.section_id) for section in self.old.sections for p in section.paragraphs]
        keys: tuple[Key[tuple[Paragraph, str]], ...] = (
            Key("equal_text", lambda pair: (_prose(pair[0]), pair[1])),
            Key("equal_text", lambda pair: _prose(pair[0])),
        )
        pairs, new, old = pair_by_keys(new, old, keys)
        more, new, old = pair_by_likeness(
            new, old, lambda pair: _prose(pair[0]), lambda one, other: one[1] == other[1], _LEAST_PROSE
        )
        plain = [Pair(pair.new[0], pair.old[0], pair.method, pair.score) for pair in pairs + more]
        self._hosts("paragraphs", plain, [p for p, _ in new], lambda p: p.paragraph_id, lambda p: p.section_id)

    def _annotations(self, new: Sequence[Annotation], old: Sequence[Annotation]) -> None:
        pairs, new, old = pair_by_keys(new, old, [Key("equal_text", _prose)])
        more, new, old = pair_by_likeness(new, old, _prose, lambda *_: True, _LEAST_PROSE)
        pairs += more
        pairs += [Pair(one, other, "position", 0.0) for one, other in zip(new, old, strict=False)]
        self._hosts("annotations", pairs, new[len(old) :], lambda n: n.annotation_id, lambda n: n.citation_id)

    def _hosts(
        self,
        table: str,
        pairs: Sequence[Pair[H]],
        came: Iterable[H],
        identity: Callable[[H], str],
        parent: Callable[[H], str],
    ) -> None:
        """Give hosts, and what stands in them, the ids of the old version."""
        for pair in pairs:
            self._take(table, identity(pair.new), identity(pair.old), pair, pair.new.text or "", pair.old.text or "")
        for host in came:
            self._follow(identity(host), parent(host))
        for new, old in [(pair.new, pair.old) for pair in pairs] + [(host, None) for host in came]:
            self._inside(identity(new), new.mentions, old.mentions if old else (), lambda m: m.mention_id)
            self._inside(identity(new), new.cross_references, old.cross_references if old else (), lambda x: x.xref_id)

    def _inside(self, host: str, new: Sequence[P], old: Sequence[P], identity: Callable[[P], str]) -> None:
        pairs, came, _ = pair_by_keys(new, old, [Key("equal_text", lambda one: fold(one.text))])
        for pair in pairs:
            if identity(pair.new) != identity(pair.old):
                self.result.ids[identity(pair.new)] = identity(pair.old)
        for one in came:
            self._follow(identity(one), host)


def _prose(host: Paragraph | Annotation) -> str:
    """Return what two versions are told by: the text, or where a release has no texts, the id that was made of it."""
    if host.text is not None:
        return fold(host.text)
    return host.paragraph_id if isinstance(host, Paragraph) else host.annotation_id


_REASONS: Final[Mapping[MatchMethod, str]] = {
    "equal_doi": "It has the DOI the old one had.",
    "equal_fingerprint": "First contributor, year, title and type are those of the old one.",
    "equal_text": "Its text is that of the old one, but for case, marks and spacing.",
    "shared_works": "It lists most of the works the old one listed.",
    "similar": "Its text is much like that of the old one, and nothing says that they differ.",
    "position": "It stands where the old one stood, under the same citation.",
}


def _cited(article: Article) -> list[Cited]:
    return [Cited(citation, fold(section.path)) for section in article.sections for citation in section.citations]


def _citation_id(cited: Cited) -> str:
    return cited.citation.citation_id


def _raw(cited: Cited) -> str:
    return cited.citation.raw


def _work_keys(citation: Citation) -> Iterator[str]:
    if citation.doi:
        yield citation.doi
    yield citation.fingerprint


def _heading(section: Section) -> str | None:
    return fold(section.heading or "") or None


_SECTION_KEYS: Final[tuple[Key[Section], ...]] = (Key("equal_text", lambda s: fold(s.path) or None),)


def _pair_by_works(
    new: Sequence[Section], old: Sequence[Section], shared: Counter[tuple[str, str]]
) -> tuple[list[Pair[Section]], list[Section], list[Section]]:
    """Return the sections of which either lists most works of the other, and what is left of both."""
    ours, theirs = {s.section_id: s for s in new}, {s.section_id: s for s in old}
    pairs = []
    for (one, other), n_works in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if one in ours and other in theirs:
            share = n_works / max(len(ours[one].citations), len(theirs[other].citations))
            if share >= _LEAST_SHARED:
                pairs.append(Pair(ours.pop(one), theirs.pop(other), "shared_works", round(share, 4)))
    return pairs, [s for s in new if s.section_id in ours], [s for s in old if s.section_id in theirs]


def _all_ids(article: Article) -> Iterator[str]:
    """Yield every id of an article that must not be given to anything else."""
    for section in article.sections:
        yield section.section_id
        hosts: list[tuple[str, Host]] = [(p.paragraph_id, p) for p in section.paragraphs]
        for citation in section.citations:
            yield citation.citation_id
            hosts += [(note.annotation_id, note) for note in citation.annotations]
        for identity, host in hosts:
            yield identity
            yield from (mention.mention_id for mention in host.mentions)
            yield from (xref.xref_id for xref in host.cross_references)


def with_ids(article: Article, ids: Mapping[str, str]) -> Article:
    """Return the article with other ids, wherever they stand in it."""
    if not ids:
        return article
    pattern = re.compile(rb'(?<!\\)"(' + re.escape(article.article_id).encode() + rb'\.[^"\\]*)"')

    def replace(match: re.Match[bytes]) -> bytes:
        own = match[1].decode()
        return f'"{ids.get(own, own)}"'.encode()

    return Article.model_validate_json(pattern.sub(replace, article.model_dump_json().encode()))


def renamed(article: Article, new_id: str) -> Article:
    """Return the article under another id, which is also the beginning of the ids of all its records."""
    pattern = re.compile(rb'(?<!\\)"' + re.escape(article.article_id).encode() + rb'(?=[".])')
    return Article.model_validate_json(pattern.sub(f'"{new_id}'.encode(), article.model_dump_json().encode()))
