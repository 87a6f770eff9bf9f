"""Text for TeX: what has a meaning there is escaped, and the capitals of names in titles are kept."""

import re

_ESCAPES = str.maketrans(
    {
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "\u00a0": "~",
    }
)
_BLANKS = re.compile(r"[ \t\r\n\u2028\u2029]+")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_ABBREVIATED = re.compile(r"\b[^\W\d_]\.\s")
_OPENS = re.compile(r"(?:\A|[.:?!—]\s)[“‘\"'(\[]*\Z")
_SHORT = 4
"""Words below this length say nothing about how a title is set: *of*, *the*, *in* are lower case everywhere."""


def escape(text: str) -> str:
    """Return text as TeX prints it: one line, special characters escaped, everything else as UTF-8."""
    return _BLANKS.sub(" ", text).strip().translate(_ESCAPES)


def verbatim(text: str) -> str:
    """Return a DOI or an address as it is, with braces as percent escapes, since they would have to pair."""
    return text.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C").replace(" ", "%20")


def title(text: str) -> str:
    """Return a title for TeX, in braces what keeps its capitals: styles and readers lower the others.

    In a title set like a sentence those are names: all capitals but the first of the title and of its subtitle. In
    one set with capitals throughout nobody can tell which are names, so it stays as it is printed; so does one with
    an abbreviation, after which some readers see a new sentence (*U.S. high schools*).
    """
    if not is_like_sentence(text) or _ABBREVIATED.search(text):
        return f"{{{escape(text)}}}"
    pieces, done = [], 0
    for word in _WORD.finditer(text):
        inner = any(character.isupper() for character in word[0][1:])
        if inner or (word[0][0].isupper() and not _opens(text, word)):
            pieces += [text[done : word.start()].translate(_ESCAPES), "{", word[0].translate(_ESCAPES), "}"]
            done = word.end()
    return _BLANKS.sub(" ", "".join([*pieces, text[done:].translate(_ESCAPES)])).strip()


def whole(text: str) -> str:
    """Return text escaped, in braces where an *and* would split it: publishers and places are lists to biblatex."""
    escaped = escape(text)
    return f"{{{escaped}}}" if " and " in escaped.lower() else escaped


def is_like_sentence(text: str) -> bool:
    """Tell whether a title is set like a sentence: most longer words inside it begin in lower case."""
    words = [word[0] for word in _WORD.finditer(text) if len(word[0]) >= _SHORT and not _opens(text, word)]
    return sum(word[0].islower() for word in words) * 2 > len(words)


def _opens(text: str, word: re.Match[str]) -> bool:
    """Tell whether a word opens the title or its subtitle."""
    return bool(_OPENS.search(text[max(0, word.start() - 4) : word.start()]))
