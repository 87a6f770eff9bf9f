"""``annobib enrich``: what authorities say about the works of a release."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands.places import as_typed, output_place
from pipeline.run.streams import write_lines

if TYPE_CHECKING:
    from pipeline.run.enrich import Answers


class AuthorityName(StrEnum):
    """Whom one may ask."""

    CROSSREF = "crossref"
    DOI_ORG = "doi.org"


EXAMPLES = """
The answers stand in the table enrichments of a new release, beside what was parsed, never in its place. Works that were
asked about less than 90 days ago are not asked about again. Exit code 1 says that some works got no answer.

[bold]Examples[/]

  annobib enrich output --authority crossref --mailto you@university.edu

  annobib enrich output --authority crossref --authority doi.org --mailto you@university.edu --seconds 600

  annobib enrich output --retractions retraction_watch.csv
"""

Directory = Annotated[
    Path,
    typer.Argument(metavar="DIR", help="Output folder.", parser=as_typed, callback=output_place, show_default=False),
]
Authorities = Annotated[
    list[AuthorityName] | None,
    typer.Option("--authority", help="Whom to ask; may be given more than once.", show_default=False),
]
MailTo = Annotated[
    str | None, typer.Option("--mailto", help="Your address, sent to the authority only.", show_default=False)
]
Seconds = Annotated[float, typer.Option("--seconds", min=0, help="How long to ask each authority at most.")]
Cache = Annotated[
    Path | None, typer.Option("--cache", help="File that keeps the answers.", show_default="in your cache folder")
]
Retractions = Annotated[
    Path | None, typer.Option("--retractions", help="Retraction list: the CSV of Retraction Watch.", show_default=False)
]
RetractionsDay = Annotated[
    datetime | None,
    typer.Option("--retractions-day", formats=["%Y-%m-%d"], help="Day of the list.", show_default="day of the file"),
]
Address = Annotated[
    list[str] | None,
    typer.Option("--address", help="NAME=URL: a mirror of an authority.", show_default=False),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print what came of it as JSON.")]
_SHOWN = 20


def enrich(  # noqa: PLR0913 (one parameter an option)
    directory: Directory,
    *,
    authority: Authorities = None,
    mailto: MailTo = None,
    seconds: Seconds = 3600.0,
    cache: Cache = None,
    retractions: Retractions = None,
    retractions_day: RetractionsDay = None,
    address: Address = None,
    as_json: AsJson = False,
) -> None:
    """Ask Crossref, doi.org or a retraction list about the works of the current release."""
    from pipeline.run.enrich import Question, enrich_release
    from pipeline.run.progress import terminal_bar

    question = Question(
        authorities=tuple(authority or ()),
        mailto=mailto,
        seconds=seconds,
        cache=cache,
        addresses=_addresses(address or []),
        retractions=retractions,
        retractions_day=retractions_day.date() if retractions_day else None,
    )
    with terminal_bar() as watch:
        answers = enrich_release(directory, question, watch)
    if as_json:
        write_lines([_json(answers)])
    else:
        _show(answers, directory)
    raise typer.Exit(answers.exit_code)


def _addresses(given: list[str]) -> dict[str, str]:
    pairs = [text.partition("=") for text in given]
    if bad := [name for name, equals, url in pairs if not (equals and "://" in url)]:
        raise typer.BadParameter(f"{bad[0]!r} is not NAME=URL.", param_hint="--address")
    return {name: url.rstrip("/") for name, _, url in pairs}


def _json(answers: "Answers") -> str:
    import json

    return json.dumps(
        {
            "release_id": answers.release_id,
            "published": answers.published,
            "counts": answers.counts,
            "notable": [row.model_dump(mode="json") for row in answers.notable],
        },
        ensure_ascii=False,
    )


def _show(answers: "Answers", directory: Path) -> None:
    from rich.console import Console
    from rich.markup import escape

    console = Console()
    if answers.blocked:
        console.print("[red]✘[/] Not published: the checks hold the release back. What was published stays.")
    elif answers.published:
        console.print(f"[green]✔[/] Published [bold]{answers.release_id}[/].", highlight=False)
    else:
        console.print(f"[green]✔[/] Nothing new: [bold]{answers.release_id}[/] has it all.", highlight=False)
    for name, counts in answers.counts.items():
        said = ", ".join(f"{number:,} {status.replace('_', ' ')}" for status, number in counts.items())
        console.print(f"\n  [bold]{name}[/]  {said}", highlight=False)
    for row in answers.notable[:_SHOWN]:
        what = row.message or f"{row.field}: parsed {row.parsed!r}, {row.authority} has {row.value!r}"
        console.print(f"  {row.work_id}  {row.status}  {escape(what)}", highlight=False, soft_wrap=True)
    if len(answers.notable) > _SHOWN:
        console.print(f"  ... and {len(answers.notable) - _SHOWN:,} more")
    console.print(f"\n  Table  {escape(str(directory / 'current' / 'enrichments'))}/*.parquet", highlight=False)
