"""One reference string to its fields, names and identifiers, each with its place in the string.

The text is looked at once. Identifiers, date and names are claimed first; then each parser of
``pipeline.fields.FIELDS`` claims what it understands of the rest. What nobody claims is reported, not dropped.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import replace

from pipeline.fields import FIELDS
from pipeline.fields.bracketed_imprint import bracketed_imprint
from pipeline.fields.contributors import names_at_front
from pipeline.fields.front import front_end, title_and_year, title_at_front
from pipeline.fields.genre import event
from pipeline.fields.gost import STROKES, gost
from pipeline.fields.identifiers import identifiers
from pipeline.fields.issued.after_names import issued_after_names
from pipeline.fields.issued.at_end import issued_at_end
from pipeline.fields.kind import kind
from pipeline.fields.legal import legal
from pipeline.fields.note import access_date
from pipeline.fields.original_date import original_date
from pipeline.fields.quoted_title import quoted_title
from pipeline.fields.shelf import shelf
from pipeline.fields.title_by import title_by
from pipeline.fields.usual_rest import is_all_read, usual_rest
from pipeline.fields.vancouver import dated_again, names_end, vancouver
from pipeline.fields.whole import whole_journal
from pipeline.found import Found, record
from pipeline.identifiers.find import IdentifierFound, find_identifiers
from pipeline.references.claims import Claim, View, announcing, announcing_words, folded, trim
from pipeline.references.closed_names import closed_names
from pipeline.references.labels import without_label
from pipeline.references.markup import without_markup
from pipeline.references.name_shapes import Name
from pipeline.references.reference import Reference
from pipeline.references.remainder import left_over
from pipeline.references.runs import restored, without_runs
from pipeline.references.sentences import CLAIMED
from pipeline.references.usual_names import usual_list

MAX_LENGTH = 4000
"""Longest text, in characters, that is taken for a reference; anything longer is kept as text."""

NOTES_JOINED = " | "
"""What stands between the remarks of a reference in the value of ``note``."""
_QUOTATION_MARK = 3
"""A title comes first when no more than this stands before it: a quotation mark, white space, markup."""

_AFTER_NAMES = 8
"""A date no further after the usual list of names follows it: ``, eds.`` may stand between."""

_BOOK_FIELDS = frozenset(("publisher", "container_title", "volume", "edition", "number_of_volumes"))
"""What a name alone never has, so that the name is a title: ``Practical Medicine and Therapeutics. 1837. Vol. 3``."""

_IDENTIFIER_WORDS = announcing(
    "http https www doi DOI dois DOIs ISBN ISSN isbn issn eISBN eISSN pISSN arXiv arxiv PMC PMCID PMID pmid Pmid hdl JSTOR OCLC ark".split()
)
_RUN = re.compile(r"\s\s|[\u00ad\u200b-\u200d\u2060\ufeff]")
_OTHER_SPACE = re.compile(r"[\x1f\x1e\t\n\r\u00a0\u2002\u2003\u2007\u2009\u200a\u202f]")
_PREFIX = re.compile(r"10\.[0-9]")
_YEAR_LAST = re.compile(r",\s(?:1[4-9]|20)\d\d[\s.\x1f]*\Z")


def parse_reference(text: str, *, layout: str | None = None, previous: Reference | None = None) -> Reference:
    """Return the fields of one reference string.

    ``layout`` (``author_date`` or ``bibliography``) is that of the article the reference stands in, where known; a
    date right after the names is taken for what it is all the same. ``previous`` is the reference before this one
    in its list: a dash in place of names stands for its names.
    """
    if len(text) > MAX_LENGTH or not text.strip():
        return _unstructured(text)
    is_even = text.isprintable()
    plain = text if is_even else _OTHER_SPACE.sub(" ", text)
    words = announcing_words(plain)
    found = find_identifiers(plain) if _may_have_identifier(plain, words) else ()
    plain = without_markup(without_label(plain))
    is_even = plain.isprintable()
    if "  " not in plain and (is_even or not _RUN.search(plain)):
        return _read(text, View(plain, plain, words, is_even=is_even), found, layout, previous)
    short, places = without_runs(plain)
    moved = tuple(_moved(one, places) for one in found)
    return restored(_read(short, View(short, short, words), moved, layout, previous), text, places, found)


def _moved(one: IdentifierFound, places: list[int]) -> IdentifierFound:
    start, end, outer = (bisect_left(places, at) for at in (one.start, one.end, one.outer_start))
    return replace(one, start=start, end=end, outer_start=outer)


def _read(
    text: str, view: View, found: tuple[IdentifierFound, ...], layout: str | None, previous: Reference | None
) -> Reference:
    """Return the fields of a view, whose text is ``text`` character for character, but for white space and markup."""
    names: list[Name] = []
    if found:
        _claim(view, identifiers(view, found), names)
    added = shelf(view)
    if added:
        _claim(view, added, names)
    _front(view, layout, names)
    for _, parse in FIELDS:
        claims = parse(view)
        if parse is usual_rest and (claims or is_all_read(view)):
            for made in claims:
                view.got[made[0]] = record(Found, made[1:4])
            break
        if claims:
            _claim(view, claims, names)
    _title_first(view, names)
    return _reference(text, view, found, names, previous)


def _may_have_identifier(text: str, words: AbstractSet[str]) -> bool:
    return not words.isdisjoint(_IDENTIFIER_WORDS) or "://" in text or ("10." in text and bool(_PREFIX.search(text)))


def _claim(view: View, claims: Iterable[Claim], names: list[Name]) -> None:
    """Blank what is claimed and keep what it says; names are added to ``names``."""
    rest, got = view.rest, view.got
    done_start = done_end = 0
    for field, value, start, end, outer_start, outer_end, named in claims:
        if outer_start < outer_end and not (done_start <= outer_start and outer_end <= done_end):
            rest = rest[:outer_start] + CLAIMED * (outer_end - outer_start) + rest[outer_end:]
            done_start, done_end = outer_start, outer_end
        if named:
            names.extend(named)
        elif field == "note" and "note" in got:
            view.further = (*view.further, ("note", Found(value, start, end)))
        else:
            if not value and field[0] != "_":
                continue  # nothing but marks: ``Diss. (``
            if field == "issued" and "issued" in got:
                view.further = (*view.further, ("issued", Found(value, *trim(view.text, outer_start, outer_end))))
            got[field] = record(Found, (value, start, end))
    view.rest = rest


def _front(view: View, layout: str | None, names: list[Name]) -> None:
    """Claim date and names, and set ``body`` where they end."""
    view.lead = usual_list(view.rest, 0, len(view.rest), "author")
    whole = legal(view) or (None if view.lead else title_by(view) or whole_journal(view))
    if whole:
        _claim(view, whole, names)
        date = view.got.get("issued")
        is_second = date is not None and view.text[: date.start].endswith(". ")
        view.layout = layout or ("author_date" if is_second else "bibliography")
        view.body = max(made.outer_end for made in whole)
        return
    closing = gost(view) if STROKES in view.rest else []
    is_year_last = closing or (layout == "bibliography" and _YEAR_LAST.search(view.rest))
    dated = [] if is_year_last else issued_after_names(view)
    if dated and not _closes(view, min(made.outer_start for made in dated)):
        _claim(view, dated, names)
        body = max(made.outer_end for made in dated)
        view.layout, view.body = "author_date", min(made.outer_start for made in dated)
        _claim(view, title_at_front(view, body) or names_at_front(view), names)
        view.body = body
        if ";" in view.rest:
            _claim(view, dated_again(view), names)
        return
    medical = [] if closing else vancouver(view)
    closing = closing or medical or bracketed_imprint(view)
    titled = [] if layout == "bibliography" or closing else title_and_year(view)
    if titled:
        _claim(view, titled, names)
        view.layout, view.body = "author_date", max(made.outer_end for made in titled)
        return
    _claim(view, closing, names)
    closes_at = min((made.outer_start for made in closing), default=len(view.rest))
    _year_last_front(view, names, closes_at, is_medical=bool(medical))


def _year_last_front(view: View, names: list[Name], closes_at: int, *, is_medical: bool) -> None:
    """Claim the names at the front of a reference whose date is not among them but ``closes_at`` or later, then the rest."""
    end = (names_end(view.rest) if is_medical else 0) or front_end(view)
    if 0 < end <= closes_at:
        view.body = end
        _claim(view, names_at_front(view), names)
    for parse in (quoted_title, access_date, original_date, event, issued_at_end):
        claims = parse(view)
        if claims:
            _claim(view, claims, names)


def _closes(view: View, date: int) -> bool:
    """Say whether the date closes an entry that is one sentence: ``Dupont, Jean, La ville, Paris, Gallimard, 1985, 320 p.``."""
    names_end = view.lead.end if view.lead else 0
    return date > names_end + _AFTER_NAMES and 0 < closed_names(view.rest) < date


def _title_first(view: View, names: list[Name]) -> None:
    """Take the name at the front for the title when nothing else can be it."""
    if "title" in view.got or not names:
        return
    first = names[0]
    if first.role != "author" or first.is_et_al or first.is_inherited:
        return
    if not first.literal and _BOOK_FIELDS.isdisjoint(view.got):
        return
    is_volume = "publisher" not in view.got and "container_title" not in view.got
    if not first.literal and is_volume and "," in first.raw:
        return
    last = [name for name in names if name.role == "author"][-1]
    names[:] = [name for name in names if name.role != "author"]
    view.got["title"] = Found(folded(view.text[first.start : last.end]), first.start, last.end)


def _reference(
    text: str, view: View, found: tuple[IdentifierFound, ...], names: list[Name], previous: Reference | None
) -> Reference:
    got = view.got
    csl_type = kind(got, is_named=bool(names))
    if csl_type in ("book", "document") and names and names[0].role == "director":
        csl_type = "motion_picture"
    fields = {name: span for name, span in got.items() if name[0] != "_"}
    further = view.further
    if further and "note" in fields:
        notes = sorted([fields["note"], *(piece for name, piece in further if name == "note")], key=lambda n: n.start)
        fields["note"] = notes[0]._replace(value=NOTES_JOINED.join(note.value for note in notes))
        further = (*(one for one in further if one[0] != "note"), *(("note", note) for note in notes[1:]))
    taken = [piece[1:] for piece in fields.values()]
    taken += [(name.start, name.end) for name in names]
    if found or further:
        taken += [(one.start, one.end) for one in found]
        taken += [piece[1:] for _, piece in further]
    if "_year_again" in got:
        taken.append((got["_year_again"].start, got["_year_again"].end))
    unparsed = left_over(view.text, taken)
    if text != view.text or (found and any(CLAIMED in name.raw for name in names)):
        names = [_as_printed(name, text[name.start : name.end]) for name in names]
    resolved = tuple(_inherited(names, previous) if names and names[0].is_inherited else names)
    status = _status(fields, resolved, unparsed)
    return record(Reference, (text, csl_type, view.layout, fields, resolved, found, status, unparsed, further))


def _as_printed(name: Name, raw: str) -> Name:
    return name if name.raw == raw else name._replace(raw=raw)


def _inherited(names: list[Name], previous: Reference | None) -> Iterable[Name]:
    for name in names:
        if not name.is_inherited:
            yield name
            continue
        lead = _lead(previous)
        for one in lead:
            yield one._replace(
                role=name.role if name.role != "author" else one.role,
                is_inherited=True,
                raw=name.raw,
                start=name.start,
                end=name.end,
            )


def _lead(previous: Reference | None) -> list[Name]:
    """Return the names a dash stands for: those at the front of the reference before."""
    if previous is None or not previous.names:
        return []
    role = previous.names[0].role
    return [name for name in previous.names if name.role == role]


def _status(fields: dict[str, Found], names: tuple[Name, ...], unparsed: tuple[Found, ...]) -> str:
    """Return ``complete`` when nothing is left over and title, date and contributor are there.

    The publisher's rule: a work without contributor is listed under its title, so the title has to come first.
    """
    title = fields.get("title")
    if title is None:
        return "unstructured"
    has_date = "issued" in fields or "status" in fields
    has_head = bool(names) or title.start <= _QUOTATION_MARK
    return "complete" if has_date and has_head and not unparsed else "partial"


def _unstructured(text: str) -> Reference:
    stripped = text.strip()
    start = text.find(stripped) if stripped else 0
    left = (Found(stripped, start, start + len(stripped)),) if stripped else ()
    return Reference(text, "document", "bibliography", {}, (), (), "unstructured", left)
