"""Pages: every one is a file of its own, with its style inside, which asks nothing of any server.

``data/page.html.jinja`` and ``data/page.css`` are what all pages share; a page extends them.
"""

from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

_TEMPLATES: Final = Path(__file__).parent / "data"


@cache
def page_template(name: str) -> Template:
    """Return the template of a page; what is put into it is escaped."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(f"{name}.html.jinja")
