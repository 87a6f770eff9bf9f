"""Names in references: lists of persons and bodies, in every order and punctuation references use."""

import re
from typing import NamedTuple

from pipeline.folding import SPACE
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


class _Piece(NamedTuple):
    text: str
    start: int
    end: int
    after_and: bool


_UP = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽȘȚЀ-ЯΑ-Ω"
_AND = r"(?:and|And|AND|&|und|et|y|og|och|и|a|with)"
_ET_AL = re.compile(
    r"[,;]?\s*(?:\band\s+|&\s*)?(?:\bet\.?\s?al(?:ii|ia|\b\.?)|\betat\b|\b(?:and|a|y|et) (?:\w+ )?(?:others|OTHERS|otros|autres)\b|"
    r"\bu\.\s?a\.|\ba kol\.)(?=\W|\Z)[.,\s]*"
)
_ET_AL_SIGNS = ("et al", "et. al", "etal", "etat", "thers", "THERS", "otros", "autres", "u. a", "u.a", "a kol")
_SEPARATOR = re.compile(rf"(?=[\s,，、&a])(?:\s?[,，、]{{1,3}}(?:\s?{_AND}(?=\s))?\s?|\s{_AND}\s|\s?&\s?|(?<=\.)and\s)")
_SEMICOLON = re.compile(rf"\s?;(?:\s?{_AND}(?=\s))?\s?")
_INITIALS = re.compile(
    rf"(?:[{_UP}][a-z]{{0,2}}\.[-‐–\s]?){{1,6}}(?:-?[{_UP}])?\Z|[{_UP}]{{1,3}}\Z|[{_UP}](?:[ -][{_UP}]){{1,2}}\.?\Z"
)
_INITIALS_PARTICLE = re.compile(
    rf"(?:[{_UP}][a-z]{{0,2}}\.[-‐–\s]*){{1,5}}(?:de|van|von|da|du|dos|del|della|der|den|la|"
    rf"le|ten|ter|zu|di|do|af|el)(?:\s(?:la|las|los|der|den))?\Z"
)
_DOTTED = re.compile(rf"(?:[{_UP}][a-z]{{0,2}}\.[-‐–\s]?){{1,6}}\Z|[{_UP}]\Z")
_SURNAME_INITIALS = re.compile(
    rf"(?P<family>[^\W\d][^\d.]*?[^\W\d]\.?)\s+(?P<given>(?:[{_UP}]\.[-‐\s]?){{1,4}}[{_UP}]?|"
    rf"[{_UP}]{{1,3}}|[{_UP}](?:[-‐ ][{_UP}]){{1,2}})(?P<suffix>\s(?:Jr|Sr|I{{2,3}}|IV)\.?)"
    rf"?\Z"
)
_SUFFIX = re.compile(r"(?:Jr|JR|Sr|SR|Jun|Sen)\.?\Z|I{2,3}\Z|IV\Z|(?:2nd|3rd)\Z|[Ee]sq\.?\Z|Ph\.?D\.?\Z")
_TRAILING_SUFFIX = re.compile(r",?\s+((?:Jr|Sr)\.?|I{2,3}|IV)\Z")
_PARTICLES = frozenset(
    "van von der den de del della dello dei degli di da das dos do du la las le les lo ten ter te zu zum zur af av al el "
    "bin ibn ben bint op ’t 't vom d’ d'".split()
)
_CAPITAL_PARTICLES = frozenset(
    "Van Von De Del Della Di Da Dos Du La Las Le Lo Des Ten Ter Te Vander Vanden St. Saint".split()
)
_BODY_WORDS = frozenset(
    """
    Academy Academies Academia Académie Akademie Administration Agency Agence Agencia Alliance Archive Archives Assembly Association Associates
    Associação Asociación Associazione Authority Bank Bar Board Branch Broadcasting Bundesministerium Bundesamt Bundesregierung Bureau Business
    Center Centre Centro Centrum Chamber Church Club Coalition Collective College Commission Comisión Commonwealth Committee Comité Community
    Communities Company Confederation Conference Congress Conseil Consejo Consortium Convention Cooperative Corporation Council Court Department
    Deutsche Deutscher Deutsches Diocese Division Economist Editors Embassy Enterprise Enterprises Entertainment Faculty Federation Federación Fondation
    Forum Foundation Fund Fundación Fundação Gesellschaft Government Group Groupe Guild Headquarters Health Hospital House Inc Inc. Industries Initiative
    Inspectorate Institut Institute Institutes Instituto Institution Istituto International Journal Laboratory Laboratories Lab Labs League Library
    Ltd Ltd. Magazine Media Ministry Ministère Ministerio Ministerium Ministério Mission Movement Museum Musée Museo Nation Nations National Network News
    Observatory Office Offices Organization Organisation Organizations Organisations Organización Panel Parliament Partners Partnership Party Police Press
    Program Programme Project Registry Review School Schools Secretariat Senate Service Services Sociedad Societa Societies Society Société Società Staff Statistics
    Statistik Studio Studios Summit Survey Syndicate Synod Team Times Tribunal Trust UNESCO UNICEF Union United Univ Univ. Universidad Universidade
    Universitat Universität Universiteit University Universities Université Università Universitet Veterans Working Workshop World
    """.split()
)
_BODY_GRAMMAR = frozenset("of for on in to at the against des pour für per para sur".split())
_WEAK_BODY = frozenset(
    """
    Court Church Bank House Bar Board Branch Union Lab Labs Fund Club Press Times Media Review Team Staff
    Business Health Journal Network
    """.split()
)
_ACRONYM = re.compile(rf"[{_UP}][{_UP}&./-]{{1,12}}\Z")
_MAX_FAMILY_WORDS = 5
_DASH = re.compile(r"(?:[-‐‒–—―−_]\s?){2,12}|[—―–]|-{2,12}")


