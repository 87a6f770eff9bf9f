"""Types: what a CSL type is called in RIS, BibTeX, biblatex and Zotero.

RIS: the types of Reference Manager and EndNote; BibTeX: those of its standard styles, and ``online``; biblatex: its
manual, section 2.1; Zotero: its item types. What a form has no word for is its plainest type.
"""

from typing import NamedTuple


class Called(NamedTuple):
    """The names of one CSL type elsewhere."""

    ris: str
    bibtex: str
    biblatex: str
    zotero: str


_ROWS = """
article                UNPB    unpublished    online       preprint
article-journal        JOUR    article        article      journalArticle
article-magazine       MGZN    article        article      magazineArticle
article-newspaper      NEWS    article        article      newspaperArticle
bill                   BILL    misc           legislation  bill
book                   BOOK    book           book         book
broadcast              MPCT    misc           video        tvBroadcast
chapter                CHAP    incollection   incollection bookSection
classic                CLSWK   book           book         book
collection             UNPB    misc           misc         manuscript
dataset                DATA    misc           dataset      dataset
document               GEN     misc           misc         document
entry                  ENCYC   incollection   inreference  encyclopediaArticle
entry-dictionary       DICT    incollection   inreference  dictionaryEntry
entry-encyclopedia     ENCYC   incollection   inreference  encyclopediaArticle
event                  GEN     misc           misc         presentation
figure                 FIGURE  misc           image        artwork
graphic                ART     misc           artwork      artwork
hearing                HEAR    misc           legal        hearing
interview              PCOMM   misc           misc         interview
legal_case             CASE    misc           jurisdiction case
legislation            STAT    misc           legislation  statute
manuscript             MANSCPT unpublished    unpublished  manuscript
map                    MAP     misc           misc         map
motion_picture         MPCT    misc           movie        film
musical_score          MUSIC   misc           misc         document
pamphlet               PAMP    booklet        booklet      document
paper-conference       CPAPER  inproceedings  inproceedings conferencePaper
patent                 PAT     misc           patent       patent
performance            GEN     misc           performance  presentation
periodical             JFULL   misc           periodical   document
personal_communication PCOMM   misc           letter       letter
post                   ICOMM   online         online       forumPost
post-weblog            BLOG    online         online       blogPost
regulation             STAT    misc           legislation  statute
report                 RPRT    techreport     report       report
review                 JOUR    article        review       journalArticle
review-book            JOUR    article        review       journalArticle
software               COMP    misc           software     computerProgram
song                   SOUND   misc           music        audioRecording
speech                 SLIDE   unpublished    unpublished  presentation
standard               STAND   techreport     standard     standard
thesis                 THES    phdthesis      thesis       thesis
treaty                 STAT    misc           legal        statute
webpage                ELEC    online         online       webpage
"""

CALLED: dict[str, Called] = {
    csl: Called(*elsewhere) for csl, *elsewhere in (line.split() for line in _ROWS.strip().splitlines())
}
"""Every CSL type with its names elsewhere."""
