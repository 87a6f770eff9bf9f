"""Damage: what other routes do to the same page, one change a function; what the page says stays on it.

``DAMAGES`` is the table, and its names are those of the scores. The truth about a page is compared by letters and
digits alone, so that it holds for the damaged page too.
"""

import re
import unicodedata
from collections.abc import Callable

Damage = Callable[[str], str]

_BULLET = re.compile(r"^([^\S\n]*)([•*·-])[^\S\n]+(?=\S)", re.MULTILINE)
_FRONT_MATTER = re.compile(r"---\n.*?\n---\n", re.DOTALL)
_INDENT = re.compile(r"^[^\S\n]+", re.MULTILINE)
_LONG_WORD = re.compile(r"[a-z]{8,}")
_STRAIGHT = str.maketrans("’‘“”–", "''\"\"-")
_NOTICE = "Users without a subscription are not able to see the full content on this page. Please subscribe or login."
_HEADING = re.compile(r"(?<=\n\n)[A-Z][^\n.:•»]{3,80}(?=\n\n[^\n]{60})")
_ITALICS = re.compile(r"(?<=\d\. )([A-Z][^.\n“”*]{8,80})(?=\. )")
_CALLOUT = re.compile(r"(?<=[ (])([A-Z][a-z]+ (?:19|20)\d\d)(?=[ ,;)])")


def _wrapped(text: str, width: int, *, hanging: bool = True, hyphens: bool = False) -> str:
    """Return the text with its lines broken at ``width``; what is under a bullet keeps its indent when ``hanging``."""
    front = _FRONT_MATTER.match(text)
    start = front.end() if front else 0
    return text[:start] + "\n".join(
        _broken_line(line, width, hanging=hanging, hyphens=hyphens) for line in text[start:].split("\n")
    )


def _broken_line(line: str, width: int, *, hanging: bool, hyphens: bool) -> str:
    bare = line.lstrip()
    if len(line) <= width or "»" in line:
        return line
    indent = line[: len(line) - len(bare)]
    under = indent + ("  " if _BULLET.match(bare) else "") if hanging else ""
    lines, current = [], indent
    for word in bare.split(" "):
        rest = word
        if current.strip() and len(current) + len(rest) > width:
            room = width - len(current) - 1
            if hyphens and _LONG_WORD.fullmatch(rest) and 3 < room < len(rest) - 2:  # noqa: PLR2004 - as printers do
                current, rest = f"{current}{rest[:room]}-", rest[room:]
            lines.append(current.rstrip(" "))
            current = under
        current += rest + " "
    return "\n".join([*lines, current.rstrip(" ")])


def _without_bullets(text: str) -> str:
    return _BULLET.sub(r"\1", text)


def _without_indents(text: str) -> str:
    return _INDENT.sub("", text)


def _bullets(bullet: str) -> Damage:
    return lambda text: _BULLET.sub(lambda match: match[1] + bullet, text)


def _notes_close(text: str) -> str:
    """Return the text with each note right under its work, and no blank line between."""
    return re.sub(r"(?<=[^\n])\n\n(?=[ \t]{2,}[^\s•*·-])", "\n", text)


def _only_works_apart(text: str) -> str:
    """Return the text without indents, and each note right under its work."""
    return _without_indents(_notes_close(text))


def _markdown(text: str) -> str:
    text = _HEADING.sub(r"## \g<0>", _bullets("- ")(text))
    return _ITALICS.sub(r"*\1*", text)


def _notice_in_the_middle(text: str) -> str:
    found = [match.start() for match in _HEADING.finditer(text)]
    at = found[len(found) // 2] if found else len(text)
    return f"{text[:at]}{_NOTICE}\n\nHow to Subscribe\n\n{text[at:]}"


def _mojibake(text: str) -> str:
    """Return what UTF-8 looks like to a program that takes it for Windows-1252."""
    return "".join(bytes([byte]).decode("cp1252", "replace") if byte not in _UNDEFINED else chr(byte)
                   for byte in text.encode())  # fmt: skip


_UNDEFINED = frozenset((0x81, 0x8D, 0x8F, 0x90, 0x9D))
"""Bytes that Windows-1252 does not have; web browsers and editors keep them as control characters."""

DAMAGES: dict[str, Damage] = {
    "none": lambda text: text,
    "newlines of Windows": lambda text: text.replace("\n", "\r\n"),
    "newlines of old Macs": lambda text: text.replace("\n", "\r"),
    "mojibake": _mojibake,
    "decomposed characters": lambda text: unicodedata.normalize("NFD", text),
    "straight quotes and hyphens": lambda text: text.translate(_STRAIGHT),
    "no-break spaces lost": lambda text: text.replace("\xa0", ""),
    "thin spaces": lambda text: text.replace("\xa0", "\u2009"),
    "character references": lambda text: text.replace("&", "&amp;"),
    "indents lost": _without_indents,
    "tabs for indents": lambda text: re.sub(r"^ {2,4}", "\t", text, flags=re.MULTILINE),
    "bullets lost": _without_bullets,
    "bullets and indents lost": lambda text: _without_indents(_without_bullets(text)),
    "hyphens for bullets": _bullets("- "),
    "stars for bullets": _bullets("* "),
    "dots for bullets": _bullets("· "),
    "letters o for bullets": _bullets("o   "),
    "bullets with tabs": _bullets("•\t"),
    "bullets on lines of their own": _bullets("•\n    "),
    "notes close to works": _notes_close,
    "notes close to works, indents lost": _only_works_apart,
    "no blank lines": lambda text: re.sub(r"\n{2,}", "\n", text),
    "no blank lines, no indents": lambda text: _without_indents(re.sub(r"\n{2,}", "\n", text)),
    "more blank lines": lambda text: text.replace("\n\n", "\n\n\n\n"),
    "blanks at line ends": lambda text: text.replace("\n", "  \n"),
    "wrapped at 72": lambda text: _wrapped(text, 72),
    "wrapped at 80": lambda text: _wrapped(text, 80),
    "wrapped at 100": lambda text: _wrapped(text, 100),
    "wrapped, indents lost": lambda text: _without_indents(_wrapped(text, 78, hanging=False)),
    "wrapped, bullets lost": lambda text: _wrapped(_without_bullets(text), 78),
    "wrapped, bullets and indents lost": lambda text: _wrapped(_without_indents(_without_bullets(text)), 78),
    "wrapped, no blank lines": lambda text: re.sub(r"\n{2,}", "\n", _wrapped(text, 78)),
    "wrapped with hyphens": lambda text: _wrapped(text, 76, hyphens=True),
    "markdown": _markdown,
    "stars around callouts": lambda text: _CALLOUT.sub(r"*\1*", text),
    "notice in the middle": _notice_in_the_middle,
    "as a mail brings it": lambda text: _wrapped(
        _without_indents(text).translate(_STRAIGHT).replace("\xa0", " ").replace("• ", "* "), 72, hanging=False
    ).replace("\n", "\r\n"),
    "as a scraper leaves it": lambda text: unicodedata.normalize("NFD", _markdown(text)).replace("&", "&amp;"),
    "as an old editor saves it": lambda text: _mojibake(_without_indents(_without_bullets(text)).replace("\xa0", " ")),
    "as a printed page is copied": lambda text: _wrapped(
        _without_indents(_without_bullets(text)).replace("\xa0", ""), 80, hyphens=True
    ),
}
