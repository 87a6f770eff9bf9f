"""V43-V45: annotations and concepts."""

# ruff: noqa: S608 - queries are put together of names of our own tables and columns; values are parameters.

from pipeline.checks.audit import Audit, Found, count, select

_PLACE = 'article_id, "start", "end"'


def check_annotated(audit: Audit) -> Found:
    """V43: citations of full articles have a note of a sensible length."""
    listed = "citations JOIN articles a USING (article_id) WHERE a.view = 'full'"
    wrong = select(
        audit,
        f"""SELECT 'It has no note.', 'citations', citation_id, raw, article_id, "start", "end" FROM {listed}
            AND NOT EXISTS (FROM annotations n WHERE n.citation_id = citations.citation_id) ORDER BY citation_id""",
    )
    words = r"len(regexp_split_to_array(trim(text), '\s+'))"
    wrong += select(
        audit,
        f"""SELECT 'The note has ' || {words} || ' words.', 'annotations', annotation_id, left(text, 80), {_PLACE}
            FROM annotations WHERE {words} NOT BETWEEN ? AND ? AND NOT is_truncated ORDER BY annotation_id""",
        audit.limit("V43", "fewest_words"),
        audit.limit("V43", "most_words"),
    )
    return Found(wrong, count(audit, listed))


def check_distinct_notes(audit: Audit) -> Found:
    """V44: no two works have the same note."""
    wrong = select(
        audit,
        """SELECT 'Another work has the same note.', 'annotations', annotation_id, left(text, 80), n.article_id,
            n."start", n."end" FROM annotations n JOIN citations c USING (citation_id)
            QUALIFY count(DISTINCT work_id) OVER (PARTITION BY lower(trim(text))) > 1 ORDER BY annotation_id""",
    )
    return Found(wrong, count(audit, "annotations"))


def check_concepts(audit: Audit) -> Found:
    """V45: when a model was used, nearly every note names a concept; ranks follow the scores."""
    if audit.manifest.run.model is None:
        return Found([], 0)
    wrong = select(
        audit,
        f"""SELECT 'No concept was found in the note.', 'annotations', annotation_id, left(text, 80), {_PLACE}
            FROM annotations n
            WHERE NOT EXISTS (FROM concept_occurrences o WHERE o.host_id = n.annotation_id) ORDER BY annotation_id""",
    )
    wrong += select(
        audit,
        """SELECT 'It ranks after a concept with a lower score.', 'concepts', concept_id, score::VARCHAR, article_id
            FROM concepts QUALIFY score > lag(score) OVER (PARTITION BY article_id ORDER BY rank) ORDER BY ALL""",
    )
    return Found(wrong, count(audit, "annotations"))


def check_occurrences(audit: Audit) -> Found:
    """V45: concepts occur as often as they say."""
    wrong = select(
        audit,
        """SELECT 'It says that it occurs ' || n_occurrences || ' times; there are ' || count(o.host_id) || ' rows.',
            'concepts', concept_id, n_occurrences::VARCHAR, c.article_id
            FROM concepts c LEFT JOIN concept_occurrences o USING (article_id, concept_id)
            GROUP BY concept_id, c.article_id, n_occurrences HAVING count(o.host_id) <> n_occurrences ORDER BY ALL""",
    )
    return Found(wrong, count(audit, "concepts"))
