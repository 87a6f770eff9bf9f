"""DOIs: from the form printed to the normal form, in a fixed sequence of steps.

``STEPS`` is the sequence; each step has a name and changes the text or leaves it alone. The syntax is that of the
DOI Handbook (ISO 26324): ``10.`` and a registrant code of digits, a slash, a suffix. DOIs do not tell upper from
lower case; the normal form is lower case.
"""

import re
from collections.abc import Callable
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

MAX_LENGTH = 512
"""Longer than any DOI; what is longer is not one."""

DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"), "-")
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u034f\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\ufeff"))
CLOSERS = {")": "(", "]": "[", "}": "{", ">": "<"}
LABEL = re.compile(
    r"(?:Save|Export|E-?mail|Share|Cite|Print)[ \u00a0]?Citation|Find[ ]this[ ]resource|"
    r"View[ ]Article|\[Cross[Rr]ef\]|(?<=[0-9a-z)])(?:Cross[Rr]ef|PubMed|Google[ ]?Scholar)\b|»|"
    r"\s?\[(?:doi|pii)\]|(?<=[0-9A-Za-z)])[.;,]?(?:PMC?ID|DOI|doi|ISSN|ISBN|arXiv)\s?:"
)
"""Buttons, link labels and labels of other identifiers that pages glue to a DOI."""

_TRAILING = ".,;:!?'\"’‘“”*_|·•…、。\\"
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#[0-9]{2,6}|#[xX][0-9A-Fa-f]{2,5});")
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
_ESCAPE = re.compile(r"\\([_*\[\]()<>~#.-])")
_MARKUP = re.compile(r"\]\(|</?(?:a|b|i|em|br|p|li|span|div|sup|sub|strong)\b|</", re.IGNORECASE)
_START = re.compile(r"(?<![0-9])10\.\s?[0-9]")
_AGAIN = re.compile(r"10\.[0-9]{4,9}/")
_INSIDE = re.compile(r"(?<![0-9])10\.[0-9]{4,9}/")
_LEAD = re.compile(r"(?:https?://)?(?:dx\.)?doi\.\s?org/|info:doi/|urn:doi:|doi\s?[:=]?\s?", re.IGNORECASE)
_ADDRESS = re.compile(r"https?:/|www\.|doi:", re.IGNORECASE)
_QUERY = re.compile(r"[?&#](?:[\w.~-]{1,40}=|firstMatch\b|abstract\b|page\b)|[?#]\Z")
_LANDING = re.compile(
    r"(?:/(?:abstract|full(?:text)?(?:[./]html)?|html|e?pdf(?:direct|plus)?|summary|meta|references|citedby|issuetoc|"
    r"tables|figures)|\.(?:full|abstract|short|long|pdf|e?xtract|full-text)){1,3}\Z",
    re.IGNORECASE,
)
_PREPRINT_VERSION = re.compile(r"(10\.1101/[0-9.]{6,20})v[0-9]{1,2}\Z", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_BEGUN = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]{1,9}){0,4}/.")
_VALID = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]{1,9}){0,4}/[^\s\x00-\x20\x7f\ufffd]+\Z")
_USUAL = re.compile(
    r"(?:https?://(?:dx\.)?doi\.org/)?"
    r"(?P<doi>10\.(?!1101/)[0-9]{4,9}/(?:[a-z]{1,12}/)?(?:[a-z0-9._()-]|[A-Z](?![a-z])){0,200}[0-9x])"
)
"""A DOI as most are printed, which two steps may change: labels glued to it are capitalised, endings are words."""


class DoiVerdict(NamedTuple):
    """What became of a DOI as printed.

    ``value`` is the normal form, ``None`` when there is none; ``problem`` a code of ``PROBLEMS`` or ``None``;
    ``steps`` the names of the steps that changed something, in order.
    """

    value: str | None
    is_valid: bool
    problem: str | None
    steps: tuple[str, ...]


def _decode_entities(text: str) -> str:
    for _ in range(2):  # pages that were escaped twice
        text = _ENTITY.sub(lambda m: unescape(m[0]), text)
    return text


def _decode_percent(text: str) -> str:
    for _ in range(2):
        if _PERCENT.search(text):
            text = unquote(text)
    return text


def _cut(pattern: re.Pattern[str]) -> Callable[[str], str]:
    """Return a step that drops everything from the first match of ``pattern`` on."""

    def step(text: str) -> str:
        match = pattern.search(text)
        return text[: match.start()] if match and match.start() else text

    return step


def _without_resolver(text: str) -> str:
    match = _START.search(text)
    if match:
        return text[match.start() :]
    lead = _LEAD.match(text)
    return text[lead.end() :].lstrip() if lead else text


