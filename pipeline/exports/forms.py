"""The forms of export, in the order the help shows them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pipeline.exports import bibtex, csl_json, csv_table, ris
from pipeline.exports.entries import Entry


@dataclass(frozen=True)
class Form:
    """A form: its name on the command line, and what turns entries into the pieces of a file."""

    name: str
    write: Callable[[Iterable[Entry]], Iterator[str]]


FORMS: tuple[Form, ...] = (
    Form("csl-json", csl_json.write_array),
    Form("csl-jsonl", csl_json.write_lines),
    Form("bibtex", bibtex.write_bibtex),
    Form("biblatex", bibtex.write_biblatex),
    Form("ris", ris.write),
    Form("csv", csv_table.write),
)
"""Every form; ``docs/exports.md`` says what each is for."""

FORM: dict[str, Form] = {form.name: form for form in FORMS}
