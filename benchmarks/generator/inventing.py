"""Works that do not exist but could: CSL-JSON items put together from word lists, the same ones for the same seed."""

from random import Random
from typing import Any

from benchmarks.generator import words
from benchmarks.generator.names import NameItem

Item = dict[str, Any]

_TYPES = (
    ("book", 38), ("edited_book", 12), ("article-journal", 28), ("chapter", 11), ("thesis", 2), ("report", 2),
    ("webpage", 1), ("motion_picture", 1), ("periodical", 2), ("article-newspaper", 1), ("article-magazine", 1),
    ("entry-encyclopedia", 1),
)  # fmt: skip
_GENRES = ("PhD diss.", "PhD diss.", "PhD diss.", "MA thesis", "EdD diss.")
_REPORTS = ("Working Paper", "Research Report", "Technical Report", "Discussion Paper", "Policy Brief")
_COUNTS = (1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 8)


def invent_works(count: int, seed: int) -> list[Item]:
    """Return that many invented works."""
    random = Random(seed)  # noqa: S311 - data for tests, not secrets
    return [invent_work(random) for _ in range(count)]


def invent_work(random: Random) -> Item:
    """Return one invented work."""
    kind = random.choices([name for name, _ in _TYPES], [weight for _, weight in _TYPES])[0]
    item: Item = {"type": "book" if kind == "edited_book" else kind, "title": invent_title(random)}
    item["issued"] = {"date-parts": [[random.randint(1890, 2024)]]}
    _MAKERS[kind](item, random)
    return item


def invent_people(random: Random, counts: tuple[int, ...] = _COUNTS) -> list[NameItem]:
    """Return one person or several, each with another family name."""
    people: dict[str, NameItem] = {}
    wanted = random.choice(counts)
    while len(people) < wanted:
        name = invent_person(random)
        people.setdefault(str(name["family"]), name)
    return list(people.values())


def invent_person(random: Random) -> NameItem:
    """Return one person; one in eight has a particle, a suffix, a compound family name or a hyphenated given name."""
    given = random.choice(words.GIVENS)
    shape = random.random()
    if shape < 0.35:  # noqa: PLR2004 - a third have a middle name or initial
        given += " " + (random.choice(words.GIVENS) if shape < 0.1 else random.choice("ABCDEFGHJKLMNPRSTW") + ".")  # noqa: PLR2004 - few are spelled out
    name: NameItem = {"family": random.choice(words.FAMILIES), "given": given}
    odd = random.randrange(32)
    if odd == 0:
        name["given"] = random.choice(words.HYPHENATED_GIVENS)
    elif odd == 1:
        name["family"] = random.choice(words.COMPOUND_FAMILIES)
    elif odd == 2:  # noqa: PLR2004 - one of the odd shapes
        name["family"] = random.choice(words.PARTICLE_FAMILIES)
        name["non-dropping-particle"] = random.choice(words.PARTICLES)
    elif odd == 3:  # noqa: PLR2004 - one of the odd shapes
        name["suffix"] = random.choice(("Jr.", "III"))
    return name


def invent_title(random: Random) -> str:
    """Return a title in sentence case, names in it capitalised, half of them with a subtitle."""
    title = _phrase(random)
    title = title[0].upper() + title[1:]
    if random.random() < 0.45:  # noqa: PLR2004 - nearly half
        subtitle = _phrase(random)
        rarely = "? " if random.random() < 0.2 else ": "  # noqa: PLR2004 - one in twenty asks
        title += random.choice((": ", ": ", ": ", rarely)) + subtitle[0].upper() + subtitle[1:]
    if random.random() < 0.15:  # noqa: PLR2004 - a few have years
        first = random.randint(1500, 1950)
        title += f", {first}–{first + random.randint(5, 120)}"
    return title


def _phrase(random: Random) -> str:
    noun, other, third = random.sample(words.NOUNS, 3)
    adjective, another = random.sample(words.ADJECTIVES, 2)
    place = random.choice(words.PLACES)
    return random.choice(
        (
            f"the {adjective} {noun}", f"{noun} and {other}", f"{noun} and {other} in {place}",
            f"the {noun} of {other}",
            f"{adjective} {noun} in {place}", f"{random.choice(words.GERUNDS)} the {noun}",
            f"{noun}, {other}, and {third}",
            f"{_with_article(adjective)} history of {noun}", f"the {noun} in {adjective} {place.removeprefix('the ')}",
            f"toward {_with_article(another)} theory of {noun}", f"what is {noun}",
            f"{random.choice(words.GERUNDS)} {adjective} {noun}",
            f"{place} and the {noun}", f"the {noun} as {other}", f"on {noun}", f"{adjective} {noun}, {another} {other}",
        )
    )  # fmt: skip


def _with_article(word: str) -> str:
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def _imprint(item: Item, random: Random) -> None:
    item["publisher"], item["publisher-place"] = random.choice(words.PUBLISHERS)


def _authors(item: Item, random: Random) -> None:
    if random.random() < 0.04:  # noqa: PLR2004 - bodies are rare
        item["author"] = [{"literal": random.choice(words.ORGANISATIONS)}]
    else:
        item["author"] = invent_people(random)


