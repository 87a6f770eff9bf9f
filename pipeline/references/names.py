"""Names in references: lists of persons and bodies, in every order and punctuation references use."""

import re

from pipeline.references.bodies import ACRONYM, has_body_word, is_body_name
from pipeline.references.given_names import GIVEN_NAMES
from pipeline.references.name_lists import ET_AL, ET_AL_SIGNS, SEMICOLON, Piece, chunks, pieces_of, tight, without_and
from pipeline.references.name_shapes import (
    CAPITAL_PARTICLES,
    CHINESE_FAMILIES,
    DOTTED,
    INITIALS,
    INITIALS_PARTICLE,
    PARTICLES,
    SUFFIX,
    SURNAME_INITIALS,
    TRAILING_SUFFIX,
    Name,
    family_at,
    has_east_asian,
    is_person,
    is_ruler,
    looks_whole,
    may_end_in_initials,
    split_particle,
)
from pipeline.references.usual_names import BETWEEN, usual_list

_MAX_FAMILY_WORDS = 5
_PAIR = 2
_LONGER_THAN_INITIALS = 3
"""Letters of a word in capitals that is a family name: two are initials, ``RM Arnold``."""
_COMMA = re.compile(r", (?:and )?")
_ELLIPSIS = "…."


def parse_names(text: str, start: int, end: int, role: str, *, listed: bool = True) -> tuple[Name, ...]:
    """Return the names of the list that stands at ``text[start:end]``, spans in code points of ``text``.

    ``listed`` says that the first name may be inverted (``Beard, Mary, and John Henderson``), as it is where a
    list of authors opens a reference.
    """
    usual = usual_list(text, start, end, role, listed=listed)
    if usual and not text[usual.end : end].strip(BETWEEN):
        return usual.names
    return any_names(text, start, end, role, listed=listed)


def any_names(text: str, start: int, end: int, role: str, *, listed: bool = True) -> tuple[Name, ...]:
    """Return what :func:`parse_names` does, for lists of every shape."""
    listing = text[start:end]
    et_al = ET_AL.search(text, start, end) if any(sign in listing for sign in ET_AL_SIGNS) else None
    tail: tuple[Name, ...] = ()
    if et_al:
        left_out = _left_out(role, text, *et_al.span())
        tail = (left_out,)
        if text[et_al.end() : end].strip():
            tail += parse_names(text, et_al.end(), end, role, listed=listed and left_out.raw[0] in _ELLIPSIS)
        end = et_al.start()
    start, end = tight(text, start, end)
    if text.startswith("and ", start):  # after a dash: "———, and Jane Roe"
        start += 4
    if start >= end:
        return tail
    if is_body_name(text[start:end]):
        comma = _after_body(text, start, end)
        if comma:
            persons = _parse_commas(text, *without_and(text, *tight(text, comma, end)), role, listed=False)
            return (_literal(role, text, start, comma, is_body=True), *persons, *tail)
        return (*_bodies(role, text, start, end), *tail)
    if ";" in text[start:end] or "/" in text[start:end]:
        out: list[Name] = []
        for chunk_start, chunk_end in chunks(text, start, end, SEMICOLON):
            s, e = without_and(text, chunk_start, chunk_end)
            if s < e:
                out += _parse_commas(text, s, e, role, listed=True)
        return (*out, *tail)
    return (*_parse_commas(text, start, end, role, listed=listed), *tail)


def _left_out(role: str, text: str, start: int, end: int) -> Name:
    """Return the words *et al.*, or the ellipsis, that stand for names."""
    while start < end and not (text[start].isalpha() or text[start] in _ELLIPSIS):
        start += 1
    raw = text[start:end].rstrip(" ,&")
    if raw[0] in _ELLIPSIS:
        raw = raw.removesuffix(" and").rstrip(" ,")
    return Name(
        role,
        None,
        None,
        None,
        None,
        raw,
        is_organization=False,
        is_et_al=True,
        is_inherited=False,
        raw=raw,
        start=start,
        end=start + len(raw),
    )


