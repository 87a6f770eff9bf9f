"""Words that show a sentence to be the name of a periodical, where no volume does."""

from typing import Final

PERIODICAL: Final = (
    r"(?:Journal|Proceedings|Proc\.|Transactions|Quarterly|Annals|Frontiers in|Letters|Magazine|Trends in|Topics in|"
    r"Zeitschrift|Revue|Revista|Rivista|Review|Bulletin|Newsletter|Times|Post|Tribune|Herald|Gazette|Guardian|Monthly|"
    r"Weekly|Chronicle|Telegraph|Inquirer|Register|Economist|News|Newsweek|Zeitung|Wired|Harper[’']s|Newspaper|Daily|"
    r"Supplement|Doklady|Vestnik|Izvesti[jy]a|Annales|Annali|Cahiers|Cuadernos|Quaderni|Tijdschrift|Boletín)\b(?! (?:Books?|Press|Publish\w*|House|Co)\b)"
)
"""A pattern of words in names of journals and newspapers; not of publishers' names (``Times Books``)."""

SUBJECT: Final = r"[^\W\d_a-z][a-z]+(?:ology|iatry|iatrics|istry)"
"""A pattern of periodicals that are called after their subject alone: ``Anesthesiology``."""
