"""Ids are kept through all that changes between two versions of an article, and never given to anything else."""

from pathlib import Path

import polars as pl
import pytest

from pipeline.run.ingest import ingest
from pipeline.run.options import Options
from pipeline.run.summary import Summary

HEAD = """{title}

Ann Writer

LAST MODIFIED: 22 APRIL 2020
DOI: 10.1093/obo/9780199756810-0001

In This Article
Introduction
{contents}

Introduction

Learning in company has been studied for long.
"""
ARENDT = "Arendt, Hannah. 1958. *The Human Condition*. Chicago: Univ. of Chicago Press."
BOURDIEU = (
    "Bourdieu, Pierre. 1984. *Distinction: A Social Critique of the Judgement of Taste*. "
    "Cambridge, MA: Harvard Univ. Press."
)
DEWEY = "Dewey, John. 1916. *Democracy and Education*. New York: Macmillan."
FREIRE = "Freire, Paulo. 1970. *Pedagogy of the Oppressed*. New York: Herder and Herder."
ILLICH = "Illich, Ivan. 1971. *Deschooling Society*. New York: Harper and Row."


def page(sections: dict[str, list[str]], title: str = "Learning Together") -> str:
    text = HEAD.format(title=title, contents="\n".join(sections))
    for heading, citations in sections.items():
        text += f"\n{heading}\n\nThese works are the ones to begin with.\n"
        for raw in citations:
            text += f"\n{raw}\n\nA note on {raw.split('*')[1]}, which says why it matters to teachers.\n"
    return text


def release(folder: Path, text: str, name: str = "page.txt") -> Summary:
    source = folder / "source"
    source.mkdir(exist_ok=True)
    for old in source.iterdir():
        old.unlink()
    (source / name).write_text(text, encoding="utf-8")
    summary = ingest(Options((str(source),), folder / "output", runner="local", concepts=False))
    assert summary.fate == "published", summary.blocked_by
    return summary


def ids(summary: Summary, table: str, key: str, name: str) -> dict[str, str]:
    rows = pl.read_parquet(summary.path / table / "*.parquet").select(key, name).rows()
    return {str(label): str(id_) for id_, label in rows}


def by_title(summary: Summary) -> dict[str, str]:
    return ids(summary, "citations", "citation_id", "title")


FIRST = {"General Overviews": [ARENDT, BOURDIEU, DEWEY], "Critics": [FREIRE, ILLICH]}
CASES = [
    ("a section is renamed", {"General Works": [ARENDT, BOURDIEU, DEWEY], "Critics": [FREIRE, ILLICH]}),
    ("sections change places", {"Critics": [FREIRE, ILLICH], "General Overviews": [ARENDT, BOURDIEU, DEWEY]}),
    ("a citation moves", {"General Overviews": [ARENDT, DEWEY], "Critics": [BOURDIEU, FREIRE, ILLICH]}),
    ("citations are reordered", {"General Overviews": [DEWEY, ARENDT, BOURDIEU], "Critics": [ILLICH, FREIRE]}),
    ("a typo is mended", {**FIRST, "Critics": [FREIRE.replace("Oppressed", "Opressed"), ILLICH]}),
    ("a DOI is added", {**FIRST, "Critics": [FREIRE, f"{ILLICH} [doi:10.5555/illich.1971]"]}),
    ("a year gets a letter", {**FIRST, "Critics": [FREIRE.replace("1970", "1970a"), ILLICH]}),
    ("a section is inserted", {"Reference Works": ["Blog, Ann. 2001. *A Handbook*. Oxford: Elm."], **FIRST}),
]


@pytest.mark.parametrize("changed", [case[1] for case in CASES], ids=[case[0] for case in CASES])
def test_citations_and_sections_keep_their_ids(changed: dict[str, list[str]], tmp_path: Path) -> None:
    before = release(tmp_path, page(FIRST))
    after = release(tmp_path, page(changed))
    old, new = set(by_title(before).values()), set(by_title(after).values())
    assert len(old) == 5
    assert old <= new
    was = ids(before, "sections", "section_id", "heading")
    now = ids(after, "sections", "section_id", "heading")
    assert set(was.values()) <= set(now.values())


