"""What a release adds to a document is put in as text; the result is what writing the document anew would give."""

from pathlib import Path

import pytest

from pipeline.release.documents import document_bytes, make_document
from pipeline.release.heads import Head, patch_head, patch_targets, patch_works, with_head, without_release
from pipeline.release.pointers import article_pointers
from schemas import Article, Citation
from tests.golden.test_documents import SAMPLES, parsed

TRICKY = '"source_path":"-","first_seen":1,"work_id":"w-0" \\'
HEAD = Head(f'folder/a "name" {TRICKY} Ångström.txt', 3, 7, "not_seen", "ab" * 32)


@pytest.fixture(scope="module", params=SAMPLES)
def article(request: pytest.FixtureRequest, root: Path) -> Article:
    found = parsed(root / "raw" / f"{request.param}.txt")
    return without_release(found.model_copy(update={"title": TRICKY}))


def test_a_head_is_put_in(article: Article) -> None:
    written = document_bytes(make_document(article))
    assert patch_head(written, HEAD) == document_bytes(make_document(with_head(article, HEAD)))
    assert patch_head(patch_head(written, HEAD), Head("-", 1, 1, "seen", "0" * 64)) == written


def test_works_are_put_in(article: Article) -> None:
    works = {c.citation_id: f"w-{number}" for number, c in enumerate(_citations(article)) if number % 2}
    written = document_bytes(make_document(article))
    sections = tuple(
        section.model_copy(
            update={
                "citations": tuple(
                    c.model_copy(update={"work_id": works.get(c.citation_id, c.work_id)}) for c in section.citations
                )
            }
        )
        for section in article.sections
    )
    assert patch_works(written, works) == document_bytes(
        make_document(article.model_copy(update={"sections": sections}))
    )
    assert patch_works(written, {}) == written


def test_targets_are_put_in_and_taken_out(article: Article) -> None:
    written = document_bytes(make_document(article))
    targets: dict[str, str | None] = {xref_id: "obo-1" for xref_id, _ in article_pointers(article)}
    aimed = patch_targets(written, targets)
    assert aimed.count(b'"target_article_id":"obo-1"') == len(targets)
    assert patch_targets(aimed, dict.fromkeys(targets)) == written


def _citations(article: Article) -> list[Citation]:
    return [citation for section in article.sections for citation in section.citations]
