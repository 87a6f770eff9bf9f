"""Cases, statutes and treaties, cited by reporter or collection (CSL: ``container_title``), volume and first page.

The form is that of the Bluebook: ``Brown v. Board of Education, 347 U.S. 483 (1954)``; the author-date form of it,
``Roe v. Wade. 1973. 410 U.S. 113``, is read as well.
"""

import re

from pipeline.references.claims import Claim, View, announcing, claim

_REPORTER = r"(?P<container_title>(?:[A-Z][A-Za-z]{0,9}\.? ?){1,4}(?:[2-4]d\.?|\dth\.?)?)"
_SOURCE = rf"(?P<volume>\d{{1,4}}) {_REPORTER} (?P<page>\d{{1,5}})(?:[,–-] ?\d{{1,5}})*"
_COURT = r"(?: ?\((?P<court>[A-Z][\w. ]{1,30}? )?(?P<issued>1[6-9]\d\d|20\d\d)\))?"
_CASE = re.compile(
    rf"\s*(?P<title>[^\W\d_a-z][^“”\"()\d]{{1,120}} vs?\. [^“”\"()\d]{{2,160}}?)"
    rf"(?:[.,] (?P<before>1[6-9]\d\d|20\d\d))?[.,] {_SOURCE}{_COURT}[.,\s]*\Z"
)
_BARE_CASE = re.compile(
    r"\s*(?P<title>[^\W\d_a-z][^“”\"().\d]{1,80} vs?\. [^“”\"()\d.]{2,100}?)[.,]? \(?(?P<issued>1[6-9]\d\d|20\d\d)\)?[.,\s]*\Z"
)
_STATUTE = re.compile(
    r"\s*(?P<title>[^\W\d_a-z][^“”\"()]{3,200}? (?:Act|Amendments?|Code|Law)(?: of (?P<of>1[6-9]\d\d|20\d\d))?)[.,]"
    r"(?: (?P<note>(?:Pub\. ?L\.|P\.L\.|Public Law)(?: No\.)? \d{1,3}[-–]\d{1,4})[.,]?)?"
    rf"(?: {_SOURCE})?{_COURT}[.,\s]*\Z"
)
_TREATY = re.compile(
    r"\s*(?P<title>(?:Treaty|Convention|Protocol|Covenant|Charter) (?:of|on|for|between|against|to) [^“”\"():.]{3,160}?)"
    r"[.,] (?P<issued>1[0-9]\d\d|20\d\d)[.,](?P<rest>(?: [^:.]{2,40}\.)?)\s*\Z"
)
_CONSTITUTION = re.compile(
    r"\s*(?P<title>(?:[A-Z][\w.]{0,20} ){0,5}Constitution)[.,] (?P<note>(?:[Aa]rt|[Aa]mend|§)[^“”]{1,60})\Z"
)
_VERSUS = announcing(("v", "vs"))
_CONSTITUTIONS = announcing(("Constitution",))
_LAW = announcing(("Act", "Code", "Law", "Amendment", "Amendments"))
_AGREEMENTS = announcing(("Treaty", "Convention", "Protocol", "Covenant", "Charter"))


def legal(view: View) -> list[Claim]:
    """Return the fields of a case, statute or treaty; its type is in the field ``_type``."""
    text = view.rest
    if not view.words.isdisjoint(_VERSUS):
        return _claims(view, _CASE.match(text) or _BARE_CASE.match(text), "legal_case")
    if not view.words.isdisjoint(_LAW):
        match = _STATUTE.match(text)
        return _claims(view, match if match and (match["note"] or match["page"]) else None, "legislation")
    if not view.words.isdisjoint(_CONSTITUTIONS):
        return _claims(view, _CONSTITUTION.match(text), "legislation")
    return [] if view.words.isdisjoint(_AGREEMENTS) else _claims(view, _TREATY.match(text), "treaty")


def _claims(view: View, match: re.Match[str] | None, csl_type: str) -> list[Claim]:
    if match is None:
        return []
    claims = [Claim("_type", csl_type, match.start(), match.start(), match.start(), match.start())]
    groups = match.groupdict()
    for field in ("title", "container_title", "volume", "page", "note", "court", "issued"):
        if groups.get(field):
            claims.append(claim(view, "note" if field == "court" else field, match.span(field)))
            if field == "container_title":
                claims[-1] = _with_stop(view, claims[-1])
    year = next((group for group in ("before", "of") if groups.get(group) and not groups.get("issued")), None)
    if year:
        claims.append(claim(view, "issued", match.span(year)))
    rest = groups.get("rest") or ""
    if rest.strip():
        claims.append(claim(view, "publisher_place", match.span("rest")))
    return claims


def _with_stop(view: View, made: Claim) -> Claim:
    """Return the claim with the full stop that belongs to a shortened title: ``U.S.``."""
    end = made.end + (view.text[made.end : made.end + 1] == ".")
    return made._replace(value=view.text[made.start : end], end=end, outer_end=max(end, made.outer_end))