def _bodies(role: str, text: str, start: int, end: int) -> list[Name]:
    """Return one body, or two where ``, and`` joins what can each stand alone: ``World Bank, and European Union``."""
    at = text.find(", and ", start, end)
    second = text[at + 6 : end].split() if at > 0 and "," not in text[start:at] else []
    if len(second) > 1 and has_body_word(second) and has_body_word(text[start:at].split()) and second[0][0].isupper():
        spans = [(start, at), (at + 6, end)]
    else:
        spans = _several_bodies(text, start, end) if at > 0 else [(start, end)]
    return [_literal(role, text, *span, is_body=True) for span in spans]


def _several_bodies(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the places of three bodies and more where each can stand alone, else the whole as one."""
    pieces = [(at, till) for at, till in chunks(text, start, end, _COMMA) if at < till]
    words = [text[at:till].split() for at, till in pieces]
    if len(pieces) > _PAIR and all(len(w) > 1 and w[0][0].isupper() and has_body_word(w) for w in words):
        return pieces
    return [(start, end)]


def _after_body(text: str, start: int, end: int) -> int:
    """Return where the comma stands that parts a body from the persons after it, 0 when no persons follow.

    ``European Central Bank, T. Emambakhsh, and M. Fuchs``: every piece after the body is two to four words, and one at
    least begins as persons do.
    """
    comma = text.find(",", start, end)
    if comma < 0 or not has_body_word(text[start:comma].split()):
        return 0
    pieces = [piece.text.split() for piece in pieces_of(text, comma, end)]
    if any(not 1 < len(words) < _MAX_FAMILY_WORDS or has_body_word(words) for words in pieces):
        return 0
    return comma if any(map(is_person, pieces)) and all(w[0][0].isupper() for w in pieces) else 0


def _parse_commas(text: str, start: int, end: int, role: str, *, listed: bool) -> list[Name]:
    pieces = pieces_of(text, start, end)
    names: list[Name] = []
    count = len(pieces)
    inverted = False
    at = 0
    while at < count:
        piece = pieces[at]
        following = pieces[at + 1] if at + 1 < count else None
        if names and SUFFIX.match(piece.text):
            names[-1] = _with_suffix(names[-1], text, piece)
            at += 1
        elif following and not following.after_and and listed and _inverted(pieces, at):
            name = _inverted_name(role, text, piece, following)
            at += 2
            # "Family, Jr., Given" and "Family, Given" alike end here
            if at < count and SUFFIX.match(following.text):
                name = _inverted_name(role, text, piece, pieces[at])._replace(suffix=following.text)
                at += 1
            names.append(name)
            inverted = True
        else:
            names.append(_plain_name(role, text, piece, alone=count == 1 and listed, initials_last=not inverted))
            at += 1
    return names


def _inverted(pieces: list[Piece], at: int) -> bool:
    """Say whether the piece at ``at`` is a family name and the next one the given names that belong to it."""
    piece, following = pieces[at].text, pieces[at + 1].text
    words = piece.split()
    if SUFFIX.match(following):
        return len(words) == 1 and at + 2 < len(pieces)
    if INITIALS.match(following) or INITIALS_PARTICLE.match(following):
        return not DOTTED.match(piece)
    if may_end_in_initials(piece) and SURNAME_INITIALS.match(piece):
        return False
    if has_east_asian(piece):
        are_names = len(piece) > 1 and piece[0] in CHINESE_FAMILIES and following[0] in CHINESE_FAMILIES
        return len(piece) <= 2 and len(following) <= 2 and not are_names
    if len(words) > 1 and has_body_word(words):
        return False
    family = [w for w in words if w not in PARTICLES]
    if len(family) <= 1:
        return True
    if words[0] in CAPITAL_PARTICLES and len(words) <= 3:
        return True
    if following.split()[-1] in PARTICLES:
        return True
    if at or words[0].rstrip(".").lower() in GIVEN_NAMES or INITIALS.match(words[0]):
        return False
    return len(words) <= _MAX_FAMILY_WORDS and not looks_whole(following.split())


def _inverted_name(role: str, text: str, family: Piece, given: Piece) -> Name:
    given_text, suffix = given.text, None
    trailing = TRAILING_SUFFIX.search(given_text)
    if trailing:
        suffix, given_text = trailing[1], given_text[: trailing.start()]
    particle, family_text = split_particle(family.text)
    return Name(
        role,
        family_text,
        _fold(given_text),
        particle,
        suffix,
        None,
        is_organization=False,
        is_et_al=False,
        is_inherited=False,
        raw=text[family.start : given.end],
        start=family.start,
        end=given.end,
    )


def _fold(text: str) -> str | None:
    return " ".join(text.split()) or None


def _plain_name(role: str, text: str, piece: Piece, *, alone: bool, initials_last: bool) -> Name:
    """Return a name that is not inverted: given names first, family and initials, a body or a single name."""
    if alone and is_ruler(piece.text):
        return _literal(role, text, piece.start, piece.end - piece.text.endswith("."), is_body=False)
    match = SURNAME_INITIALS.match(piece.text) if may_end_in_initials(piece.text) else None
    if match and SUFFIX.match(match["given"]):
        match = None
    if match and not INITIALS.match(match["family"]) and (initials_last or "." in match["given"]):
        particle, family = split_particle(match["family"])
        return _person(
            role, text, piece, family, match["given"].strip(), particle, match["suffix"] and match["suffix"].strip()
        )
    words = piece.text.split()
    suffix = None
    if len(words) > 2 and SUFFIX.match(words[-1]):
        suffix = words.pop().strip(",")
    if len(words) == 1 or has_east_asian(piece.text):
        return _literal(role, text, piece.start, piece.end, is_body=bool(ACRONYM.match(piece.text)))
    is_body = has_body_word(words)
    if is_body or (alone and not is_person(words)):
        # two words that nothing tells apart may be a person: "Mao Zedong", "Lord Elton [G. Elton]"
        is_body = is_body or (len(words) > 2 and "[" not in piece.text)
        return _literal(role, text, piece.start, piece.end, is_body=is_body)
    first = _family_first(words)
    if first:
        particle, family = split_particle(" ".join(words[:first]))
        return _person(role, text, piece, family, " ".join(words[first:]), particle, suffix)
    at = family_at(words)
    particle, family = split_particle(" ".join(words[at:]))
    return _person(role, text, piece, family, " ".join(words[:at]), particle, suffix)


def _family_first(words: list[str]) -> int:
    """Return how many words the family name in capitals before the given names has: ``DUPONT Jean``; 0 when none does."""
    is_family = [len(word) >= _LONGER_THAN_INITIALS and word.isupper() and word.isalpha() for word in words]
    count = next((at for at, is_one in enumerate(is_family) if not is_one), 0)
    return count if count and words[count].split("-")[0].lower() in GIVEN_NAMES else 0


def _person(
    role: str, text: str, piece: Piece, family: str, given: str, particle: str | None, suffix: str | None
) -> Name:
    return Name(
        role,
        family,
        _fold(given),
        particle,
        suffix,
        None,
        is_organization=False,
        is_et_al=False,
        is_inherited=False,
        raw=text[piece.start : piece.end],
        start=piece.start,
        end=piece.end,
    )


def _literal(role: str, text: str, start: int, end: int, *, is_body: bool) -> Name:
    raw = text[start:end]
    return Name(
        role,
        None,
        None,
        None,
        None,
        _fold(raw),
        is_organization=is_body,
        is_et_al=False,
        is_inherited=False,
        raw=raw,
        start=start,
        end=end,
    )


def _with_suffix(name: Name, text: str, piece: Piece) -> Name:
    return name._replace(suffix=piece.text, end=piece.end, raw=text[name.start : piece.end])
