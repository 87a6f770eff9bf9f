"""Features 5.x: callouts and pointers in commentary and annotations, one row a feature, and what each of them means."""

from collections.abc import Iterator

import pytest

from schemas import Article, Citation, Mention
from tests.pages import article_of

PAGE = """\
In This Article Expand or collapse the "in this article" section Open Classrooms

  • Introduction
  • General Overviews
  • Theory
  • Textbooks
  • Class and Distinction
  • Online Resources

Education Open Classrooms
Ana Cruz
  • LAST REVIEWED: 1 May 2020
  • LAST MODIFIED: 1 May 2020
  • DOI: 10.1093/obo/9780199756810-0999


Classrooms have had open doors for a century.

General Overviews

{0}

  • Adler, R., and T. Bloom. 1998. Working side by side. Leeds, UK: Moorland.

    {5}

  • Castle, J., H. Dunn, and S. Eaves. 1996. Teams at school. Leeds, UK: Moorland.

    A first survey of teams.

  • Finch, J. W. 1990. Behind closed doors. Leeds, UK: Moorland.

    Counts the doors.

  • Gárrido, M. 2001. Maestros y aulas. Madrid: Ribera.

    In Spanish.

  • Kerteau, Michel de. 1984. Walking in the school. Paris: Rive.

    On corridors.

  • Marlow, P., and S. Doe, eds. 2007. Rooms and corridors. Leeds, UK: Moorland.

    Twelve essays.

Theory

{1}

  • Finch, J. W. 1990. Behind closed doors. Leeds, UK: Moorland.

    Read here for its theory.

  • Hall, A. n.d. Leaflet on doors. Leeds, UK: Moorland.

    A leaflet.

  • Ng, C. Forthcoming. Next rooms. Leeds, UK: Moorland.

    Not out yet.

  • Organisation for Rural Education. 2019. Schools in figures. Paris: ORE.

    Figures.

  • Syle, R. 1939. First lessons. Leeds, UK: Moorland.

    The classic.

  • Syle, R. 1979a. Second lessons. Leeds, UK: Moorland.

    A sequel.

  • Syle, R. 1979b. Third lessons. Leeds, UK: Moorland.

    Another.

  • van der Holt, P., Jr. 1986. Holding the door. Leeds, UK: Moorland.

    On caretakers.

  • Xenon, A. [1847] 1984. The household. Translated by B. Watt. Leeds, UK: Moorland.

    An old text.

Textbooks

{2}

  • Bordier, P. 1984. Taste and rank. Leeds, UK: Moorland.

    A textbook.

  • Finch, J. W. 1990. Behind closed doors. Leeds, UK: Moorland.

    Used in courses.

Class and Distinction

{3}

  • Bordier, P. 1984. Taste and rank. Leeds, UK: Moorland.

    The book that began it.

  • Smith, A. 1993. Ladders. Leeds, UK: Moorland.

    On climbing.

  • Smith, B. 1993. Ropes. Leeds, UK: Moorland.

    On falling.

Online Resources

{4}

  • Journal of Open Classrooms. 1985–.

    A quarterly.

  • Letters of Two Village Teachers. 1931. Leeds, UK: Moorland.

    Two sisters write.
"""

