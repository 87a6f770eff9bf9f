"""The same article gives the same records and ids by whatever route it came."""

import gzip
import html
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from backports import zstd

from pipeline.article.parse import parse_article
from pipeline.errors import SourceError
from pipeline.sources.read import find_sources, read_source

RAW = Path(__file__).parents[2] / "raw"
ARTICLES = ("education-progressive-education", "education-schooling-and-social-class", "atlantic-history-sugar")
ADDRESS = "https://example.org/article"


def as_html(text: str) -> str:
    """Set a page text as a web page: headings, nested blocks in list items, italics, references for characters."""
    body: list[str] = []
    is_open = False
    for line in text.split("\n"):
        shown = html.escape(line.strip()).replace("\N{NO-BREAK SPACE}", "&nbsp;")
        if not shown:
            continue
        if line.startswith("    "):
            body.append(f"<div class=note><p>{shown}</p></div>")
            continue
        if line.startswith("  •"):
            body.append(("</li>" if is_open else "<ul>") + f"<li><span>{italic(shown[1:])}</span>")
            is_open = True
            continue
        body.append(("</li></ul>\n" if is_open else "") + block(shown))
        is_open = False
    return (
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>Saved</title><style>p {}</style></head>\n'
        "<body><nav><ul><li>Home</li></ul></nav><script>let a = '<p>';</script>\n<main>\n"
        + "\n".join(body)
        + ("</li></ul>" if is_open else "")
        + "\n</main><footer>Foot</footer></body></html>\n"
    )


def block(shown: str) -> str:
    """Set short lines as headings or lines, long ones as paragraphs."""
    if len(shown) > 120 or shown.endswith("."):
        return f"<p>{shown}</p>"
    return f"<h2>{shown}</h2>" if "," not in shown and len(shown.split()) > 1 else f"<div>{shown}</div>"


def italic(shown: str) -> str:
    """Set the longest sentence of a reference in italics, as its title would be."""
    longest = max(shown.split(". "), key=len)
    return shown.replace(longest, f"<i>{longest}</i>", 1)


def zipped(name: str, data: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("pages/style.css", "p {}")
        archive.writestr(f"pages/{name}", data)
    return packed.getvalue()


def record(kind: str, content_type: str, block: bytes) -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {ADDRESS}\r\nContent-Type: {content_type}\r\n"
    return f"{head}Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


def answer(status: str, content_type: str, body: bytes) -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n\r\n".encode()
    return record("response", "application/http; msgtype=response", head + body)


def archived(data: bytes, content_type: str) -> list[bytes]:
    return [
        record("warcinfo", "application/warc-fields", b"software: test\r\n"),
        answer("404 Not Found", "text/html", b"<p>none"),
        answer("200 OK", "image/png", b"\x89PNG"),
        answer("200 OK", content_type, data),
    ]


def json_line(**fields: str) -> bytes:
    return json.dumps(fields).encode() + b"\n"


Route = Callable[[str], bytes]
ROUTES: dict[str, Route] = {
    "page.txt": lambda text: text.encode(),
    "windows.txt": lambda text: text.replace("\n", "\r\n").encode("utf-16"),
    "page.txt.gz": lambda text: gzip.compress(text.encode()),
    "page.txt.zst": lambda text: zstd.compress(text.encode()),
    "two-frames.zst": lambda text: zstd.compress(text.encode()[:700]) + zstd.compress(text.encode()[700:]),
    "page.html": lambda text: as_html(text).encode(),
    "german.html": lambda text: (
        as_html(text).replace('"utf-8"', '"utf-16"').encode("utf-16")  # the mark decides, not the declaration
    ),
    "page.html.gz": lambda text: gzip.compress(as_html(text).encode()),
    "pages.zip": lambda text: zipped("page.txt", text.encode()),
    "web.zip": lambda text: zipped("page.html", as_html(text).encode()),
    "lines-in.zip": lambda text: zipped("pages.jsonl", json_line(text=text)),
    "text.jsonl": lambda text: json_line(id="a", text=text),
    "content.ndjson": lambda text: json_line(url=ADDRESS, content=text),
    "no-name": lambda text: json_line(html=as_html(text)),
    "lines.jsonl.zst": lambda text: zstd.compress(json_line(text=as_html(text))),
    "crawl.warc": lambda text: b"".join(archived(as_html(text).encode(), "text/html; charset=utf-8")),
    "crawl.warc.gz": lambda text: b"".join(map(gzip.compress, archived(as_html(text).encode(), "text/html"))),
    "crawl.warc.zst": lambda text: zstd.compress(b"".join(archived(text.encode(), "text/plain"))),
    "crawl.wet.gz": lambda text: gzip.compress(record("conversion", "text/plain", text.encode())),
}

NOT_THE_ARTICLE = {"source_path", "source_sha256", "encoding", "start", "end", "line", "blocks", "issues", "layout"}
"""Where the article was and stood, which the route decides, and how its page was cut."""


def records(path: Path) -> Any:
    (source,) = (text for file in find_sources([path]) for text in read_source(file))
    assert not isinstance(source, SourceError), source
    return without_places(parse_article(source).model_dump(mode="json"))


def without_places(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: without_places(item)
            for key, item in value.items()
            if key not in NOT_THE_ARTICLE and not key.endswith(("_start", "_end"))
        }
    return [without_places(item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("article", ARTICLES)
@pytest.mark.parametrize("route", [name for name in ROUTES if name != "page.txt"])
def test_an_article_is_the_same_by_every_route(article: str, route: str, tmp_path: Path) -> None:
    text = (RAW / f"{article}.txt").read_text(encoding="utf-8")
    plain, other = tmp_path / "page.txt", tmp_path / route
    plain.write_bytes(text.encode())
    other.write_bytes(ROUTES[route](text))
    assert records(other) == records(plain)
