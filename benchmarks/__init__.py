"""Measurements: a generator of labelled pages, quality and speed."""
