"""Concepts: what an article is about; the language model stands behind ``nlp``."""
