"""Kinds of sections, from the standard headings of annotated bibliographies."""

import re

from pipeline.folding import fold
from schemas.terms import SectionType

_KINDS: dict[SectionType, tuple[str, ...]] = {
    "introduction": (r"introduction",),
    "general_overviews": (
        r"(?:general |broad )?overviews?\b.*",
        r"general (?:works|studies|histories|surveys|reference)\b.*",
        r"surveys?",
    ),
    "introductory_works": (
        r"introduct(?:ory|ions)\b.*",
        r"foundational (?:works|texts)\b.*",
    ),
    "textbooks": (r"(?:.* )?text ?books?",),
    "bibliographies": (r"bibliograph(?:y|ies)\b.*",),
    "data_sources": (
        r"(?:.* )?(?:data sources|data ?sets|data ?bases|data archives)",
        r"(?:data|statistics)",
    ),
    "handbooks": (
        r"handbooks?\b.*",
        r"guides",
        r"manuals(?: and guides)?",
        r"companions(?: .*)?",
    ),
    "reference_works": (
        r"reference\b.*",
        r"encyclop[a]?edias?\b.*",
        r"dictionaries\b.*",
        r"biographical dictionaries",
        r"lexicons?",
    ),
    "anthologies": (
        r"(?:.* )?(?:anthologies|readers)",
        r"(?:edited |essay )?collections?(?: of (?:essays|articles|papers))?",
        r"(?:edited|collected) (?:volumes|essays|works)",
        r"collections and anthologies",
        r"readers and anthologies",
    ),
    "journals": (r"(?:.* )?(?:journals|periodicals|serials)(?: and .*)?",),
    "primary_sources": (
        r"(?:.* )?primary (?:sources|texts|works|documents|materials)\b.*",
        r"documents",
        r"sources",
    ),
    "editions": (r"(?:(?:critical|modern|major|collected|standard|printed) )?(?:editions|texts)(?: and .*)?",),
    "translations": (r"(?:english |modern )?translations(?: .*)?",),
    "archives": (r"(?:.* )?(?:archives|archival (?:sources|collections|resources|materials)|manuscripts)",),
    "online_resources": (
        r"(?:.* )?(?:online|internet|web|digital|electronic) (?:resources|sources|sites|archives|collections)",
        r"web ?sites",
        r"(?:blogs|podcasts)(?: .*)?",
    ),
    "literature_reviews": (
        r"(?:literature |research |review |systematic )reviews?\b.*",
        r"review (?:articles|essays)",
        r"state of the field",
        r"historiograph(?:y|ies)",
    ),
    "history": (
        r"history",
        r"histories",
        r"historical (?:background|overviews?|context|perspectives|development|works|studies)",
    ),
    "theory": (
        r"theor(?:y|ies)",
        r"theoretical (?:works|perspectives|approaches|frameworks|foundations|background|overviews?)",
        r"theory and (?:methods?|methodology)",
        r"conceptual frameworks",
    ),
    "methods": (
        r"methods?",
        r"methodolog(?:y|ies|ical .*)",
        r"research methods?(?: .*)?",
        r"methods and methodology",
    ),
}
_PATTERNS = tuple((kind, re.compile("|".join(patterns))) for kind, patterns in _KINDS.items())
_LONGEST = 100


def section_type(heading: str | None) -> SectionType:
    """Return the kind of section a heading announces; ``topic`` for a subject, ``introduction`` for none at all."""
    if heading is None:
        return "introduction"
    folded = fold(heading)
    if len(folded) > _LONGEST:
        return "topic"
    return next((kind for kind, pattern in _PATTERNS if pattern.fullmatch(folded)), "topic")
