"""Notes in the paragraph of their work: parted where it is sure where the work ends, else kept as they are."""

import pytest

from tests.pages import article_of

OTHER = "Stark, S. J. (1996). Female tars. Naval Institute Press.\n\nShort and reliable."

PARTED = [
    # the work, the note
    ("Bird, E. (2008). Coasts: An introduction (2nd ed.). Wiley.", "A clear textbook with many photographs."),
    ("Ng, P. (2001). Sea tales. A story of the north. Random House.", "Reads well, but gives no sources at all."),
    ("Ng, P. (2001). Ships. Ports, 12(3), 5–7. https://doi.org/10.1002/2017JF004308", "Short and full of good sense."),
    ("Ng, P. (2001). Ships. Ports, 12(3), 5–7.", "The article that began it all. Good maps."),
    ("Cruz, Ana. Harbours. London: Verso, 2001.", "What every later study of the subject begins with."),
    ("Cruz, Ana. “Ships.” Ports 12.3 (2001): 5–7.", "“A small wonder,” as one reviewer said."),
    ("Cruz, Ana. 2005. Harbours. Oxford: Clarendon P.", "Opens with a quarrel over salt and ends with all the trade."),
    ("Cruz, Ana. “Ships.” PhD diss., University of Hull, 2001.", "The only study of the crews themselves."),
]
KEPT = [
    # not even one of these may be cut: none has a note
    "Ng, P. (2001). Sea tales. Pilgrims. A novel of ships and men in the north. Random House.",
    "Cruz, Ana. Harbours. Translated by Peter Ng. London: Verso, 2001. Reprint of the first edition.",
    "Cruz, A. (2001). Who owns the sea? A history of the law. Routledge.",
    "Cruz, Ana. Harbours. London: Verso, 2001. First published in Spanish in 1999.",
    "Cruz, Ana. Harbours — A history of towns by the sea. London: Verso, 2001.",
]
BELOW_A_DASH = ("**Cruz, A. (2001). Ships.** *Ports 12(3), 5–7.*", "Describes the crews.")
"""After a dash a few words are enough."""
UNSURE = "Ng, P. (2001). Sea tales. This is a book that says nothing of who published it."


def works(paragraph: str) -> list[tuple[str, list[str]]]:
    """Return works and notes of a list with this paragraph and another work."""
    article = article_of(f"Women at Sea\n\nBooks and Articles\n\n{paragraph}\n\n{OTHER}\n")
    cited = [citation for section in article.sections for citation in section.citations]
    return [(citation.raw, [note.text or "" for note in citation.annotations]) for citation in cited]


@pytest.mark.parametrize(("work", "note"), PARTED)
def test_a_note_is_told_from_its_work(work: str, note: str) -> None:
    assert works(f"{work} {note}")[0] == (work, [note])
    assert works(f"{work} — {note}")[0] == (work, [note])


@pytest.mark.parametrize("work", KEPT)
def test_a_work_without_a_note_stays_whole(work: str) -> None:
    assert works(work)[0] == (work, [])


def test_a_note_that_cannot_be_told_stays_and_is_reported() -> None:
    article = article_of(f"Women at Sea\n\nBooks and Articles\n\n{UNSURE}\n\n{OTHER}\n")
    assert article.sections[0].citations[0].raw == UNSURE
    assert "note-run-in" in [issue.code for issue in article.issues]


def test_pages_of_the_publisher_are_not_parted() -> None:
    page = (
        "In This Article Women at Sea\n\nAtlantic History Women at Sea\nby Ana Cruz\n\nBooks\n\n"
        "  • Cruz, Ana. 2001. Harbours. London: Verso. The book of the coast.\n\n    Short and reliable.\n"
    )
    article = article_of(page)
    assert article.page_layout != "reading_list"
    assert [len(citation.annotations) for section in article.sections for citation in section.citations] == [1]


def test_the_label_of_a_note_is_no_part_of_it() -> None:
    assert works("Cruz, Ana. Harbours. London: Verso, 2001.\n\nAbstract: Short and reliable.")[0][1] == [
        "Short and reliable."
    ]


def test_a_dash_parts_even_a_short_note() -> None:
    work, note = BELOW_A_DASH
    assert works(f"{work} — {note}")[0] == (work, [note])
    assert works(f"{work} {note}")[0][1] == []
