"""Names at the front that no full stop closes: ``Müller, Hans: Die Stadt`` and ``Dupont, Jean, La ville, Paris, 1985``.

German lists set a colon after the names, French and Italian ones a comma, and the whole entry is one sentence.
"""

import re

from pipeline.references.given_names import begins_with_given
from pipeline.references.name_shapes import PARTICLES
from pipeline.references.sentences import sentence_starts

_PARTICLE = "|".join(sorted(word for word in PARTICLES if word.isalpha()))
_FAMILY = rf"(?:(?:{_PARTICLE}) ){{0,3}}[^\W\d_a-z]['’\w-]*+"
_WORD = r"[^\W\d_a-z][\w’'-]++"
_GIVEN = rf"(?:[^\W\d_a-z]\.(?:[ -]?[^\W\d_a-z]\.){{0,3}}|{_WORD}(?: {_WORD}){{0,2}}(?: [^\W\d_a-z]\.)?)"
_INVERTED = re.compile(rf"(?P<family>{_FAMILY}(?: [^\W\d_a-z]['’\w-]*+){{0,2}}), (?P<given>{_GIVEN})")
_CAPITALS = re.compile(rf"(?P<family>[^\W\d_a-z]{{2,}}(?:[ '’-][^\W\d_a-z]{{2,}}){{0,2}}) (?P<given>{_GIVEN})")
"""The family name in capitals, as French lists have it: ``DUPONT Jean``."""
_CYRILLIC = re.compile(
    r"[А-ЯЁІЇЄ][а-яёіїє’'-]++(?:-[А-ЯЁ][а-яё]++)?,? [А-ЯЁІЇЄ]\.(?: ?[А-ЯЁІЇЄ]\.)?(?: и др\.)?(?P<more>, )?"
)
"""Names of Russian lists, whose last initial stands right before the title: ``Иванов И. И. История города``."""
_TITLE_BEGINS = re.compile(r" [«“\"]?[^\W\d_a-zа-яё][^\W_.]")
_PLAIN = re.compile(rf"(?P<given>{_GIVEN}) (?![^\W\d_a-z]{{1,3}}\b){_FAMILY}")
_BETWEEN = re.compile(r" ?[;/] ?| [–—] | (?:und|u\.|et|e|y|&) ")
_BETWEEN_PLAIN = re.compile(r",? (?:and|&|und|et|y|e) | ?; ?|, (?=[^\W\d_a-z]\. )")
_ROLE = re.compile(r",? [(\[](?:Hrsg|Hgg?|éds?|dirs?|eds?|coords?|Red|a cura di)\.?[)\]]|, eds?\.(?=, )", re.IGNORECASE)
_CONTINENTAL = re.compile(r"[.,] (?:In: |S\. \d|Bd\. \d|H\. \d)|\((?:Hrsg|Hgg?)\.\)")
"""What only German references have: that no title with a colon was read as names."""
_MORE_NAMES = re.compile(rf"(?:and|&|et al|eds?\b|Jr\b|{_GIVEN}(?: {_WORD})?(?:,? (?:and|et|&) |,|\.))")
_OPENS_TITLE = re.compile(r"[«“\"‘]")


def closed_names(text: str, *, has_imprint: bool = False) -> int:
    """Return where the names at the front end with the colon or comma that closes them, 0 when none surely does.

    Sure is a name whose given name is an initial or a known one. A comma closes names only where the whole entry is
    one sentence, and what follows is no name as well. ``has_imprint`` says that an imprint was found at its end.
    """
    end, is_sure = _list_end(text)
    if not is_sure and (plain := _plain_list_end(text, has_imprint=has_imprint)):
        return plain
    if not end:
        return 0
    role = _ROLE.match(text, end)
    end = role.end() if role else end
    if text.startswith((": ", " : "), end):
        return text.index(":", end) + 1 if is_sure or role or _CONTINENTAL.search(text, end) else 0
    if is_sure and text.startswith(", ", end) and _is_one_sentence(text, end + 2, has_imprint=has_imprint):
        return end + 1
    return 0


def cyrillic_names(text: str) -> int:
    """Return where names of a Russian list end, which nothing but their initials closes; 0 when none begin."""
    end = 0
    while person := _CYRILLIC.match(text, end):
        end = person.end()
        if not person["more"]:
            return end if _TITLE_BEGINS.match(text, end) else 0
    return 0


def _list_end(text: str) -> tuple[int, bool]:
    """Return where a list of inverted names ends, and whether its first name is surely a person's."""
    first = _INVERTED.match(text) or _CAPITALS.match(text)
    if first is None:
        return 0, False
    end = first.end()
    while between := _BETWEEN.match(text, end):
        plain = _PLAIN.match(text, between.end())
        is_plain = plain is not None and begins_with_given(plain["given"])
        person = plain if is_plain else _INVERTED.match(text, between.end()) or plain
        if person is None:
            break
        end = person.end()
    return end, begins_with_given(first["given"])


def _plain_list_end(text: str, *, has_imprint: bool) -> int:
    """Return where names end that no list inverts: ``J. Smith and K. Jones, Schools``, ``Mary Beard, ‘Vestal Virgins’``.

    What follows their comma has to be a title in quotation marks, or an imprint in brackets was found, or the names
    have their initials first, as in engineering.
    """
    first = _PLAIN.match(text)
    if first is None or not begins_with_given(first["given"]):
        return 0
    end = first.end()
    has_initials = first["given"][1:2] == "."
    while between := _BETWEEN_PLAIN.match(text, end):
        person = _PLAIN.match(text, between.end())
        if person is None or not begins_with_given(person["given"]):
            return 0
        end, has_initials = person.end(), has_initials and person["given"][1:2] == "."
    role = _ROLE.match(text, end)
    end = role.end() if role else end
    if not text.startswith(", ", end):
        return 0
    is_title = _OPENS_TITLE.match(text, end + 2) or (
        text[end + 2 : end + 3].isupper() and (has_imprint or has_initials)
    )
    return end + 1 if is_title else 0


def _is_one_sentence(text: str, start: int, *, has_imprint: bool) -> bool:
    """Say whether what begins after a comma is a title, and no sentence ends before the end of the entry."""
    if _OPENS_TITLE.match(text, start):
        return True
    follows = text[start : start + 1]
    has_more = has_imprint or text.find(", ", start) > 0
    if not follows.isupper() or _MORE_NAMES.match(text, start) or not has_more:
        return False
    return not sentence_starts(text, start, len(text))
