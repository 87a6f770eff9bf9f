"""What is left of a reference: every letter and figure that no field, name or identifier covers.

Words that only announce or join fields (``LABELS``) carry nothing themselves and may stand outside of all of them;
everything else that was not understood is reported, so that nothing of a reference is lost.
"""

import re
from collections.abc import Iterable
from typing import Final

from pipeline.found import Found
from pipeline.references.claims import folded

LABELS: Final = frozenset(
    # joining words
    "a an and the of by with for from in into to at as on et al und y e en de la le du von aus par por dem dans cura di "
    # roles
    "ed eds editor editors edited éd éds edición hrsg hg hgg herausgegeben gen general coord coords red org comp comps "
    "compiler compilers compiled trans transl tr translator translators translated traduit trad traducción übersetzt dir dirs "
    "director directors directed prod prods producer producers produced illus illustrator illustrators illustrated "
    "introduction introduced foreword preface afterword commentary annotated adapted revised selected prepared updated "
    "performed performer performers composer composers host hosts narrator narrators narrated interview interviewer "
    "interviewers interviewed written photographs illustrations music bearbeitet new "
    # volumes, issues, pages, editions
    "vol vols volume volumes volumen bd bde band tome tomes tomo tomos t т v jg no nos n nr num number núm iss issue heft h "
    "fasc p pp pg pgs page pages s seite seiten art article sec section edn edition editions aufl auflage vyd wyd изд "
    "series coll call с "
    # dates and addresses
    "first original originally orig published pub publ work released issued appeared printed erstausgabe c ca circa "
    "available online doi url http https accessed access accessible retrieved see also via "
    "isbn issn eissn pmid pmcid pmc arxiv oclc jstor hdl handle".split()
)
"""Words, in lower case, that may stand outside of every field."""

_MARKS = " .,:;()“”"
"""Most of what stands between fields; where nothing else does, no word is looked for."""
_WORD = re.compile(r"[^\W_]+")


def left_over(text: str, taken: Iterable[tuple[int, int]]) -> tuple[Found, ...]:
    """Return what ``taken`` does not cover, one piece a gap, from its first word that is no label to its last one."""
    at = 0
    between = []
    spans = sorted(taken)
    for start, end in spans:
        if start > at:
            between.append(text[at:start])
        if end > at:  # noqa: PLR1730 - max() takes longer than all else here
            at = end
    between.append(text[at:])
    left = " ".join(between)
    if not left.strip(_MARKS) or LABELS.issuperset(_WORD.findall(left.lower())):
        return ()
    return _pieces(text, spans)


def _pieces(text: str, spans: list[tuple[int, int]]) -> tuple[Found, ...]:
    left = []
    at = 0
    for start, end in [*spans, (len(text), len(text))]:
        left.append(_left_in(text, at, start))
        at = max(at, end)
    return tuple(filter(None, left))


def _left_in(text: str, start: int, end: int) -> Found | None:
    words = [word for word in _WORD.finditer(text, start, end) if word[0].lower() not in LABELS]
    if not words:
        return None
    span = words[0].start(), words[-1].end()
    return Found(folded(text[slice(*span)]), *span)
