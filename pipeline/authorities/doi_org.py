"""doi.org: content negotiation answers for the DOIs of every registration agency (https://citation.doi.org)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from pipeline.authorities.connection import Connection, NoAnswer
from pipeline.authorities.records import AuthorityRecord, WantedWork, read_record

ADDRESS: Final = "https://doi.org"
_CSL: Final = "application/vnd.citationstyles.csl+json"


@dataclass(frozen=True)
class DoiOrg:
    """The DOI resolver, as an authority; it finds by DOI only."""

    connection: Connection
    address: str = ADDRESS
    name: str = "doi.org"

    def by_doi(self, doi: str) -> AuthorityRecord | None:
        """Return what the agency of this DOI has under it.

        Raises:
            NoAnswer: as `Connection.get_json`, and when the answer is not CSL-JSON.
        """
        answer = self.connection.get_json(f"{self.address}/{quote(doi, safe='/()')}", accept=_CSL)
        if answer is None:
            return None
        record = read_record(answer) if isinstance(answer, dict) else None
        if record is None:
            raise NoAnswer("The answer is not CSL-JSON with a DOI.")
        return record

    def search(self, work: WantedWork) -> Sequence[AuthorityRecord]:  # noqa: ARG002 (an authority can be asked)
        """Return nothing: a resolver does not search."""
        return ()
