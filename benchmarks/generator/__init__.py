"""Pages of annotated bibliographies by the thousand, each with the truth about it.

CSL-JSON records become references in both layouts, inside whole pages in every page layout, with noise on demand::

    from benchmarks.generator import make_pages, works
    pages = make_pages(works(2000, seed=1), articles=20, citations=100, seed=1, noise=0.5)
"""

from benchmarks.generator.pages import Page, make_page, make_pages
from benchmarks.generator.records import read_records, works
from benchmarks.generator.references import write_reference
from benchmarks.generator.style import Style, Truth
from benchmarks.generator.writing import Writer

__all__ = ["Page", "Style", "Truth", "Writer", "make_page", "make_pages", "read_records", "works", "write_reference"]
