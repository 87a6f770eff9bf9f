"""The names at the front of a reference whose date stands at the end."""

import re

from pipeline.references.claims import Claim, View, claim
from pipeline.references.closed_names import closed_names, cyrillic_names
from pipeline.references.given_names import GIVEN_NAMES
from pipeline.references.name_shapes import is_repeated_author
from pipeline.references.places import is_known_place
from pipeline.references.sentences import sentence_starts
from pipeline.references.usual_names import title_after

_STOP = re.compile(r"\.[\])]?(?:\s+|(?=[“\"])|\Z)")
_QUOTATION_MARK = re.compile(r"[“\"«„](?=\S)")
_ROLE = re.compile(r"(?:eds?|editors?|comps?|trans|dirs?|hrsg|hg|prods?)\Z", re.IGNORECASE)
_WORD = re.compile(r"[^\s,;()\[\]]+\Z")
_NEXT = re.compile(r"([^\s,;.]+)([.,]| and |\s|\Z)")
_MORE = re.compile(r"\s*(?:and |& |et al|eds?\b|comps?\b|trans\b|dirs?\b|Jr\b|I{2,3}\b|[^\W\d_a-z]\.)")
"""What follows the comma after a name when the list of names goes on."""
_INVERTED = re.compile(
    r"(?:[^\W\d][\w’'.-]*+ ){0,5}+(?:[^\W\d](?>[\w’'.-]*-(?=[^\W\d])))?+[^\W\d][\w’'-]*+,\s+(?:[^\W\d_a-z]|d[’'])"
)
_SMALL = frozenset(
    """
    and et und y van von der den de del della di da dos du la le ten ter zu zur bin ibn al el af of & with
    v do das dos las los e zum
    trans ed eds comp jr sr others otros autres
    """.split()
)
_BODY = re.compile(
    r"\b(?:Commission|Committee|Council|Department|Ministry|Minist[eè]r\w+|Universi[dt]\w+|Institu\w*|Associa\w+|"
    r"Societ\w+|Société|Organi[sz]ation|Agency|Bureau|Office\w*|Cent(?:er|re)|Team|Group|Service|Authority|Alliance|"
    r"Foundation|Bank|Nations|Unions?|Board|Museum|Government|Academ(?:y|ies)|Federation|Network|Corporation|"
    r"Party|Church|Congress|Parliament|Coalition|Consortium|Trust|Fund|Collective|Company|Inc\.?|"
    r"[Аа]кадеми\w+|[Уу]ниверситет\w*|[Ии]нститут\w*|[Кк]омитет\w*|[Мм]инистерств\w+|[Оо]бществ\w+|[Сс]овет)(?!\w)"
)
_WORK = re.compile(
    r"(?:The )?(?:Journal|Proceedings|Papers|Transactions|Bulletin|Annals|History|Handbook|Encyclop\w+|Dictionary|"
    r"Reports?|Acts|Records|Yearbook|Directory|Reviews?|Guide|Archives?|Collection|Digital|Catalog\w*)\b"
)
"""First words of titles that name a body: ``Transactions of the Bombay Geographical Society``."""
_NOT_TITLE = re.compile(
    r"(?:\d+(?:st|nd|rd|th|d) ed|Rev\. ed|\d+ vols|Vol\. |Edited|Translated|Compiled|Directed|"
    r"https?:|Trans\.|Ed\.|\d)"
)
_IMPRINT = re.compile(r"\s*(?P<place>[^\W\d_a-z](?:[\w’ ,/&\[\]-]|\.(?=\S|,| \w\.)){1,40}): ")
_EDITED = re.compile(
    r"\s*(?:(?:Reprint|Revised|First|Second|Third|New) ed\.|\d+(?:st|nd|rd|th|d) ed|Rev\. ed|\d+ vols|Vol\. |Edited|Translated|\(?(?:1[4-9]|20)\d\d\b)"
)
_HEADWORD = re.compile(r"[^\W\d_a-z][\w’'-]+(?: [\w’'-]+){0,4}, [^\W\d_]{3,}(?: [\w’'-]+){0,2}\Z")
"""A headword of a work of reference, which no initials follow: ``Ariosto, Ludovico``."""
_IN_BOOK = re.compile(r"\bEdited by |\bVol\. \d|, \d+[-–]\d")
_IN_REFERENCE_WORK = re.compile(
    r"In (?:[^\W\d_]+ ){0,6}(?i:en[ck]i[ck]lop\w+|encyclop\w+|enzyklop\w+|dictionary|wörterbuch|lexi[ck]on)\b"
)
_ACRONYM = re.compile(r"[^\W\d_a-z]{2,10}\Z")
_INITIALS = re.compile(r"(?:[^\W\d_]\.[-‐]?){0,4}[^\W\d_][a-z]?\Z")
_ROLE_END = re.compile(r", (?:eds?|comps?|trans|dirs?|prods?|editors?|translators?|directors?|compilers?)\.\s+")
_PART_FOLLOWS = re.compile(r"[\s\x1f.]*In:? ")
_IN_BODIES = frozenset(
    """
    others with from della delle degli dello dalla para pour fuer für sobre entre avec into upon over
    anderen andere vanden
    """.split()
)
"""Words in lower case that names of persons and bodies have in them."""
_PRONOUNS = frozenset("its their his her our my your how why what when where who is are was were".split())
_ORDINALS = frozenset(("2nd", "3rd", "4th"))
"""Suffixes of names: ``McConnell, J. R., 3rd``."""
_MAX_NAME_WORDS = 6
_MAX_FRONT = 400
_FEWEST_TITLE_WORDS = 3
_YEAR_ALONE = re.compile(r"\.\s(?P<year>(?:1[5-9]|20)\d\d)\.(?=\s[^\W\d_a-z])")
_NO_TITLE = re.compile(r"[“”\"«»]|\b(?:Edited|Translated|Compiled|Directed|Reprint|[Ee]d|[Ee]ds|vols?|Vol|diss|pp)\b")
_MAX_WORDS = 40


