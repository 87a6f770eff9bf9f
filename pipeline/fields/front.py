"""The names at the front of a reference whose date stands at the end."""

import re

from pipeline.references.claims import View
from pipeline.references.given_names import GIVEN_NAMES
from pipeline.references.names import is_repeated_author
from pipeline.references.sentences import sentence_starts

_STOP = re.compile(r"\.[\])]?(?:\s+|(?=[“\"])|\Z)")
_ROLE = re.compile(r"(?:eds?|editors?|comps?|trans|dirs?|hrsg|hg|prods?)\Z", re.IGNORECASE)
_WORD = re.compile(r"[^\s,;.()\[\]]+\Z")
_NEXT = re.compile(r"([^\s,;.]+)([.,]| and |\s|\Z)")
_INVERTED = re.compile(r"(?:[^\W\d][\w’'.-]*[ -]){0,5}[^\W\d][\w’'-]*,\s+(?:[^\W\d_a-z]|d[’'])")
_SMALL = frozenset(
    """
    and et und y van von der den de del della di da dos du la le ten ter zu zur bin ibn al el af of & with
    trans ed eds comp jr sr
    """.split()
)
_BODY = re.compile(
    r"\b(?:Commission|Committee|Council|Department|Ministry|Universit\w+|Institut\w*|Associa\w+|"
    r"Society|Organi[sz]ation|Agency|Bureau|Office|"
    r"Foundation|Bank|Nations|Union|Board|Museum|Government|Academy|Federation|Network|Corporation|"
    r"Party|Church|Congress|Parliament)\b"
)
_PLACE = re.compile(r"[A-Z][\w.’ ]{1,30}(?:, [A-Z][\w.]{1,16})?: [^:]{2,60}\Z|\d|https?:|[ET]\w+ by")
_NOT_TITLE = re.compile(
    r"(?:\d+(?:st|nd|rd|th|d) ed|Rev\. ed|\d+ vols|Vol\. |Edited|Translated|Compiled|Directed|"
    r"[A-Z][\w.’ ,]{1,40}: |https?:|Trans\.|Ed\.|\d)"
)
_PUBLISHED = re.compile(
    r"\s*(?:[A-Z](?:[\w’ ,]|\.(?=\S)){1,40}: |\d+(?:st|nd|rd|th|d) ed|Rev\. ed|\d+ vols|Vol\. |Edited|Translated)"
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.[-‐]?){0,4}[^\W\d_][a-z]?\Z")
_ROLE_END = re.compile(r", (?:eds?|comps?|trans|dirs?|prods?)\.\s+")
_MAX_FRONT = 400


def front_end(view: View) -> int:
    """Return where the names at the front end, 0 when the reference begins with its title."""
    text = view.rest[:_MAX_FRONT]
    if not text.strip() or text.lstrip()[0] in "“\"‘«'":
        return 0
    dash = text.split(".")[0].split(",")[0]
    if is_repeated_author(dash):
        stop = text.find(".", len(dash))
        return stop + 1 if stop >= 0 else 0
    if _INVERTED.match(text):
        end = _persons_end(text)
        if end and _all_names(text[:end]):
            return end
    role = _ROLE_END.search(text)
    if role and ":" not in text[: role.start()] and not sentence_starts(text, 0, role.start()):
        return role.end()
    return _body_end(view.rest)


def _persons_end(text: str) -> int:
    piece_start = 0
    for match in _STOP.finditer(text):
        stop = match.start()
        before = _WORD.search(text, max(0, stop - 40), stop)
        word = before[0] if before else ""
        after = text[match.end() :]
        if _ROLE.match(word) or word == "al":
            if after[:4] in ("and ", "& tr"):
                continue
            return match.end()
        piece_start = max(text.rfind(",", 0, stop), text.rfind(" and ", 0, stop), text.rfind("&", 0, stop))
        if word in ("Jr", "Sr"):
            return match.end()
        if word[:1].isupper() and _INITIALS.match(word):
            if _goes_on(text, piece_start, stop, after):
                continue
            return match.end()
        return match.end()
    return 0


def _goes_on(text: str, piece_start: int, stop: int, after: str) -> bool:
    """Say whether the names go on after an initial with its full stop."""
    head = text[:stop]
    piece = text[piece_start + 1 : stop].strip()
    words = piece.split()
    first_person = head.count(",") <= 1 and " and " not in head
    following = _NEXT.match(after)
    if not following:
        return False
    word, mark = following[1], following[2]
    if len(word) == 1 and mark == ".":
        return True
    if mark == "," or after.startswith(("and ", "& ", "et ")):
        return True
    if not first_person:
        # "and J. R. Smith": the family name is still to come, unless "and Smith, J. R." has had it
        full = [w for w in words if len(w.strip(".")) > 2 and w != "and"]
        return not (text[piece_start] == "," and not full and _single_before(text, piece_start))
    if word in _SMALL:
        return True
    if any(len(w.strip(".,")) > 2 for w in words):
        return False
    if mark == ",":
        return True
    return mark == "." and (word.lower() in GIVEN_NAMES or not _PUBLISHED.match(after, following.end()))


def _single_before(text: str, comma: int) -> bool:
    start = max(text.rfind(",", 0, comma), text.rfind(" and ", 0, comma) + 4)
    word = text[start + 1 : comma].strip()
    return bool(word) and " " not in word and not word.endswith(".")


def _all_names(head: str) -> bool:
    words = head.replace(",", " ").replace(";", " ").split()
    return (
        len(words) <= 40
        and ":" not in head
        and all(
            w[0].isupper()
            or w.strip(".()") in _SMALL
            or w[0] in "([’'"
            or w.startswith(("d’", "d'", "al-", "al", "el-"))
            for w in words
        )
    )


def _body_end(text: str) -> int:
    """Return where a body or single name ends that stands as author before a title."""
    starts = sentence_starts(text, 0, len(text))
    if len(starts) < 2 and not (starts and text[starts[0]] in '“"‘«'):
        return 0
    head, following = text[: starts[0]].rstrip(" ."), text[starts[0] :]
    if any(c in head for c in ":?!(0123456789"):
        return 0
    if following[0] in '“"‘«':
        return starts[0]
    words = head.split()
    if not words:
        return 0
    if _NOT_TITLE.match(following) and not (_BODY.search(head) and not _PLACE.match(following)):
        return 0
    if _BODY.search(head) and len(words) <= 12:
        return starts[0]
    capitalised = all(w[0].isupper() or w in ("of", "the", "de", "von", "van") for w in words)
    return starts[0] if capitalised and len(words) <= 2 and words[0] not in ("The", "A", "An") else 0
