"""Exports: the citations of a release in the forms that reference managers, LaTeX and spreadsheets read.

``entries`` reads them, ``choose`` picks some of them, ``types`` says what a CSL type is called elsewhere, and each
form has a module of its own, listed in ``forms``.
"""