def front_end(view: View) -> int:
    """Return where the names at the front end, 0 when the reference begins with its title."""
    begin = title_after(view.rest, view.lead)
    if begin:
        return begin
    text = view.rest[:_MAX_FRONT]
    if not text.strip() or text.lstrip()[0] in "“\"‘«'":
        return 0
    dash = text.split(".")[0].split(",")[0]
    if is_repeated_author(dash):
        stop = text.find(".", len(dash))
        return stop + 1 if stop >= 0 else 0
    quoted = _quoted(text)
    if quoted and _are_names(text[:quoted]):
        return quoted
    closed = cyrillic_names(view.rest) or closed_names(view.rest, has_imprint="publisher" in view.got)
    if closed:
        return closed
    if _INVERTED.match(text):
        end = _persons_end(text)
        if end and _all_names(text[:end]):
            return end
    role = _ROLE_END.search(text)
    if role and ":" not in text[: role.start()] and not sentence_starts(text, 0, role.start()):
        return role.end()
    return _body_end(view.rest)


def _quoted(text: str) -> int:
    """Return where a title in quotation marks begins: after a mark, or a word and one space; 0 when none does."""
    for mark in _QUOTATION_MARK.finditer(text):
        before = text[: mark.start()].rstrip()
        is_after_word = mark[0] != '"' and before[-1:].isalpha() and len(before) == mark.start() - 1
        if is_after_word or (before and before[-1] in ".,)]"):
            return mark.start()
    return 0


def title_at_front(view: View, body: int) -> list[Claim]:
    """Return what stands before a date as title where it cannot be names; ``body`` is where the date ends.

    Names have no words in lower case but particles and those that join them, no figures, no colon, and a work follows.
    """
    is_part = _PART_FOLLOWS.match(view.rest, body) is not None
    if view.lead and not is_part:
        return []
    head = view.rest[: view.body].strip(" .,;")
    if not head or ";" in head or _ROLE_END.search(view.rest, 0, view.body):
        return []
    words = head.split()
    if is_part:
        is_title = (
            not _INVERTED.match(head)
            or any(map(_never_in_name, words))
            or bool(_HEADWORD.match(head) and _IN_BOOK.search(view.rest, body))
        )
    elif _INVERTED.match(head):
        is_title = False
    else:
        is_title = ": " in head or _is_title(head, words)
    return [claim(view, "title", (0, view.body))] if is_title and len(words) <= _MAX_WORDS else []


def title_and_year(view: View) -> list[Claim]:
    """Return a title of several sentences and the year after it: ``The Hill Estate. Property for sale. 1917. Canberra``.

    Its first sentence has three words or more, is no body, and no name: that would have a comma, or a given name first.
    """
    match = _YEAR_ALONE.search(view.rest)
    if not match:
        return []
    head = view.rest[: match.start()]
    starts = sentence_starts(head, 0, len(head))
    words = head[: starts[0]].split() if starts else []
    is_title = len(words) >= _FEWEST_TITLE_WORDS and words[0].lower() not in GIVEN_NAMES and len(head) < _MAX_FRONT
    if not is_title or "\x1f" in head or _INVERTED.match(head) or _BODY.search(head) or _NO_TITLE.search(head):
        return []
    return [
        claim(view, "title", (0, match.start() + 1)),
        Claim("issued", match["year"], *match.span("year"), match.start("year"), match.end()),
    ]


def _is_title(head: str, words: list[str]) -> bool:
    """Say whether a head without comma after its first word is a title: by words no name has, figures, or its length."""
    if _WORK.match(head):
        return len(words) > 1
    if _BODY.search(head):
        return False
    if not _PRONOUNS.isdisjoint(words):
        return True
    if " and " in head or (len(words) < _FEWEST_TITLE_WORDS and head.islower()):
        return False
    is_long = len(words) > _MAX_NAME_WORDS and "," not in head and "." not in head
    return any(_never_in_name(w) for w in words) or any(c.isdigit() for c in head) or is_long


