"""What a reference says beside its fields: language, availability, what it appeared with."""

import re

from pipeline.references.claims import Claim, View, announcing, claim
from pipeline.references.sentences import sentence_starts

_LANGUAGES = {
    "english": "en", "spanish": "es", "french": "fr", "german": "de", "italian": "it", "portuguese": "pt", "russian": "ru", "chinese": "zh",
    "japanese": "ja", "korean": "ko", "arabic": "ar", "hebrew": "he", "dutch": "nl", "swedish": "sv", "danish": "da", "norwegian": "no",
    "finnish": "fi", "polish": "pl", "czech": "cs", "hungarian": "hu", "turkish": "tr", "greek": "el", "latin": "la", "catalan": "ca",
    "romanian": "ro", "bulgarian": "bg", "persian": "fa", "hindi": "hi", "ukrainian": "uk",
}  # fmt: skip
_LANGUAGE_NAMES = announcing(name.capitalize() for name in _LANGUAGES)
_LANGUAGE = re.compile(
    rf"(?:(?<=[\x1f.,;] )|(?<=[(\[]))[Ii]n (?P<language>{'|'.join(name.capitalize() for name in _LANGUAGES)})"
    rf"(?: with [\w ]{{3,40}}| and \w+)?(?=[.,;)\]]|\Z)[)\]]?"
)
_NOTE = re.compile(
    r"(?:(?<=[\x1f.;?!”\"] )|(?<=[(\[]))(?P<note>"
    r"(?:Available (?:online|at|from|as|in)|Also (?:published|available|issued)|Published (?:as|"
    r"in|also)|Reprinted (?:in|from|as|with)|Repr\. in|[A-Z][a-z]+ translation|English trans(?:lation|"
    r"\.)|Translation of|"
    r"Accessed|Retrieved|Last (?:accessed|modified|updated)|To appear in|Forthcoming in|Supplement to|"
    r"Special (?:issue|section|double issue)(?![,:] [^\W\d_a-z])|Theme issue|Includes|Contains|With (?:CD|DVD|"
    r"an appendix)|Paperback|"
    r"[Pp]ersonal communication|[Uu]npublished (?:manuscript|paper|data|report|MS)|[Mm]anuscript(?: in|"
    r" submitted)|[Ii]n press|[Ff]orthcoming|[Ii]n preparation|[Ss]ubmitted|[Ee]xtended abstract|"
    r"[Aa]bstract|ProQuest|Filmed|UMI|"
    r"[Aa]rt\. no\.|[Ii]ntroduction by the|Printed in|Distributed by|(?:Preliminary|First|Working|Rough) draft|Facsimile|Online|online|"
    r"Web|[Aa]dvance online publication|Epub|arXiv(?=[: ]\w)|Erratum|Review)\b(?:[^()\[\].]|\.(?=[^\s)"
    r"\]]|\s[a-z\d])|\([^()]{0,60}\)|\[[^\[\]]{0,60}\]){0,200})"
)
_REVIEW_WORDS = announcing(("Review",))
_REVIEW = re.compile(r"[\s\x1f]{1,3}(?P<review>Review of [^\W_])")
_ACCESS_WORDS = announcing("Accessed accessed Retrieved retrieved".split())
_ACCESS = re.compile(
    r"(?:(?<=[\x1f.,;?!”\"(\[]) ?|(?<=[(\[]))(?P<note>(?:[Ll]ast )?(?:[Aa]ccessed|[Rr]etrieved)(?: on)?:? (?:"
    r"(?:\d{1,2} )?[A-Z][a-z]{2,8}\.? (?:\d{1,2}, )?\d{4}|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}))"
    r"(?:,? from:?(?=\s*\x1f))?[)\]]?"
)
_TAG = re.compile(r"(?<=[.\x1f] )\[(?P<note>[a-z][a-z -]{1,30})\]\Z")
"""A remark of the list's maker: ``[read]``, ``[for beginners]``."""
_LONGEST_TAG = 40
_NOTE_WORDS = announcing(
    """
    Available Also Published Reprinted Repr translation trans Translation Accessed Retrieved Last To
    Forthcoming Supplement Special Theme Includes Contains With Paperback personal Personal unpublished
    Unpublished Manuscript manuscript press forthcoming preparation Submitted submitted abstract Abstract
    draft Extended extended Art art introduction Introduction Printed Distributed Facsimile Online online Web
    Advance advance Epub arXiv Erratum ProQuest UMI Filmed
    """.split()
)


def access_date(view: View) -> list[Claim]:
    """Return when a website was looked at, as printed: no date of the work."""
    match = None if view.words.isdisjoint(_ACCESS_WORDS) else _ACCESS.search(view.rest, view.body)
    return [claim(view, "note", match.span("note"), match.span())] if match else []


def reviewed(view: View) -> list[Claim]:
    """Return the work that is reviewed, after the title of the review: ``“Ships.” Review of The Sea, by J. Roe. Ports``."""
    if "title" not in view.got or view.words.isdisjoint(_REVIEW_WORDS):
        return []
    match = _REVIEW.match(view.rest, view.got["title"].end + 1)
    starts = sentence_starts(view.rest, match.end(), len(view.rest)) if match else []
    if not match or not starts:
        return []
    span = (match.start("review"), starts[0])
    return [claim(view, "note", span), Claim("_type", "review-book", span[0], span[0], 0, 0)]


def language(view: View) -> list[Claim]:
    """Return the language the reference says the work is in, as BCP 47 tag."""
    match = None if view.words.isdisjoint(_LANGUAGE_NAMES) else _LANGUAGE.search(view.rest, view.body)
    return (
        [Claim("language", _LANGUAGES[match["language"].lower()], *match.span("language"), *match.span())]
        if match
        else []
    )


def note(view: View) -> list[Claim]:
    """Return the remarks at the end of a reference, as printed."""
    tag = _TAG.search(view.rest, max(view.body, len(view.rest) - _LONGEST_TAG)) if view.rest[-1:] == "]" else None
    if tag:
        return [claim(view, "note", tag.span("note"), tag.span())]
    if view.words.isdisjoint(_NOTE_WORDS):
        return []
    claims = []
    for match in _NOTE.finditer(view.rest, max(view.body, view.got["title"].end if "title" in view.got else 0)):
        if match.start() <= view.body + 1 or match["note"].startswith("Review"):
            continue
        claims.append(claim(view, "note", match.span("note")))
    return claims
