"""Whole pages of annotated bibliographies in the layouts they come in, with the truth about them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from benchmarks.generator import words
from benchmarks.generator.callouts import Entry, make_entries
from benchmarks.generator.dates import MONTHS
from benchmarks.generator.frames import (
    FRAMES,
    Frame,
    Head,
    bullet_of,
    indent_of,
    printed_head,
    write_buttons,
    write_end,
    write_head,
)
from benchmarks.generator.inventing import invent_people, invent_title
from benchmarks.generator.names import family, straight
from benchmarks.generator.noise import CLEAN, Noise, add_noise, draw_noise
from benchmarks.generator.prose import (
    Callout,
    Matter,
    draw_matter,
    topic,
    write_annotation,
    write_commentary,
    write_introduction,
)
from benchmarks.generator.references import write_reference
from benchmarks.generator.style import Item, Style
from benchmarks.generator.truth import Cited, Described, article_truth
from benchmarks.generator.writing import Writer

_FIRST_NUMBER = 1000
_LAST_YEAR = 2025
"""No page was changed or reviewed later: in the future, that is."""
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Page:
    """A page and the truth about it; all offsets count code points of ``text``, half-open."""

    name: str
    text: str
    truth: dict[str, Any]


@dataclass(frozen=True)
class _Setting:
    """What one page is written with."""

    frame: Frame
    style: Style
    noise: Noise
    matter: Matter
    random: Random


def make_pages(
    items: Sequence[Item],
    articles: int,
    citations: int,
    seed: int,
    noise: float,
    *,
    layout: str | None = None,
    frames: Sequence[Frame] = FRAMES,
) -> Iterator[Page]:
    """Yield that many pages of that many citations each, works taken from ``items`` in turn.

    The same arguments give the same pages. ``layout`` is ``author_date`` or ``bibliography``; both by turns without it.
    """
    for number in range(articles):
        random = Random(f"{seed}/{number}")  # noqa: S311 - data for tests, not secrets
        first = number * citations
        chosen = [items[(first + i) % len(items)] for i in range(citations)]
        frame = frames[number // 2 % len(frames)]
        yield make_page(chosen, number, random, noise, layout or ("author_date", "bibliography")[number % 2], frame)


def make_page(items: Sequence[Item], number: int, random: Random, noise: float, layout: str, frame: Frame) -> Page:
    """Return one page that cites these works."""
    drawn = draw_noise(random, noise, can_wrap=frame.gap == "\n\n" and not frame.has_front_matter) if noise else CLEAN
    setting = _Setting(frame, _draw_style(random, layout, noise), drawn, draw_matter(random), random)
    head = _draw_head(random, number)
    lists = _draw_lists(make_entries(items, comma=setting.style.comma_before_et_al), random)
    headings = _draw_headings(len(lists) + (4 if frame.is_abridged else 0), random)
    out = Writer()
    write_head(out, frame, head, ["Introduction", *headings], drawn)
    sections = [_write_introduction(out, setting)]
    sections += [
        _write_section(out, setting, heading, entries) for heading, entries in zip(headings, lists, strict=False)
    ]
    write_end(out, frame)
    text, marks = add_noise(out.text(), out.marks, drawn)
    name = f"page-{number:05}.txt"
    return Page(
        name,
        text,
        article_truth(
            name, text, marks, printed_head(head, frame), sections, frame.name, layout, headings[len(lists) :]
        ),
    )


def _draw_style(random: Random, layout: str, noise: float) -> Style:
    is_author_date = layout == "author_date"
    locators = ("number", "parentheses") if is_author_date else ("number",)
    return Style(
        layout=layout,
        with_initials=random.random() < (0.7 if is_author_date else 0.15),
        short_universities=random.random() < (0.8 if is_author_date else 0.3),
        headline_case=not is_author_date or random.random() < 0.25,  # noqa: PLR2004 - some author-date modules do
        locator=random.choice(locators) if random.random() < noise * 0.2 else "dot",
        short_pages=random.random() < 0.1,  # noqa: PLR2004 - the house style writes pages out
        credit="ed" if random.random() < noise * 0.1 else "edited_by",
        original="bracket" if is_author_date else "published",
        dashes=random.random() < 0.5,  # noqa: PLR2004 - by halves
        comma_before_et_al=random.random() < 0.8,  # noqa: PLR2004 - the house style has it
    )


def _draw_head(random: Random, number: int) -> Head:
    isbn, subject = words.SUBJECTS[number % len(words.SUBJECTS)]
    year = random.randint(2010, 2024)
    reviewed = None if random.random() < 0.1 else _date(random, min(year + random.randint(0, 2), _LAST_YEAR))  # noqa: PLR2004 - some lack it
    title = topic(random).title() if random.random() < 0.5 else invent_title(random).partition(":")[0].rstrip("?")  # noqa: PLR2004 - by halves
    authors = tuple(straight(person, with_initials=False) for person in invent_people(random, (1, 1, 2, 3)))
    doi = f"10.1093/obo/{isbn}-{_FIRST_NUMBER + number // len(words.SUBJECTS):04}"
    return Head(title, subject, authors, reviewed, _date(random, year), doi)


def _date(random: Random, year: int) -> str:
    return f"{random.randint(1, 28):02} {random.choice(MONTHS)} {year}"


def _draw_lists(entries: Sequence[Entry], random: Random) -> list[list[Entry]]:
    """Return the entries shared out over sections of five to twelve, each in alphabetical order."""
    lists = []
    position = 0
    while position < len(entries):
        size = random.randint(5, 12)
        lists.append(sorted(entries[position : position + size], key=lambda entry: entry.sort_key))
        position += size
    return lists


def _draw_headings(count: int, random: Random) -> list[str]:
    headings = ["General Overviews", *random.sample(words.HEADINGS[1:], min(count // 2, len(words.HEADINGS) - 1))]
    while len(headings) < count:
        nouns = [noun.title() for noun in random.sample(words.NOUNS, 3)]
        heading = random.choice(words.HEADING_FORMS).format(*nouns)
        if heading not in headings:
            headings.append(heading)
    return headings[:count]


def _write_introduction(out: Writer, setting: _Setting) -> Described:
    section = Described("Introduction", None)
    if setting.frame.shows_introduction:
        section.mark = out.mark("Introduction")
        out.write(setting.frame.gap)
    for _ in range(setting.random.randint(1, 3)):
        start = out.length
        write_introduction(out, setting.matter, setting.random)
        section.paragraphs.append(out.close(start))
        out.write(setting.frame.gap)
    return section


def _write_section(out: Writer, setting: _Setting, heading: str, entries: Sequence[Entry]) -> Described:
    section = Described(heading, out.mark(heading))
    out.write(setting.frame.gap)
    callouts = [entry.callout for entry in entries if entry.callout]
    n_paragraphs = setting.random.randint(1, 3)
    for number in range(n_paragraphs):
        start = out.length
        section.mentions += write_commentary(out, setting.matter, callouts[number::n_paragraphs], setting.random)
        section.paragraphs.append(out.close(start))
        out.write(setting.frame.gap)
    previous: Entry | None = None
    for entry in entries:
        section.citations.append(_write_entry(out, setting, entry, callouts, dash=_repeats(entry, previous, setting)))
        previous = entry
    if setting.frame.has_back_to_top:
        out.write("back to top" + setting.frame.gap)
    return section


def _repeats(entry: Entry, previous: Entry | None, setting: _Setting) -> bool:
    return setting.style.dashes and previous is not None and bool(entry.lead[1]) and entry.lead == previous.lead


def _write_entry(out: Writer, setting: _Setting, entry: Entry, callouts: Sequence[Callout], *, dash: bool) -> Cited:
    frame, noise, random = setting.frame, setting.noise, setting.random
    out.write(bullet_of(frame, noise))
    start = out.length
    reference = write_reference(out, entry.item, setting.style, suffix=entry.suffix, dash=dash)
    cited = Cited(entry.number, out.close(start), reference)
    out.write(frame.gap)
    doi = entry.item.get("DOI")
    mark = write_buttons(out, frame, noise, doi)
    if doi and mark is not None:
        reference.fields["doi"] = (str(doi).lower(), mark)
    if random.random() < 0.97:  # noqa: PLR2004 - a few works have no note
        out.write(indent_of(frame, noise))
        start = out.length
        others = [callout for callout in callouts if callout.citation != entry.number]
        cited.mentions = write_annotation(out, setting.matter, _author(entry), others, random)
        cited.annotations.append(out.close(start))
        out.write(frame.gap)
    if frame.has_buttons:
        out.write("Find this resource:" + frame.gap)
    return cited


def _author(entry: Entry) -> str:
    """Return how a note speaks of who made the work."""
    names = entry.lead[1]
    return family(names[0]) if names and names[0].get("family") else "the author"
