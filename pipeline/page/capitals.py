"""Capitals: what is set like a list of names, like a heading, or breaks off, by its first letters and last marks."""

import re
from typing import Final

_NAME_LIST = re.compile(r"[^\W\d_][\w\u0300-\u036f’'.\-‐‑()*\[\]]*")
_WORDS = """
a af al an and as at auf av aus aux bin by comp comps con da das de degli dei del della den der des di die dir
do dos du e ed editor editors eds ein el en et for from für ibn im in la las le les los min of och on or par
nd pour pseud rd ten ter the to trans und van vom von with y zu zum zur
"""
_SMALL_WORDS = frozenset(_WORDS.split())
"""Words that are small letters in names and titles."""
_FIRST = re.compile(r"[\"“‘'«*_¿¡(\[]{0,3}([^\W_])")
_PARTICLES = re.compile(
    r"[\"“‘'*_]{0,3}(?:(?:(?:af|al|av|bin|da|das|de|de[lnrs]|degli|della|di|do|dos|du|el|ibn|la|las|le|los|te[nr]?|ul|van"
    r"|vander|vanden|vo[mn]|zu[mr]?)\s){1,4}|(?:a[dlst]|d|el|l|’t|'t)[-‐’'\s])[^\W\d_a-zà-öø-ÿ]"
)
"""A name that begins with small words: *de la Torre*, *van der Berg*, *al-Ghazali*, *d’Holbach*."""
LONGEST_HEADING: Final = 140
_CLOSERS = "\"”’'*_"
"""What may stand behind the stop of a sentence."""
_MOST_HEADING_WORDS = 18
_LONGEST_NAMES = 300


def have_capitals(prefix: str) -> bool:
    """Return whether nearly all words are capitalised, as in a list of names and their roles."""
    words = _NAME_LIST.findall(prefix[:_LONGEST_NAMES])
    small = sum(1 for word in words if word[0].islower() and word.rstrip(".)]*") not in _SMALL_WORDS)
    is_short = len(prefix) <= _LONGEST_NAMES + 100
    return bool(words) and is_short and ":" not in prefix and small <= len(words) // 8 and starts_large(prefix)


def starts_large(text: str) -> bool:
    """Return whether a text begins with a capital, a letter of a script that has none, or a particle of a name."""
    match = _FIRST.match(text)
    return match is not None and (not match[1].islower() or _PARTICLES.match(text) is not None)


def is_heading(text: str, start: int, end: int) -> bool:
    """Return whether the span is set like a heading: short, capitalised, without the stop of a sentence."""
    size = end - start
    if size > LONGEST_HEADING or not starts_large(text[start:end]):
        return False
    words = text[start:end].rstrip(_CLOSERS).split()
    if not words or words[-1][-1] in ".,:;…»" or len(words) > _MOST_HEADING_WORDS:
        return False
    telling = [word.lstrip("\"“‘'«(*_") for word in words if word.strip("\"“”‘’'«»()*_").lower() not in _SMALL_WORDS]
    large = sum(1 for word in telling if word[:1] and not word[0].islower())
    return 2 * large > len(telling) or len(words) == 1


def are_names(text: str) -> bool:
    """Return whether ``text`` can be a byline: capitalised words and particles, no digits, no stop of a sentence."""
    if not text or len(text) > _LONGEST_NAMES or any(map(str.isdigit, text)) or text[-1] in ":;?!":
        return False
    return have_capitals(text)


def is_truncated(text: str) -> bool:
    """Return whether prose breaks off: it ends with an ellipsis or without the stop of a sentence."""
    bare = text.rstrip("\"”’'»)]* ")
    return not bare or bare[-1] not in ".?!" or bare.endswith("...")
