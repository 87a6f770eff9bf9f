"""The CSL type of a work, from what the other fields found."""

import re
from collections.abc import Mapping

from pipeline.found import Found

_MEDIA = (
    (re.compile(r"dvd|film|video(?!\sgame)|blu|vhs|mm\b|motion", re.IGNORECASE), "motion_picture"),
    (re.compile(r"software|program|game", re.IGNORECASE), "software"),
    (re.compile(r"data", re.IGNORECASE), "dataset"),
    (re.compile(r"podcast|broadcast|tv|television|radio", re.IGNORECASE), "broadcast"),
    (re.compile(r"\bcd|\blp|audio|mp3|sound", re.IGNORECASE), "song"),
    (re.compile(r"score", re.IGNORECASE), "musical_score"),
    (re.compile(r"\bmap\b", re.IGNORECASE), "map"),
    (re.compile(r"blog", re.IGNORECASE), "post-weblog"),
    (re.compile(r"web", re.IGNORECASE), "webpage"),
    (re.compile(r"canvas", re.IGNORECASE), "graphic"),
    (re.compile(r"patent", re.IGNORECASE), "patent"),
    (re.compile(r"interview", re.IGNORECASE), "interview"),
    (re.compile(r"manuscript|typescript|mimeo", re.IGNORECASE), "manuscript"),
)
_REFERENCE_WORK = re.compile(r"\b(?:[Ee]ncyclop\w+|[Ee]nzyklop\w+|[Ee]n[ck]i[ck]lop\w+|Lexikon)\b")
_DICTIONARY = re.compile(r"\b(?:Dictionary|Wörterbuch|Dictionnaire|Diccionario)\b")
_PROCEEDINGS = re.compile(r"\bProc\.|\b(?:Proceedings|Conference|Symposium|Workshop|Congress)\b", re.IGNORECASE)
_NEWSPAPER = re.compile(
    r"\b(?:Tribune|Times|Post|Herald|Gazette|Guardian|Chronicle|Telegraph|Inquirer|News|Daily|Zeitung|Monde)\b"
)
_JOURNAL = re.compile(
    r"\b(?:Journal|Quarterly|Annals|Studies|Zeitschrift|Revue|Revista|Rivista|Studi|Annali|Annales|Archivio|Archiv|Blätter|"
    r"Jahrb(?:uch|ücher)|Mitteilungen|Cahiers|Quaderni|Cuadernos)\b"
)
_REVIEW = re.compile(r"(?:Book )?[Rr]eview of\b|Rezension")
_DATABASE = re.compile(r"\b(?:Database|Data ?[Ss]et|Datenbank)\b")


def kind(got: Mapping[str, Found], *, is_named: bool = True) -> str:
    """Return the CSL type; ``document`` when the reference does not show it.

    ``is_named`` says that the reference names a contributor: a work that has an address, but neither contributor
    nor date, is a website, whoever publishes it.
    """
    if "_type" in got:
        return got["_type"].value
    if "medium" in got:
        for pattern, csl_type in _MEDIA:
            if pattern.search(got["medium"].value):
                return csl_type
    if "genre" in got:
        return (
            "thesis" if re.search(r"diss|th[eè]s|tes[ei]|habil|diplom", got["genre"].value, re.IGNORECASE) else "report"
        )
    if "event" in got:
        return "paper-conference"
    title = got["title"].value if "title" in got else ""
    if "container_title" in got:
        return _part(got, title)
    if "_in" in got or "archive" in got:
        return "chapter" if "_in" in got else "collection"
    if "publisher" in got or "publisher_place" in got:
        return _published(got, title, is_named=is_named)
    return _alone(got, title)


def _published(got: Mapping[str, Found], title: str, *, is_named: bool) -> str:
    if not is_named and "_issn" in got:
        return "periodical"
    if is_named or "issued" in got:
        return "webpage" if "url" in got and "publisher_place" not in got else "book"
    if _DATABASE.search(title):
        return "dataset"
    is_own_site = "publisher" in got and got["publisher"].value == title
    return "webpage" if "url" in got or is_own_site else "book"


def _part(got: Mapping[str, Found], title: str) -> str:
    container = got["container_title"].value
    if "_in" in got:
        if _REFERENCE_WORK.search(container):
            return "entry-encyclopedia"
        if _DICTIONARY.search(container):
            return "entry-dictionary"
        if _in_journal(got, container):
            return "article-journal"
        is_paper = _PROCEEDINGS.search(container) and "_journal" not in got
        return "paper-conference" if is_paper else "chapter"
    if _REVIEW.match(title):
        return "review-book"
    if "volume" in got or "issue" in got or _JOURNAL.search(container):
        return "article-journal"
    if "issued" in got and "-" in got["issued"].value:
        return "article-newspaper" if got["issued"].value.count("-") > 1 else "article-magazine"
    return "article-newspaper" if _NEWSPAPER.search(container) else "article-journal"


def _in_journal(got: Mapping[str, Found], container: str) -> bool:
    """Say whether what *In* begins is a journal, as in German references: ``In: Zeitschrift für Pädagogik 12 (1999), H. 3``."""
    is_volume = "_journal" in got and "volume" in got and "publisher" not in got and not _PROCEEDINGS.search(container)
    return is_volume and ("issue" in got or bool(_JOURNAL.search(container)))


def _alone(got: Mapping[str, Found], title: str) -> str:
    if _DATABASE.search(title):
        return "dataset"
    if "url" in got:
        return "webpage"
    if any(key in got for key in ("edition", "number_of_volumes", "collection_title")):
        return "book"
    return "document"
