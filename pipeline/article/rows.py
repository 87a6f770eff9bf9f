"""Rows for names and identifiers, whoever has them: an article at its head, or a citation."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from pipeline.identifiers.find import IdentifierFound, agrees
from pipeline.references.name_shapes import Name
from pipeline.references.reference import Reference
from schemas.contributor import Contributor
from schemas.identifier import Identifier
from schemas.terms import OwnerType


class Owner(NamedTuple):
    """The record that has the rows."""

    type: OwnerType
    id: str
    article_id: str


def contributor_rows(owner: Owner, names: Iterable[Name], text: str, offset: int = 0) -> tuple[Contributor, ...]:
    """Return a row for each name, numbered within its role; spans of names count from ``offset`` in ``text``."""
    counts: defaultdict[str, int] = defaultdict(int)
    rows = []
    for name in names:
        start, end = offset + name.start, offset + name.end
        rows.append(
            Contributor.model_construct(
                owner_type=owner.type,
                owner_id=owner.id,
                article_id=owner.article_id,
                role=name.role,  # type: ignore[arg-type] # the parser does not import the schema; it is checked here
                ordinal=counts[name.role],
                family=name.family,
                given=name.given,
                particle=name.particle,
                suffix=name.suffix,
                literal=name.literal,
                is_organization=name.is_organization,
                is_et_al=name.is_et_al,
                is_inherited=name.is_inherited,
                raw=text[start:end],
                start=start,
                end=end,
            )
        )
        counts[name.role] += 1
    return tuple(rows)


def identifier_rows(
    owner: Owner, found: Iterable[tuple[IdentifierFound, int]], reference: Reference | None = None
) -> tuple[Identifier, ...]:
    """Return a row for each identifier and the offset its span counts from, numbered within its scheme.

    DOIs are compared with the ``reference``, if there is one.
    """
    counts: defaultdict[str, int] = defaultdict(int)
    rows = []
    for one, offset in found:
        rows.append(
            Identifier.model_construct(
                owner_type=owner.type,
                owner_id=owner.id,
                article_id=owner.article_id,
                scheme=one.scheme,  # type: ignore[arg-type] # the parser does not import the schema; it is checked here
                ordinal=counts[one.scheme],
                value=one.value,
                raw=one.raw,
                is_valid=one.is_valid,
                problem=one.problem,
                embedded_isbn=one.embedded_isbn,
                embedded_issn=one.embedded_issn,
                embedded_volume=one.embedded_volume,
                embedded_issue=one.embedded_issue,
                embedded_page=one.embedded_page,
                agrees=_agreement(one, reference),
                start=offset + one.start,
                end=offset + one.end,
            )
        )
        counts[one.scheme] += 1
    return tuple(rows)


def _agreement(found: IdentifierFound, reference: Reference | None) -> bool | None:
    if reference is None or found.scheme != "doi":
        return None
    return agrees(
        found,
        volume=reference.value("volume"),
        issue=reference.value("issue"),
        page=reference.page_first,
        isbn=reference.isbn,
    )
