"""V43-V45: annotations and concepts."""

# ruff: noqa: S608 - queries are put together of names of our own tables and columns; values are parameters.

from collections.abc import Iterator
from itertools import chain

from pipeline.checks.audit import Audit, Found, Wrong, count, select

_PLACE = 'article_id, "start", "end"'


def check_annotated(audit: Audit) -> Found:
    """V43: citations of sections with a body have a note of a sensible length."""
    listed = "citations JOIN sections s USING (section_id) WHERE s.availability <> 'contents_only'"
    wrong = select(
        audit,
        f"""SELECT 'It has no note.', 'citations', citation_id, raw, citations.article_id, citations."start",
                citations."end" FROM {listed}
            AND NOT EXISTS (FROM annotations n WHERE n.citation_id = citations.citation_id) ORDER BY citation_id""",
    )
    return Found(chain(wrong, _odd_lengths(audit)), count(audit, listed))


def _odd_lengths(audit: Audit) -> Iterator[Wrong]:
    """Yield the notes that are too short or too long; spaces are counted first, for that takes a tenth of the time."""
    words = r"len(regexp_split_to_array(trim(text), '\s+'))"
    limits = (audit.limit("V43", "fewest_words"), audit.limit("V43", "most_words"))
    return select(
        audit,
        f"""WITH odd AS MATERIALIZED (
                FROM annotations WHERE NOT is_truncated AND (
                    length(text) - length(replace(text, ' ', '')) + 1 NOT BETWEEN ? AND ?
                    OR contains(text, '  ') OR contains(text, chr(9)) OR contains(text, chr(10)))
            )
            SELECT 'The note has ' || {words} || ' words.', 'annotations', annotation_id, left(text, 80), {_PLACE}
            FROM odd WHERE {words} NOT BETWEEN ? AND ? ORDER BY annotation_id""",
        *limits * 2,
    )


# Most notes begin and end with no blank and need no trimming, which takes as long as everything else.
_TRIMMED = "CASE WHEN text BETWEEN '!' AND '~' AND suffix(text, '.') THEN text ELSE trim(text) END"


def check_distinct_notes(audit: Audit) -> Found:
    """V44: no two works have the same note."""
    wrong = select(
        audit,
        f"""WITH noted AS (SELECT annotation_id, hash(lower({_TRIMMED})) AS digest FROM annotations), again AS (
                SELECT annotation_id FROM noted
                SEMI JOIN (SELECT digest FROM noted GROUP BY digest HAVING count(*) > 1) USING (digest)
            )
            SELECT 'Another work has the same note.', 'annotations', annotation_id, left(text, 80), n.article_id,
                n."start", n."end"
            FROM annotations n SEMI JOIN again USING (annotation_id) JOIN citations c USING (citation_id)
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
    ranks = select(
        audit,
        """SELECT 'It ranks after a concept with a lower score.', 'concepts', concept_id, score::VARCHAR, article_id
            FROM concepts QUALIFY score > lag(score) OVER (PARTITION BY article_id ORDER BY rank) ORDER BY ALL""",
    )
    return Found(chain(wrong, ranks), count(audit, "annotations"))


_HOSTS = (
    ("paragraph", "paragraphs", "paragraph_id"),
    ("annotation", "annotations", "annotation_id"),
    ("heading", "sections", "section_id"),
)


def check_occurrences(audit: Audit) -> Found:
    """V45: concepts occur as often as they say, each time within the text it is said to stand in."""
    wrong = select(
        audit,
        """SELECT 'It says that it occurs ' || n_occurrences || ' times; there are ' || count(o.host_id) || ' rows.',
            'concepts', concept_id, n_occurrences::VARCHAR, c.article_id
            FROM concepts c LEFT JOIN concept_occurrences o USING (article_id, concept_id)
            GROUP BY concept_id, c.article_id, n_occurrences HAVING count(o.host_id) <> n_occurrences ORDER BY ALL""",
    )
    outside = (
        select(
            audit,
            f"""SELECT 'It does not stand within its text.', 'concept_occurrences', o.concept_id, o.text, o.article_id,
                    o."start", o."end" FROM concept_occurrences o JOIN {table} h ON o.host_id = h.{key}
                WHERE o.host_type = '{host_type}' AND (o."start" < h."start" OR o."end" > h."end") ORDER BY ALL""",
        )
        for host_type, table, key in _HOSTS
    )
    return Found(chain(wrong, chain.from_iterable(outside)), count(audit, "concepts"))
