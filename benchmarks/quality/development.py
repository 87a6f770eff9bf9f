"""Scores on the development data beside the project, by the scorers that come with it."""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.quality.comparing import key, straight
from benchmarks.quality.foreign import score_records
from benchmarks.quality.scoring import Scores
from pipeline.article.dates import parse_day
from pipeline.article.parse import parse_article
from pipeline.run.ingest import ingest
from pipeline.run.options import Options
from pipeline.sources.read import find_sources, read_source
from schemas import Article, SourceText

_JOINT = re.compile(r"\A(?:[Aa]nd|AND|&|et|und)\s+")
EVAL = Path(__file__).parents[2].parent / "shared" / "eval"


def score_development(folder: Path = EVAL) -> dict[str, Scores]:
    """Return the scores on real references, whole pages and heads; nothing when the data is not there."""
    if not folder.is_dir():
        return {}
    with tempfile.TemporaryDirectory() as scratch:
        return {
            **score_records(folder / "metadata" / "records.jsonl"),
            "development/references": _references(folder, Path(scratch)),
            "development/pages": _pages(folder, Path(scratch)),
            "development/heads": score_heads(folder / "heads"),
        }


def _references(folder: Path, scratch: Path) -> Scores:
    gold = folder / "references" / "author_date.jsonl"
    lines = gold.read_text(encoding="utf-8").splitlines()
    raws = "".join(" ".join(json.loads(line)["raw"].split()) + "\n" for line in lines)
    parsed = _run("-c", "from pipeline.cli import main; main()", "references", given=raws)
    trues = [json.loads(line) for line in lines]
    items = [json.loads(line) for line in parsed.splitlines()]
    pairs = [(true, {**_as_printed(item, true), "id": true["id"]}) for true, item in zip(trues, items, strict=True)]
    (scratch / "gold.jsonl").write_text(_json_lines(_bare_names(true) for true, _ in pairs), encoding="utf-8")
    (scratch / "parsed.jsonl").write_text(_json_lines(item for _, item in pairs), encoding="utf-8")
    tool = folder / "tools" / "score_references.py"
    report = json.loads(_run(str(tool), str(scratch / "gold.jsonl"), str(scratch / "parsed.jsonl"), "--json"))
    authors = report["fields"]["authors"]["f1"]
    return {"fields": report["exact_records"], "micro": report["micro"]["f1"], "authors": authors}


def _json_lines(items: Iterable[dict[str, Any]]) -> str:
    return "".join(json.dumps(item) + "\n" for item in items)


def _as_printed(item: dict[str, Any], true: dict[str, Any]) -> dict[str, Any]:
    """Return an item with its names as printed, where the gold has them so and not in parts."""
    if not any(isinstance(name, str) for role in ("authors", "editors") for name in true["fields"].get(role, [])):
        return item
    places = {role: item["spans"].get(role, []) for role in ("author", "editor")}
    names = {role: [{"literal": _bare(item["raw"][slice(*span)])} for span in spans] for role, spans in places.items()}
    return {**item, **names}


def _bare_names(true: dict[str, Any]) -> dict[str, Any]:
    """Return a gold line whose names as printed are without the *and* and the marks around them."""
    fields = dict(true["fields"])
    for role in ("authors", "editors"):
        if role in fields:
            fields[role] = [_bare(name) if isinstance(name, str) else name for name in fields[role]]
    return {**true, "fields": fields}


def _bare(name: str) -> str:
    return _JOINT.sub("", name.strip().rstrip(" ,;:."))


def _pages(folder: Path, scratch: Path) -> Scores:
    ingest(Options(sources=(str(folder / "pages"),), output=scratch / "output", runner="local"))
    release = next(iter(sorted((scratch / "output").rglob("articles")))).parent
    tool = folder / "tools" / "score_pages.py"
    report = json.loads(_run(str(tool), str(folder / "pages" / "gold.jsonl"), str(release), "--json"))
    whole = report.pop("citations_all_fields_right")
    return {"fields": whole, **{name: figures["f1"] for name, figures in report.items()}}


def _run(*arguments: str, given: str = "") -> str:
    done = subprocess.run([sys.executable, *arguments], input=given, capture_output=True, text=True, check=True)
    return done.stdout


def score_heads(folder: Path) -> Scores:
    """Return the share of heads in which each item is right: title, subject, authors, DOI and both dates."""
    gold = [json.loads(line) for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    sources = {source.path: source for file in find_sources([folder]) for source in read_source(file)
               if isinstance(source, SourceText)}  # fmt: skip
    rows = [_right_items(true, parse_article(sources[true["file"]])) for true in gold]
    return {name: sum(row[name] for row in rows) / len(rows) for name in rows[0]}


def _right_items(true: dict[str, Any], article: Article) -> dict[str, bool]:
    return {
        "title": key(true["title"]) == key(article.title),
        "subject": key(true["subject"]) == key(article.subject),
        "doi": true["doi"] == article.doi,
        "authors": [key(name) for name in true["authors"]] == [key(straight(name)) for name in article.contributors],
        "last_reviewed": _day(true["last_reviewed"]) == article.last_reviewed,
        "last_modified": _day(true["last_modified"]) == article.last_modified,
    }


def _day(printed: str | None) -> date | None:
    return parse_day(printed or "").value
