"""The closed lists of values used in the records; the terms are those of the field.

CSL types, roles and variables: https://docs.citationstyles.org/en/stable/specification.html
"""

from typing import Literal

View = Literal["abridged", "full", "unknown"]
CitationLayout = Literal["author_date", "bibliography", "mixed"]
Availability = Literal["body", "contents_only", "body_not_in_contents"]
SectionType = Literal[
    "introduction",
    "general_overviews",
    "introductory_works",
    "textbooks",
    "reference_works",
    "bibliographies",
    "handbooks",
    "anthologies",
    "journals",
    "primary_sources",
    "editions",
    "translations",
    "archives",
    "data_sources",
    "online_resources",
    "history",
    "theory",
    "methods",
    "literature_reviews",
    "topic",
]
CslType = Literal[
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "collection",
    "classic",
    "dataset",
    "document",
    "entry",
    "entry-dictionary",
    "entry-encyclopedia",
    "event",
    "figure",
    "graphic",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "manuscript",
    "map",
    "motion_picture",
    "musical_score",
    "pamphlet",
    "paper-conference",
    "patent",
    "performance",
    "periodical",
    "personal_communication",
    "post",
    "post-weblog",
    "regulation",
    "report",
    "review",
    "review-book",
    "software",
    "song",
    "speech",
    "standard",
    "thesis",
    "treaty",
    "webpage",
]
Role = Literal[
    "author",
    "collection-editor",
    "compiler",
    "composer",
    "container-author",
    "contributor",
    "director",
    "editor",
    "guest",
    "illustrator",
    "interviewer",
    "introduction",
    "narrator",
    "original-author",
    "performer",
    "producer",
    "recipient",
    "reviewed-author",
    "script-writer",
    "series-creator",
    "translator",
]
"""CSL name variables; ``introduction`` stands for who wrote a foreword or an introduction."""
ParseStatus = Literal["complete", "partial", "unstructured"]
OwnerType = Literal["article", "citation"]
MentionHost = Literal["paragraph", "annotation"]
ConceptHost = Literal["title", "heading", "paragraph", "annotation"]
MentionForm = Literal["narrative", "parenthetical", "title"]
Resolution = Literal["same_section", "following", "preceding", "ambiguous", "none"]
CrossReferenceKind = Literal["section", "article", "cited_under"]
IdentifierScheme = Literal["doi", "isbn", "issn", "arxiv", "pmid", "pmcid", "handle", "ark", "oclc", "jstor", "url"]
ConceptKind = Literal["keyphrase", "entity", "controlled"]
EntityType = Literal["ORG", "GPE", "LAW", "EVENT", "WORK_OF_ART"]
"""Types of OntoNotes 5: organisations; countries, states, towns; laws; events; titles."""
LabelMatch = Literal["preferred", "alternative", "preferred_inflected", "alternative_inflected"]
"""Which label of a controlled concept a text has: letter for letter (case aside), or in another inflection."""
BlockKind = Literal[
    "front_matter",
    "title",
    "subject_title",
    "byline",
    "date_line",
    "doi_line",
    "contents_title",
    "contents_entry",
    "heading",
    "commentary",
    "citation",
    "identifier",
    "annotation",
    "marker",
    "furniture",
    "notice",
    "unparsed",
]
"""What a layout may call a piece of the page; ``docs/layouts.md`` says what each means."""
RecordStatus = Literal["seen", "not_seen"]
"""``not_seen``: kept from an earlier capture; what was offered last does not show it."""
ArticleStatus = Literal["seen", "partly_seen", "not_seen"]
MatchMethod = Literal[
    "equal_doi", "equal_fingerprint", "equal_text", "shared_works", "similar", "position", "fuller_capture"
]
"""How a record was recognised in the release before."""
Severity = Literal["error", "warning", "info"]
ChangeOp = Literal["added", "changed", "moved", "removed", "not_seen", "reappeared", "redirected"]
EnrichmentStatus = Literal["confirmed", "added", "conflict", "not_found", "refused", "ambiguous", "failed", "not_asked"]
