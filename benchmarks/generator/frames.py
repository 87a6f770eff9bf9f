"""What stands around the text of an article in each page layout: head, contents, buttons and notices."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from benchmarks.generator.noise import Noise
from benchmarks.generator.writing import Writer

BUTTONS = "Save Citation »Export Citation » Share Citation »"
_CONTENTS = 'In This Article Expand or collapse the "in this article" section'
_RELATED = (
    'Related Articles Expand or collapse the "related articles" sectionabout',
    'Forthcoming Articles Expand or collapse the "forthcoming articles" section',
)
_NOTICE = ("Please subscribe or login to read the other sections.", "How to Subscribe")


@dataclass(frozen=True)
class Head:
    """The head of an article, as printed."""

    title: str
    subject: str | None
    authors: tuple[str, ...]
    reviewed: str | None
    modified: str
    doi: str


@dataclass(frozen=True)
class Frame:
    """A page layout: what it shows around the text, and how it sets bullets, indents and blank lines."""

    name: str
    bullet: str = "  • "
    indent: str = "    "
    gap: str = "\n\n"
    has_contents: bool = True
    has_related: bool = False
    has_by: bool = False
    has_buttons: bool = False
    has_front_matter: bool = False
    repeats_dates: bool = False
    is_abridged: bool = False
    shows_introduction: bool = True
    shows_byline: bool = True
    has_back_to_top: bool = False


def printed_head(head: Head, frame: Frame) -> Head:
    """Return the head without what a page in this layout does not print."""
    if frame.shows_byline:
        return head
    return replace(head, subject=None, authors=head.authors if frame.has_front_matter else ())


FRAMES = (
    Frame("page", shows_introduction=False, has_back_to_top=True),
    Frame("buttons", bullet="", indent="", has_contents=False, has_by=True, has_buttons=True),
    Frame("page_abridged", is_abridged=True, shows_introduction=False, has_back_to_top=True),
    Frame("markdown", "- ", "  ", has_contents=False, has_front_matter=True, repeats_dates=True, shows_byline=False),
    Frame("page_by", has_by=True),
    Frame("flat", "- ", "", "\n", has_contents=False, repeats_dates=True, shows_byline=False),
    Frame("page_related", has_related=True, shows_introduction=False, has_back_to_top=True),
)


def bullet_of(frame: Frame, noise: Noise) -> str:
    """Return what stands before a citation or a line of the contents."""
    if not frame.bullet.strip():
        return ""
    sign = noise.bullet if noise.bullet != "•" else frame.bullet.strip()
    return (frame.bullet[: -len(frame.bullet.lstrip())] if noise.has_indents else "") + sign + " "


def indent_of(frame: Frame, noise: Noise) -> str:
    """Return what stands before a line under a citation."""
    return frame.indent if noise.has_indents else ""


def write_head(out: Writer, frame: Frame, head: Head, headings: Sequence[str], noise: Noise) -> None:
    """Write everything above the introduction."""
    if frame.has_front_matter:
        _write_front_matter(out, head)
    if frame.has_contents:
        bullet = bullet_of(frame, noise)
        out.write(f"{_CONTENTS} {head.title}\n\n")
        out.write("".join(f"{bullet}{heading}\n" for heading in headings) + "\n")
    if frame.has_related:
        out.write("\n\n".join(_RELATED) + "\n\n\n")
    if frame.shows_byline:
        out.write(f"{head.subject} {head.title}\n")
        out.write("by\n" if frame.has_by else "")
        out.write(", ".join(head.authors) + "\n")
        _write_dates(out, head, "" if frame.has_by else bullet_of(frame, noise), "\n")
        out.write("\n" if frame.has_by else "\n\n")
    else:
        out.write(head.title + frame.gap)
        for _ in range(1 + frame.repeats_dates):
            _write_dates(out, head, "- ", frame.gap)


def _write_dates(out: Writer, head: Head, bullet: str, gap: str) -> None:
    if head.reviewed:
        out.write(f"{bullet}LAST REVIEWED: {head.reviewed}{gap}")
    out.write(f"{bullet}LAST MODIFIED: {head.modified}{gap}{bullet}DOI: {head.doi}{gap}")


def _write_front_matter(out: Writer, head: Head) -> None:
    authors = ", ".join(head.authors)
    dates = (f"LAST REVIEWED: {head.reviewed}" if head.reviewed else "") + f"LAST MODIFIED: {head.modified}"
    out.write(f"---\ntitle: {head.title} by{authors}{dates}DOI: {head.doi}\nauthor: {authors}\ndate: 2025-01-01\n---\n")


def write_buttons(out: Writer, frame: Frame, noise: Noise, doi: str | None) -> int | None:
    """Write the identifier line and buttons under a citation; return the mark of the DOI."""
    mark = None
    if doi:
        out.write(indent_of(frame, noise) + "DOI: ")
        mark = out.mark(doi)
        if frame.has_buttons and not noise.is_glued:
            out.write(frame.gap)
    if frame.has_buttons or (noise.is_glued and doi):
        out.write(BUTTONS)
    if doi or frame.has_buttons:
        out.write(frame.gap)
    return mark


def write_end(out: Writer, frame: Frame) -> None:
    """Write what stands below the last section."""
    if frame.is_abridged:
        out.write("\n\n".join(_NOTICE) + "\n")
