"""Names at the front that no full stop closes: ``Müller, Hans: Die Stadt`` and ``Dupont, Jean, La ville, Paris, 1985``.

German lists set a colon after the names, French and Italian ones a comma, and the whole entry is one sentence.
"""

import re

from pipeline.references.given_names import GIVEN_NAMES
from pipeline.references.name_shapes import PARTICLES
from pipeline.references.sentences import sentence_starts

_FAMILY = r"(?:[^\W\d_]['’\w-]*+ ){0,3}[^\W\d_a-z]['’\w-]*+"
_WORD = r"[^\W\d_a-z][\w’'-]++"
_GIVEN = rf"(?:[^\W\d_a-z]\.(?:[ -]?[^\W\d_a-z]\.){{0,3}}|{_WORD}(?: {_WORD}){{0,2}}(?: [^\W\d_a-z]\.)?)"
_INVERTED = re.compile(rf"(?P<family>{_FAMILY}), (?P<given>{_GIVEN})")
_CAPITALS = re.compile(rf"(?P<family>[^\W\d_a-z]{{2,}}(?:[ '’-][^\W\d_a-z]{{2,}}){{0,2}}) (?P<given>{_GIVEN})")
"""The family name in capitals, as French lists have it: ``DUPONT Jean``."""
_PLAIN = re.compile(rf"(?P<given>{_GIVEN}) {_FAMILY}")
_BETWEEN = re.compile(r" ?[;/] ?| [–—] | (?:und|u\.|et|e|y|&) ")
_ROLE = re.compile(r",? [(\[](?:Hrsg|Hgg?|éds?|dirs?|eds?|coords?|Red|a cura di)\.?[)\]]", re.IGNORECASE)
_CONTINENTAL = re.compile(r"[.,] (?:In: |S\. \d|Bd\. \d|H\. \d)|\((?:Hrsg|Hgg?)\.\)")
"""What only German references have: that no title with a colon was read as names."""
_MORE_NAMES = re.compile(rf"(?:and|&|et al|eds?\b|Jr\b|{_GIVEN}(?: {_WORD})?(?:,? (?:and|et|&) |,|\.))")
_GUILLEMETS = re.compile(r"[«“\"]")


def closed_names(text: str) -> int:
    """Return where the names at the front end with the colon or comma that closes them, 0 when none surely does.

    Sure is a name whose given name is an initial or a known one. A comma closes names only where the whole entry is
    one sentence, and what follows is no name as well.
    """
    end, is_sure = _list_end(text)
    if not end:
        return 0
    role = _ROLE.match(text, end)
    end = role.end() if role else end
    if text.startswith((": ", " : "), end):
        return text.index(":", end) + 1 if is_sure or role or _CONTINENTAL.search(text, end) else 0
    if is_sure and text.startswith(", ", end) and _is_one_sentence(text, end + 2):
        return end + 1
    return 0


def _list_end(text: str) -> tuple[int, bool]:
    """Return where a list of inverted names ends, and whether its first name is surely a person's."""
    first = _INVERTED.match(text) or _CAPITALS.match(text)
    if first is None or not all(w[0].isupper() or w in PARTICLES for w in first["family"].split()):
        return 0, False
    end = first.end()
    while between := _BETWEEN.match(text, end):
        plain = _PLAIN.match(text, between.end())
        is_plain = plain is not None and _is_given(plain["given"])
        person = plain if is_plain else _INVERTED.match(text, between.end()) or plain
        if person is None:
            break
        end = person.end()
    return end, _is_given(first["given"])


def _is_given(words: str) -> bool:
    """Say whether given names surely are some: an initial stands first, or a name that is known."""
    first = words.split(maxsplit=1)[0]
    return first[-1] == "." or first.split("-")[0].lower() in GIVEN_NAMES


def _is_one_sentence(text: str, start: int) -> bool:
    """Say whether what begins after a comma is a title, and no sentence ends before the end of the entry."""
    if _GUILLEMETS.match(text, start):
        return True
    follows = text[start : start + 1]
    if not follows.isupper() or _MORE_NAMES.match(text, start) or text.count(", ", start) < 1:
        return False
    return not sentence_starts(text, start, len(text))
