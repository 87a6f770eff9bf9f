"""The checks of a release, in the order they run; codes are stable, ``docs/checks.md`` has a paragraph on each."""

from pipeline.checks import (
    articles,
    change,
    citations,
    coverage,
    documents,
    fidelity,
    files,
    identifiers,
    mentions,
    notes,
    online,
    rebuild,
    reformat,
    retractions,
    rights,
    structure,
)
from pipeline.checks.audit import Audit, Check, Found, Wrong

__all__ = ["CHECKS", "Audit", "Check", "Found", "Wrong"]

CHECKS: tuple[Check, ...] = (
    Check("V01", "error", "Every file reads with the published schema", structure.check_schemas, "files"),
    Check("V02", "error", "Primary keys are unique and not null", structure.check_keys, about="rows"),
    Check("V03", "error", "References point to rows that are there", structure.check_references, about="article"),
    Check("V03", "error", "Works and articles that are named are there", structure.check_references_across),
    Check("V04", "error", "Values are allowed and in range", structure.check_values, about="article"),
    Check("V05", "error", "Files are those of the manifest", files.check_files, "files"),
    Check("V05", "error", "Row counts are those of the manifest", files.check_row_counts),
    Check(
        "V06",
        "error",
        "Documents are valid, and the tables say the same",
        documents.check_documents,
        about="difference",
    ),
    Check("V07", "error", "The data dictionary has every column", files.check_dictionary, "files"),
    Check(
        "V08",
        "error",
        "The sources, parsed again, give the release again",
        rebuild.check_rebuild,
        "texts",
        about="difference",
    ),
    Check(
        "V09", "error", "Blocks cover every non-blank character once", coverage.check_cover, "texts", about="article"
    ),
    Check("V10", "warning", "Little text was not understood", coverage.check_unparsed),
    Check("V11", "error", "Every parsed string stands at its span", fidelity.check_slices, "texts", about="article"),
    Check(
        "V12", "error", "No furniture in titles, notes, commentary or DOIs", coverage.check_furniture, about="article"
    ),
    Check("V13", "error", "Every input has a fate", coverage.check_inputs),
    Check("V14", "warning", "Few inputs are in quarantine, for reasons known before", coverage.check_quarantine),
    Check(
        "V15", "error", "DOIs of articles have their form and make the id", articles.check_article_dois, about="article"
    ),
    Check(
        "V16",
        "warning",
        "Subject modules are known and agree with the subject",
        articles.check_subjects,
        about="article",
    ),
    Check("V17", "warning", "Dates of articles are possible and do not go back", articles.check_dates),
    Check("V17", "info", "Articles are reviewed when they are changed", articles.check_review_order, about="article"),
    Check("V18", "warning", "Articles have a title and a contributor", articles.check_heads, about="article"),
    Check("V19", "warning", "Contents entries have sections", articles.check_contents, "texts", about="article"),
    Check(
        "V19", "warning", "Sections stand in the order of the contents", articles.check_section_order, about="article"
    ),
    Check(
        "V20", "error", "Sections form trees, at most three levels deep", articles.check_section_tree, about="article"
    ),
    Check(
        "V21",
        "warning",
        "Abridged articles show that they are, full ones do not",
        articles.check_views,
        about="article",
    ),
    Check("V22", "info", "Sections with a body have something in it", articles.check_bodies, about="article"),
    Check(
        "V23",
        "error",
        "Complete citations have what a citation needs",
        citations.check_required_fields,
        about="article",
    ),
    Check("V24", "warning", "Most citations are complete", citations.check_parse_status),
    Check("V25", "warning", "Years are possible", citations.check_years, about="article"),
    Check(
        "V26", "warning", "Pages ascend; volume, issue and pages fit the type", citations.check_pages, about="article"
    ),
    Check("V27", "warning", "Names look like names", citations.check_names, about="article"),
    Check(
        "V28",
        "warning",
        "In the house style, citations are like the printed ones",
        reformat.check_reformatted,
        about="article",
    ),
    Check("V29", "warning", "A section lists a work once", citations.check_listed_once, about="article"),
    Check("V29", "info", "An article lists a work once", citations.check_cited_once, about="article"),
    Check("V30", "info", "Lists are in alphabetical order", citations.check_order, about="article"),
    Check("V31", "info", "Year letters are consistent", citations.check_year_letters, about="article"),
    Check("V32", "warning", "Callouts are resolved", mentions.check_resolved, about="article"),
    Check("V33", "info", "Commentary calls out the works of its section", mentions.check_mentioned, about="article"),
    Check("V34", "warning", "Callouts are not ambiguous", mentions.check_unambiguous, about="article"),
    Check("V35", "warning", "Pointers find their section", mentions.check_pointers, about="article"),
    Check("V36", "error", "DOIs are in normal form", identifiers.check_doi_syntax, about="article"),
    Check("V37", "warning", "DOIs agree with their citations", identifiers.check_doi_agreement, about="article"),
    Check("V38", "error", "A work has one DOI, and not that of the article", identifiers.check_doi_of_work),
    Check("V38", "warning", "A DOI belongs to one work", identifiers.check_work_of_doi),
    Check("V39", "warning", "Chapters and books have DOIs of their kind", identifiers.check_doi_kind, about="article"),
    Check(
        "V40", "warning", "ISBNs and ISSNs have the right check digit", identifiers.check_check_digits, about="article"
    ),
    Check("V41", "warning", "DOIs are registered and name the works cited", online.check_registration),
    Check("V42", "warning", "The list of retractions is not too old", retractions.check_list_age),
    Check("V42", "warning", "No work cited was retracted", retractions.check_retracted),
    Check(
        "V43", "warning", "Citations have notes of a sensible length", notes.check_annotated, "texts", about="article"
    ),
    Check("V44", "warning", "Notes are about one work", notes.check_distinct_notes, "texts"),
    Check("V45", "warning", "Notes name concepts, ranks follow scores", notes.check_concepts, about="article"),
    Check("V45", "error", "Concepts occur as often as they say", notes.check_occurrences, about="article"),
    Check("V46", "error", "No id comes or goes unsaid", change.check_ids, "previous", about="difference"),
    Check("V46", "error", "The first release changes nothing", change.check_first_release),
    Check(
        "V47",
        "error",
        "The same text and code give the same rows",
        change.check_unchanged,
        "previous",
        about="difference",
    ),
    Check("V47", "info", "Another version of the code gives the same rows", change.check_other_code, "previous"),
    Check("V48", "warning", "Modules keep their volume", change.check_volume, "previous"),
    Check("V49", "warning", "Citations keep their ids", change.check_churn, "previous", about="difference"),
    Check(
        "V49",
        "warning",
        "Updated articles list mostly the works of before",
        change.check_new_works,
        "previous",
        about="difference",
    ),
    Check(
        "V50",
        "error",
        "Changes are the difference from the release before",
        change.check_delta,
        "previous",
        about="difference",
    ),
    Check("V51", "error", "The release says who may do what with it", rights.check_rights, "files"),
    Check("V51", "error", "Texts are there or left out, as the profile says", rights.check_texts),
)
