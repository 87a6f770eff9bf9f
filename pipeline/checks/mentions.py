"""V32-V35: callouts and pointers in prose."""

# ruff: noqa: S608 - queries are put together of names of our own tables and columns; values are parameters.

from pipeline.checks.audit import Audit, Found, count, select

_PLACE = 'm.article_id, m."start", m."end"'
_WITH_BODY = "mentions m JOIN sections s ON m.section_id = s.section_id AND s.availability <> 'contents_only'"


def check_resolved(audit: Audit) -> Found:
    """V32: callouts are resolved where the body of their section is there."""
    wrong = select(
        audit,
        f"""SELECT 'It fits no citation.', 'mentions', mention_id, text, {_PLACE} FROM {_WITH_BODY}
            WHERE resolution = 'none' ORDER BY mention_id""",
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
    """V35: pointers to sections find them; pointers to articles may lead outside the release."""
    wrong = select(
        audit,
        f"""SELECT 'It names no section of the article.', 'cross_references', xref_id, text, {_PLACE}
            FROM cross_references m WHERE kind <> 'article' AND target_section_id IS NULL ORDER BY xref_id""",
    )
    return Found(wrong, count(audit, "cross_references"))
