"""V46-V50: what changed since the release before, and whether ``changes`` says so."""

# ruff: noqa: S608 - queries are put together of names of our own tables and columns; values are parameters.

from collections.abc import Iterator
from itertools import chain

from pipeline.checks.audit import Audit, Found, Wrong, count, not_run, select
from pipeline.release.arrow import column_names
from pipeline.release.changes import COMPARED, changes_query
from pipeline.release.query import fetch, run
from pipeline.release.rights import hide_texts
from pipeline.release.tables import TABLE

_ANOTHER_TITLE = 0.8
"""Titles less alike than this are not one title with a slip mended."""
_WITH_ID = tuple(table for table in COMPARED if len(table.key) == 1)


def check_ids(audit: Audit) -> Found:
    """V46: no id goes or comes without a row of ``changes``, and none names another thing than before."""
    return Found(chain(_unsaid(audit), _reused(audit)))


def _unsaid(audit: Audit) -> Iterator[Wrong]:
    for table in _WITH_ID:
        (key,) = table.key
        for verb, here, there, op in (
            ("gone", f"before.{table.name}", table.name, "'removed', 'redirected'"),
            ("new", table.name, f"before.{table.name}", "'added'"),
        ):
            yield from select(
                audit,
                f"""SELECT 'The record is {verb}, and changes does not say so.', '{table.name}', {key}
                    FROM {here} ANTI JOIN {there} USING ({key})
                    ANTI JOIN (SELECT record_id FROM changes WHERE record_type = '{table.name}' AND op IN ({op})) c
                        ON c.record_id = {key} ORDER BY {key}""",
            )


def _reused(audit: Audit) -> Iterator[Wrong]:
    yield from select(
        audit,
        """SELECT 'The id named a work of another type: ' || b.type || '.', 'works', work_id, a.type
            FROM works a JOIN before.works b USING (work_id) WHERE a.type <> b.type ORDER BY work_id""",
    )
    yield from select(
        audit,
        """SELECT 'The id named a work with another DOI: ' || b.doi || '.', 'works', work_id, a.doi
            FROM works a JOIN before.works b USING (work_id) WHERE a.doi <> b.doi ORDER BY work_id""",
    )
    yield from select(
        audit,
        f"""SELECT 'The id named another work: ' || b.raw, 'citations', citation_id, a.raw, a.article_id, a."start",
                a."end" FROM citations a JOIN before.citations b USING (citation_id)
            WHERE a.title <> b.title AND a.issued IS DISTINCT FROM b.issued
                AND (a.doi IS NULL OR a.doi IS DISTINCT FROM b.doi)
                AND jaro_winkler_similarity(lower(a.title), lower(b.title)) < {_ANOTHER_TITLE}
            ORDER BY citation_id""",
    )


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
_OF_THE_MODEL = ("concepts", "concept_occurrences")


def check_unchanged(audit: Audit) -> Found:
    """V47: the same text, code and model give the same rows."""
    if audit.previous is None or _is_other_code(audit):
        return not_run("The release before was made by another version of the code.")
    return Found(_other_rows(audit, "The text is the same, the rows are not."), _same_texts(audit))


def check_other_code(audit: Audit) -> Found:
    """V47: what another version of the code makes of the same text is listed, article by article."""
    if not _is_other_code(audit):
        return not_run("The code is that of the release before.")
    return Found(_other_rows(audit, "The code made other rows of the same text."), _same_texts(audit))


def _is_other_code(audit: Audit) -> bool:
    return audit.previous is not None and audit.previous.run.code_version != audit.manifest.run.code_version


_SAME_TEXT = """SELECT a.article_id FROM sources a JOIN before.sources b USING (article_id)
    WHERE a.source_sha256 = b.source_sha256 AND a.text IS NOT DISTINCT FROM b.text"""
"""The articles whose text is that of the release before."""


def _same_texts(audit: Audit) -> int:
    return int(fetch(audit.database, f"SELECT count(*) FROM ({_SAME_TEXT})")[0][0])


def _other_rows(audit: Audit, message: str) -> Iterator[Wrong]:
    """Yield the tables and articles whose rows differ though the text is the same."""
    before, now = audit.previous.run if audit.previous else None, audit.manifest.run
    same_model = before is not None and (before.model, before.concepts) == (now.model, now.concepts)
    audit.database.execute(f"CREATE OR REPLACE TABLE same_text AS {_SAME_TEXT}")
    for name in (*_OF_THE_TEXT, *(_OF_THE_MODEL if same_model else ())):
        columns = ", ".join(f'"{c}"' for c in _columns(name))
        rows = f"SELECT {columns} FROM {{}} SEMI JOIN same_text USING (article_id)"
        here, there = rows.format(name), rows.format(f"before.{name}")
        yield from select(
            audit,
            f"""SELECT DISTINCT '{message}', '{name}', article_id, NULL, article_id
                FROM (({here} EXCEPT {there}) UNION ALL ({there} EXCEPT {here})) ORDER BY ALL""",
        )


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
    return Found(wrong, count(audit, "before.citations SEMI JOIN articles USING (article_id)"))


def check_new_works(audit: Audit) -> Found:
    """V49: an article that was updated does not list mostly new works, unless more of its page is shown than before."""
    known = "(SELECT citation_id, true AS is_known FROM before.citations)"
    updated = """(SELECT article_id FROM articles a JOIN before.articles b USING (article_id)
        WHERE a.source_sha256 <> b.source_sha256 AND a.view = b.view)"""
    wrong = select(
        audit,
        f"""SELECT 'Of its ' || count(*) || ' citations ' || count(*) FILTER (is_known IS NULL) || ' are new.',
                'articles', article_id, count(*) FILTER (is_known IS NULL)::VARCHAR, article_id
            FROM citations SEMI JOIN {updated} u USING (article_id) LEFT JOIN {known} USING (citation_id)
            GROUP BY article_id HAVING count(*) FILTER (is_known IS NULL) > ? * count(*) AND count(*) >= ?
            ORDER BY article_id""",
        audit.limit("V49", "most_new"),
        audit.limit("V49", "fewest_citations"),
    )
    return Found(wrong, count(audit, updated))


def check_delta(audit: Audit) -> Found:
    """V50: ``changes`` is exactly the difference from the release before."""
    if audit.previous is None or audit.previous.release_id != audit.manifest.previous:
        return Found()
    columns = ", ".join(f'"{name}"' for name in ("record_type", "record_id", "field", "op", "old", "new", "article_id"))
    query = changes_query("before.{}".format, str)
    query = hide_texts(query) if audit.manifest.profile == "metadata-only" else query
    actual = f"SELECT {columns} FROM ({query})"
    # A redirected record is gone; where its id leads is more than the tables can tell.
    plain = columns.replace('"op"', "CASE op WHEN 'redirected' THEN 'removed' ELSE op END AS op")
    plain = plain.replace('"new"', 'CASE WHEN op <> \'redirected\' THEN "new" END AS "new"')
    said = f"SELECT {plain} FROM changes"
    run(audit.database, f"CREATE OR REPLACE TABLE actual AS {actual}")
    wrong = (
        select(
            audit,
            f"""SELECT '{message}', record_type, record_id, concat_ws(' ', op, field), article_id
                FROM ({one} EXCEPT {other}) ORDER BY ALL""",
        )
        for message, one, other in (
            ("changes does not have this difference.", "FROM actual", said),
            ("changes says what is not so.", said, "FROM actual"),
        )
    )
    return Found(chain.from_iterable(wrong), count(audit, "changes"))
