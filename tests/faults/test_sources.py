"""Files that are broken, odd or no articles: each gives its reason and what to do, and nothing raises."""

from pathlib import Path

import pytest

from pipeline.article.parse import parse_article
from pipeline.errors import SourceError
from pipeline.sources.read import SourceFile, find_sources, read_source
from schemas import SourceText

LINE = "Hargreaves, A. 1994. Changing teachers’ times. New York: Teachers College Press.\n"


def read(folder: Path, data: bytes) -> list[SourceText | SourceError]:
    path = folder / "page.txt"
    path.write_bytes(data)
    return list(read_source(SourceFile(path, "page.txt")))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "source-empty"),
        (b" \n\t", "source-empty"),
        (b"\x00\x01\x02\x03" * 50, "source-binary"),
        (b"%PDF-1.7 ...", "source-not-text"),
    ],
)
def test_what_is_no_text_says_why(tmp_path: Path, data: bytes, code: str) -> None:
    (error,) = read(tmp_path, data)
    assert isinstance(error, SourceError)
    assert (error.code, error.path) == (code, "page.txt")
    assert error.reason
    assert error.remedy


@pytest.mark.parametrize(
    ("encoded", "encoding"),
    [
        (LINE.encode(), "utf-8"),
        (LINE.encode("utf-8-sig"), "utf-8-sig"),
        (LINE.encode("utf-16"), "utf-16"),
        (LINE.encode("cp1252"), "cp1252"),
        (LINE.replace("\n", "\r\n").encode(), "utf-8"),
        (LINE.replace("\n", "\r").encode(), "utf-8"),
        (LINE.encode().decode("cp1252").encode(), "utf-8-repaired"),
    ],
    ids=["UTF-8", "with mark", "UTF-16", "Windows", "CRLF", "CR", "decoded twice"],
)
def test_every_encoding_gives_the_same_text(tmp_path: Path, encoded: bytes, encoding: str) -> None:
    (source,) = read(tmp_path, encoded)
    assert isinstance(source, SourceText)
    assert (source.text, source.encoding) == (LINE, encoding)


def test_what_one_line_leaves_open_other_lines_tell(tmp_path: Path) -> None:
    text = "Dąbrowski, Ewa. “Canals.” Past and Present 25 (1990): 289–304.\nDąbrowski reads them otherwise.\n"
    (source,) = read(tmp_path, text.encode().decode("cp1252", "replace").encode())
    assert isinstance(source, SourceText)
    assert source.text.splitlines()[1] == text.splitlines()[1]
    (alone,) = read(tmp_path, "Dąbrowski reads them otherwise.\n".encode().decode("cp1252").encode())
    assert isinstance(alone, SourceText)
    assert alone.text.startswith("DÄ…browski")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Sorry, the page you requested cannot be found.", "login-page"),
        ("Sign in to continue\nUser name\nForgot your password?", "login-page"),
        ("Milk, bread and a dozen eggs.", "no-article"),
    ],
)
def test_what_is_no_article_says_so(text: str, code: str) -> None:
    source = SourceText(path="page.txt", sha256="0" * 64, encoding="utf-8", part=0, text=text)
    with pytest.raises(SourceError) as raised:
        parse_article(source)
    assert raised.value.code == code


def test_files_are_found_by_name_and_hidden_ones_left_out(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.txt", ".hidden", "README.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(LINE, encoding="utf-8")
    assert [file.name for file in find_sources([tmp_path])] == ["a/c.txt", "b.txt"]
    assert [file.name for file in find_sources([tmp_path / "b.txt"])] == ["b.txt"]


def test_nothing_found_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="Check the path"):
        list(find_sources([tmp_path / "missing.txt"]))