def _once(text: str) -> str:
    """Return the first of two DOIs run together when they are the same one, or one is only begun."""
    slash = text.find("/")
    again = _AGAIN.search(text, slash + 1) if slash > 0 else None
    if not again:
        return text
    first, second = text[: again.start()], text[again.start() :]
    address = _ADDRESS.search(first)
    if address:
        first = first[: address.start()]
    first, second = strip_trailing(first.rstrip("/")), strip_trailing(second.rstrip("/"))
    return first if first.lower() == second.lower() else text


def strip_trailing(text: str) -> str:
    """Return ``text`` without punctuation at its end; a closing bracket stays when its opening one is there.

    The semicolon of an HTML entity stays as well.
    """
    if text[-1:].isalnum():
        return text
    balance = {closer: text.count(closer) - text.count(opener) for closer, opener in CLOSERS.items()}
    end = len(text)
    while end:
        last = text[end - 1]
        if last in CLOSERS:
            if balance[last] <= 0:
                break
            balance[last] -= 1
        elif last not in _TRAILING or (last == ";" and _ENTITY.fullmatch(text, max(0, text.rfind("&", 0, end)), end)):
            break
        end -= 1
    return text[:end]


STEPS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("invisible", lambda text: text.translate(INVISIBLE)),  # zero-width characters, soft hyphens
    ("dashes", lambda text: text.translate(DASHES)),  # every dash is a hyphen
    ("entities", _decode_entities),  # &lt; is <
    ("percent", _decode_percent),  # %3C is <
    ("escapes", lambda text: _ESCAPE.sub(r"\1", text)),  # Markdown's \_ is _
    ("label", _cut(LABEL)),  # buttons glued to it
    ("markup", _cut(_MARKUP)),  # tags and Markdown links begun after it
    ("resolver", _without_resolver),  # doi:, https://doi.org/, a proxy, info:doi/, urn:doi:
    ("spaces", lambda text: _SPACE.sub("", text)),  # broken by a space or a line end
    ("punctuation", strip_trailing),
    ("doubled", _once),
    ("query", _cut(_QUERY)),  # ?rskey=..., #firstMatch
    (
        "landing",
        lambda text: _PREPRINT_VERSION.sub(r"\1", _LANDING.sub("", text)),
    ),  # /abstract, .full, v1 of a preprint
    ("punctuation", strip_trailing),
    ("case", str.lower),
)

PROBLEMS = {
    "no_prefix": "it does not begin with 10.",
    "bad_prefix": "the registrant code is not four to nine digits",
    "no_suffix": "nothing follows the registrant code",
    "no_slash": "no slash after the registrant code",
    "letter_for_digit": "a letter O, I or l stands for a digit",
    "comma_for_stop": "a comma stands for the full stop",
    "two_in_one": "two different DOIs run together",
    "bad_character": "it holds a character no DOI has",
    "too_long": f"it has more than {MAX_LENGTH} characters",
}
"""What can be wrong with a DOI; such a DOI keeps its raw form and has no value."""

_MALFORMED: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("comma_for_stop", re.compile(r"10,[0-9]{3,9}")),
    ("letter_for_digit", re.compile(r"(?=[0-9]{0,2}\.?[0-9]{0,9}[OoIl])[1Il][0Oo]\.[0-9OoIl]{4,9}(?:/|\Z)")),
    ("no_suffix", re.compile(r"10\.[0-9]{4,9}/?\Z")),
    ("no_slash", re.compile(r"10\.[0-9]{4,9}[^0-9/]")),
    ("bad_prefix", re.compile(r"10\.")),
    ("no_prefix", re.compile(r"")),
)


def _problem(text: str) -> str | None:
    if len(text) > MAX_LENGTH:
        return "too_long"
    if _VALID.match(text):
        return "two_in_one" if _INSIDE.search(text, text.find("/")) else None
    if _BEGUN.match(text):
        return "bad_character"
    return next(code for code, pattern in _MALFORMED if pattern.match(text))


def clean_doi(raw: str) -> DoiVerdict:
    """Return the normal form of a DOI as printed, or what is wrong with it."""
    usual = _USUAL.fullmatch(raw)
    if not usual:
        return clean_by_steps(raw)
    printed = usual["doi"]
    value = printed.lower()
    steps = ("resolver",) * (printed != raw) + ("case",) * (value != printed)
    return DoiVerdict(value, is_valid=True, problem=None, steps=steps)


def clean_by_steps(raw: str) -> DoiVerdict:
    """Return what ``clean_doi`` does, of any text, by taking every step."""
    text, changed = raw.strip()[: 2 * MAX_LENGTH], []
    for name, step in STEPS:
        before, text = text, step(text)
        if text != before:
            changed.append(name)
    problem = _problem(text)
    return DoiVerdict(None if problem else text, problem is None, problem, tuple(changed))