CALLOUTS = [
    # feature, section the prose stands in, prose, what it calls out
    ("5.1 narrative", "General Overviews", "Finch 1990 outlines several forms.", "Finch 1990 = Finch 1990 here"),
    (
        "5.2 lists in parentheses",
        "General Overviews",
        "Doors were studied early (Adler and Bloom 1998; Finch 1990).",
        "Adler and Bloom 1998 = Adler 1998 here | Finch 1990 = Finch 1990 here",
    ),
    ("5.3 et al. after a comma", "General Overviews", "See Castle, et al. 1996.", "Castle, et al. 1996 = Castle 1996 here"),
    ("5.3 et al. without one", "General Overviews", "Castle et al. 1996 asks.", "Castle et al. 1996 = Castle 1996 here"),
    ("5.4 and", "General Overviews", "Adler and Bloom 1998 asks.", "Adler and Bloom 1998 = Adler 1998 here"),
    ("5.4 ampersand", "General Overviews", "Adler & Bloom 1998 asks.", "Adler & Bloom 1998 = Adler 1998 here"),
    (
        "5.4 three authors",
        "General Overviews",
        "Castle, Dunn, and Eaves 1996 asks.",
        "Castle, Dunn, and Eaves 1996 = Castle 1996 here",
    ),
    ("5.5 possessive of the year", "General Overviews", "Finch 1990’s notion fails.", "Finch 1990 = Finch 1990 here"),
    ("5.5 possessive of the name", "General Overviews", "Finch’s 1990 book fails.", "Finch’s 1990 = Finch 1990 here"),
    ("5.5 plural verb", "General Overviews", "Adler and Bloom 1998 ask why.", "Adler and Bloom 1998 = Adler 1998 here"),
    (
        "5.6 letters",
        "Theory",
        "Syle 1979a and 1979b differ.",
        "Syle 1979a = Syle 1979a here | 1979b = Syle 1979b here",
    ),
    (
        "5.6 years of one author",
        "Theory",
        "Syle 1939, 1979a, and 1979b are a set.",
        "Syle 1939 = Syle 1939 here | 1979a = Syle 1979a here | 1979b = Syle 1979b here",
    ),
    ("5.6 letter missing", "Theory", "Syle 1979 goes on.", "Syle 1979 = ambiguous"),
    ("5.7 editors", "General Overviews", "Marlow and Doe 2007 (edited volume) helps.", "Marlow and Doe 2007 = Marlow 2007 here"),
    (
        "5.7 institution",
        "Theory",
        "Organisation for Rural Education 2019 has figures.",
        "Organisation for Rural Education 2019 = Organisation for Rural Education 2019 here",
    ),
    ("5.7 acronym", "Theory", "ORE 2019 has figures.", "ORE 2019 = Organisation for Rural Education 2019 here"),
    (
        "5.7 title of a work without names",
        "Online Resources",
        "The *Journal of Open Classrooms* is the place to look.",
        "Journal of Open Classrooms = Journal of Open Classrooms here",
    ),
    (
        "5.7 title not in italics",
        "Online Resources",
        "Letters of Two Village Teachers is moving.",
        "Letters of Two Village Teachers = Letters of Two Village Teachers here",
    ),
    ("5.8 asterisks", "General Overviews", "So *Finch 1990* argues, **the best book in the field**.", "Finch 1990 = Finch 1990 here"),
    ("5.9 cited under", "General Overviews", "Bordier 1984 (cited under Class and Distinction) differs.", "Bordier 1984 = Bordier 1984 below in Class and Distinction"),
    (
        "5.9 both cited under",
        "General Overviews",
        "Finch 1990 and Bordier 1984 (both cited under Textbooks) differ.",
        "Finch 1990 = Finch 1990 below in Textbooks | Bordier 1984 = Bordier 1984 below in Textbooks",
    ),
    ("5.9 cited under, in a list", "General Overviews", "Others agree (Syle 1939, cited under Theory; Adler and Bloom 1998).", "Syle 1939 = Syle 1939 below in Theory | Adler and Bloom 1998 = Adler 1998 here"),
    ("5.12 page", "General Overviews", "Finch 1990, p. 72, says so.", "Finch 1990 = Finch 1990 here"),
    ("5.12 pages after a colon", "General Overviews", "Doors are counted (Finch 1990: 72–85).", "Finch 1990 = Finch 1990 here"),
    ("5.12 pages after a comma", "General Overviews", "Doors are counted (Finch 1990, pp. 72–85; Castle, et al. 1996, 3).", "Finch 1990 = Finch 1990 here | Castle, et al. 1996 = Castle 1996 here"),
    ("5.13 same section", "Theory", "Finch 1990 is theory.", "Finch 1990 = Finch 1990 here"),
    ("5.13 closest following", "General Overviews", "Bordier 1984 comes later.", "Bordier 1984 = Bordier 1984 below in Textbooks"),
    ("5.13 preceding, flagged", "Online Resources", "Syle 1939 came first.", "Syle 1939 = Syle 1939 above in Theory"),
    ("5.13 nearest preceding", "Online Resources", "Bordier 1984 and Finch 1990 came first.", "Bordier 1984 = Bordier 1984 above in Class and Distinction | Finch 1990 = Finch 1990 above in Textbooks"),
    ("5.13 only when one fits", "Class and Distinction", "Smith 1993 climbs.", "Smith 1993 = ambiguous"),
    ("5.13 initials tell", "Class and Distinction", "A. Smith 1993 climbs, B. Smith 1993 falls.", "A. Smith 1993 = Smith 1993 here | B. Smith 1993 = Smith 1993 here"),
    ("5.14 year of the edition", "Theory", "Xenon 1984 is short.", "Xenon 1984 = Xenon 1984 here"),
    ("5.14 year of the first edition", "Theory", "Xenon 1847 is short.", "Xenon 1847 = Xenon 1984 here"),
    ("5.14 both years", "Theory", "Xenon [1847] 1984 is short.", "Xenon [1847] 1984 = Xenon 1984 here"),
    ("5.14 no date", "Theory", "Hall n.d. is short.", "Hall n.d. = Hall here"),
    ("5.14 forthcoming", "Theory", "Ng forthcoming will tell.", "Ng forthcoming = Ng here"),
    ("5.15 false friends: month", "General Overviews", "In April 2020 the schools closed.", ""),
    ("5.15 false friends: act", "General Overviews", "The Act of 1998 and the Education Act 1944 changed it.", ""),
    ("5.15 false friends: war", "General Overviews", "World War 1914 and the Paris of 1968 changed it.", ""),
    ("5.15 false friends: numbers", "General Overviews", "Some 1990 schools and 1,998 teachers took part; see pages 1970–1998.", ""),
    ("5.15 false friends: a name and a year apart", "General Overviews", "Finch lived until 1990, and Adler in 1998 wrote.", ""),
    ("5.16 not listed", "General Overviews", "Quill 1975 argues otherwise.", "Quill 1975 = none"),
    ("5.16 not listed, in a list", "General Overviews", "Doors are counted (Finch 1990; Quill, et al. 1975).", "Finch 1990 = Finch 1990 here | Quill, et al. 1975 = none"),
    ("5.17 diacritics", "General Overviews", "Garrido 2001 is in Spanish.", "Garrido 2001 = Gárrido 2001 here"),
    ("5.17 diacritics decomposed", "General Overviews", "Ga\u0301rrido 2001 is in Spanish.", "Gárrido 2001 = Gárrido 2001 here"),
    ("5.17 particle said", "General Overviews", "de Kerteau 1984 walks.", "de Kerteau 1984 = Kerteau 1984 here"),
    ("5.17 particle not said", "General Overviews", "Kerteau 1984 walks.", "Kerteau 1984 = Kerteau 1984 here"),
    ("5.17 particle with a capital", "Theory", "Van der Holt 1986 knocks.", "Van der Holt 1986 = Holt 1986 here"),
    ("5.17 particle left out, suffix", "Theory", "Holt 1986 knocks.", "Holt 1986 = Holt 1986 here"),
    ("5.18 inside an annotation", "Adler’s annotation", "A reply to Finch 1990, and to Syle 1939.", "Finch 1990 = Finch 1990 here | Syle 1939 = Syle 1939 below in Theory"),
]  # fmt: skip
PLACES = {
    "General Overviews": 0,
    "Theory": 1,
    "Textbooks": 2,
    "Class and Distinction": 3,
    "Online Resources": 4,
    "Adler’s annotation": 5,
}
NOTHING = "Nothing is said here that points anywhere."


