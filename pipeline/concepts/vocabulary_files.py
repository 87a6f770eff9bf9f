"""Vocabulary files: SKOS in Turtle, RDF/XML or JSON-LD, CSV, and the Library of Congress headings as a package."""

import csv
import hashlib
import importlib.util
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pipeline.errors import RunError
from schemas.release import VocabularyFacts

_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
_FORMATS: Final = {
    ".ttl": "TURTLE", ".n3": "N3", ".nt": "N_TRIPLES", ".rdf": "RDF_XML", ".xml": "RDF_XML", ".owl": "RDF_XML",
    ".skos": "RDF_XML", ".jsonld": "JSON_LD", ".json": "JSON_LD",
}  # fmt: skip
_COLUMNS: Final = {
    "uri": "uri id @id concept concept_uri",
    "preferred": "preflabel preferred_label preferred label subject term heading name",
    "alternative": "altlabel altlabels alternative_label alternative_labels alternative alternatives synonyms",
    "broader": "broader broader_uri broader_uris parent parents",
}
"""Names a column of a CSV file may have, in lower case; SKOS's own come first."""
LCSH: Final = "lcsh"
"""Stands for the Library of Congress Subject Headings of the package invenio-subjects-lcsh."""
_LCSH_PACKAGE: Final = "invenio_subjects_lcsh"


@dataclass(slots=True)
class Term:
    """A concept of a vocabulary: its URI, its labels in English or without language, and the URIs above it.

    Without a preferred label it is only known as something above others, or not at all.
    """

    uri: str | None
    preferred: str | None = None
    alternatives: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()


Terms = dict[str, Term]
"""Concepts by URI, or by label without one."""


def read_vocabulary(name: str) -> Terms:
    """Return the concepts of a file, or the headings that ``lcsh`` stands for.

    Raises:
        RunError: ``vocabulary-unreadable``: no such file, another format, or a mistake in it (with the line);
            ``vocabulary-missing``: an optional package is not installed.
    """
    path = _find(name)
    ending = path.suffix.lower()
    try:
        if ending in (".csv", ".tsv"):
            terms = _read_csv(name, path, "\t" if ending == ".tsv" else ",")
        elif ending in _FORMATS:
            terms = _read_skos(name, path, _FORMATS[ending])
        else:
            raise _unreadable(name, f"its ending must be one of .csv .tsv {' '.join(_FORMATS)}")
    except OSError as error:
        raise _unreadable(name, error.strerror or str(error)) from error
    if not any(term.preferred for term in terms.values()):
        raise _unreadable(name, "it has no concept with a preferred label in English or without language")
    return terms


def vocabulary_facts(name: str) -> VocabularyFacts:
    """Return what a manifest says of a vocabulary.

    Raises:
        RunError: As for reading it, when there is no such file.
    """
    path = _find(name)
    try:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise _unreadable(name, error.strerror or str(error)) from error
    return VocabularyFacts(name=LCSH if name == LCSH else path.name, digest=digest)


def _find(name: str) -> Path:
    return _lcsh() if name == LCSH and not Path(name).exists() else Path(name)


def _lcsh() -> Path:
    spec = importlib.util.find_spec(_LCSH_PACKAGE)
    if spec is None or spec.origin is None:
        raise RunError(
            code="vocabulary-missing",
            reason="The Library of Congress Subject Headings are not installed.",
            remedy="Install them: `python -m pip install 'annobib[lcsh]'`, or give the path of a vocabulary file.",
        )
    return Path(spec.origin).parent / "vocabularies" / "subjects_lcsh.csv"


def _read_skos(name: str, path: Path, syntax: str) -> Terms:
    if importlib.util.find_spec("pyoxigraph") is None:
        raise RunError(
            code="vocabulary-missing",
            reason=f"{name} is RDF, and the reader of RDF is not installed.",
            remedy="Install it: `python -m pip install 'annobib[vocabulary]'`, or give the vocabulary as CSV.",
        )
    from pyoxigraph import RdfFormat, parse  # noqa: PLC0415 (optional package)

    terms: Terms = {}
    ranks: dict[str, int] = {}
    try:
        for quad in parse(path=path, format=getattr(RdfFormat, syntax), base_iri="urn:vocabulary:", lenient=True):
            predicate = quad.predicate.value
            if predicate.startswith(_SKOS):
                _add_statement(terms, ranks, quad.subject, predicate[len(_SKOS) :], quad.object)
    except (SyntaxError, ValueError) as error:
        raise _unreadable(name, f"it is not well-formed: {error}") from error
    return terms


