"""V32-V35: callouts and pointers in prose."""

# ruff: noqa: S608 - queries are put together of names of our own tables and columns; values are parameters.

from collections.abc import Iterator
from itertools import chain

from pipeline.checks.audit import Audit, Found, Wrong, count, select

_PLACE = 'm.article_id, m."start", m."end"'
_WITH_BODY = "mentions m JOIN sections s ON m.section_id = s.section_id AND s.availability <> 'contents_only'"


def check_resolved(audit: Audit) -> Found:
    """V32: callouts are resolved where the body of their section is there."""
    wrong = select(
        audit,
        f"""SELECT CASE resolution WHEN 'none' THEN 'It fits no citation.' ELSE 'It fits more than one citation.' END,
                'mentions', mention_id, text, {_PLACE} FROM {_WITH_BODY}
            WHERE m.citation_id IS NULL OR resolution IN ('none', 'ambiguous') ORDER BY mention_id""",
    )
    return Found(wrong, count(audit, _WITH_BODY))


def check_mentioned(audit: Audit) -> Found:
    """V33: a citation is called out in the commentary of its section, when there is one."""
    wrong = select(
        audit,
        """SELECT 'The commentary does not call it out.', 'citations', citation_id, raw, article_id, "start", "end"
            FROM citations c WHERE EXISTS (FROM paragraphs p WHERE p.section_id = c.section_id)
                AND NOT EXISTS (FROM mentions m WHERE m.citation_id = c.citation_id AND m.host_type = 'paragraph')
            ORDER BY citation_id""",
    )
    return Found(wrong, count(audit, "citations"))


def check_unambiguous(audit: Audit) -> Found:
    """V34: no callout fits more than one citation."""
    wrong = select(
        audit,
        f"""SELECT 'It fits ' || len(candidates) || ' citations.', 'mentions', mention_id, text, {_PLACE}
            FROM mentions m WHERE resolution = 'ambiguous' ORDER BY mention_id""",
    )
    return Found(wrong, count(audit, "mentions"))


def check_pointers(audit: Audit) -> Found:
    """V35: pointers to sections find them, and *cited under* one that holds the work.

    Pointers to articles that are not in the release have a null target, which marks them as leading outside.
    """
    wrong = select(
        audit,
        f"""SELECT 'It names no section of the article.', 'cross_references', xref_id, text, {_PLACE}
            FROM cross_references m WHERE kind <> 'article' AND target_section_id IS NULL ORDER BY xref_id""",
    )
    return Found(chain(wrong, _elsewhere(audit)), count(audit, "cross_references"))


def _elsewhere(audit: Audit) -> Iterator[Wrong]:
    """Yield the pointers *cited under* whose work, the one called out before, stands in another section."""
    return select(
        audit,
        """WITH RECURSIVE below AS (
                SELECT section_id AS top, section_id FROM sections
                UNION SELECT top, s.section_id FROM sections s JOIN below b ON s.parent_id = b.section_id
            ), called AS (
                SELECT x.xref_id, x.text, x.article_id, x."start", x."end", x.target_section_id,
                    arg_max(m.citation_id, m."start") AS citation_id, arg_max(m.text, m."start") AS callout
                FROM cross_references x JOIN mentions m ON m.host_id = x.host_id AND m."end" <= x."start"
                WHERE x.kind = 'cited_under' AND x.target_section_id IS NOT NULL GROUP BY ALL
            )
            SELECT 'The section does not hold the work, ' || callout || '.', 'cross_references', xref_id, text,
                called.article_id, called."start", called."end"
            FROM called JOIN citations c USING (citation_id)
            ANTI JOIN below ON below.top = called.target_section_id AND below.section_id = c.section_id
            ORDER BY xref_id""",
    )
