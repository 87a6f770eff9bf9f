"""Sentence ends in references: full stops that end a field, told from those of initials and abbreviations."""

import re
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from heapq import merge

from pipeline.references.places import is_known_place

CLAIMED = "\x1f"
"""Stands for every character another field has claimed; regular expressions take it for white space."""

_STOP = re.compile(r"""[.?!…][”"’'»)\]]{0,3}(?:\s+|(?=[“"«][^\W_]))(?=\S)""")
_SHELTER = re.compile(r"[(\[“«](?:(?<=\()[^()]{0,300}\)|(?<=\[)[^\[\]]{0,300}\]|(?<=“)[^”]{0,600}”|(?<=«)[^»]{0,600}»)")
_QUOTED = re.compile(r'"[^"]{0,600}"')
NAME_IN_SMALL = re.compile(r"[a-z]{1,3}[A-Z]|(?:[a-z0-9-]{1,40}\.){1,3}[a-z]{2,4}(?=[,.]? |[,.]?\Z|\x1f)")
"""What begins with a small letter and yet begins a sentence: ``eLife``, ``theguardian.com``."""
_ORDERED_PART = re.compile(r"(?:[A-Z]|\d{1,2}), [^\W\d_a-z][^\W\d_A-Z]")
"""A part as library catalogues have it, after the title of the whole: ``1, Test response``, ``B, Sciences``."""
_ARTICLE = re.compile(r"The [^\W\d_a-z]")
"""No abbreviation of a title stands before an article: ``Modern Tech. The Freeman``."""
_NAME_BEFORE = re.compile(r"[^\W\d_a-z]\. [^\W\d_a-z]|(?<!\bSt)\. [^\W\d_a-z][^\W\d_A-Z]")
_MONTH = re.compile(
    r"(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jahrhunderts?|Auflage|Weltkrieg)\b|Jh\.|Jhs?\b|Aufl\."
)
"""Months as German dates have them, after a full stop: ``2. November 1996``."""
_GERMAN_DATE = re.compile(r"(?:\d{1,2}\.\s?[-–]\s?)?\d{1,2}\.(?:1[0-2]|0?[1-9])\. (?:1[4-9]|20)\d\d\b")
"""A date in figures: ``8.–10.2. 1980``."""
_OPENING = "([{“‘«\"'"
_BEFORE_PLACES = frozenset("st ste mt ft pt no ca c".split())
_BEFORE_FIGURES = frozenset(("no", "No"))
_BEFORE_A_LETTER = frozenset(
    "in with using from part type series war vitamin group volume class book plan factor grade".split()
)

# Abbreviations of reference prose, and of the words in journal titles as ISO 4 shortens them. Words that are also
# ordinary words of titles (plant, art, mar, can, nat, ...) are left out.
_ABBREVIATIONS = frozenset(
    """
    abt add ads al fr gebr anm anon app approx art assoc attrib aufl ausg bd bde bearb bes betr bk bks bros bzw c ca cap cf ch
    chap chaps co col cols comp comps corp corr d dept dir dirs diss div doc dr ed edn eds enl est et etc exp ext
    fac facs fasc ff fig figs fl fn fol fols ft gen gov govt hg hgg hrsg ibid ill illus inc incl infra inst intl intro
    jg jr jun lib lit ltd mass messrs mgr mr mrs ms msgr mss mt n.b neuaufl nos nr o.j obj op orig pa pl pp pref prod
    prof pseud pt pts pub publ publs qtd rept repr resp rev rpt sc sect sen ser sess sir sr ss st ste str sub suppl
    supra s.v t tab tech tit tr trans transl u.a übers univ unpub usw v var ver vgl viz vol vols vs z.b zit
    acad adm admin adv agric amer anal anat anim ann annu anthropol antiq antropol aquat arch archaeol archeol arqueol
    astron astrophys atmos austral behav beitr ber biochem bioeng biogeogr biol biomed biophys biosci biotechnol bot br
    bull bur canad cancer. cardiol cent chem chim circ civ clin cogn coll comm commun commun. conf contrib cryst
    curr cytol dermatol deutsch dtsch dev diagn dis ecol econ educ electron endocrinol eng entomol environ epidemiol
    ethnol eur evol exper exp fak fam fed fortschr freshw gastroenterol genet geochem geochim geogr geol geomorphol
    geophys geosci ges gesch hematol hepatol herpetol hist hum hydrobiol hydrol ichthyol immun immunol ind infect inf
    inform int internat invertebr invest ist ital jahrb jb jour kgl koninkl lab leg lett limnol ling linguist lond mag
    mag. mam manag mat math mech med mem mentat metab meteorol methodol microb microbiol microsc mikrobiol mitt mol
    monogr morphol mycol natl nat naturwiss neth neural neurobiol neurol neuropsychol neurosci nutr obs occup oceanogr
    oncol ophthalmol opt org ornithol paleont paleontol palaeontol paläont parasitol pathol pediatr petrol pharm
    pharmacol phil philol philos photogr phylogenet phys physik physiol phytopathol pol polit pollut polym pract preprod
    proc prog progr psych psychiatr psychol publ q quart quat rech rec rend rep reprod res resour respir rheumatol
    roentgenol rostl sb sci scand sedimentol seismol sem signal soc sociol spectrosc stat statist stratigr struct stud
    surg surv symp syst technol tectonophys telecomm ther theor thermophys toxicol trav trends. trop tsch univ
    urol verh veröff verl vertebr vet virol vop wien wiss wochenschr wschr z zbl zeit zentralbl zh zool ztschr
    pap assess mon contr herb izv glavn linn sist vyssh rast bd repert perspect harb leafl jan feb apr jun jul aug sep sept oct nov dec calif conn fla ga ill ind mich minn n.y okla ont ore penn tenn tex wis
    """.split()
) - {"art", "sub", "fed", "sir", "add", "cap", "tit", "est", "exp.", "lit", "leg", "opt", "hum", "resp", "mass"}


