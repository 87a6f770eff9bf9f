"""Link: an article gets its mentions and cross-references, and issues for those that lead nowhere or to several."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from pipeline.identity import mention_id, xref_id
from pipeline.issues import Note, make_issues, report
from pipeline.mentions.cross_references import Pointer, find_pointers, headings
from pipeline.mentions.find import Callout, called_by_title, find_callouts
from pipeline.mentions.listing import Entry, Listing, bare_entry, make_listing, nameless_titles
from pipeline.mentions.phrases import Phrases
from pipeline.mentions.resolve import MOST_CANDIDATES, Resolved, resolve
from pipeline.mentions.tokens import tokenize
from pipeline.prose import clean_prose
from schemas.annotation import Annotation
from schemas.article import Article
from schemas.citation import Citation
from schemas.issue import Issue
from schemas.mention import CrossReference, Mention
from schemas.section import Paragraph, Section
from schemas.source import SourceText
from schemas.terms import MentionForm, MentionHost

_SENTENCE_END = re.compile(r"[.!?…][”\"’')\]]{0,3}\s{1,40}(?=[“\"‘(]?[^\W\d_a-z])")
_UNDER_REACH = 24
_LONGEST_SENTENCE = 1500
_FEW_ENTRIES = 4


class _Host(NamedTuple):
    """A paragraph or an annotation: where prose is searched."""

    kind: MentionHost
    host_id: str
    section: Section
    start: int
    end: int


class _Links(NamedTuple):
    mentions: tuple[Mention, ...]
    cross_references: tuple[CrossReference, ...]


_NO_LINKS = _Links((), ())


class _Linker:
    """Finds and resolves what the prose of one article points at."""

    def __init__(self, article: Article, text: str) -> None:
        self.article_id = article.article_id
        self.text = text
        self.listing: Listing = make_listing(article)
        self.titles = Phrases(nameless_titles(article))
        self.headings = headings((section.heading, section.section_id) for section in article.sections)
        self.ordinals = {section.section_id: section.ordinal for section in article.sections}
        self.sections_of = {c.citation_id: section.ordinal for section in article.sections for c in section.citations}
        self.notes: list[Note] = []
        self.n_mentions = 0
        self._titled: dict[tuple[str, ...], tuple[Entry, ...]] = {}
        self._known: dict[tuple[int, int, tuple[int, ...]], Resolved] = {}

    def link(self, section: Section) -> Section:
        """Return the section with the mentions and cross-references of its paragraphs and annotations."""
        paragraphs = tuple(self._paragraph(section, paragraph) for paragraph in section.paragraphs)
        citations = tuple(self._citation(section, citation) for citation in section.citations)
        return section.model_copy(update={"paragraphs": paragraphs, "citations": citations})

    def _paragraph(self, section: Section, paragraph: Paragraph) -> Paragraph:
        links = self._links(_Host("paragraph", paragraph.paragraph_id, section, paragraph.start, paragraph.end))
        return paragraph.model_copy(update=links._asdict()) if any(links) else paragraph

    def _citation(self, section: Section, citation: Citation) -> Citation:
        notes = tuple(self._annotation(section, annotation) for annotation in citation.annotations)
        is_same = all(new is old for new, old in zip(notes, citation.annotations, strict=True))
        return citation if is_same else citation.model_copy(update={"annotations": notes})

    def _annotation(self, section: Section, note: Annotation) -> Annotation:
        links = self._links(_Host("annotation", note.annotation_id, section, note.start, note.end))
        return note.model_copy(update=links._asdict()) if any(links) else note

    def _links(self, host: _Host) -> _Links:
        prose = self.text[host.start : host.end]
        pointers = find_pointers(prose, self.headings)
        callouts = self._callouts(prose, pointers)
        if not callouts and not pointers:
            return _NO_LINKS
        mentions = tuple(self._mentions(host, prose, callouts, pointers))
        return _Links(mentions, tuple(self._cross_references(host, prose, pointers)))

    def _mentions(
        self, host: _Host, prose: str, callouts: Sequence[Callout], pointers: tuple[Pointer, ...]
    ) -> Iterator[Mention]:
        starts = [0, *(match.end() for match in _SENTENCE_END.finditer(prose))] if callouts else [0]
        counts: Counter[tuple[str, str]] = Counter()
        raw = sentence = ""
        for callout in callouts:
            before, raw = raw, _sentence(prose, starts, callout.start)
            sentence = sentence if raw == before else clean_prose(raw)
            printed = clean_prose(prose[callout.start : callout.end])
            self.n_mentions += 1
            yield self._mention(host, callout, printed, sentence, counts[sentence, printed], pointers)
            counts[sentence, printed] += 1

    def _callouts(self, prose: str, pointers: tuple[Pointer, ...]) -> Sequence[Callout]:
        """Return author-year callouts, and titles of works without names, outside the headings of pointers."""
        found: Sequence[Callout] = find_callouts(prose, self.listing)
        spans = [(pointer.first, pointer.last) for pointer in pointers]
        if spans:
            found = [callout for callout in found if not _touches(spans, callout.start, callout.end)]
        if self.titles.may_be_in(prose):
            spans = sorted([*spans, *((callout.start, callout.end) for callout in found)])
            found = sorted([*found, *self._called_by_title(prose, spans)], key=attrgetter("start"))
        return found

    def _called_by_title(self, prose: str, spans: list[tuple[int, int]]) -> Iterator[Callout]:
        tokens = tokenize(prose)
        for first, stop, targets in self.titles.find(tokens):
            start, end = tokens[first].start, tokens[stop - 1].end
            if prose[start].isupper() and not _touches(spans, start, end):
                yield called_by_title(start, end, self._entries(targets))

    def _entries(self, citations: tuple[str, ...]) -> tuple[Entry, ...]:
        if citations not in self._titled:
            self._titled[citations] = tuple(bare_entry(one, self.sections_of[one]) for one in citations)
        return self._titled[citations]

    def _mention(
        self, host: _Host, callout: Callout, printed: str, sentence: str, rank: int, pointers: tuple[Pointer, ...]
    ) -> Mention:
        resolved = self._resolved(callout.entries, host.section.ordinal, self._under(callout, pointers, host))
        identity = mention_id(host.host_id, sentence, printed, rank)
        form: MentionForm = callout.form  # type: ignore[assignment] # plain text there, the closed list here
        mention = Mention.model_construct(
            mention_id=identity,
            article_id=self.article_id,
            section_id=host.section.section_id,
            host_type=host.kind,
            host_id=host.host_id,
            text=printed,
            names=callout.names,
            year=callout.year,
            year_suffix=callout.letter,
            form=form,
            resolution=resolved.resolution,
            citation_id=resolved.citation_id,
            candidates=resolved.candidates,
            start=host.start + callout.start,
            end=host.start + callout.end,
        )
        self._note_mention(mention)
        return mention

    def _resolved(self, entries: tuple[Entry, ...], section: int, under: tuple[int, ...]) -> Resolved:
        """Return what ``resolve`` says; many callouts of a section ask the same of the same entries."""
        if len(entries) <= _FEW_ENTRIES:
            return resolve(entries, section, under)
        asked = (id(entries), section, under)  # listing and titles keep their entries, which so have lasting identities
        if asked not in self._known:
            self._known[asked] = resolve(entries, section, under)
        return self._known[asked]

    def _under(self, callout: Callout, pointers: tuple[Pointer, ...], host: _Host) -> tuple[int, ...]:
        """Return the ordinals of the sections that *cited under* names right after the callout."""
        if not pointers:
            return ()
        named: list[int] = []
        for pointer in pointers[bisect_left(pointers, callout.end, key=lambda pointer: pointer.start) :]:
            if pointer.start - callout.end > _UNDER_REACH:
                break
            if pointer.kind == "cited_under":
                between = self.text[host.start + callout.end : host.start + pointer.start]
                if not any(c in between for c in ".;"):
                    named += [self.ordinals[target] for target in pointer.targets]
        return tuple(named)

    def _note_mention(self, mention: Mention) -> None:
        if mention.resolution == "none":
            code, words = "mention-unresolved", f"No citation fits “{mention.text}”."
        elif mention.resolution == "ambiguous":
            count = len(mention.candidates)
            words = f"{count}{' or more' * (count == MOST_CANDIDATES)} citations fit “{mention.text}”."
            code = "mention-ambiguous"
        else:
            return
        self.notes.append(Note(report(code, words, mention.start, mention.end), "mentions", mention.mention_id))

    def _cross_references(self, host: _Host, prose: str, pointers: tuple[Pointer, ...]) -> Iterator[CrossReference]:
        counts: Counter[str] = Counter()
        for pointer in pointers:
            printed = clean_prose(prose[pointer.start : pointer.end])
            target = pointer.targets[0] if len(pointer.targets) == 1 else None
            made = CrossReference.model_construct(
                xref_id=xref_id(host.host_id, printed, counts[printed]),
                article_id=self.article_id,
                host_type=host.kind,
                host_id=host.host_id,
                kind=pointer.kind,
                text=printed,
                target_heading=clean_prose(pointer.heading) or None,
                target_section_id=target,
                target_article_id=None,
                start=host.start + pointer.start,
                end=host.start + pointer.end,
            )
            counts[printed] += 1
            if target is None and pointer.kind != "article":
                words = f"{len(pointer.targets) or 'No'} section has the heading “{pointer.heading}”."
                finding = report("cross-reference-unresolved", words, made.start, made.end)
                self.notes.append(Note(finding, "cross_references", made.xref_id))
            yield made


def _touches(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Return whether one of the spans, which are in order and do not overlap, shares a character with another one."""
    at = bisect_left(spans, (end, 0))
    return at > 0 and start < spans[at - 1][1]


def _sentence(prose: str, starts: list[int], at: int) -> str:
    """Return the sentence that holds position ``at``; of a very long one, what stands around that position."""
    index = bisect_right(starts, at)
    start, end = starts[index - 1], starts[index] if index < len(starts) else len(prose)
    return prose[max(start, at - _LONGEST_SENTENCE) : min(end, at + _LONGEST_SENTENCE)]


def link_mentions(article: Article, text: str) -> Article:
    """Return ``article`` with mentions and cross-references in its paragraphs and annotations, and their issues.

    ``text`` is the source text all offsets count in.
    """
    linker = _Linker(article, text)
    sections = tuple(linker.link(section) for section in article.sections)
    issues = _merged(article, text, linker.notes)
    return article.model_copy(update={"sections": sections, "n_mentions": linker.n_mentions, "issues": issues})


def _merged(article: Article, text: str, notes: list[Note]) -> tuple[Issue, ...]:
    """Return the issues of the article and the new ones in order of place."""
    source = SourceText(path=article.source_path, sha256=article.source_sha256, encoding="utf-8", part=0, text=text)
    new = make_issues(article.article_id, source, notes)
    return tuple(sorted((*article.issues, *new), key=lambda i: (i.start or 0, i.end or 0, i.code, i.message)))
