"""Cover and slice rules on every page there is and on thousands of mutated ones; nothing may raise.

Run: python -m benchmarks.rules [--pages N] [FILE...]. Files of ../shared/eval are read when they are there, and any
others that are named. Exit code 1 when a rule is broken; the page that broke it is printed, as short as it can be.
"""

import argparse
import json
import sys
import traceback
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from benchmarks.generator.pages import make_pages
from benchmarks.generator.records import read_records, works
from benchmarks.hostile import TEXTS
from pipeline.article.parse import parse_article
from pipeline.errors import SourceError
from pipeline.folding import fold
from pipeline.found import Found
from pipeline.identifiers.find import IdentifierFound
from pipeline.page.blocks import check_cover
from pipeline.prose import clean_prose
from pipeline.references.name_shapes import Name
from pipeline.references.parse import parse_reference
from schemas import Article, SourceText
from schemas.annotation import Annotation
from schemas.citation import Citation
from schemas.contributor import Contributor
from schemas.identifier import Identifier
from schemas.mention import CrossReference, Mention
from schemas.section import Paragraph

DEVELOPMENT: Final = Path(__file__).parents[2] / "shared" / "eval"
SAMPLES: Final = Path(__file__).parents[1] / "raw"
_AS_PRINTED: Final = frozenset(("title", "container_title", "collection_title", "publisher", "publisher_place"))
"""Fields whose value is their raw form but for white space and markup."""
_MARKUP: Final = frozenset("<>&*_|")
_FAR: Final = 1_000_000
_PAGE: Final = 40


def broken_rules(text: str) -> list[str]:
    """Return what is wrong with the article parsed from ``text``, in plain words; a text that is no article is fine."""
    source = SourceText(path="page.txt", sha256="0" * 64, encoding="utf-8", part=0, text=text)
    try:
        article = parse_article(source)
    except SourceError:
        return []
    except Exception:  # noqa: BLE001 - that nothing raises is what is tested
        return [traceback.format_exc(limit=-3)]
    return [*check_cover(text, article.blocks), *_broken_slices(article, text), *_not_as_checked(article)]


def _not_as_checked(article: Article) -> list[str]:
    """Return whether records that were made without a check would not have passed it, or would not be the same."""
    try:
        checked = Article.model_validate(article.model_dump())
    except ValidationError as error:
        return [f"A record does not pass its check: {error}"]
    is_same = checked.model_dump_json() == article.model_dump_json()
    return [] if is_same else ["A record is not the same when it is checked."]


def _broken_slices(article: Article, text: str) -> Iterator[str]:
    citations = [citation for section in article.sections for citation in section.citations]
    paragraphs = [paragraph for section in article.sections for paragraph in section.paragraphs]
    notes = [note for citation in citations for note in citation.annotations]
    hosts: list[Paragraph | Annotation] = [*paragraphs, *notes]
    for prose in hosts:
        raw = text[prose.start : prose.end]
        if prose.text != (clean_prose(raw) or raw):
            yield f"{prose.text!r} is not the prose of {raw!r}."
        pointers: list[Mention | CrossReference] = [*prose.mentions, *prose.cross_references]
        for pointed in pointers:
            if pointed.text != clean_prose(text[pointed.start : pointed.end]):
                yield f"{pointed.text!r} is not {text[pointed.start : pointed.end]!r}."
    for citation in citations:
        yield from _broken_citation(citation, text)
    yield from _not_as_printed((*article.contributors, *article.identifiers), text)
    for located in (*article.blocks, *article.spans, *article.sections):
        if not 0 <= located.start <= located.end <= len(text):
            yield f"{located!r} is not in the text."


def _not_as_printed(records: Iterable[Citation | Contributor | Identifier], text: str) -> Iterator[str]:
    for one in records:
        if one.raw != text[one.start : one.end]:
            yield f"{one.raw!r} is not {text[one.start : one.end]!r}."


def _broken_citation(citation: Citation, text: str) -> Iterator[str]:
    yield from _not_as_printed((citation, *citation.contributors, *citation.identifiers), text)
    seen = set()
    for span in citation.spans:
        raw = text[span.start : span.end]
        if not citation.start <= span.start < span.end <= citation.end:
            yield f"The span of {span.field} is empty or not in its citation {citation.raw!r}."
        value = getattr(citation, span.field)
        is_first = span.field not in seen and span.field in _AS_PRINTED
        if is_first and _MARKUP.isdisjoint(raw) and fold(value) != fold(raw):
            yield f"{span.field} {value!r} is not {raw!r}."
        seen.add(span.field)


