"""Place and publisher with a colon between them: ``Ithaca, NY: Cornell University Press``."""

import re
from functools import lru_cache

from pipeline.references.claims import Claim, View, claim, trim, with_stop
from pipeline.references.places import REGION, is_known_place, looks_like_place

COLON = re.compile(r"\s?:\s*")
HOUSE = re.compile(
    r"\b(?:Press|Presses|Verlag\w*|verlag|Publish\w*|Publications?|Pub\.|Books?|[Uu]niv\w*|"
    r"World Scientific|Wydawnictw\w+|Vydavatel\w+|Kiadó|Forlag\w*|Förlag\w*|Uitgeverij|Printed|Éditions?|Editions?|Edizioni|Ediciones|Editora|Editorial|"
    r"Editore|Wiley|Springer|Elsevier|Routledge|Blackwell|Sage|SAGE|Pergamon|Kluwer|Penguin|"
    r"Macmillan|McGraw|Hall|Freeman|Longman|Harper|"
    r"Norton|Brill|Benjamins|Gruyter|Mouton|Reidel|Birkhäuser|Interscience|Dekker|Chapman|"
    r"Houghton|Knopf|Random|Faber|Ashgate|Palgrave|"
    r"Academic|Institut\w*|Society|Museum|UP|Inc|Ltd|Company|Co|Sons|Foundation|Association|"
    r"Service|Surveys|Division|Corporation|Trust|Laborator\w+|Consortium|Force|Agency|Department|Ministry|Bureau|"
    r"CRC|IEEE|ACM|AAAI|ISCA|CSLI|MIT|ANSI|GPO|HMSO|Authority|Survey|Club|Administration|Federation|"
    r"Group|Office|Council|Bank|Commission|Center|Centre|Library|Nations|Изд\w*|Наука|Kegan|"
    r"Harcourt|Business School|School of|[Ии]здательств\w*|"
    r"Doubleday|Scribner\w*|Dover|Vintage|Anchor|Basic|Beacon|Praeger|Greenwood|Erlbaum|Kaufmann|"
    r"Gallimard|Seuil|PUF|Fayard|Suhrkamp|Fischer|Niemeyer|Winter|Harrassowitz|Steiner)\b"
)
_YEAR_AT_END = re.compile(r",\s(?:1[4-9]|20)\d\d\Z")
MAX_HOUSE_WORDS = 9


_OTHER_IMPRINT = re.compile(r"; (?P<place>[^\W\d_a-z][^:;]{1,40}): ")
"""A second place and publisher: ``London: Chatto & Windus; New York: Knopf``."""
_SHORTENED = re.compile(r"\b(?:Co|Inc|Ltd|Bros|Corp|Pub|Assoc|Dept|[A-Z])\Z")
"""What ends a publisher's name and has a full stop of its own."""


@lru_cache(maxsize=4096)
def _is_place(text: str) -> bool:
    return looks_like_place(text)


def is_plain_imprint(place: str, house: str, *, stop: str = "") -> bool:
    """Say whether place and publisher need not be weighed: a place by its words, and a name of a few words.

    ``stop`` is the full stop after the publisher, which must not belong to its last word.
    """
    is_name = house.count(" ") < MAX_HOUSE_WORDS and not house.startswith(("A ", "An ", "The "))
    is_whole = not stop or not _SHORTENED.search(house, max(0, len(house) - 6))
    return is_name and is_whole and len(place) < _LONGEST_PLACE and _is_place(place)


_LONGEST_PLACE = 60


def imprint(view: View, span: tuple[int, int], *, after_comma: bool) -> list[Claim]:
    """Return place and publisher of a sentence; ``after_comma`` says that more than the place may stand before the colon."""
    start, end = span
    colons = list(COLON.finditer(view.rest, start, end))
    match = colons[-1 if after_comma else 0] if colons else None
    if match and len(colons) > 1 and REGION.match(view.rest, match.end(), colons[1].start()):
        match = colons[1]  # "New York: NY: Oxford Univ. Press"
    if not match or match.end() >= end:
        return []
    place, house = view.rest[start : match.start()].strip(), view.rest[match.end() : end].strip()
    at = start
    if after_comma or not looks_like_place(place) or not house:
        # "Reprint, New York: Dover", "Title, London: Faber": the place is what stands after the last comma but one
        commas = re.finditer(r"[,\])”]\s", view.rest[start : match.start()])
        for comma in commas:
            if is_known_place(view.rest[start + comma.end() : match.start()]):
                at, place = start + comma.end(), view.rest[start + comma.end() : match.start()].strip()
                break
        else:
            return []
    if house[-1] == "?" or (
        not is_known_place(place)
        and not HOUSE.search(house)
        and (
            (house.split()[0] in ("A", "An", "The") and len(house.split()) > 4)
            or len(house.split()) > MAX_HOUSE_WORDS + 9
        )
    ):
        return []
    house_end = end
    return [
        place_claim(view, (at, match.start()), (at, house_end)),
        *house_claims(view, match.end(), house_end),
    ]


def house_claims(view: View, start: int, end: int) -> list[Claim]:
    """Return the publisher, and the year after it where that is the one already found."""
    start, end = trim(view.rest, start, end)
    if end < len(view.rest) and view.rest[end] == "." and _SHORTENED.search(view.rest, max(start, end - 6), end):
        return [Claim("publisher", " ".join(view.text[start : end + 1].split()), start, end + 1, start, end + 1)]
    other = _OTHER_IMPRINT.search(view.rest, start, end)
    if other and is_known_place(other["place"]):
        second = claim(view, "note", (other.start("place"), end), (other.start(), end))
        return [*house_claims(view, start, other.start()), second]
    again = _YEAR_AT_END.search(view.rest, max(start, end - 6), end)
    issued = view.got.get("issued")
    if again and issued and again[0][-4:] == issued.value[:4]:
        year = claim(view, "_year_again", (again.start() + 2, end))
        return [claim(view, "publisher", (start, again.start())), year]
    return [claim(view, "publisher", (start, end))] if start < end else []


def place_claim(view: View, span: tuple[int, int], outer: tuple[int, int] | None = None) -> Claim:
    """Return the place, with the full stop that belongs to it."""
    return with_stop(view, claim(view, "publisher_place", span, outer))
