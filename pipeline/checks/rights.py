"""V51: a release says who may do what with it, and one without texts has none."""

# ruff: noqa: S608 - queries are put together of names of our own tables and columns; values are parameters.

import json
from collections.abc import Iterator
from itertools import chain
from typing import Any

from pipeline.checks.audit import Audit, Found, Wrong, count, select
from pipeline.release.datapackage import licence
from pipeline.release.rights import TEXTS


def check_rights(audit: Audit) -> Found:
    """V51: manifest and data package have the rights, and they are the same."""
    path = audit.release / "datapackage.json"
    wrong = []
    if not audit.manifest.rights.strip():
        wrong.append(Wrong("The manifest does not say who may do what with the release.", "files", "manifest.json"))
    try:
        package: Any = json.loads(path.read_text(encoding="utf-8"))
        stated = package.get("licenses")
    except (OSError, ValueError, AttributeError):
        stated = None
    if stated != [licence(audit.manifest.rights)]:
        message = "The data package does not have the rights the manifest has."
        wrong.append(Wrong(message, "files", "datapackage.json", json.dumps(stated)))
    return Found(wrong, 2)


def check_texts(audit: Audit) -> Found:
    """V51: a release without texts has none, not even in its changes; one with texts has all of them."""
    left_out = audit.manifest.profile == "metadata-only"
    found = _present(audit) if left_out else _missing(audit)
    return Found(found, sum(count(audit, table) for table, _, _ in TEXTS))


def _present(audit: Audit) -> Iterator[Wrong]:
    return chain(
        *(
            select(
                audit,
                f"""SELECT 'The release is to have no texts, but here is one.', '{table}', {key}, left({column}, 80),
                    article_id FROM {table} WHERE {column} IS NOT NULL ORDER BY {key}""",
            )
            for table, key, column in TEXTS
        ),
        *(
            select(
                audit,
                """SELECT 'The release is to have no texts, but changes has one.', record_type, record_id,
                    left(coalesce(new, old), 80), article_id FROM changes
                    WHERE record_type = ? AND field = ? AND coalesce(new, old) NOT IN ('null', '""') ORDER BY ALL""",
                table,
                column,
            )
            for table, _, column in TEXTS
        ),
    )


def _missing(audit: Audit) -> Iterator[Wrong]:
    return chain.from_iterable(
        select(
            audit,
            f"""SELECT 'The text is missing.', '{table}', {key}, NULL, article_id FROM {table}
                WHERE {column} IS NULL ORDER BY {key}""",
        )
        for table, key, column in TEXTS
    )