def parse_names(text: str, start: int, end: int, role: str, *, listed: bool = True) -> tuple[Name, ...]:
    """Return the names of the list that stands at ``text[start:end]``, spans in code points of ``text``.

    ``listed`` says that the first name may be inverted (``Beard, Mary, and John Henderson``), as it is where a
    list of authors opens a reference.
    """
    listing = text[start:end]
    et_al = _ET_AL.search(text, start, end) if any(sign in listing for sign in _ET_AL_SIGNS) else None
    tail: tuple[Name, ...] = ()
    if et_al:
        at, till = et_al.span()
        while at < till and not (text[at].isalpha()):
            at += 1
        raw = text[at:till].strip(" ,")
        tail = (
            Name(
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
                start=at,
                end=at + len(raw),
            ),
        )
        if text[et_al.end() : end].strip():
            tail += parse_names(text, et_al.end(), end, role, listed=False)
        end = et_al.start()
    start, end = _tight(text, start, end)
    if start >= end:
        return tail
    if _is_body(text[start:end]):
        return (*_bodies(role, text, start, end), *tail)
    if ";" in text[start:end]:
        out: list[Name] = []
        for chunk_start, chunk_end in _chunks(text, start, end, _SEMICOLON):
            s, e = _strip_and(text, chunk_start, chunk_end)
            if s < e:
                out += _parse_commas(text, s, e, role, listed=True)
        return (*out, *tail)
    return (*_parse_commas(text, start, end, role, listed=listed), *tail)


def _chunks(text: str, start: int, end: int, separator: re.Pattern[str]) -> list[tuple[int, int]]:
    spans, at = [], start
    for match in separator.finditer(text, start, end):
        spans.append((at, match.start()))
        at = match.end()
    return [*spans, (at, end)]


def _strip_and(text: str, start: int, end: int) -> tuple[int, int]:
    match = _LEADING_AND.match(text, start, end)
    return _tight(text, match.end() if match else start, end)


_LEADING_AND = re.compile(rf"\s*{_AND}\s+")


def _tight(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end].lstrip(_LEFT_EDGE)
    start = max(start, end - len(piece))
    piece = piece.rstrip(_RIGHT_EDGE)
    end = start + len(piece)
    while piece[-1:] == "." and _is_full_stop(text, start, end):
        piece = piece[:-1].rstrip(_RIGHT_EDGE)
        end = start + len(piece)
    return start, end


_RIGHT_EDGE = SPACE + ",;:&"
_LEFT_EDGE = _RIGHT_EDGE + "."


def _is_full_stop(text: str, start: int, end: int) -> bool:
    """Say whether the full stop that ends the span belongs to the list, not to an initial or an abbreviation."""
    at = end - 2
    stop = max(start, at - _LONGEST_ABBREVIATION)
    while at >= stop and text[at].isalpha():
        at -= 1
    word = text[at + 1 : end - 1]
    if len(word) <= 2 and word not in _ABBREVIATED:
        return not word[:1].isupper() or word[1:].isupper() or (len(word) > 1 and _after_given_name(text, start, at))
    return word not in _ABBREVIATED


_LONGEST_ABBREVIATION = 6


