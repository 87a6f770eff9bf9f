"""Authorities: what others say about the works an article cites. Optional, and never over what was parsed.

An authority answers two questions (``records.Authority``): which record has this DOI, and which records may be this
work. ``crossref`` and ``doi_org`` do so over the network (``connection`` is its one door), ``matching`` judges their
answers, ``lookup`` asks for many works in bounded time, ``retractions`` reads a list of retracted works.
"""