def _add_statement(terms: Terms, ranks: dict[str, int], subject: Any, said: str, value: Any) -> None:
    if said in ("prefLabel", "altLabel", "hiddenLabel"):
        language = (getattr(value, "language", None) or "").lower()
        if language.split("-")[0] not in ("", "en") or not hasattr(value, "datatype"):
            return
        term = _term(terms, subject.value)
        if said != "prefLabel":
            term.alternatives += (value.value,)
            return
        # English before no language; of several, the first in the alphabet, whatever the order of the file.
        rank = 0 if language == "en" else 1 if language else 2
        before = (ranks.get(term.uri or "", 3), term.preferred or "")
        if (rank, value.value) < before:
            if term.preferred:
                term.alternatives += (term.preferred,)
            term.preferred, ranks[subject.value] = value.value, rank
        else:
            term.alternatives += (value.value,)
    elif said in ("broader", "broaderGeneric", "broaderPartitive"):
        _term(terms, subject.value).broader += (value.value,)
    elif said == "narrower":
        _term(terms, value.value).broader += (subject.value,)


def _term(terms: Terms, uri: str) -> Term:
    term = terms.get(uri)
    if term is None:
        term = terms[uri] = Term(uri)
    return term


def _read_csv(name: str, path: Path, delimiter: str) -> Terms:
    terms: Terms = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = csv.reader(stream, delimiter=delimiter)
            places = _places(next(rows, []))
            if "preferred" not in places:
                raise _unreadable(name, "its first line names no column prefLabel (or label, subject)")
            for row in rows:
                _add_row(terms, {column: row[at].strip() for column, at in places.items() if at < len(row)})
    except (UnicodeDecodeError, csv.Error) as error:
        raise _unreadable(name, f"it is no CSV in UTF-8: {error}") from error
    if "broader" in places:
        by_label = {term.preferred: key for key, term in terms.items()}
        for term in terms.values():
            term.broader = tuple(above if above in terms else by_label.get(above, above) for above in term.broader)
    return terms


def _places(header: Iterable[str]) -> dict[str, int]:
    """Return which column is which, by the names people give them."""
    names = {name.strip().lower().replace(" ", "_"): at for at, name in reversed(list(enumerate(header)))}
    found = {}
    for column, known in _COLUMNS.items():
        at = next((names[name] for name in known.split() if name in names), None)
        if at is not None:
            found[column] = at
    return found


def _add_row(terms: Terms, row: Mapping[str, str]) -> None:
    """Add a line: a concept, or further labels of one that was there before."""
    label = row.get("preferred", "")
    key = row.get("uri") or label
    if not key:
        return
    term = terms.get(key)
    if term is None:
        term = terms[key] = Term(row.get("uri") or None)
    if not term.preferred:
        term.preferred = label or None
    elif label and label != term.preferred:
        term.alternatives += (label,)
    if alternatives := row.get("alternative"):
        term.alternatives += tuple(_several(alternatives))
    if broader := row.get("broader"):
        term.broader += tuple(_several(broader))


def _several(cell: str) -> Iterator[str]:
    """Yield the values of a cell: separated by bars, or by semicolons when it has no bar."""
    yield from (part for value in cell.split("|" if "|" in cell else ";") if (part := value.strip()))


def _unreadable(name: str, why: str) -> RunError:
    return RunError(
        code="vocabulary-unreadable",
        reason=f"The vocabulary {name} cannot be used: {why}.",
        remedy="Give SKOS as Turtle, RDF/XML or JSON-LD, or CSV with the columns uri, prefLabel, altLabel, broader.",
    )
