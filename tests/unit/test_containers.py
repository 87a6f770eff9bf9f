"""What is wrong with a container is said in plain words, and the good pages before and behind it are used."""

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest

from pipeline.errors import SourceError
from pipeline.sources import packing
from pipeline.sources.containers import Member, read_members
from tests.unit.test_routes import answer, archived, json_line, zipped

GOOD = json_line(id="good", text="A page.")


def found(tmp_path: Path, name: str, data: bytes) -> list[tuple[str, str | int | None]]:
    """Return the name and text of each page, and the code and line of each error."""
    path = tmp_path / name
    path.write_bytes(data)
    return [
        (item.name, item.data.decode()) if isinstance(item, Member) else (item.code, item.line)
        for item in read_members(path, name)
    ]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b'{"text": "broken\n', "json-broken"),
        (b"[" * 100_000 + b"\n", "json-broken"),
        (b'{"text": "\\ud800"}\n', "json-broken"),
        (b'{"text": "\xff"}\n', "json-broken"),
        (b'["a list"]\n', "json-no-text"),
        (b'{"title": "no page"}\n', "json-no-text"),
        (b'{"text": 5}\n', "json-no-text"),
    ],
)
def test_a_bad_line_of_json_loses_no_other(tmp_path: Path, line: bytes, code: str) -> None:
    assert found(tmp_path, "a.jsonl", GOOD + line + b"\n" + GOOD) == [
        ("a.jsonl!good", "A page."),
        (code, 2),
        ("a.jsonl!good (2)", "A page."),
    ]


def test_lines_without_a_name_are_named_by_their_number(tmp_path: Path) -> None:
    assert found(tmp_path, "a.jsonl", json_line(text="x")) == [("a.jsonl!line 1", "x")]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("cut.gz", gzip.compress(b"some text " * 99)[:-9], "packed-truncated"),
        ("bad.gz", b"\x1f\x8b\x08\0\0\0\0\0\0\0\xff\xff\xff", "packed-damaged"),
        ("bad.zst", b"\x28\xb5\x2f\xfd" + b"\xff" * 30, "packed-damaged"),
        ("twice.gz", gzip.compress(gzip.compress(b"text")), "archive-in-archive"),
        ("zip.gz", gzip.compress(zipped("page.txt", b"text")), "archive-in-archive"),
        ("gz.zip", zipped("page.gz", gzip.compress(b"text")), "archive-in-archive"),
        ("cut.zip", zipped("page.txt", b"text" * 99)[:100], "zip-damaged"),
        ("none.warc", b"".join(archived(b"x", "image/png")), "warc-no-page"),
        ("odd.warc", b"WARC/9.9\r\nnothing\r\n\r\n", "warc-damaged"),
        ("cut.warc", b"".join(archived(b"text" * 99, "text/plain"))[:-100], "warc-truncated"),
    ],
)
def test_a_broken_container_says_so(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    assert (code, None) in found(tmp_path, name, data)


def test_a_small_file_may_not_become_a_huge_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "_ALWAYS_ALLOWED", 1000)
    bomb = gzip.compress(GOOD + b'{"text": "' + b"a" * 3_000_000 + b'"}\n')
    assert ("packed-too-far", None) in found(tmp_path, "bomb.jsonl.gz", bomb)


def test_the_pages_before_a_broken_record_are_used(tmp_path: Path) -> None:
    data = answer("200 OK", "text/plain", b"First.") + b"no record at all\r\nand more\r\n"
    pages = found(tmp_path, "a.warc", data)
    assert pages[0] == ("a.warc!https://example.org/article", "First.")
    assert pages[-1][0] == "warc-damaged"


def test_an_office_document_is_no_archive_of_pages(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    assert found(tmp_path, "letter.docx", packed.getvalue()) == [("source-not-text", None)]


def test_what_begins_like_json_but_has_no_pages_is_a_page(tmp_path: Path) -> None:
    text = json.dumps({"title": "x"})
    assert found(tmp_path, "page.txt", text.encode()) == [("page.txt", text)]


def test_a_missing_file_is_an_error_and_not_an_exception(tmp_path: Path) -> None:
    (error,) = read_members(tmp_path / "gone.txt", "gone.txt")
    assert isinstance(error, SourceError)
    assert error.code == "source-unreadable"
