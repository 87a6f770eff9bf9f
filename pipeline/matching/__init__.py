"""Matching: the new version of an article beside the one the release before has, so that what is the same keeps its id.

Ids say what a thing is (``pipeline/identity.py``); when that is written a little differently, the id would be another
one. So each record of the new version looks for itself in the old one, and takes over the id it finds there.
"""
