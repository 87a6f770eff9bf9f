"""V46-V50: what changed since the release before, and whether ``changes`` says so."""

# ruff: noqa: S608 - queries are put together of names of our own tables and columns; values are parameters.

from pipeline.checks.audit import Audit, Found, Wrong, count, select
from pipeline.release.arrow import column_names
from pipeline.release.changes import COMPARED, changes_query
from pipeline.release.tables import OF_ARTICLES, TABLE

_WITH_ID = tuple(table for table in COMPARED if len(table.key) == 1)


def check_ids(audit: Audit) -> Found:
    """V46: no id goes or comes without a row of ``changes``, and none names another thing than before."""
    wrong: list[Wrong] = []
    for table in _WITH_ID:
        (key,) = table.key
        for verb, here, there, op in (
            ("gone", f"before.{table.name}", table.name, "'removed', 'redirected'"),
            ("new", table.name, f"before.{table.name}", "'added'"),
        ):
            wrong += select(
                audit,
                f"""SELECT 'The record is {verb}, and changes does not say so.', '{table.name}', {key}
                    FROM {here} ANTI JOIN {there} USING ({key})
                    ANTI JOIN (SELECT record_id FROM changes WHERE record_type = '{table.name}' AND op IN ({op})) c
                        ON c.record_id = {key} ORDER BY {key}""",
            )
    wrong += select(
        audit,
        """SELECT 'The id named a work of another type: ' || b.type || '.', 'works', work_id, a.type
            FROM works a JOIN before.works b USING (work_id) WHERE a.type <> b.type ORDER BY work_id""",
    )
    return Found(wrong)


def check_first_release(audit: Audit) -> Found:
    """V46: the first release changes nothing."""
    if audit.manifest.previous is not None:
        return Found()
    return Found(
        select(audit, "SELECT 'There is no release before.', record_type, record_id FROM changes ORDER BY ALL")
    )


_OF_THE_RELEASE = (
    "record_status",
    "work_id",
    "first_seen",
    "last_changed",
    "source_path",
    "source_sha256",
    "target_article_id",
)
"""Columns that may differ though the text and the code are the same."""
_OF_THE_TEXT = (
    "sections",
    "paragraphs",
    "citations",
    "annotations",
    "mentions",
    "contributors",
    "identifiers",
    "blocks",
)


def check_unchanged(audit: Audit) -> Found:
    """V47: the same text and code give the same rows."""
    if audit.previous is None or audit.previous.run.code_version != audit.manifest.run.code_version:
        return Found()
    audit.database.execute(
        f"""CREATE OR REPLACE TEMP TABLE same_text AS SELECT a.article_id FROM {audit.new_to("sources")} a
            JOIN {audit.new_to("before.sources")} b ON a.article_id = b.article_id AND a.text = b.text"""
    )
    wrong: list[Wrong] = []
    for name in _OF_THE_TEXT:
        columns = ", ".join(f'"{c}"' for c in _columns(name))
        rows = f"SELECT {columns} FROM {{}} SEMI JOIN same_text USING (article_id)"
        here, there = rows.format(name), rows.format(f"before.{name}")
        wrong += select(
            audit,
            f"""SELECT DISTINCT 'The text is the same, the rows are not.', '{name}', article_id, NULL, article_id
                FROM (({here} EXCEPT {there}) UNION ALL ({there} EXCEPT {here})) ORDER BY ALL""",
        )
    return Found(wrong, count(audit, "same_text"))


def _columns(name: str) -> list[str]:
    return [column for column in column_names(TABLE[name].record) if column not in _OF_THE_RELEASE]


def check_volume(audit: Audit) -> Found:
    """V48: the articles of a module that were there before have about as many citations as before.

    Small modules are not judged: one article rewritten is not a change of volume.
    """
    wrong = select(
        audit,
        """SELECT 'The module had ' || sum(b.n_citations) || ' citations before.', 'articles', module_id,
            sum(a.n_citations)::VARCHAR FROM articles a JOIN before.articles b USING (article_id, module_id)
            GROUP BY module_id HAVING abs(sum(a.n_citations) - sum(b.n_citations)) > ? * sum(b.n_citations)
                AND greatest(sum(a.n_citations), sum(b.n_citations)) >= ? ORDER BY module_id""",
        audit.limit("V48", "most_change"),
        audit.limit("V48", "fewest_citations"),
    )
    return Found(wrong, count(audit, "(SELECT DISTINCT module_id FROM articles)"))


def check_churn(audit: Audit) -> Found:
    """V49: citations of articles that are still there keep their ids."""
    wrong = select(
        audit,
        """SELECT 'The citation has no successor of this id.', 'citations', citation_id, raw, article_id
            FROM before.citations SEMI JOIN articles USING (article_id) ANTI JOIN citations USING (citation_id)
            ORDER BY citation_id""",
    )
    return Found(wrong, count(audit, "before.citations"))


def check_delta(audit: Audit) -> Found:
    """V50: ``changes`` is exactly the difference from the release before."""
    if audit.previous is None or audit.previous.release_id != audit.manifest.previous:
        return Found()
    columns = ", ".join(f'"{name}"' for name in ("record_type", "record_id", "field", "op", "old", "new", "article_id"))

    def before(table: str) -> str:
        return audit.new_to(f"before.{table}") if table in OF_ARTICLES else f"before.{table}"

    def after(table: str) -> str:
        return audit.new_to(table) if table in OF_ARTICLES else table

    actual = f"SELECT {columns} FROM ({changes_query(before, after)})"
    # A redirected record is gone; where its id leads is more than the tables can tell.
    plain = columns.replace('"op"', "CASE op WHEN 'redirected' THEN 'removed' ELSE op END AS op")
    plain = plain.replace('"new"', 'CASE WHEN op <> \'redirected\' THEN "new" END AS "new"')
    said = f"SELECT {plain} FROM changes"
    wrong = [
        row
        for message, one, other in (
            ("changes does not have this difference.", actual, said),
            ("changes says what is not so.", said, actual),
        )
        for row in select(
            audit,
            f"""SELECT '{message}', record_type, record_id, concat_ws(' ', op, field), article_id
                FROM ({one} EXCEPT {other}) ORDER BY ALL""",
        )
    ]
    return Found(wrong, count(audit, "changes"))