def said(place: str, prose: str) -> str:
    """Return the page with ``prose`` in this place."""
    return PAGE.format(*[prose if index == PLACES[place] else NOTHING for index in range(len(PLACES))])


@pytest.mark.parametrize(("place", "prose", "meant"), [row[1:] for row in CALLOUTS], ids=[row[0] for row in CALLOUTS])
def test_what_a_callout_means(place: str, prose: str, meant: str) -> None:
    article = article_of(said(place, prose))
    works = {
        citation.citation_id: (short(citation), section)
        for section in article.sections
        for citation in section.citations
    }
    assert len(works) == 22
    found = []
    for mention in mentions_of(article):
        if mention.citation_id is None:
            found.append(f"{mention.text} = {mention.resolution}")
            continue
        work, section = works[mention.citation_id]
        where = {
            "same_section": "here",
            "following": f"below in {section.heading}",
            "preceding": f"above in {section.heading}",
        }
        assert (mention.section_id == section.section_id) == (mention.resolution == "same_section")
        found.append(f"{mention.text} = {work} {where[mention.resolution]}")
    assert found == [words for words in meant.split(" | ") if words]


def short(citation: Citation) -> str:
    """Return the first name of a work and its year, or its title when it has no names."""
    if not citation.contributors:
        return citation.title or ""
    first = citation.contributors[0]
    year = f"{citation.issued_year or ''}{citation.year_suffix or ''}"
    return f"{first.family or first.literal} {year}".strip()