def _after_given_name(text: str, start: int, at: int) -> bool:
    """Say whether a whole word stands before the space at ``at``, so that a short family name follows: ``Peter Xu.``."""
    return text[at : at + 1] == " " and at - start > 2 and text[at - 1].islower() and text[at - 2].isalpha()


_ABBREVIATED = frozenset(("Jr", "Sr", "Inc", "Ltd", "Co", "Corp", "Bros", "Esq", "Univ", "Dept"))


def _is_body(text: str) -> bool:
    """Say whether a list of names is rather the name of one body, commas and conjunctions included."""
    first, comma, others = text.partition(",")
    words = first.split()
    if comma and (len(words) == 1 or _INITIALS.match(others.partition(",")[0].strip())):
        return False
    if _has_body_word(words):
        return True
    return len(words) == 1 and len(text) > 1 and bool(_ACRONYM.match(text))


def _bodies(role: str, text: str, start: int, end: int) -> list[Name]:
    """Return one body, or two where ``, and`` joins what can each stand alone: ``World Bank, and European Union``."""
    at = text.find(", and ", start, end)
    second = text[at + 6 : end].split() if at > 0 and "," not in text[start:at] else []
    if len(second) > 1 and _has_body_word(second) and _has_body_word(text[start:at].split()) and second[0][0].isupper():
        spans = [(start, at), (at + 6, end)]
    else:
        spans = [(start, end)]
    return [_literal(role, text, *span, is_body=True) for span in spans]


def _has_body_word(words: list[str]) -> bool:
    if not _BODY_GRAMMAR.isdisjoint(words[1:]) or (words[0] == "The" and len(words) > 1):
        return True
    if any(w.endswith(("’s", "'s")) for w in words[:-1]):
        return True
    return not _BODY_WORDS.isdisjoint(words) and not (
        words[-1] in _WEAK_BODY and _BODY_WORDS.isdisjoint(words[:-1]) and _is_person(words)
    )


def _pieces(text: str, start: int, end: int) -> list[_Piece]:
    pieces: list[_Piece] = []
    at, after_and = start, False
    comma = text.find(",", start, end)
    for match in _SEPARATOR.finditer(text, start, end):
        if match[0] in (" y ", " e ", " i ") and match.start() < comma:
            continue
        _add(pieces, text, at, match.start(), after_and=after_and)
        at = match.end()
        after_and = not match[0].rstrip().endswith((",", "，", "、"))
    _add(pieces, text, at, end, after_and=after_and)
    return pieces


def _add(pieces: list[_Piece], text: str, start: int, end: int, *, after_and: bool) -> None:
    start, end = _tight(text, start, end)
    if start < end:
        pieces.append(_Piece(text[start:end], start, end, after_and))


def _parse_commas(text: str, start: int, end: int, role: str, *, listed: bool) -> list[Name]:
    pieces = _pieces(text, start, end)
    names: list[Name] = []
    count = len(pieces)
    inverted = False
    at = 0
    while at < count:
        piece = pieces[at]
        following = pieces[at + 1] if at + 1 < count else None
        if names and _SUFFIX.match(piece.text):
            names[-1] = _with_suffix(names[-1], text, piece)
            at += 1
        elif following and not following.after_and and listed and _inverted(pieces, at):
            name = _inverted_name(role, text, piece, following)
            at += 2
            # "Family, Jr., Given" and "Family, Given" alike end here
            if at < count and _SUFFIX.match(following.text):
                name = _inverted_name(role, text, piece, pieces[at])._replace(suffix=following.text)
                at += 1
            names.append(name)
            inverted = True
        else:
            names.append(_plain_name(role, text, piece, alone=count == 1 and listed, initials_last=not inverted))
            at += 1
    return names


def _inverted(pieces: list[_Piece], at: int) -> bool:
    """Say whether the piece at ``at`` is a family name and the next one the given names that belong to it."""
    piece, following = pieces[at].text, pieces[at + 1].text
    words = piece.split()
    if _SUFFIX.match(following):
        return len(words) == 1 and at + 2 < len(pieces)
    if _INITIALS.match(following) or _INITIALS_PARTICLE.match(following):
        return not _DOTTED.match(piece)
    if _may_end_in_initials(piece) and _SURNAME_INITIALS.match(piece):
        return False
    if _has_east_asian(piece):
        return len(piece) <= 2 and len(following) <= 2
    if len(words) > 1 and _has_body_word(words):
        return False
    family = [w for w in words if w not in _PARTICLES]
    if len(family) <= 1:
        return True
    if words[0] in _CAPITAL_PARTICLES and len(words) <= 3:
        return True
    if following.split()[-1] in _PARTICLES:
        return True
    if at or words[0].rstrip(".").lower() in GIVEN_NAMES or _INITIALS.match(words[0]):
        return False
    return len(words) <= _MAX_FAMILY_WORDS and not _looks_whole(following.split())


