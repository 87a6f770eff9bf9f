"""Markup, entities and marks of other keyboards in a reference, as what they stand for; every offset stays."""

import re


def without_markup(text: str) -> str:
    """Return ``text``, character for character, with markup as spaces and entities as what they stand for."""
    if (
        "<" in text
        or "&" in text
        or "*" in text
        or "|" in text
        or "_" in text
        or "»" in text
        or "''" in text
        or "ʼʼ" in text
    ):
        return _MARKUP.sub(lambda m: _ENTITIES.get(m[0], "").ljust(len(m[0])), text)
    return text


_MARKUP = re.compile(
    r"</?(?:i|b|em|strong|cite|sup|sub|u|span|a)(?:\s[^<>]{0,200})?>|&(?:amp|lt|gt|quot|nbsp|"
    r"#39|apos);|\*{1,3}|\||(?<!_)_{1,2}(?!_)|(?:Save|Export|Share|Print|E-?mail) Citation\s?»"
    r"|(?<=[.,)] )(?:``|ʻʻ)(?=\S)|(?<=[.,?!])(?:''|ʼʼ)(?=\s)"
)
"""Quotation marks of TeX and of two apostrophes only where they enclose a title: within one they are its own."""
_ENTITIES = {
    "&amp;": "&",
    "&lt;": "<",
    "&gt;": ">",
    "&quot;": '"',
    "&#39;": "'",
    "&apos;": "'",
    "``": "“\u200b",
    "''": "”\u200b",
    "ʻʻ": "“\u200b",
    "ʼʼ": "”\u200b",
}
