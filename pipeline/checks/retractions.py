"""V42: no work that is cited was retracted, by a list that is not too old.

The list is the user's (``--retractions FILE``, the CSV file of Retraction Watch); nothing is fetched.
"""

import re
from datetime import date
from pathlib import Path

from pipeline.authorities.retractions import RetractionList, read_retractions
from pipeline.checks.audit import Audit, Found, Wrong, count, not_run
from pipeline.release.query import rows

_DAY = re.compile(r"(?<!\d)(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
_NO_LIST = "No list was given; give one with --retractions FILE."


def read_list(path: Path) -> RetractionList:
    """Return the list in a file; its day is the one in the name (``retractions-2026-07-01.csv``), else the file's own.

    Raises:
        RunError: The file does not read as a list of retractions.
    """
    found = _DAY.search(path.stem)
    try:
        day = date(*map(int, found.groups())) if found else None
    except ValueError:
        day = None
    return read_retractions(path, day)


def check_list_age(audit: Audit) -> Found:
    """V42: the list of retractions is not too old."""
    if audit.retractions is None:
        return not_run(_NO_LIST)
    age, oldest = (audit.today - audit.retractions.day).days, audit.limit("V42", "oldest_days")
    message = f"The list of retractions is {age} days old, of {audit.retractions.day}."
    return Found([Wrong(message, "retractions", None, str(audit.retractions.day))] if age > oldest else [], 1)


def check_retracted(audit: Audit) -> Found:
    """V42: works with the DOI of a retracted one are listed, each with what the list says."""
    retractions = audit.retractions
    if retractions is None:
        return not_run(_NO_LIST)
    query = """SELECT c.citation_id, c.doi, c.article_id, c."start", c."end" FROM citations c WHERE doi IS NOT NULL
        ORDER BY citation_id"""
    wrong = (
        Wrong(f"The work was retracted {said.day}".rstrip() + ".", "citations", citation, doi, *place)
        for citation, doi, *place in rows(audit.database, query)
        if (said := retractions.by_doi.get(doi))
    )
    return Found(wrong, count(audit, "citations WHERE doi IS NOT NULL"))
