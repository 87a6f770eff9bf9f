"""The errors annobib raises; every one of them says what, where, why and what to do.

::

    AnnobibError
    +-- SourceError      one source or article cannot be used: it goes to quarantine and the run goes on
    +-- RunError         the run cannot go on: nothing is published, what was published stays
        +-- ModelError   no usable spaCy model

Problems *inside* an article are not errors but issues (``schemas.issue``): the record goes on with ``null``.
"""

from dataclasses import dataclass, fields
from typing import Any


@dataclass
class AnnobibError(Exception):
    """The root: a stable code, the reason and the remedy, both in plain words."""

    code: str
    reason: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.reason} {self.remedy}"

    def __reduce__(self) -> tuple[Any, ...]:
        """Let worker processes hand the error over, whatever it was made with."""
        return type(self), tuple(getattr(self, field.name) for field in fields(self))


@dataclass
class SourceError(AnnobibError):
    """A source, or one article of it, cannot be used; it is kept in quarantine with this reason."""

    path: str = ""
    part: int = 0
    line: int | None = None
    sha256: str | None = None

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        return f"{where}: {self.reason} {self.remedy}"


@dataclass
class RunError(AnnobibError):
    """The run cannot go on; whatever was published before is untouched."""


@dataclass
class ModelError(RunError):
    """No usable language model was found, or the one found is not what it claims to be."""
