"""Kinds of sections, from the standard headings of annotated bibliographies."""

import re

from pipeline.folding import fold
from schemas.terms import SectionType

_KINDS: tuple[tuple[SectionType, str], ...] = (
    ("introduction", r"introduction"),
    (
        "general_overviews",
        r"(?:general |broad )?overviews?\b.*|general (?:works|studies|histories|surveys|reference)\b.*|surveys?",
    ),
    ("introductory_works", r"introduct(?:ory|ions)\b.*|foundational (?:works|texts)\b.*"),
    ("textbooks", r"(?:.* )?text ?books?"),
    ("bibliographies", r"bibliograph(?:y|ies)\b.*"),
    ("data_sources", r"(?:.* )?(?:data sources|data ?sets|data ?bases|data archives)|(?:data|statistics)"),
    ("handbooks", r"handbooks?\b.*|guides|manuals(?: and guides)?|companions(?: .*)?"),
    ("reference_works", r"reference\b.*|encyclop[a]?edias?\b.*|dictionaries\b.*|biographical dictionaries|lexicons?"),
    (
        "anthologies",
        r"(?:.* )?(?:anthologies|readers)|(?:edited |essay )?collections?(?: of (?:essays|articles|papers))?|"
        r"(?:edited|collected) (?:volumes|essays|works)|collections and anthologies|readers and anthologies",
    ),
    ("journals", r"(?:.* )?(?:journals|periodicals|serials)(?: and .*)?"),
    ("primary_sources", r"(?:.* )?primary (?:sources|texts|works|documents|materials)\b.*|documents|sources"),
    (
        "editions",
        r"(?:(?:critical|modern|major|collected|standard|printed) )?(?:editions|texts)(?: and (?:commentaries|translations))?",
    ),
    ("translations", r"(?:english |modern )?translations(?: .*)?"),
    ("archives", r"(?:.* )?(?:archives|archival (?:sources|collections|resources|materials)|manuscripts)"),
    (
        "online_resources",
        r"(?:.* )?(?:online|internet|web|digital|electronic) (?:resources|sources|sites|archives|collections)|"
        r"web ?sites|(?:blogs|podcasts)(?: .*)?",
    ),
    (
        "literature_reviews",
        r"(?:literature |research |review |systematic )reviews?\b.*|review (?:articles|essays)|"
        r"state of the field|historiograph(?:y|ies)",
    ),
    (
        "history",
        r"history|histories|historical (?:background|overviews?|context|perspectives|development|works|studies)",
    ),
    (
        "theory",
        r"theor(?:y|ies)|theoretical (?:works|perspectives|approaches|frameworks|foundations|background|overviews?)"
        r"|theory and (?:methods?|methodology)|conceptual frameworks",
    ),
    ("methods", r"methods?|methodolog(?:y|ies|ical .*)|research methods?(?: .*)?|methods and methodology"),
)
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS)
_LONGEST = 100


def section_type(heading: str | None) -> SectionType:
    """Return the kind of section a heading announces; ``topic`` for a subject, ``introduction`` for none at all."""
    if heading is None:
        return "introduction"
    folded = fold(heading)
    if len(folded) > _LONGEST:
        return "topic"
    return next((kind for kind, pattern in _PATTERNS if pattern.fullmatch(folded)), "topic")
