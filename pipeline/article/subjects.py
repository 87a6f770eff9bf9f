"""Subjects: the modules of the publisher, and how a line with subject and title in one is told apart."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from pipeline.folding import fold


class Subject(NamedTuple):
    """A subject module: its name, and its ISBN-13 when it is known."""

    name: str
    isbn: str | None


@cache
def load_subjects() -> tuple[Subject, ...]:
    """Return the known subjects, longest name first; those without an ISBN are names of disciplines."""
    rows = (files("pipeline") / "data" / "modules.tsv").read_text(encoding="utf-8").splitlines()
    subjects = (Subject(name, isbn or None) for isbn, name in (row.split("\t") for row in rows if row))
    return tuple(sorted(subjects, key=lambda subject: (-len(subject.name), subject.name)))


def subject_of(isbn: str) -> str | None:
    """Return the name of the module with this ISBN-13; ``None`` when it is not known."""
    return next((subject.name for subject in load_subjects() if subject.isbn == isbn), None)


def split_subject(line: str, titles: Iterable[str], module: str | None) -> int | None:
    """Return where the title begins in ``line``, which prints the subject before it.

    The surest evidence counts first: the ``titles`` other lines of the page give, the subject ``module`` its DOI
    names, then the longest known subject the line begins with. ``0`` says that the line is all title; ``None`` that
    nothing tells where the subject ends.
    """
    for title in titles:
        if (at := _at_title(line, title)) is not None:
            return at
    if module and (at := _after(line, module)):
        return at
    return next((at for subject in load_subjects() if (at := _after(line, subject.name))), None)


def _at_title(line: str, title: str) -> int | None:
    """Return where ``title`` begins at the end of ``line``, compared folded."""
    wanted, size = fold(title), len(line)
    if not wanted or not fold(line).endswith(wanted):
        return None
    starts = [0, *(index + 1 for index in range(size) if line[index].isspace())]
    return next((at for at in starts if at < size and fold(line[at:]) == wanted), None)


def _after(line: str, name: str) -> int | None:
    """Return where the title begins after the subject ``name``; a title begins with a capital, digit or quote."""
    size = len(name)
    if line[:size].casefold() != name.casefold() or not line[size : size + 1].isspace():
        return None
    at = len(line) - len(line[size:].lstrip())
    return at if at < len(line) and not line[at].islower() else None
