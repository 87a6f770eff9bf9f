"""Comparing two releases: what changed, by article, citation and field, for a terminal, a page or a program."""
