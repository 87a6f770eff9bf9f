"""Measurements: a generator of labelled pages, quality and speed."""

import pipeline  # noqa: F401 (one thread of linear algebra: said before numpy is imported)
