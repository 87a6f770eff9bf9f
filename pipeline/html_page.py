"""The look of every page we write: one file with its style inside, which asks nothing of any server."""

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

_STYLE = Path(__file__).parent / "data" / "page.css"


def page(title: str, body: Iterable[str]) -> Iterator[str]:
    """Yield a page in pieces: a head with the style, and the pieces of HTML given."""
    yield (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{_STYLE.read_text(encoding='utf-8')}</style>\n</head>\n<body>\n"
    )
    yield from body
    yield "</body>\n</html>\n"
