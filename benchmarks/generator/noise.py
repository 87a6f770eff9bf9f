"""What copying, printing and scraping do to a page; every change keeps the labels in place."""

import re
from dataclasses import dataclass
from random import Random

from benchmarks.generator.writing import Edit, apply_edits, replacements

_STRAIGHT = str.maketrans("’‘“”", "''\"\"")
_SPACE = str.maketrans("\xa0", " ")
_HYPHEN = str.maketrans("–", "-")
_NO_BREAK = re.compile("\xa0")
_AMPERSAND = re.compile(r"&(?!amp;)")
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True)
class Noise:
    """What is done to one page."""

    bullet: str = "•"
    has_indents: bool = True
    is_glued: bool = False
    no_break: str = "\xa0"
    has_curly_quotes: bool = True
    has_en_dashes: bool = True
    has_entities: bool = False
    width: int = 0


CLEAN = Noise()


def draw_noise(random: Random, level: float, *, can_wrap: bool) -> Noise:
    """Return the noise of one page; each kind comes with a chance of ``level`` (0 to 1) times its share."""

    def comes(share: float) -> bool:
        return random.random() < level * share

    return Noise(
        bullet=random.choice(("-", "*", "·", "•")) if comes(0.6) else "•",
        has_indents=not comes(0.4),
        is_glued=comes(0.5),
        no_break=random.choice((" ", " ", "")) if comes(0.8) else "\xa0",
        has_curly_quotes=not comes(0.5),
        has_en_dashes=not comes(0.4),
        has_entities=comes(0.3),
        width=random.randint(68, 96) if can_wrap and comes(0.4) else 0,
    )


def add_noise(text: str, marks: list[tuple[int, int]], noise: Noise) -> tuple[str, list[tuple[int, int]]]:
    """Return the page with the noise that changes characters and line ends, and its marks where they stand then."""
    if not noise.has_curly_quotes:
        text = text.translate(_STRAIGHT)
    if not noise.has_en_dashes:
        text = text.translate(_HYPHEN)
    if noise.no_break == " ":
        text = text.translate(_SPACE)
    edits: list[Edit] = []
    if noise.no_break == "":
        edits += replacements(text, _NO_BREAK, "")
    if noise.has_entities:
        edits += replacements(text, _AMPERSAND, "&amp;")
    if noise.width:
        edits += _line_breaks(text, noise.width)
    return apply_edits(text, marks, edits)


def _line_breaks(text: str, width: int) -> list[Edit]:
    """Return the edits that wrap long lines at spaces, the indent of a line kept on the lines it is broken into."""
    edits = []
    for line in _LINE.finditer(text):
        if len(line[0]) <= width:
            continue
        bare = line[0].lstrip(" ")
        indent = " " * (len(line[0]) - len(bare) + (2 if bare[:2] in ("• ", "- ", "* ", "· ") else 0))
        begin, room = line.start(), width
        while line.end() - begin > room:
            at = text.rfind(" ", begin + len(indent) + 4, begin + room + 1)
            if at < 0:
                break
            edits.append(Edit(at, at + 1, "\n" + indent))
            begin, room = at + 1, width - len(indent)
    return edits