class _Shape(Enum):
    """What the word before a full stop shows of it."""

    FULL = 0
    """A whole word: the full stop ends a sentence."""
    SHORT = 1
    """An initial or a known abbreviation."""
    CHAINED = 2
    """Short and capitalised; an abbreviation when another one follows: ``Port. Acta Biol.``, ``Mittl. Zool.``."""


@lru_cache(maxsize=4096)
def _shape(word: str) -> _Shape:
    last = word.rstrip(".").rsplit(".", 1)[-1].rsplit("-", 1)[-1].rsplit("’", 1)[-1]
    if len(last) == 1:
        is_initial = (last.isalpha() and (not last.islower() or last in "cvpnsfdlte")) or last == "&"
        return _Shape.SHORT if is_initial else _Shape.FULL
    if last.lower() in _ABBREVIATIONS:
        return _Shape.SHORT
    is_short = 0 < len(last) <= 5 and last[0].isupper() and last.isalpha() and not last.isupper()
    return _Shape.CHAINED if is_short else _Shape.FULL


def _in_chain(following: str) -> bool:
    head, dot, _ = following.partition(".")
    return bool(dot) and 1 < len(head) <= 6 and head.isalpha() and head[0].isupper() and head.lower() in _ABBREVIATIONS


def sentence_starts(text: str, start: int, end: int) -> list[int]:
    """Return where a new sentence begins between ``start`` and ``end``, ``start`` itself left out.

    A full stop after an initial or a known abbreviation, inside brackets or inside quotation marks ends nothing;
    question and exclamation marks do, as does a full stop right before an opening quotation mark.
    """
    return list(_sentence_starts(text, start, end))


def first_sentence_start(text: str, start: int, end: int) -> int | None:
    """Return the first of the :func:`sentence_starts`, ``None`` when there is none."""
    return next(_sentence_starts(text, start, end), None)


def _sentence_starts(text: str, start: int, end: int) -> Iterator[int]:
    shelters: _Shelters | None = None
    for match in _STOP.finditer(text, start, end):
        at, following = match.span()
        if following >= end:
            break
        first = text[following]
        if first in "&,;:)" or (first.islower() and not NAME_IN_SMALL.match(text, following)):
            continue
        if text[at] == ".":
            if _ends_abbreviation(text, at, start, following) or text[at - 2 : at] == "..":
                continue
        elif text[at] == "…":
            continue  # an ellipsis within a title
        if _ORDERED_PART.match(text, following):
            continue
        shelters = shelters or _Shelters(text, start, end)
        if shelters.hold(at):
            continue
        yield following


_LONG = 6
"""Letters of a word that is no abbreviation unless it is a known one."""


def ends_sentence(text: str, at: int) -> bool:
    """Say whether the full stop at ``at``, which one space follows, ends a sentence."""
    word = text[text.rfind(" ", 0, at) + 1 : at]
    if len(word) >= _LONG and word.isalpha() and word.lower() not in _ABBREVIATIONS:
        return True
    return not _ends_abbreviation(text, at, 0, at + 2)


def _ends_abbreviation(text: str, at: int, start: int, following: int) -> bool:
    """Say whether the full stop at ``at`` is that of an initial or abbreviation and so ends no sentence."""
    gap = max(text.rfind(" ", start, at), text.rfind(CLAIMED, start, at), start - 1)
    word = text[gap + 1 : at].lstrip(_OPENING)
    if not word and (text[following] == "." or text[at - 2 : at] == ". "):
        return True  # an ellipsis of spaced full stops
    shape = _shape(word)
    if shape is _Shape.FULL:
        if word in _BEFORE_FIGURES:
            return text[following].isdigit()
        if not word[-1:].isdigit() or following - at > 2:
            return False
        is_day = len(word) <= 2 and word.isdigit()
        return bool(_MONTH.match(text, following) if is_day else _GERMAN_DATE.match(text, gap + 1))
    if following - at > 2 and len(word) > 1:
        return False
    if shape is _Shape.CHAINED:
        return _in_chain(text[following : following + 8])
    bare = word.rstrip(".")
    if len(bare) > 1 and _ARTICLE.match(text, following):
        return False
    if len(bare) == 1 and bare.isalpha():
        before = text[text.rfind(" ", start, gap) + 1 : gap] if gap > start else ""
        if before.lower() in _BEFORE_A_LETTER or (bare.isupper() and _place_follows(text, following)):
            return False
    return bare.lower() in _BEFORE_PLACES or not _place_follows(text, following)


def _place_follows(text: str, at: int) -> bool:
    """Say whether a known place and a colon follow: ``Statistics with R. New York: Springer``."""
    colon = text.find(": ", at, at + 40)
    return colon > 0 and not _NAME_BEFORE.search(text, at, colon) and is_known_place(text[at:colon])


class _Shelters:
    """Brackets and quotation marks of a text, asked with ascending places what they hold; read no further than asked."""

    def __init__(self, text: str, start: int, end: int) -> None:
        found = _SHELTER.finditer(text, start, end)
        if '"' in text:
            found = merge(found, _QUOTED.finditer(text, start, end), key=re.Match.start)
        self._found = found
        self._next = next(found, None)
        self._reach = start

    def hold(self, at: int) -> bool:
        """Say whether one of them opens before ``at`` and has more than its own end after it."""
        while self._next and self._next.start() < at:
            self._reach = max(self._reach, self._next.end())
            self._next = next(self._found, None)
        return at < self._reach - 1
