"""Words of names: what they look like, and what that tells of them."""

import re
from typing import NamedTuple

from pipeline.references.given_names import GIVEN_NAMES


class Name(NamedTuple):
    """One name in one role; a person has ``family``, a body or a single name has ``literal``."""

    role: str
    family: str | None
    given: str | None
    particle: str | None
    suffix: str | None
    literal: str | None
    is_organization: bool
    is_et_al: bool
    is_inherited: bool
    raw: str
    start: int
    end: int


UP = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽȘȚЀ-ЯΑ-Ω"
INITIALS = re.compile(
    rf"(?:[{UP}][a-z]{{0,2}}\.[-‐–\s]?){{1,6}}(?:-?[{UP}])?\Z|[{UP}]{{1,3}}\Z|[{UP}](?:[ -][{UP}]){{1,2}}\.?\Z"
)
INITIALS_PARTICLE = re.compile(
    rf"(?:[{UP}][a-z]{{0,2}}\.[-‐–\s]*){{1,5}}(?:de|van|von|da|du|dos|del|della|der|den|la|"
    rf"le|ten|ter|zu|di|do|af|el)(?:\s(?:la|las|los|der|den))?\Z"
)
DOTTED = re.compile(rf"(?:[{UP}][a-z]{{0,2}}\.[-‐–\s]?){{1,6}}\Z|[{UP}]\Z")
SURNAME_INITIALS = re.compile(
    rf"(?P<family>[^\W\d][^\d.]*?[^\W\d]\.?)\s+(?P<given>(?:[{UP}]\.[-‐\s]?){{1,4}}[{UP}]?|"
    rf"[{UP}]{{1,3}}|[{UP}](?:[-‐ ][{UP}]){{1,2}})(?P<suffix>\s(?:Jr|Sr|I{{2,3}}|IV)\.?)"
    rf"?\Z"
)
SUFFIX = re.compile(r"(?:Jr|JR|Sr|SR|Jun|Sen)\.?\Z|I{2,3}\Z|IV\Z|(?:2nd|3rd|4th)\Z|[Ee]sq\.?\Z|Ph\.?D\.?\Z")
TRAILING_SUFFIX = re.compile(r",?\s+((?:Jr|Sr)\.?|I{2,3}|IV)\Z")
_DASH = re.compile(r"(?:[-‐‒–—―−_]\s?){2,12}|[—―–]|-{2,12}")

_REGNAL = re.compile(
    r"(?P<name>[^\W\d_a-z][^\W\d_A-Z]+) (?P<number>I{1,3}|IV|VI{0,3}|IX|XI{0,3}|XIV|XVI{0,3}|XIX|XXI{0,3})\.?\Z"
)
_SURE_NUMBER = 3
"""A numeral of three letters is no initials."""

PARTICLES = frozenset(
    "van von der den de del della dello dei degli di da das dos do du la las le les lo ten ter te zu zum zur af av al el wa "
    "bin ibn ben bint op ’t 't vom d’ d'".split()
)
CAPITAL_PARTICLES = frozenset(
    "Van Von De Del Della Di Da Dos Du La Las Le Lo Des Ten Ter Te Vander Vanden St. Saint".split()
)


def looks_whole(words: list[str]) -> bool:
    """Say whether these words are rather a whole name than given names: ``Thomas Lavergne``, ``Jose A. Cheibub``."""
    if len(words) > 1 and (_SLAVIC_FAMILY.search(words[-1]) or (len(words) > 2 and _has_middle_initial(words))):
        return True
    return (
        len(words) == 2
        and words[0].lower() in GIVEN_NAMES
        and words[1].lower() not in GIVEN_NAMES
        and len(words[1]) > 2
    )


def _has_middle_initial(words: list[str]) -> bool:
    """Say whether an initial stands between a given and a family name."""
    return bool(DOTTED.match(words[-2])) and "." in words[-2] and len(words[-1]) > 2 and words[-1].isalpha()


_SLAVIC_FAMILY = re.compile(r"(?:[ое]ва?|ск(?:а|и|ий|ая)|енко|чук)\Z")
"""Family names in Cyrillic letters; a father's name that follows a given name ends in ``-вич`` or ``-вна``."""


def may_end_in_initials(text: str) -> bool:
    """Return whether the last letter can be that of initials, ``Jr`` or ``Sr``: a quick look that spares most of it."""
    return not text[-1:].islower() or text.endswith(("Jr", "Sr"))


CHINESE_FAMILIES = frozenset(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖田董袁潘于余叶葉蒋蔣杜苏蘇魏程吕呂丁沈任姚卢盧姜崔钟鍾谭譚陆陸汪范金石廖贾賈夏韦韋方白邹鄒孟熊秦邱江尹薛闫段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴覃武戴莫孔向汤湯"
)
"""Family names of one character, the commonest: they tell ``余敏, 朱江`` from ``司马, 光``."""


def is_ruler(text: str) -> bool:
    """Say whether a name is that of a ruler or pope: ``Pius XII``, ``Elizabeth I``."""
    match = _REGNAL.match(text)
    return match is not None and (match["name"].lower() in GIVEN_NAMES or len(match["number"]) >= _SURE_NUMBER)


def has_east_asian(text: str) -> bool:
    """Return whether there are Chinese, Japanese or Korean characters."""
    return not text.isascii() and any("\u2e80" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7af" for c in text)


def split_particle(family: str) -> tuple[str | None, str]:
    """Return the particles a family name begins with, ``None`` without any, and the rest of it."""
    words = family.split()
    at = 0
    while at < len(words) - 1 and words[at] in PARTICLES:
        at += 1
    return " ".join(words[:at]) or None, " ".join(words[at:])


_HONORIFICS = frozenset(
    "Sir Lady Dame Lord Sister Brother Father Mother Fr. Rev. Dr. Saint St. Sri Swami Sheikh Imam Rabbi King Queen Pope".split()
)


_PAIR = 2


def is_person(words: list[str]) -> bool:
    """Say whether words show themselves to be a person's: a common given name, initials, a particle."""
    first = words[0]
    return (
        (first in _HONORIFICS and len(words) > _PAIR and "[" not in "".join(words))
        or first.lower() in GIVEN_NAMES
        or bool(INITIALS.match(first))
        or first.split("-")[0].lower() in GIVEN_NAMES
        or any(w in PARTICLES or (len(w) == 2 and w[1] == ".") for w in words[1:-1])
    )


def family_at(words: list[str]) -> int:
    """Return the index of the first word of the family name, particles included."""
    last = len(words) - 1
    if words[last].isupper() and len(words[last]) > 1 and not words[0].isupper():
        at = last
        while at > 1 and words[at - 1].isupper() and len(words[at - 1]) > 1 and "." not in words[at - 1]:
            at -= 1
        return at
    at = last - 2 if last > _PAIR and words[last - 1] in ("y", "e", "i") else last  # "de la Cruz y Pérez"
    while at > 1 and (words[at - 1] in PARTICLES or words[at - 1] in CAPITAL_PARTICLES):
        at -= 1
    return at


def is_repeated_author(text: str) -> bool:
    """Say whether ``text`` is the dash that stands for the names of the reference before."""
    return bool(_DASH.fullmatch(text.strip()))