def test_what_was_recognised_is_recorded_with_score_and_reason(tmp_path: Path) -> None:
    release(tmp_path, page(FIRST))
    after = release(tmp_path, page({**FIRST, "Critics": [FREIRE.replace("Oppressed", "Opressed"), ILLICH]}))
    (row,) = pl.read_parquet(after.path / "matches").filter(pl.col("record_type") == "citations").to_dicts()
    assert row["method"] == "similar"
    assert 0.9 < row["score"] < 1
    assert row["old"] == FREIRE
    assert row["record_id"] != row["own_id"]


def test_another_edition_is_another_citation(tmp_path: Path) -> None:
    before = release(tmp_path, page(FIRST))
    after = release(tmp_path, page({**FIRST, "Critics": [FREIRE, ILLICH.replace("1971", "2002")]}))
    assert by_title(before)["Deschooling Society"] != by_title(after)["Deschooling Society"]
    ops = pl.read_parquet(after.path / "changes").filter(pl.col("record_type") == "citations", pl.col("field") == "")
    assert sorted(ops["op"]) == ["added", "removed"]


def test_an_id_that_a_work_has_is_not_given_to_another(tmp_path: Path) -> None:
    first = release(tmp_path, page(FIRST))
    typo = FREIRE.replace("Oppressed", "Opressed")
    second = release(tmp_path, page({**FIRST, "Critics": [typo, ILLICH]}))
    third = release(
        tmp_path, page({"General Overviews": [*FIRST["General Overviews"], FREIRE], "Critics": [typo, ILLICH]})
    )
    kept = by_title(first)["Pedagogy of the Oppressed"]
    assert by_title(second)["Pedagogy of the Opressed"] == kept
    assert by_title(third)["Pedagogy of the Opressed"] == kept
    assert by_title(third)["Pedagogy of the Oppressed"] != kept


def test_an_article_is_redirected_when_its_doi_becomes_known(tmp_path: Path) -> None:
    text = page(FIRST)
    before = release(tmp_path, text.replace("DOI: 10.1093/obo/9780199756810-0001\n", ""))
    after = release(tmp_path, text)
    (old,) = pl.read_parquet(before.path / "articles")["article_id"]
    (new,) = pl.read_parquet(after.path / "articles")["article_id"]
    assert old.startswith("x-")
    assert new == "obo-9780199756810-0001"
    redirects = dict(pl.read_parquet(after.path / "redirects").select("old_id", "new_id").rows())
    assert redirects[old] == new
    assert set(by_title(before).values()) <= redirects.keys()
    assert {redirects[id_] for id_ in by_title(before).values()} == set(by_title(after).values())
    assert "redirected" in set(pl.read_parquet(after.path / "changes")["op"])
    assert pl.read_parquet(after.path / "articles")["first_seen"].to_list() == [1]


def test_an_article_without_a_doi_keeps_its_id_under_a_new_title(tmp_path: Path) -> None:
    text = page(FIRST).replace("DOI: 10.1093/obo/9780199756810-0001\n", "")
    before = release(tmp_path, text)
    after = release(tmp_path, text.replace("Learning Together\n", "Learning in Company\n"))
    assert set(pl.read_parquet(before.path / "articles")["article_id"]) == set(
        pl.read_parquet(after.path / "articles")["article_id"]
    )
    assert pl.read_parquet(after.path / "matches").filter(pl.col("record_type") == "sections").is_empty()


NOTICE = "\nUsers without a subscription are not able to see the full content on this page.\n"


def test_an_abridged_capture_deletes_nothing(tmp_path: Path) -> None:
    full = page(FIRST)
    before = release(tmp_path, full)
    short = full.rsplit("\nCritics\n\n", 1)[0] + NOTICE
    after = release(tmp_path, short)
    assert by_title(before) == by_title(after)
    status = dict(pl.read_parquet(after.path / "citations").select("title", "record_status").rows())
    lacking = {title for title, one in status.items() if one == "not_seen"}
    assert lacking == {"Pedagogy of the Oppressed", "Deschooling Society"}
    assert pl.read_parquet(after.path / "articles")["record_status"].to_list() == ["partly_seen"]
    assert "not_seen" in set(pl.read_parquet(after.path / "changes")["op"])
    again = release(tmp_path, full)
    assert set(pl.read_parquet(again.path / "citations")["record_status"]) == {"seen"}
    assert "reappeared" in set(pl.read_parquet(again.path / "changes")["op"])
