"""Crossref (https://api.crossref.org): the registration agency most DOIs of the literature come from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from pipeline.authorities.connection import Connection, NoAnswer
from pipeline.authorities.records import AuthorityRecord, WantedWork, read_record

ADDRESS: Final = "https://api.crossref.org"
_ROWS: Final = 5
_JSON: Final = "application/json"


@dataclass(frozen=True)
class Crossref:
    """The REST API of Crossref, as an authority."""

    connection: Connection
    address: str = ADDRESS
    name: str = "crossref"

    def by_doi(self, doi: str) -> AuthorityRecord | None:
        """Return the record registered with Crossref under this DOI.

        Raises:
            NoAnswer: as `Connection.get_json`, and when the answer is not of the documented shape.
        """
        answer = self.connection.get_json(f"{self.address}/works/{quote(doi, safe='')}", accept=_JSON)
        if answer is None:
            return None
        record = read_record(_message(answer))
        if record is None:
            raise NoAnswer("The answer has no DOI.")
        return record

    def search(self, work: WantedWork) -> Sequence[AuthorityRecord]:
        """Return the records Crossref's search finds likeliest, best first.

        Raises:
            NoAnswer: as `by_doi`.
        """
        parameters = {"query.bibliographic": work.bibliographic, "rows": str(_ROWS)}
        answer = self.connection.get_json(f"{self.address}/works", parameters=parameters, accept=_JSON)
        items = _message(answer or {}).get("items")
        if not isinstance(items, list):
            raise NoAnswer("The answer has no list of items.")
        found = (read_record(item) for item in items if isinstance(item, dict))
        return [record for record in found if record]


def _message(answer: Any) -> dict[str, Any]:
    message = answer.get("message") if isinstance(answer, dict) else None
    if not isinstance(message, dict):
        raise NoAnswer("The answer has no message.")
    return message