def _series(random: Random) -> str:
    return random.choice(words.SERIES).format(random.choice(words.JOURNAL_FIELDS))


def _extras(item: Item, random: Random) -> None:
    chance = random.random()
    year = item["issued"]["date-parts"][0][0]
    if chance < 0.06:  # noqa: PLR2004 - shares of real lists
        item["edition"] = str(random.choice((2, 2, 2, 3, 4)))
    elif chance < 0.08:  # noqa: PLR2004
        item["edition"] = "Rev."
    elif chance < 0.12:  # noqa: PLR2004
        item["number-of-volumes"] = str(random.randint(2, 6))
    elif chance < 0.18:  # noqa: PLR2004
        item["translator"] = invent_people(random, (1, 1, 2))
        if chance < 0.15 and year > 1920:  # noqa: PLR2004
            item["original-date"] = {"date-parts": [[year - random.randint(3, 30)]]}
    elif chance < 0.23:  # noqa: PLR2004
        item["collection-title"] = _series(random)
        if chance < 0.21:  # noqa: PLR2004
            item["collection-number"] = str(random.randint(1, 90))
    elif chance < 0.25:  # noqa: PLR2004
        item["editor"] = invent_people(random, (1, 1, 2))


def _book(item: Item, random: Random) -> None:
    _authors(item, random)
    _imprint(item, random)
    _extras(item, random)


def _edited_book(item: Item, random: Random) -> None:
    item["editor"] = invent_people(random)
    _imprint(item, random)
    if random.random() < 0.1:  # noqa: PLR2004
        item["edition"] = "2"


def _pages(random: Random, longest: int = 45) -> str:
    first = random.randint(1, 640)
    return f"{first}–{first + random.randint(3, longest)}"


def _journal(random: Random) -> str:
    first, second = random.sample(words.JOURNAL_FIELDS, 2)
    return random.choice(words.JOURNALS).format(first, second)


def _article(item: Item, random: Random) -> None:
    item["author"] = invent_people(random)
    item["container-title"] = _journal(random)
    item["volume"] = str(random.randint(1, 130))
    if random.random() < 0.9:  # noqa: PLR2004
        item["issue"] = random.choice((str(random.randint(1, 12)), str(random.randint(1, 6)), "1–2", "3–4"))
    item["page"] = _pages(random) if random.random() < 0.96 else f"e{random.randint(10000, 999999)}"  # noqa: PLR2004
    if random.random() < 0.5:  # noqa: PLR2004 - half have a DOI, under a prefix that is set aside for examples
        item["DOI"] = (
            f"10.5555/{random.choice(('jx', 'S', ''))}{random.randint(10**7, 10**9)}{random.choice(('', '.2', 'x'))}"
        )


def _chapter(item: Item, random: Random) -> None:
    item["author"] = invent_people(random)
    item["container-title"] = invent_title(random)
    if random.random() < 0.95:  # noqa: PLR2004
        item["editor"] = invent_people(random, (1, 1, 2, 2, 3))
    item["page"] = _pages(random)
    _imprint(item, random)


def _thesis(item: Item, random: Random) -> None:
    item["author"] = invent_people(random, (1,))
    item["genre"] = random.choice(_GENRES)
    item["publisher"] = random.choice(words.SCHOOLS)


def _report(item: Item, random: Random) -> None:
    _authors(item, random)
    item["genre"] = random.choice(_REPORTS)
    item["number"] = str(random.randint(1, 9000))
    item["publisher"] = random.choice(words.ORGANISATIONS[:1] + words.ORGANISATIONS[-4:])
    item["publisher-place"] = random.choice(("Washington, DC", "Paris", "Geneva, Switzerland", "Brussels"))


def _webpage(item: Item, random: Random) -> None:
    del item["issued"]
    item["publisher"], item["publisher-place"] = random.choice(words.PUBLISHERS)


def _film(item: Item, random: Random) -> None:
    item["director"] = invent_people(random, (1,))
    item["publisher"], item["publisher-place"] = random.choice(words.PUBLISHERS)


def _periodical(item: Item, random: Random) -> None:
    item["title"] = _journal(random)
    item["issued"]["open"] = True


def _press(item: Item, random: Random) -> None:
    is_paper = item["type"] == "article-newspaper"
    item["author"] = invent_people(random, (1, 1, 2))
    item["container-title"] = random.choice(words.NEWSPAPERS if is_paper else words.MAGAZINES)
    item["issued"]["date-parts"][0] += [random.randint(1, 12), random.randint(1, 28)]


def _entry(item: Item, random: Random) -> None:
    item["author"] = invent_people(random, (1, 1, 2))
    item["container-title"] = f"The encyclopedia of {random.choice(words.NOUNS)}"
    item["editor"] = invent_people(random, (1, 2, 2))
    item["volume"] = str(random.randint(1, 9))
    item["page"] = _pages(random, 6)
    _imprint(item, random)


_MAKERS = {
    "book": _book, "edited_book": _edited_book, "article-journal": _article, "chapter": _chapter, "thesis": _thesis,
    "report": _report, "webpage": _webpage, "motion_picture": _film, "periodical": _periodical,
    "article-newspaper": _press, "article-magazine": _press, "entry-encyclopedia": _entry,
}  # fmt: skip
