"""Introductions, commentary and annotations: sentences of ours in which works are called out."""

import re
from collections.abc import Sequence
from random import Random
from typing import Any, NamedTuple

from benchmarks.generator import words
from benchmarks.generator.writing import Writer


class Callout(NamedTuple):
    """How a work is called out, and the number of its citation in the article."""

    label: str
    citation: int


_SLOT = re.compile(r"\{(\d|list|topic|place)\}")

_COMMENTARY = (
    (1, "{0} is the usual place to begin."),
    (1, "The best short account is {0}, which assumes no knowledge of the subject."),
    (1, "{0} remains the standard work, although its sources were limited to {place}."),
    (1, "No one has yet replaced {0}."),
    (1, "For the years after 1945, {0} is the safest guide."),
    (1, "The argument of {0} has been repeated so often that few go back to it."),
    (1, "{0}, p. 72, puts the question in one sentence."),
    (1, "A different view of {topic} is taken in {0}."),
    (1, "Readers in a hurry may turn to {0} and leave the rest for later."),
    (1, "Much of what follows rests on {0}’s account of {topic}."),
    (2, "{0} and {1} disagree about {topic}, and both are worth reading."),
    (2, "While {0} looks at {topic} from above, {1} stays close to {place}."),
    (2, "{0} should be read together with {1}."),
    (2, "The debate began with {0}; {1} gave it the form in which it is known."),
    (2, "Students of {place} will prefer {0} to {1}."),
    (3, "{0}, {1}, and {2} approach {topic} by other roads."),
    (3, "After {0} came {1}, and after {1} came {2}."),
    (0, "Several works reach the same end by another road ({list})."),
    (0, "Work on {topic} has grown quickly ({list})."),
    (0, "The older literature is not without its uses (see {list})."),
)
_PLAIN = (
    "The study of {topic} has drawn on several disciplines, and it shows.",
    "Most of the evidence comes from {place}, a fact that is easily forgotten.",
    "In April 1998 a congress on {topic} met in {place}, and the field has not been the same since.",
    "The act of 1870 changed what could be known about {topic}.",
    "Little agreement has been reached, and perhaps none should be expected.",
    "What is meant by {topic} differs from one country to the next.",
    "Research since the 1960s has moved from institutions to experience.",
    "Between 1914 and 1945 hardly anything was published on the subject.",
)
_OPENINGS = (
    "Surveys", "Traces", "Argues for a new view of", "Offers a clear introduction to", "Examines", "Reconsiders",
    "Brings together essays on", "Provides the fullest account so far of", "Documents", "A classic study of",
    "A concise and readable account of", "Draws on interviews and records to describe", "Standard work on",
    "The author explores", "This book follows", "Useful mainly for its chapters on",
)  # fmt: skip
_FOLLOWINGS = (
    "The chapters on {topic} are the strongest.",
    "Written for students, and none the worse for it.",
    "Based on years of work in {place}, with maps and a good index.",
    "The conclusion goes further than the evidence, as reviewers noted at the time.",
    "Best used together with a general history of {place}.",
    "Its figures have been corrected since, but the argument stands.",
    "Pays more attention to {topic} than most works of its kind.",
    "Especially good on the years between 1880 and 1914.",
    "Includes a bibliography of some four hundred titles.",
    "Not easy reading; the introduction may be skipped at first.",
    "Available online by subscription.",
)
_ANSWERS = (
    "Should be compared with {0}.",
    "Takes issue with {0} on nearly every page.",
    "Readers who find this too technical will be better served by {0}.",
    "A reply to {0}.",
)


def topic(random: Random) -> str:
    """Return something the literature could be about."""
    return f"{random.choice(words.ADJECTIVES)} {random.choice(words.NOUNS)}"


def write_introduction(out: Writer, random: Random) -> None:
    """Write one paragraph of an introduction, without callouts."""
    for number, template in enumerate(random.sample(_PLAIN, random.randint(2, 4))):
        out.write(" " if number else "")
        _fill(out, template, (), random)


def write_commentary(out: Writer, callouts: Sequence[Callout], random: Random) -> list[dict[str, Any]]:
    """Write one paragraph that calls out each of these works at least once; return its mentions."""
    mentions: list[dict[str, Any]] = []
    waiting = list(callouts)
    random.shuffle(waiting)
    if not waiting or random.random() < 0.5:  # noqa: PLR2004 - half begin with a plain sentence
        _fill(out, random.choice(_PLAIN), (), random)
    while waiting:
        if not out.ends_with("\n"):
            out.write(" " if _needs_space(out) else "")
        arity, template = random.choice(_COMMENTARY)
        wanted = min(random.randint(2, 4), len(waiting)) if arity == 0 else arity
        if wanted > len(waiting):
            continue
        used, waiting = waiting[:wanted], waiting[wanted:]
        mentions += _fill(out, template, used, random)
    return mentions


def _needs_space(out: Writer) -> bool:
    return out.ends_with(".")


def write_annotation(out: Writer, others: Sequence[Callout], random: Random) -> list[dict[str, Any]]:
    """Write one note on a work; now and then it calls out another one. Return its mentions."""
    out.write(f"{random.choice(_OPENINGS)} ")
    out.write(f"{topic(random)} in {random.choice(words.PLACES)}.")
    mentions: list[dict[str, Any]] = []
    for template in random.sample(_FOLLOWINGS, random.randint(1, 3)):
        out.write(" ")
        _fill(out, template, (), random)
    if others and random.random() < 0.15:  # noqa: PLR2004 - notes seldom name other works
        out.write(" ")
        mentions += _fill(out, random.choice(_ANSWERS), (random.choice(others),), random)
    return mentions


def _fill(out: Writer, template: str, callouts: Sequence[Callout], random: Random) -> list[dict[str, Any]]:
    mentions = []
    position = 0
    for slot in _SLOT.finditer(template):
        out.write(template[position : slot.start()])
        position = slot.end()
        if slot[1] == "topic":
            out.write(topic(random))
        elif slot[1] == "place":
            out.write(random.choice(words.PLACES))
        elif slot[1] == "list":
            for number, callout in enumerate(callouts):
                out.write("; " if number else "")
                mentions.append(_mention(out, callout, "parenthetical"))
        else:
            mentions.append(_mention(out, callouts[int(slot[1])], "narrative"))
    out.write(template[position:])
    return mentions


def _mention(out: Writer, callout: Callout, form: str) -> dict[str, Any]:
    return {"mark": out.mark(callout.label), "form": form, "target": callout.citation}
