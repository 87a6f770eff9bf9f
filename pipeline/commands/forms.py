"""The forms of export as the command line names them."""

from enum import StrEnum


class FormName(StrEnum):
    """The forms, as in ``pipeline.exports.forms``, which is not imported for help."""

    CSL_JSON = "csl-json"
    CSL_JSONL = "csl-jsonl"
    BIBTEX = "bibtex"
    BIBLATEX = "biblatex"
    RIS = "ris"
    CSV = "csv"