def broken_reference(raw: str) -> list[str]:
    """Return what is wrong with the answer to one reference string."""
    try:
        reference = parse_reference(raw)
    except Exception:  # noqa: BLE001 - as above
        return [traceback.format_exc(limit=-3)]
    found: list[Found | Name | IdentifierFound] = [*reference.fields.values(), *reference.unparsed]
    found += [*reference.names, *reference.identifiers]
    return [f"{one!r} is not in {raw!r}." for one in found if not 0 <= one.start <= one.end <= len(raw)]


def base_pages() -> list[str]:
    """Return the pages that are mutated: generated ones in every layout, and the samples of ``raw``."""
    generated = [page.text for page in make_pages(works(84, 5), 14, 6, 5, 0.3)]
    return generated + [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt"))]


_MARKS = (
    "\n",
    "\n\n",
    "  • ",
    "- ",
    "## ",
    "\t",
    "\u2028",
    "\x0b",
    "Find this resource:",
    "DOI: 10.",
    "———. ",
    "---\n",
)
_PIECES = st.one_of(
    st.sampled_from([piece * count for piece in TEXTS.values() for count in (1, 3)]),
    st.text(max_size=12),
    st.sampled_from(_MARKS),
)
_PLACE = st.integers(0, _FAR)
_MUTATIONS = st.tuples(
    st.sampled_from(("insert", "delete", "repeat", "move", "replace", "cut", "unbreak", "glue")),
    _PLACE,
    st.integers(1, 400),
    _PLACE,
    _PIECES,
)


def mutated(pages: Sequence[str]) -> st.SearchStrategy[str]:
    """Return a strategy that draws one of the pages and changes it in up to six places."""
    return st.tuples(st.sampled_from(pages), st.lists(_MUTATIONS, max_size=6)).map(lambda drawn: mutate(*drawn))


def mutate(text: str, mutations: Iterable[tuple[str, int, int, int, str]]) -> str:
    """Return ``text`` with each change made: what, where, how many characters, whereto, and what is put in."""
    for what, place, size, other, piece in mutations:
        at = place % (len(text) + 1)
        before, span, after = text[:at], text[at : at + size], text[at + size :]
        rest = before + after
        to = other % (len(rest) + 1)
        text = {
            "insert": before + piece + span + after,
            "delete": rest,
            "repeat": before + span + span + after,
            "move": rest[:to] + span + rest[to:],
            "replace": before + piece + after,
            "cut": before if other % 2 else span + after,
            "unbreak": before + span.replace("\n", " ") + after,
            "glue": before + span.replace("\n", "") + after,
        }[what]
    return text


def check_mutated(examples: int) -> None:
    """Raise AssertionError for the shortest page found that breaks a rule, among so many mutated ones."""

    @given(mutated(base_pages()))
    @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    def check(text: str) -> None:
        assert broken_rules(text) == [], text  # noqa: S101 - hypothesis shortens what fails

    check()


def _pages(named: Sequence[str]) -> Iterator[tuple[str, str]]:
    paths = [Path(name) for name in named] + sorted(SAMPLES.glob("*.txt"))
    for path in paths + sorted(DEVELOPMENT.glob("pages/*.txt")) + sorted(DEVELOPMENT.glob("heads/*.txt")):
        yield str(path), path.read_text(encoding="utf-8", errors="replace")
    for path in sorted(DEVELOPMENT.glob("metadata/*.jsonl")):
        records = read_records(path)
        for page in make_pages(records, len(records) // _PAGE + 1, _PAGE, 1, 0.3):
            yield f"{path} as {page.name}", page.text
    for path in sorted(DEVELOPMENT.glob("keyphrases/*.jsonl")):
        yield str(path), "\n\n".join(json.loads(line)["text"] for line in path.read_text("utf-8").splitlines())


def _references() -> Iterator[str]:
    for path in sorted(DEVELOPMENT.glob("references/*.jsonl")):
        yield from (json.loads(line)["raw"] for line in path.read_text(encoding="utf-8").splitlines())


def main() -> int:
    """Check all, say what is broken, and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rules", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="*", metavar="FILE", help="further pages")
    parser.add_argument("--pages", type=int, default=20_000, metavar="N", help="mutated pages (20000)")
    options = parser.parse_args()
    pages, references = list(_pages(options.files)), list(_references())
    broken = [f"{name}: {problem}" for name, text in pages for problem in broken_rules(text)]
    broken += [problem for raw in references for problem in broken_reference(raw)]
    print("\n".join(broken) or f"{len(pages)} pages and {len(references)} references keep the rules.")
    check_mutated(options.pages)
    print(f"{options.pages} mutated pages keep the rules, and none raised.")
    return bool(broken)


if __name__ == "__main__":
    sys.exit(main())
