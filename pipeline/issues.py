"""Issues: what may be noticed about an article, and how findings become rows of the ``issues`` table."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from pipeline.identity import issue_id
from schemas.issue import Finding, Issue
from schemas.source import SourceText
from schemas.terms import Severity


class Code(NamedTuple):
    """A stable code, how much it matters, and what it means in plain words."""

    code: str
    severity: Severity
    meaning: str


CODES: tuple[Code, ...] = (
    Code("unparsed-text", "warning", "Text that no rule could name; it is kept as a block of kind `unparsed`."),
    Code("ambiguous-layout", "info", "Two page layouts fit nearly equally well."),
    Code("layout-failed", "warning", "The page layout that fits best failed; the page was cut by its shapes alone."),
    Code("encoding-guessed", "warning", "The file is not UTF-8; its encoding was guessed from its bytes."),
    Code("encoding-repaired", "warning", "The text had been decoded with the wrong encoding before; it was repaired."),
    Code("title-missing", "warning", "No title was found in the head of the page."),
    Code("title-differs", "info", "The page prints its title in different forms."),
    Code("subject-unknown", "warning", "The subject of the page is not in the list of modules and disciplines."),
    Code("subject-differs", "warning", "The printed subject is not the one of the module in the DOI."),
    Code("module-unknown", "warning", "The ISBN in the DOI is not that of a known subject module."),
    Code("byline-missing", "warning", "No byline was found in the head of the page."),
    Code("byline-odd", "warning", "A name in the byline is not like a name; it is kept as a literal."),
    Code("doi-missing", "warning", "No DOI of the article was found."),
    Code("note-run-in", "info", "A note may stand in the paragraph of its work; the paragraph was not parted."),
    Code("doi-none", "info", "A reading list has no DOI of its own."),
    Code("doi-from-document-id", "info", "The DOI of the article was made from the document id in its address."),
    Code("doi-differs", "warning", "The page gives more than one DOI for the article; the first is kept."),
    Code("doi-invalid", "warning", "A DOI breaks the syntax of DOIs."),
    Code("date-missing", "info", "The date is a placeholder or empty."),
    Code("date-incomplete", "warning", "The date has no day; dates of review and change are whole dates."),
    Code("date-ambiguous", "warning", "Day and month of the date cannot be told apart."),
    Code("date-invalid", "warning", "The date cannot be read or does not exist."),
    Code("date-differs", "warning", "The page gives the same date twice with different values; the first is kept."),
    Code("heading-differs", "info", "A heading differs from its contents entry; they were matched by likeness."),
    Code("heading-not-in-contents", "info", "A heading of the body is not in the contents list."),
    Code("section-empty", "info", "A section has a heading but nothing below it."),
    Code("citation-unstructured", "warning", "A citation could not be parsed; its raw text is kept."),
    Code("citation-partial", "info", "A part of a citation was not understood; see its `unparsed` column."),
    Code("identifier-invalid", "warning", "An identifier breaks its syntax or check digit; its raw form is kept."),
    Code(
        "doi-of-another",
        "info",
        "A DOI seems to be that of another work: the book, a part of it, a review, the article.",
    ),
    Code("identifier-disagrees", "warning", "What the suffix of a DOI says does not agree with its citation."),
    Code("annotation-truncated", "info", "An annotation breaks off."),
    Code("markup-left", "info", "Prose shows tags, such as `<br />`, as if they were words; they are kept."),
    Code("mention-unresolved", "info", "A callout fits no citation of the article."),
    Code("mention-ambiguous", "warning", "A callout fits more than one citation of the article."),
    Code("cross-reference-unresolved", "info", "A pointer names a section the article does not have."),
)
"""Every code an issue may have; ``docs/issues.md`` lists them for readers."""

_SEVERITY: dict[str, Severity] = {code.code: code.severity for code in CODES}


def report(code: str, message: str, start: int, end: int) -> Finding:
    """Return a finding with a code of the table and its severity.

    Raises:
        KeyError: The code is not in ``CODES``.
    """
    return Finding(code=code, severity=_SEVERITY[code], message=message, start=start, end=end)


class Note(NamedTuple):
    """A finding, and the table and id of the record it is about when there is one."""

    finding: Finding
    record_type: str | None = None
    record_id: str | None = None


def make_issues(article: str, source: SourceText, notes: Iterable[Note]) -> tuple[Issue, ...]:
    """Return the issues of the article with this id, ordered by place and code; lines are those of its file."""
    ordered = sorted(
        notes, key=lambda note: (note.finding.start, note.finding.end, note.finding.code, note.finding.message)
    )
    seen: Counter[tuple[str, str]] = Counter()
    issues = []
    line, counted = source.first_line, 0
    for finding, record_type, record_id in ordered:
        about = record_id or finding.message
        line, counted = line + source.text.count("\n", counted, finding.start), finding.start
        issues.append(
            Issue(
                issue_id=issue_id(article, finding.code, about, seen[finding.code, about]),
                article_id=article,
                code=finding.code,
                severity=finding.severity,
                message=finding.message,
                record_type=record_type,
                record_id=record_id,
                source_path=source.path,
                line=line,
                start=finding.start,
                end=finding.end,
            )
        )
        seen[finding.code, about] += 1
    return tuple(issues)
