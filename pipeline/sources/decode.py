"""Decode: bytes become text with line feeds, and the encoding is said, whether it was declared or guessed."""

import codecs
import re
from collections.abc import Set as AbstractSet
from typing import NamedTuple

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PROBE = 8192
_MANY_ZEROS = 0.3
_MANY_CONTROLS = 0.1
_LEAST_PRINTED = 0.45
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1b"))
_TWICE_DECODED = re.compile("[Â-ô][\x81\x8d\x8f\x90\x9d\xa0-¿€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
"""A lead byte of UTF-8 and a byte that goes on with it, both read as Windows-1252."""
_AS_BYTES = re.compile(rb"\xc3[\x82-\xb4][\xc2\xc5\xc6\xcb\xe2]")
"""How these two begin when they are UTF-8 again: bytes are searched in a tenth of the time."""


class Decoded(NamedTuple):
    """Text with line feeds as newlines, and its encoding; ``-repaired`` marks one that was not what it seemed."""

    text: str
    encoding: str


def is_binary(data: bytes) -> bool:
    """Return whether the bytes are no text in any encoding that can be told: NUL or too many control characters."""
    probe = data[:_PROBE]
    if any(data.startswith(bom) for bom, _ in _BOMS) or _wide_encoding(probe):
        return False
    controls = len(probe) - len(probe.translate(None, _CONTROLS))
    return b"\0" in probe or controls > _MANY_CONTROLS * len(probe)


def decode(data: bytes) -> Decoded:
    """Return the text of ``data``: by its byte order mark, as UTF-8, or as Windows-1252 when it cannot be UTF-8.

    UTF-8 that was decoded as Windows-1252 and encoded again (``teachersâ€™``) is repaired.
    """
    text, encoding = _decoded(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    is_utf8 = encoding in ("utf-8", "utf-8-sig")
    if not text.isascii() and (not is_utf8 or _AS_BYTES.search(data)) and _TWICE_DECODED.search(text):
        repaired = _repaired(text)
        if repaired != text:
            return Decoded(repaired, f"{encoding.removesuffix('-repaired')}-repaired")
    return Decoded(text, encoding)


def _decoded(data: bytes) -> Decoded:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict_or_repaired(data, encoding)
    wide = _wide_encoding(data[:_PROBE])
    if wide:
        return _strict_or_repaired(data, wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _not_utf8(data)


def _wide_encoding(probe: bytes) -> str | None:
    """Return UTF-16 without a byte order mark when every other byte is mostly zero, as in Latin script."""
    even, odd = probe[0::2], probe[1::2]
    if len(probe.translate(None, _CONTROLS)) < _LEAST_PRINTED * len(probe):
        return None
    if odd and odd.count(0) > _MANY_ZEROS * len(odd) and not even.count(0):
        return "utf-16-le"
    if even and even.count(0) > _MANY_ZEROS * len(even) and not odd.count(0):
        return "utf-16-be"
    return None


def _strict_or_repaired(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        return Decoded(data.decode(encoding, errors="replace"), f"{encoding}-repaired")


def _not_utf8(data: bytes) -> Decoded:
    """Return UTF-8 with some odd bytes as such, the odd ones read as Windows-1252; else all of it as Windows-1252."""
    lenient = data.decode("utf-8", errors="replace")
    n_bad = lenient.count("\N{REPLACEMENT CHARACTER}")
    n_good = sum(1 for char in lenient if char > "\x7f") - n_bad
    if n_bad <= n_good:
        return Decoded(data.decode("utf-8", errors=_FALLBACK), "utf-8-repaired")
    try:
        return Decoded(data.decode("cp1252"), "cp1252")
    except UnicodeDecodeError:
        return Decoded(data.decode("latin-1"), "latin-1")


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Return the bytes that are not UTF-8 as Windows-1252, for the decoder to go on behind them."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


_FALLBACK = "annobib-windows"
codecs.register_error(_FALLBACK, _as_windows)


def _repaired(text: str) -> str:
    """Return the text, line by line, as it was before it was decoded twice.

    A line alone may leave it open (``dÄ…browski``); what was repaired in other lines of the text tells then.
    """
    from ftfy import TextFixerConfig, fix_encoding  # noqa: PLC0415 - only the few texts that need it pay for it

    config = TextFixerConfig(restore_byte_a0=True, replace_lossy_sequences=False)
    lines = text.split("\n")
    repaired = [fix_encoding(line, config) if _TWICE_DECODED.search(line) else line for line in lines]
    known: set[str] = set()
    for line, good in zip(lines, repaired, strict=True):
        if good != line:
            known.update(_TWICE_DECODED.findall(line))
    return "\n".join(
        _as_elsewhere(good, known) if good == line else good for line, good in zip(lines, repaired, strict=True)
    )


def _as_elsewhere(line: str, known: AbstractSet[str]) -> str:
    """Return a line decoded once less if all that looks decoded twice in it was so in other lines."""
    found = _TWICE_DECODED.findall(line) if known else []
    if not found or not set(found) <= known:
        return line
    try:
        return line.encode("sloppy-windows-1252").decode("utf-8")  # a codec of ftfy
    except UnicodeError:
        return line
