"""The forms of export, in the order the help shows them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pipeline.exports import bibtex, csl_json, csv_table, ris
from pipeline.exports.entries import Entry


@dataclass(frozen=True)
class Form:
    """A form: its name on the command line, what it is for, and what turns entries into the pieces of a file."""

    name: str
    purpose: str
    write: Callable[[Iterable[Entry]], Iterator[str]]


FORMS: tuple[Form, ...] = (
    Form("csl-json", "Zotero, pandoc, citation processors", csl_json.write_array),
    Form("csl-jsonl", "the same, one object a line, and where each work is listed", csl_json.write_lines),
    Form("bibtex", "LaTeX with BibTeX", bibtex.write_bibtex),
    Form("biblatex", "LaTeX with biblatex and Biber", bibtex.write_biblatex),
    Form("ris", "Zotero, EndNote, Mendeley", ris.write),
    Form("csv", "spreadsheets", csv_table.write),
)
"""Every form."""

FORM: dict[str, Form] = {form.name: form for form in FORMS}
