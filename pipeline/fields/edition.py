"""Which edition: ``2d ed.``, ``Rev. and exp. ed.``, ``(4th edn)``."""

import re

from pipeline.references.claims import Claim, View, announcing

_QUALIFIER = (
    r"(?:[Rr]ev(?:ised|\.)?|[Ee]xp(?:anded|\.)?|[Ee]nl(?:arged|\.)?|[Uu]pd(?:ated|\.)?|[Cc]orr(?:ected|"
    r"\.)?|[Aa]bridged|[Ii]llus(?:trated|\.)?|[Aa]nnotated|[Cc]ritical|[Nn]ew|[Ss]pecial|[Cc]ollector’s|"
    r"[Aa]nniversary|[Ii]nternational|[Ss]tudent|[Pp]aperback|[Pp]bk\.?|[Vv]intage|[Pp]enguin|"
    r"[Nn]orton|American|English|British|"
    r"(?:(?:g[äa]nzlich|völlig|vollständig) )?(?:neu ?|über)?bearb(?:eitete|\.)|überarb(?:eitete|\.)|erw(?:eiterte|\.)|verb(?:esserte|\.)|durchges(?:ehene|\.)|"
    r"aktual(?:isierte|\.)|ergänzte|(?:un)?veränd(?:erte|\.)|vollst(?:ändig|\.))"
)
_ORDINAL = (
    r"(?:\d{1,3}(?:(?:st|nd|rd|th|d)\.?|e|è|ª|º|\.(?! [A-Z][a-z]+ ed))?|[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|"
    r"[Ss]ixth|[Ss]eventh|[Ee]ighth|[Nn]inth|[Tt]enth|[Tt]wentieth|[Zz]weite|[Dd]ritte|[Vv]ierte|[Ff]ünfte)"
)
_EDITION = re.compile(
    rf"(?P<lead>[\s,.;(\[]\s?)(?P<edition>(?:{_ORDINAL}|{_QUALIFIER})(?:,?\s(?:and\s|&\s|und\s|u\.\s)?(?:{_QUALIFIER}|"
    rf"[A-Z][a-z]+)){{0,3}})\s(?P<word>edn\.?|ed\.?(?!\w)|editions?|éd\.|Aufl(?:age|\.)|vyd\.|"
    rf"wyd\.|изд\.)(?P<tail>[)\]]?)"
)
_NAMES = re.compile(r"(?:\AIn |\b(?:and|by|und|et)\b|\b[^\W\d_a-z]\.)")
_ANY = re.compile(
    r"(?<=[.?!”\"\x1f] )(?P<edition>(?:[^\W\d_a-z][\w’'-]*|\d{1,3}(?:st|nd|rd|th|d|\.)?)(?: (?:[\w’'-]+|\d{1,2}\.|publ\.|izd\.)){0,3})"
    r" (?P<word>ed\.)(?=\s+[^\W\d_a-z]|\s*\x1f|\s*\Z)"
)
"""A sentence of few words that ends in ``ed.``: ``Reprint ed.``, ``First American ed.``, ``1. publ. ed.``."""
_WORDS = announcing("ed edn edition editions éd Aufl Auflage vyd wyd изд".split())


def edition(view: View) -> list[Claim]:
    """Return the edition without the word edition."""
    if view.words.isdisjoint(_WORDS):
        return []
    match = _EDITION.search(view.rest, view.body)
    if not match and "_in" not in view.got and "ed" in view.words:
        other = _ANY.search(view.rest, view.body + 1)
        if other and not _NAMES.search(other["edition"]):
            return [Claim("edition", other["edition"], *other.span("edition"), *other.span())]
    if not match or view.rest[match.start("edition") - 1] not in " ([":
        return []
    if match["lead"].strip() == "" and match["word"].startswith("edition") and not match["tail"]:
        return []
    return [
        Claim(
            "edition",
            " ".join(match["edition"].split()),
            *match.span("edition"),
            match.start("edition") - ("(" in match["lead"] or "[" in match["lead"]),
            match.end(),
        )
    ]
