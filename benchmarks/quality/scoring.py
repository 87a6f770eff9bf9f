"""Scores of generated pages: shares and F1, micro over the pages of a setting."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from benchmarks.generator.pages import Page, make_pages
from benchmarks.generator.records import works
from benchmarks.quality.comparing import Sets, key, parsed_sets, true_sets, wrong_fields
from benchmarks.quality.damage import DAMAGES, Damage
from pipeline.article.parse import parse_article
from pipeline.errors import SourceError
from pipeline.sources.decode import decode
from schemas import Article, SourceText

Scores = dict[str, float]
"""Name of a score to its value, from 0 to 1."""

PAGES = 14
"""Pages of a setting: every page layout twice."""
SEED = 7


class Setting(NamedTuple):
    """One kind of pages: citation layout, and how badly they were captured, from 0 to 1."""

    name: str
    layout: str
    noise: float


LAYOUTS = ("author_date", "bibliography")
SETTINGS = (
    Setting("author_date/clean", "author_date", 0.0),
    Setting("author_date/noisy", "author_date", 0.5),
    Setting("bibliography/clean", "bibliography", 0.0),
    Setting("bibliography/noisy", "bibliography", 0.5),
)


class Miss(NamedTuple):
    """Something read wrong: the page, what kind of thing, and the text or fields concerned."""

    page: str
    kind: str
    what: str


def pages_of(setting: Setting, pages: int = PAGES, citations: int = 12, seed: int = SEED) -> Iterator[Page]:
    """Return the pages a setting is measured on; the same arguments give the same pages."""
    items = works(pages * citations, seed)
    return make_pages(items, pages, citations, seed, setting.noise, layout=setting.layout)


def damaged_pages(layout: str) -> list[Page]:
    """Return the pages that are damaged: one in each page layout, clean before."""
    return list(pages_of(Setting(layout, layout, 0.0)))[::2]


def score_pages(pages: Iterable[Page]) -> tuple[Scores, list[Miss]]:
    """Return the scores of these pages and what was read wrong in them."""
    tallies: dict[str, list[int]] = {}
    misses: list[Miss] = []
    right = total = 0
    for page in pages:
        article = parse_page(page)
        truth, parsed = true_sets(page.truth), parsed_sets(article)
        _tally(tallies, truth, parsed)
        misses += _set_misses(page.name, truth, parsed)
        field_misses, cited = _field_misses(page, article)
        misses += field_misses
        total += cited
        right += cited - len(field_misses)
    return {"fields": right / total, **{name: _f1(*tally) for name, tally in tallies.items()}}, misses


def score_damaged(pages: Sequence[Page], damages: Mapping[str, Damage] = DAMAGES) -> tuple[Scores, list[Miss]]:
    """Return for each damage the lowest F1 of sections, citations, annotations and mentions, and what went wrong."""
    scores: Scores = {}
    misses: list[Miss] = []
    for name, damage in damages.items():
        tallies: dict[str, list[int]] = {}
        for page in pages:
            truth, parsed = true_sets(page.truth), parsed_sets(parse_page(replace(page, text=damage(page.text))))
            _tally(tallies, truth, parsed)
            misses += [miss._replace(page=f"{name}: {miss.page}") for miss in _set_misses(page.name, truth, parsed)]
        scores[name] = min(_f1(*tallies[part]) for part in ("sections", "citations", "annotations", "mentions"))
    return scores, misses


def parse_page(page: Page) -> Article | None:
    """Return the article read from a page, as if from a file, or ``None`` when it was not taken for one."""
    text, encoding = decode(page.text.encode())
    source = SourceText(path=page.name, sha256="0" * 64, encoding=encoding, part=0, text=text)
    try:
        return parse_article(source)
    except SourceError:
        return None


def _tally(tallies: dict[str, list[int]], truth: Sets, parsed: Sets) -> None:
    for name in sorted(truth):
        counts = ((truth[name] & parsed[name]).total(), parsed[name].total(), truth[name].total())
        tally = tallies.setdefault(name, [0, 0, 0])
        tally[:] = map(sum, zip(tally, counts, strict=True))


def _f1(hits: int, parsed: int, true: int) -> float:
    return 2 * hits / (parsed + true) if parsed + true else 1.0


def _set_misses(page: str, truth: Sets, parsed: Sets) -> list[Miss]:
    pairs: list[tuple[str, str, Counter[tuple[str, ...]]]] = []
    for name in truth:
        pairs += [(name, "missed", truth[name] - parsed[name]), (name, "extra", parsed[name] - truth[name])]
    return [Miss(page, f"{name} {how}", " | ".join(item)) for name, how, items in pairs for item in items]


def _field_misses(page: Page, article: Article | None) -> tuple[list[Miss], int]:
    found = {key(cited.raw): cited for section in article.sections for cited in section.citations} if article else {}
    cited = [cited for section in page.truth["sections"] for cited in section["citations"]]
    misses = []
    for truth in cited:
        citation = found.get(key(truth["raw"]))
        wrong = wrong_fields(truth, citation) if citation else ["citation"]
        if wrong:
            misses.append(Miss(page.name, "fields " + ", ".join(wrong), truth["raw"]))
    return misses, len(cited)
