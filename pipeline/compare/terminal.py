"""A comparison on a terminal: counts, then article by article what was and what is."""

from collections.abc import Iterable

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pipeline.compare.differences import OPS
from pipeline.compare.records import ChangedArticle, ChangedRecord
from pipeline.compare.words import pieces

_SIGNS = {"added": ("+", "green"), "removed": ("-", "red"), "not_seen": ("-", "red"), "reappeared": ("+", "green")}
_STYLES = {"both": "", "old": "red strike", "new": "green"}
_MARKS = {"both": ("", ""), "old": ("[-", "-]"), "new": ("{+", "+}")}
"""What stands for colours where there are none, as in *wdiff*."""


def print_counts(counts: dict[str, dict[str, int]], console: Console) -> None:
    """Print how many records of each table came, went and changed."""
    ops = [op for op in OPS if any(op in of_table for of_table in counts.values())]
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("Table")
    for op in ops:
        table.add_column(op.replace("_", " ").capitalize(), justify="right")
    for name, of_table in counts.items():
        table.add_row(name, *(f"{of_table[op]:,}" if op in of_table else "" for op in ops))
    console.print(table)
    if "shifted" in ops:
        console.print("Shifted: equal, but standing elsewhere on the page or weighing otherwise.", style="dim")


def print_articles(articles: Iterable[ChangedArticle], limit: int, console: Console) -> int:
    """Print up to ``limit`` records, article by article; return how many more there are."""
    printed = left = 0
    for article in articles:
        room = max(0, limit - printed)
        if room and article.records:
            console.print()
            console.print(Text.assemble((article.title, "bold"), "  ", (article.article_id or "", "dim")))
        for record in article.records[:room]:
            _print_record(record, console)
        printed += len(article.records[:room])
        left += len(article.records[room:])
    return left


def _print_record(record: ChangedRecord, console: Console) -> None:
    sign, style = _SIGNS.get(record.op, ("~", "yellow"))
    op = "" if record.op in ("added", "removed", "changed") else f" {record.op.replace('_', ' ')}"
    console.print(Text.assemble((f"  {sign} ", style), (f"{record.kind}{op} ", "cyan"), record.label))
    if record.text:
        console.print(Padding(Text(record.text, style), (0, 0, 0, 6), expand=False))
    for difference in record.fields:
        text = Text.assemble((f"{difference.field}: ", "dim"))
        for piece in pieces(difference.old, difference.new):
            before, after = ("", "") if console.color_system else _MARKS[piece.where]
            text.append(f"{before}{piece.text}{after}", _STYLES[piece.where])
        console.print(Padding(text, (0, 0, 0, 6), expand=False))
