"""The elements of HTML: which begin lines, which are left out, and what their attributes say."""

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import unquote

_CODE: Final = frozenset(("head", "script", "style", "template", "noscript"))
_MEDIA: Final = frozenset(("svg", "img", "map", "iframe", "object", "canvas", "audio", "video"))
_FORMS: Final = frozenset(("select", "datalist", "textarea", "input", "dialog"))
_LEFT_OUT: Final = _CODE | _MEDIA | _FORMS
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
PARAGRAPHS: Final = _HEADINGS | {"p", "blockquote", "dt", "dd", "pre", "table", "hr"}
INSIDE: Final = frozenset(("main", "article", "section"))
MENUS: Final = frozenset(("nav", "aside"))
LISTS: Final = frozenset(("ul", "ol", "menu", "dir", "dl"))
_REGIONS: Final = INSIDE | MENUS | {"html", "body", "div", "header", "footer", "hgroup", "address", "center", "search"}
_GROUPS: Final = frozenset(("figure", "figcaption", "form", "fieldset", "legend", "details", "summary", "caption"))
BLOCKS: Final = _REGIONS | _GROUPS | LISTS | PARAGRAPHS | {"li", "tr", "br"}
ITEMS: Final = frozenset(("li", "dt", "dd"))
ITALICS: Final = frozenset(("i", "em", "cite", "dfn", "var"))
_ROLES: Final = {"navigation": "nav", "contentinfo": "footer", "search": "template", "complementary": "aside"}

_INVISIBLE: Final = re.compile(r"display\s{0,4}:\s{0,4}none|visibility\s{0,4}:\s{0,4}hidden", re.IGNORECASE)
_CONTENTS: Final = re.compile(r"\b(?:toc|contents)|table-?of|in-?this-?article", re.IGNORECASE)
_DOI_LINK: Final = re.compile(
    r"\s*(?:https?:)?//(?:www\.|dx\.)?doi\.org/(?:doi:)?(10\.\d{4,9}/\S{1,300})\s*\Z", re.IGNORECASE
)


def role_of(tag: str, attributes: Mapping[str, str]) -> str:
    """Return the tag that an element stands for, which its role may say."""
    return _ROLES.get(attributes.get("role", ""), tag)


def is_left_out(tag: str, attributes: Mapping[str, str]) -> bool:
    """Return whether nothing of an element is shown to readers of the text."""
    return tag in _LEFT_OUT or "hidden" in attributes or _INVISIBLE.search(attributes.get("style", "")) is not None


def linked_doi(tag: str, attributes: Mapping[str, str]) -> str | None:
    """Return the DOI that a link leads to."""
    match = _DOI_LINK.match(attributes.get("href", "")) if tag == "a" else None
    return unquote(match[1]) if match else None


def is_contents_list(attributes: Mapping[str, str]) -> bool:
    """Return whether the names of an element say that it is a contents list."""
    names = " ".join(attributes.get(name, "") for name in ("class", "id", "aria-label"))
    return _CONTENTS.search(names[:400]) is not None