def _never_in_name(word: str) -> bool:
    bare = word.strip(".,()’'“”\"")
    return len(bare) > 3 and bare.isalpha() and bare.islower() and bare not in _IN_BODIES


def _are_names(head: str) -> bool:
    """Say whether what stands before a title in quotation marks can be names: persons, or a body of several words."""
    return _all_names(head) or (bool(_BODY.search(head)) and head.count(".") < 2 and ":" not in head)


def _persons_end(text: str) -> int:
    """Return where a list of persons ends: at the first full stop that is not that of an initial within it."""
    for match in _STOP.finditer(text):
        stop = match.start()
        before = _WORD.search(text, max(0, stop - 40), stop)
        word = before[0] if before else ""
        after = text[match.end() :]
        if (_ROLE.match(word) or word == "al") and after[:4] in ("and ", "& tr"):
            continue
        if word in ("St", "Ste", "Sta"):
            continue
        start = max(text.rfind(",", 0, stop), text.rfind(" and ", 0, stop) + 4, text.rfind("&", 0, stop)) + 1
        if word in ("Jr", "Sr") and not after.startswith(("and ", "& ")):
            return match.end()
        if not (word[:1].isupper() and _INITIALS.match(word) and _goes_on(text, start, stop, after)):
            return match.end()
    return 0


def _goes_on(text: str, start: int, stop: int, after: str) -> bool:
    """Say whether the names go on after an initial with its full stop; the last name so far begins at ``start``."""
    head = text[:stop]
    words = text[start:stop].split()
    following = _NEXT.match(after)
    if not following:
        return False
    word, mark = following[1], following[2]
    is_full = any(len(w.strip(".,")) > 2 and "." not in w for w in words)
    if is_full and len(words[-1]) == 2 and words[-1].isalpha():
        return False
    if (len(word) == 1 and mark == ".") or after.startswith(("and ", "& ", "et ")):
        return True
    if head.count(",") <= 1 and " and " not in head:
        return _first_goes_on(word, mark, after, following.end(), is_full=is_full)
    if mark == ",":
        return True
    # "and J. R. Smith": the family name is still to come, unless "and Smith, J. R." has had it
    return not (text[start - 1] == "," and not is_full and _single_before(text, start - 1))


def _first_goes_on(word: str, mark: str, after: str, at: int, *, is_full: bool) -> bool:
    """Say whether the given names of the first person go on: ``Penny, H. Glenn``, but not ``Lindgren, A. Ronia``."""
    if word in _SMALL:
        return True
    if is_full:
        return False
    if mark == ",":
        return word.lower() in GIVEN_NAMES or bool(_MORE.match(after, at))
    if mark == " and ":
        return word.lower() in GIVEN_NAMES
    return mark == "." and (word.lower() in GIVEN_NAMES or not (_EDITED.match(after, at) or _is_imprint(after, at)))


def _is_imprint(text: str, at: int) -> bool:
    """Say whether place and publisher begin here: the place is known, or no other colon follows."""
    match = _IMPRINT.match(text, at)
    if match is None or text[match.end() :].rstrip(" .,0123456789").endswith("?"):
        return False  # a question is no publisher
    return is_known_place(match["place"]) or ": " not in text[match.end() :]


def _single_before(text: str, comma: int) -> bool:
    start = max(text.rfind(",", 0, comma), text.rfind(" and ", 0, comma) + 4)
    word = text[start + 1 : comma].strip()
    return bool(word) and " " not in word and not word.endswith(".")


def _all_names(head: str) -> bool:
    words = head.replace(",", " ").replace(";", " ").split()
    return len(words) <= _MAX_WORDS and ":" not in head and all(_in_name(w) for w in words)


def _in_name(word: str) -> bool:
    first = word[0]
    return (
        first.isupper()
        or (first.isalpha() and not first.islower())
        or first in "([’'"
        or word.strip(".()") in _SMALL
        or word.strip(".,") in _ORDINALS
        or (word[1:2] in "’'" and word[2:3].isupper())
        or word.startswith(("al-", "al", "el-"))
    )


def _body_end(text: str) -> int:
    """Return where a body or single name ends that stands as author before a title."""
    starts = sentence_starts(text, 0, len(text))
    if len(starts) < 2 and not (starts and text[starts[0]] in '“"‘«'):
        return 0
    head, following = text[: starts[0]].rstrip(" ."), text[starts[0] :]
    if any(c in head for c in ":?!0123456789"):
        return 0
    if following[0] in '“"‘«':
        return starts[0]
    words = head.split()
    if _IN_REFERENCE_WORK.match(following):
        return 0
    if not words or _NOT_TITLE.match(following) or _is_imprint(following, 0):
        return 0
    is_body = bool(_BODY.search(head)) or (len(words) == 1 and bool(_ACRONYM.match(head)))
    if is_body and len(words) <= 12 and not _WORK.match(head):
        return starts[0]
    capitalised = "(" not in head and all(w[0].isupper() or w in ("of", "the", "de", "von", "van") for w in words)
    return starts[0] if capitalised and len(words) <= 2 and words[0] not in ("The", "A", "An") else 0