def mentions_of(article: Article) -> Iterator[Mention]:
    for section in article.sections:
        for paragraph in section.paragraphs:
            yield from paragraph.mentions
        for citation in section.citations:
            for note in citation.annotations:
                yield from note.mentions


POINTERS = [
    # feature, prose, what it points to
    ("5.9 cited under", "Finch 1990 (cited under Theory) differs.", "cited_under: Theory → Theory"),
    ("5.9 cited under a heading there is not", "Finch 1990 (cited under Broken Doors) differs.", "cited_under: Broken Doors → none"),
    ("5.10 see also", "See also Online Resources.", "section: Online Resources → Online Resources"),
    ("5.10 see also, in quotation marks", "See also “Online Resources.”", "section: Online Resources → Online Resources"),
    ("5.10 see, in parentheses", "Much is in print (see Textbooks).", "section: Textbooks → Textbooks"),
    ("5.10 discussed in the section on", "This is discussed in the section on Class and Distinction.", "section: Class and Distinction → Class and Distinction"),
    ("5.10 two sections", "See also Theory and Textbooks.", "section: Theory → Theory | section: Textbooks → Textbooks"),
    ("5.11 another article, with its subject", "See also the separate Oxford Bibliographies in Linguistics article “Creoles.”", "article: Creoles → none"),
    ("5.11 another article, with its author", "See the Oxford Bibliographies article “Wall Painting” by Ines Stone.", "article: Wall Painting → none"),
    ("5.11 two articles", "See the Oxford Bibliographies in Education articles “Doors” and “Windows.”", "article: Doors → none | article: Windows → none"),
    ("5.10 no pointer", "We see textbooks everywhere, and theory grows.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("prose", "meant"), [row[1:] for row in POINTERS], ids=[row[0] for row in POINTERS])
def test_what_a_pointer_points_to(prose: str, meant: str) -> None:
    article = article_of(said("General Overviews", prose))
    headings = {section.section_id: section.heading for section in article.sections}
    found = [
        f"{pointer.kind}: {pointer.target_heading} → {headings.get(pointer.target_section_id or '', 'none')}"
        for section in article.sections
        for paragraph in section.paragraphs
        for pointer in paragraph.cross_references
    ]
    assert found == [words for words in meant.split(" | ") if words]