def _looks_whole(words: list[str]) -> bool:
    """Say whether two words are rather a whole name than given names: ``Thomas Lavergne``."""
    return (
        len(words) == 2
        and words[0].lower() in GIVEN_NAMES
        and words[1].lower() not in GIVEN_NAMES
        and len(words[1]) > 2
    )


def _may_end_in_initials(text: str) -> bool:
    """Return whether the last letter can be that of initials, ``Jr`` or ``Sr``: a quick look that spares most of it."""
    return not text[-1:].islower() or text.endswith(("Jr", "Sr"))


def _has_east_asian(text: str) -> bool:
    """Return whether there are Chinese, Japanese or Korean characters."""
    return not text.isascii() and any("\u2e80" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7af" for c in text)


def _inverted_name(role: str, text: str, family: _Piece, given: _Piece) -> Name:
    given_text, suffix = given.text, None
    trailing = _TRAILING_SUFFIX.search(given_text)
    if trailing:
        suffix, given_text = trailing[1], given_text[: trailing.start()]
    particle, family_text = _split_particle(family.text)
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


def _split_particle(family: str) -> tuple[str | None, str]:
    words = family.split()
    at = 0
    while at < len(words) - 1 and words[at] in _PARTICLES:
        at += 1
    return " ".join(words[:at]) or None, " ".join(words[at:])


def _fold(text: str) -> str | None:
    return " ".join(text.split()) or None


def _plain_name(role: str, text: str, piece: _Piece, *, alone: bool, initials_last: bool) -> Name:
    """Return a name that is not inverted: given names first, family and initials, a body or a single name."""
    match = _SURNAME_INITIALS.match(piece.text) if _may_end_in_initials(piece.text) else None
    if match and _SUFFIX.match(match["given"]):
        match = None
    if match and not _INITIALS.match(match["family"]) and (initials_last or "." in match["given"]):
        particle, family = _split_particle(match["family"])
        return _person(
            role, text, piece, family, match["given"].strip(), particle, match["suffix"] and match["suffix"].strip()
        )
    words = piece.text.split()
    suffix = None
    if len(words) > 2 and _SUFFIX.match(words[-1]):
        suffix = words.pop().strip(",")
    if len(words) == 1 or _has_east_asian(piece.text):
        return _literal(role, text, piece.start, piece.end, is_body=bool(_ACRONYM.match(piece.text)))
    is_body = _has_body_word(words)
    if is_body or (alone and not _is_person(words)):
        # two words that nothing tells apart may be a person: "Mao Zedong", "Lord Elton [G. Elton]"
        is_body = is_body or (len(words) > 2 and "[" not in piece.text)
        return _literal(role, text, piece.start, piece.end, is_body=is_body)
    at = _family_at(words)
    particle, family = _split_particle(" ".join(words[at:]))
    return _person(role, text, piece, family, " ".join(words[:at]), particle, suffix)


def _is_person(words: list[str]) -> bool:
    first = words[0]
    return (
        first.lower() in GIVEN_NAMES
        or bool(_INITIALS.match(first))
        or first.split("-")[0].lower() in GIVEN_NAMES
        or any(w in _PARTICLES or (len(w) == 2 and w[1] == ".") for w in words[1:-1])
    )


def _family_at(words: list[str]) -> int:
    """Return the index of the first word of the family name, particles included."""
    last = len(words) - 1
    if words[last].isupper() and len(words[last]) > 1 and not words[0].isupper():
        at = last
        while at > 1 and words[at - 1].isupper() and len(words[at - 1]) > 1 and "." not in words[at - 1]:
            at -= 1
        return at
    at = last
    while at > 1 and (words[at - 1] in _PARTICLES or words[at - 1] in _CAPITAL_PARTICLES):
        at -= 1
    return at


def _person(
    role: str, text: str, piece: _Piece, family: str, given: str, particle: str | None, suffix: str | None
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


def _with_suffix(name: Name, text: str, piece: _Piece) -> Name:
    return name._replace(suffix=piece.text, end=piece.end, raw=text[name.start : piece.end])


def is_repeated_author(text: str) -> bool:
    """Say whether ``text`` is the dash that stands for the names of the reference before."""
    return bool(_DASH.fullmatch(text.strip()))
