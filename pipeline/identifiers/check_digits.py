"""Check digits of ISBN and ISSN.

Sources: ISO 2108 (ISBN-10: weights 10..1 modulo 11; ISBN-13: weights 1 and 3 modulo 10) and ISO 3297 (ISSN: weights
8..1 modulo 11). ``X`` stands for ten.
"""

import re
from typing import NamedTuple

ISBN_LENGTHS = (10, 13)
_NOT_DIGIT = re.compile(r"[^0-9Xx]+")
_ISBN_10 = re.compile(r"[0-9]{9}[0-9X]\Z")
_ISBN_13 = re.compile(r"97[89][0-9]{10}\Z")
_ISSN = re.compile(r"[0-9]{7}[0-9X]\Z")


class Verdict(NamedTuple):
    """Normal form (``None`` when there is none) and what is wrong (``None`` when nothing is)."""

    value: str | None
    problem: str | None


def _weighted(digits: str) -> int:
    """Return the sum of the digits, the last one weighing 1, the one before it 2 and so on."""
    return sum(weight * (10 if c == "X" else int(c)) for weight, c in enumerate(reversed(digits), 1))


def is_isbn_10(digits: str) -> bool:
    """Tell whether ten characters without hyphens are an ISBN-10 with the right check digit."""
    return bool(_ISBN_10.match(digits)) and _weighted(digits) % 11 == 0


def is_isbn_13(digits: str) -> bool:
    """Tell whether thirteen digits without hyphens are an ISBN-13 with the right check digit."""
    return bool(_ISBN_13.match(digits)) and sum(int(c) * (3 if i % 2 else 1) for i, c in enumerate(digits)) % 10 == 0


def is_issn(digits: str) -> bool:
    """Tell whether eight characters without hyphen are an ISSN with the right check digit."""
    return bool(_ISSN.match(digits)) and _weighted(digits) % 11 == 0


def issn_check_digit(seven: str) -> str:
    """Return the check digit that completes the first seven digits of an ISSN."""
    rest = -_weighted(seven + "0") % 11
    return "X" if rest == 10 else str(rest)  # noqa: PLR2004 - X stands for ten


def isbn_13_from_10(digits: str) -> str:
    """Return the ISBN-13 of an ISBN-10: prefix 978 and another check digit."""
    stem = "978" + digits[:9]
    return stem + str(-sum(int(c) * (3 if i % 2 else 1) for i, c in enumerate(stem)) % 10)


def clean_isbn(raw: str) -> Verdict:
    """Return the ISBN-13 of an ISBN as printed, and ``wrong_length`` or ``check_digit`` when something is wrong.

    An ISBN-10, and a nine-digit SBN, become ISBN-13. One with a wrong check digit keeps its own digits.
    """
    digits = _NOT_DIGIT.sub("", raw).upper()
    if len(digits) == 9:  # noqa: PLR2004 - SBN, the form before 1970: an ISBN-10 without its leading zero
        digits = "0" + digits
    if is_isbn_13(digits):
        return Verdict(digits, None)
    if is_isbn_10(digits):
        return Verdict(isbn_13_from_10(digits), None)
    if len(digits) in ISBN_LENGTHS:
        return Verdict(digits, "check_digit")
    return Verdict(None, "wrong_length")


def clean_issn(raw: str) -> Verdict:
    """Return the ISSN with its hyphen, and ``wrong_length`` or ``check_digit`` when something is wrong."""
    digits = _NOT_DIGIT.sub("", raw).upper()
    if not _ISSN.match(digits):
        return Verdict(None, "wrong_length")
    return Verdict(f"{digits[:4]}-{digits[4:]}", None if is_issn(digits) else "check_digit")
