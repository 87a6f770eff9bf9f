"""How identifiers other than DOIs are printed: label or address, number, and how the number is cleaned."""

import re
from collections.abc import Callable
from typing import NamedTuple

from pipeline.identifiers.check_digits import Verdict, clean_isbn, clean_issn
from pipeline.identifiers.doi import INVISIBLE


class Scheme(NamedTuple):
    """One kind of identifier.

    ``needles`` are what a text must hold, in lower case, to be searched; ``pattern`` has the group ``raw`` and, for a
    web address, ``lead``; ``is_open`` says that the number has no fixed end, so punctuation may follow it.
    """

    name: str
    needles: tuple[str, ...]
    pattern: re.Pattern[str]
    clean: Callable[[str], Verdict]
    is_open: bool = False


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


DASH = r"[-‐‑‒–—−]"
_ADDRESS = r"(?:https?://)?(?:www\.)?"


def _arxiv(number: str) -> Verdict:
    month = re.sub(r"\A[a-z-]{2,10}(?:\.[A-Z]{2})?/", "", number)[2:4]
    return Verdict(number, None if "01" <= month <= "12" else "bad_date")


def _as_printed(number: str) -> Verdict:
    return Verdict(number, None)


def _without_zeros(number: str) -> Verdict:
    return Verdict(number.lstrip("0") or None, None if number.strip("0") else "bad_number")


def _url(raw: str) -> Verdict:
    address = raw.translate(INVISIBLE)
    return Verdict(address, None if _GOOD_URL.match(address) else "bad_address")


_GOOD_URL = re.compile(
    r"(?:(?:https?|ftp)://)?(?:[^\s/@:]{1,80}@)?(?:[^\s./:@\[\]<>?#]{1,63}\.){1,10}[^\W\d_][\w-]{1,62}(?::[0-9]{1,5})?(?:[/?#]|\Z)|"
    r"(?:https?|ftp)://(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?::[0-9]{1,5})?(?:[/?#]|\Z)",
    re.IGNORECASE,
)

SCHEMES: tuple[Scheme, ...] = (
    Scheme(
        "isbn",
        ("isbn", "sbn"),
        _compile(
            rf"(?<![^\W_])(?:e-?)?(?:ISBN|SBN)(?:{DASH}?1[03])?(?:\s?\([^()]{{1,20}}\))?\s?[:=#]?\s{{0,3}}"
            rf"(?P<raw>[0-9](?:[0-9]|{DASH}|[ \u00a0](?=[0-9Xx])){{4,20}}[Xx]?)(?![\w])"
        ),
        clean_isbn,
    ),
    Scheme(
        "issn",
        ("issn",),
        _compile(
            r"(?<![^\W_])(?:[pe]-?)?ISSN(?:-L)?(?:\s?\([^()]{1,20}\))?\s?[:=#]?\s{0,3}"
            rf"(?P<raw>[0-9]{{3,5}}\s?{DASH}?\s?[0-9]{{2,4}}[0-9Xx])(?![\w])"
        ),
        clean_issn,
    ),
    Scheme(
        "arxiv",
        ("arxiv",),
        _compile(
            rf"(?:(?<![^\W_])arXiv\s?:\s{{0,2}}|(?P<lead>{_ADDRESS}(?:export\.)?arxiv\.org/(?:abs|pdf)/))"
            r"(?P<raw>[0-9]{4}\.[0-9]{4,5}(?:v[0-9]{1,3})?|[a-z-]{2,10}(?:\.[A-Z]{2})?/[0-9]{7}(?:v[0-9]{1,3})?)(?![0-9])"
        ),
        _arxiv,
    ),
    Scheme(
        "pmcid",
        ("pmc",),
        _compile(
            rf"(?:(?P<lead>{_ADDRESS}(?:(?:ncbi\.nlm\.nih\.gov/)?pmc(?:\.ncbi\.nlm\.nih\.gov)?/articles/))|(?<![^\W_])(?:PMCID\s?:?\s{{0,2}})?)"
            r"(?P<raw>PMC[0-9]{3,9})(?![\w])"
        ),
        lambda raw: Verdict(raw.upper(), None),
    ),
    Scheme(
        "pmid",
        ("pmid", "pubmed"),
        _compile(
            rf"(?:(?<![^\W_])(?:PMID|PubMed\sID)\s?:?\s{{0,2}}|(?P<lead>{_ADDRESS}(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/))"
            r"(?P<raw>[0-9]{1,9})(?![\w])"
        ),
        _without_zeros,
    ),
    Scheme(
        "handle",
        ("hdl", "handle"),
        _compile(
            rf"(?:(?<![^\W_])(?:hdl\s?:\s{{0,2}}|info:hdl/|handle\s?:\s{{0,2}})|(?P<lead>{_ADDRESS}hdl\.handle\.net/))"
            r"(?P<raw>[0-9]{1,9}(?:\.[0-9]{1,9}){0,4}/[^\s\"“”«»<>]{1,300})"
        ),
        lambda raw: Verdict(raw.translate(INVISIBLE), None),
        is_open=True,
    ),
    Scheme(
        "ark",
        ("ark:",),
        _compile(
            r"(?:(?P<lead>https?://[^\s<>\"]{3,80}/)|(?<![^\W_]))"
            r"(?P<raw>ark:/?[0-9b-df-hj-np-tv-z]{5,9}/[^\s\"“”«»<>]{1,200})"
        ),
        lambda raw: Verdict("ark:" + raw[4:].lstrip("/").translate(INVISIBLE), None),
        is_open=True,
    ),
    Scheme(
        "oclc",
        ("oclc", "ocolc", "ocm", "ocn"),
        _compile(
            rf"(?:(?P<lead>{_ADDRESS}(?:[\w-]{{1,40}}\.)?worldcat\.org/oclc/)|(?<![^\W_])(?:OCLC\s?(?:number|no\.|\#)?\s?:?\s{{0,2}}(?:oc[mn])?|\(OCoLC\)|oc[mn]))"
            r"(?P<raw>[0-9]{1,12})(?![\w])"
        ),
        _without_zeros,
    ),
    Scheme(
        "jstor",
        ("jstor",),
        _compile(
            rf"(?:(?P<lead>{_ADDRESS}jstor\.org/(?:discover|stable)/)|(?<![^\W_])JSTOR\s?:?\s{{0,2}}(?=[0-9]))"
            r"(?P<raw>(?:j\.[a-z0-9]{4,16}(?:\.[0-9]{1,3})?|[0-9]{3,10}))(?![\w])"
        ),
        _as_printed,
    ),
    Scheme(
        "url",
        ("://", "www."),
        _compile(r"(?P<raw>(?<![^\W_])(?:(?:https?|ftp)://|www\.(?=[\w-]{1,63}\.))[^\s\"“”«»<>{}|\\^`]{1,2000})"),
        _url,
        is_open=True,
    ),
)
"""All schemes but DOI."""
