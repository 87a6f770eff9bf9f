"""A part named together with its book: ``Introduction to Kim, by Rudyard Kipling``."""

import re

from pipeline.references.claims import Claim, View, announcing, claim

_PART = re.compile(
    r"\s*[“\"]?(?P<part>Introduction|Foreword|Preface|Afterword|Prologue|Epilogue|Conclusion)(?P<to> to )"
    r"(?P<book>[^\W_][^.“”\"]{2,120}?)(?=[.,] [Bb]y [^\W\d_a-z][^:\d]{2,80}, (?:pp?\. )?[ivxlc\d]+\s?[-–—])"
)
_WORDS = announcing(("Introduction", "Foreword", "Preface", "Afterword", "Prologue", "Epilogue", "Conclusion"))


def part_title(view: View) -> list[Claim]:
    """Return the part as title and its book as container; pages and the book's author have to follow."""
    if "title" in view.got or view.words.isdisjoint(_WORDS):
        return []
    match = _PART.match(view.rest, view.body)
    if not match:
        return []
    return [
        claim(view, "title", match.span("part")),
        Claim("_in", "In", *match.span("to"), *match.span("to")),
        claim(view, "container_title", match.span("book")),
    ]
