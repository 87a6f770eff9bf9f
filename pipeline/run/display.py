"""Display: the summary of a run for people, on a terminal and as Markdown."""

import os
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipeline.run.summary import Summary

QUERY: Final = (
    "SELECT w.title, w.year, count(*) AS callouts "
    "FROM '{tables}/mentions/*.parquet' JOIN '{tables}/citations/*.parquet' c USING (citation_id) "
    "JOIN '{tables}/works/*.parquet' w USING (work_id) "
    "GROUP BY ALL ORDER BY callouts DESC, w.title LIMIT 5"
)
"""Which works the prose leans on most: a query to try on the tables of a release."""

_HEADLINES: Final = {
    "published": "[green]✔[/] Published [bold]{id}[/]: {made}.",
    "nothing_new": "[green]✔[/] Nothing new: [bold]{id}[/] already holds what the sources say ({made}).",
    "candidate": "[green]✔[/] Built candidate [bold]{id}[/], not published: {made}.",
    "blocked": "[red]✘[/] Not published: {made}, but the checks hold the release back. What was published stays.",
    "empty": "[red]✘[/] Nothing to publish: none of the sources could be used. What was published stays.",
}
_SHOWN_IN_QUARANTINE: Final = 20


class Line(NamedTuple):
    """One line of the table of counts: what, how many, and what is worth knowing about them."""

    what: str
    number: int
    remark: str


def lines(summary: Summary) -> Iterator[Line]:
    """Yield what is shown of the counts."""
    count = summary.counts
    yield Line("Articles", count["articles"], _some(count["articles_abridged"], "abridged"))
    yield Line("Sections", count["sections"], _some(count["sections_with_body"], "with a body"))
    yield Line("Commentary", count["paragraphs"], "paragraphs")
    yield Line("Citations", count["citations"], _share(count["citations_complete"], count["citations"], "complete"))
    yield Line("Works", count["works"], "different ones")
    yield Line("Annotations", count["annotations"], "notes on works")
    yield Line("Mentions", count["mentions"], _share(count["mentions_resolved"], count["mentions"], "resolved"))
    yield Line("Cross-references", count["cross_references"], "")
    yield Line("DOIs", count["dois"], _share(count["dois_valid"], count["dois"], "valid"))
    yield Line("Concepts", count["concepts"], f"named {count['concept_occurrences']:,} times")
    yield Line("Issues", count["issues"], "things noticed, listed in the table issues" if count["issues"] else "")
    yield Line("Quarantine", count["quarantine"], "could not be used" if count["quarantine"] else "")


def _some(number: int, what: str) -> str:
    return f"{number:,} {what}" if number else ""


def _share(part: int, whole: int, what: str) -> str:
    return f"{part:,} {what} ({part / whole:.0%})" if whole else ""


def print_summary(summary: Summary, console: Console) -> None:
    """Print what came of a run: what was published, the counts, what is in quarantine, where things are."""
    console.print(_headline(summary), highlight=False)
    console.print()
    console.print(_count_table(summary))
    if summary.quarantine:
        console.print()
        console.print(_quarantine_table(summary))
    for result in summary.blocked_by:
        console.print(f"[red]{result.code}[/] {escape(result.title)}: {result.n_failures:,} found", highlight=False)
    console.print()
    for name, place in places(summary):
        console.print(f"  {name:<12} {escape(place)}", highlight=False, soft_wrap=True)
    if summary.counts["citations"]:
        console.print("\n  Try:", highlight=False)
        console.print(f"  [cyan]{escape(command(summary))}[/]", highlight=False, soft_wrap=True)


def _headline(summary: Summary) -> str:
    made = f"{_plural(summary.counts['articles'], 'article')} from {_plural(summary.n_sources, 'source file')}"
    made += f" in {summary.seconds['total']:.1f} s"
    return _HEADLINES[summary.fate].format(id=summary.release_id, made=made)


def _plural(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _count_table(summary: Summary) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2))
    table.add_column()
    table.add_column(justify="right", style="bold")
    table.add_column(style="dim")
    for line in lines(summary):
        table.add_row(line.what, f"{line.number:,}", line.remark)
    return table


def _quarantine_table(summary: Summary) -> Table:
    table = Table(box=box.SIMPLE_HEAD, title="Quarantine", title_justify="left", title_style="bold yellow")
    table.add_column("File", overflow="fold")
    table.add_column("Reason", overflow="fold")
    table.add_column("What to do", overflow="fold")
    for row in summary.quarantine[:_SHOWN_IN_QUARANTINE]:
        place = f"{row.source_path}:{row.line}" if row.line else row.source_path
        table.add_row(escape(place), escape(row.reason), escape(row.remedy))
    more = len(summary.quarantine) - _SHOWN_IN_QUARANTINE
    if more > 0:
        table.add_row(f"… and {more:,} more", "", "All are in the table quarantine.")
    return table


def places(summary: Summary) -> Iterator[tuple[str, str]]:
    """Yield what there is to open, and where."""
    folder = tables_of(summary)
    yield "Tables", f"{folder}/<table>/*.parquet"
    yield "Documents", f"{folder}/documents/"
    yield "Dictionary", f"{folder}/data_dictionary.md"
    yield "Report", f"{folder}/report.txt"
    if summary.quarantine:
        yield "Quarantine", f"{folder}/quarantine/*.parquet"


def tables_of(summary: Summary) -> str:
    """Return the folder of the tables as a user would write it."""
    folder = summary.current or summary.path
    return os.path.relpath(folder) if folder.is_relative_to(Path.cwd()) else str(folder)


def command(summary: Summary) -> str:
    """Return a command that runs a query on the tables."""
    python = Path(sys.executable)
    shown = os.path.relpath(python) if python.is_relative_to(Path.cwd()) else "python"
    query = QUERY.format(tables=tables_of(summary))
    return f"{shlex.quote(shown)} -c \"import duckdb; duckdb.sql('''{query}''').show()\""


def markdown(summary: Summary) -> str:
    """Return the summary as Markdown, for an artifact of a flow run."""
    head = f"# {summary.release_id or 'No release'}\n\nOutcome: **{summary.fate.replace('_', ' ')}**. "
    counts = [f"| {line.what} | {line.number:,} | {line.remark} |" for line in lines(summary)]
    kept = [f"| {_cell(row.source_path)} | {_cell(row.reason)} | {_cell(row.remedy)} |" for row in summary.quarantine]
    parts = [head, "| | | |", "| --- | ---: | --- |", *counts]
    if kept:
        parts += ["", "## Quarantine", "", "| File | Reason | What to do |", "| --- | --- | --- |", *kept]
    parts += ["", "## Where", "", *(f"- {name}: `{place}`" for name, place in places(summary))]
    return "\n".join(parts) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
