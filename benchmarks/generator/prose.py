"""Introductions, commentary and annotations: sentences of ours in which works are called out."""

import re
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any, NamedTuple

from benchmarks.generator import sentences, words
from benchmarks.generator.writing import Writer


class Callout(NamedTuple):
    """How a work is called out, and the number of its citation in the article."""

    label: str
    citation: int


_SLOT = re.compile(r"\{(\w+)(!?)\}")
_INTRODUCTION_WORDS = (90, 200)
_COMMENTARY_WORDS = (100, 220)
_LETTERS_A_WORD = 6


class Matter(NamedTuple):
    """What one article is about: the words its sentences are filled with, by the name of their slot."""

    words: Mapping[str, Sequence[str]]

    def draw(self, slot: str, random: Random, used: set[str]) -> str:
        """Return a word for this slot that the sentence does not have yet."""
        word = random.choice([word for word in self.words[slot] if word not in used])
        used.add(word)
        return word


def draw_matter(random: Random) -> Matter:
    """Return the matter of an article: enough for every note to have its own, so little that words come back."""
    return Matter(
        {
            "topic": [f"{random.choice(sentences.MODIFIERS)} {random.choice(sentences.ABSTRACTS)}" for _ in range(60)],
            "things": [f"{random.choice(sentences.KINDS)} {random.choice(sentences.PLURALS)}" for _ in range(60)],
            "people": random.sample(sentences.PEOPLE, 24),
            "source": random.sample(sentences.SOURCES, 20),
            "place": random.sample(words.PLACES, 16),
            "period": random.sample(sentences.PERIODS, 10),
            "field": random.sample(sentences.FIELDS, 10),
        }
    )


def topic(random: Random) -> str:
    """Return something the literature could be about."""
    return f"{random.choice(words.ADJECTIVES)} {random.choice(words.NOUNS)}"


def write_introduction(out: Writer, matter: Matter, random: Random) -> None:
    """Write one paragraph of an introduction, without callouts."""
    _write_plain(out, matter, random, sentences.PLAIN, random.randint(*_INTRODUCTION_WORDS))


def write_commentary(out: Writer, matter: Matter, callouts: Sequence[Callout], random: Random) -> list[dict[str, Any]]:
    """Write one paragraph that calls out each of these works at least once; return its mentions."""
    mentions: list[dict[str, Any]] = []
    start, length = out.length, random.randint(*_COMMENTARY_WORDS)
    plain = random.sample(sentences.PLAIN, len(sentences.PLAIN))
    waiting = list(callouts)
    random.shuffle(waiting)
    if not waiting or random.random() < 0.5:  # noqa: PLR2004 - half begin with a plain sentence
        _fill(out, plain.pop(), matter, (), random)
    while waiting:
        arity, template = random.choice(sentences.COMMENTARY)
        wanted = min(random.randint(2, 4), len(waiting)) if arity == 0 else arity
        if wanted > len(waiting):
            continue
        used, waiting = waiting[:wanted], waiting[wanted:]
        out.write(" " if out.length > start else "")
        mentions += _fill(out, template, matter, used, random)
    _write_plain(out, matter, random, plain, length - (out.length - start) // _LETTERS_A_WORD, goes_on=True)
    return mentions


def _write_plain(
    out: Writer, matter: Matter, random: Random, templates: Sequence[str], n_words: int, *, goes_on: bool = False
) -> None:
    """Write sentences without callouts, each another one, until there are about so many words."""
    end = out.length + n_words * _LETTERS_A_WORD
    for template in random.sample(templates, len(templates)):
        if out.length >= end:
            return
        out.write(" " if goes_on else "")
        goes_on = True
        _fill(out, template, matter, (), random)


def write_annotation(
    out: Writer, matter: Matter, author: str, others: Sequence[Callout], random: Random
) -> list[dict[str, Any]]:
    """Write one note on a work by ``author``; now and then it calls out another one. Return its mentions."""
    templates = [
        random.choice(sentences.OPENINGS),
        *random.sample(sentences.MIDDLES, random.choice((0, 1, 2, 2, 2, 3, 3))),
    ]
    if len(templates) == 1 or random.random() < 0.5:  # noqa: PLR2004 - half have a last word
        templates.append(random.choice(sentences.CLOSINGS))
    answer = random.choice(sentences.ANSWERS) if others and random.random() < 0.15 else None  # noqa: PLR2004 - notes seldom name other works
    if answer:
        templates.insert(random.randint(1, len(templates)), answer)
    mentions: list[dict[str, Any]] = []
    for number, template in enumerate(templates):
        out.write(" " if number else "")
        used = (random.choice(others),) if template is answer else ()
        mentions += _fill(out, template, matter, used, random, author)
    return mentions


def _fill(
    out: Writer,
    template: str,
    matter: Matter,
    callouts: Sequence[Callout],
    random: Random,
    author: str = "the author",
) -> list[dict[str, Any]]:
    mentions = []
    position = 0
    used: set[str] = set()
    for slot in _SLOT.finditer(template):
        out.write(template[position : slot.start()])
        position = slot.end()
        if slot[1] == "list":
            for number, callout in enumerate(callouts):
                out.write("; " if number else "")
                mentions.append(_mention(out, callout, "parenthetical"))
        elif slot[1].isdigit():
            mentions.append(_mention(out, callouts[int(slot[1])], "narrative"))
        else:
            word = author if slot[1] == "author" else matter.draw(slot[1], random, used)
            out.write(word[0].upper() + word[1:] if slot[2] else word)
    out.write(template[position:])
    return mentions


def _mention(out: Writer, callout: Callout, form: str) -> dict[str, Any]:
    return {"mark": out.mark(callout.label), "form": form, "target": callout.citation}
