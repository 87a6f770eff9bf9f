"""Lines in, lines out."""

from pathlib import Path

import pytest

from pipeline.run.streams import one_line, read_lines


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        (b"", []),
        (b"one", ["one"]),
        (b"one\ntwo\n", ["one", "two"]),
        (b"one\r\n\r\ntwo", ["one", "", "two"]),
        (b"\xef\xbb\xbfone\n\xef\xbb\xbftwo", ["one", "\ufefftwo"]),
        ("Émile\n".encode() + b"caf\xe9\n", ["Émile", "café"]),
        ("one\u2028still one\n".encode(), ["one\u2028still one"]),
    ],
)
def test_lines_of_a_file(data: bytes, lines: list[str], tmp_path: Path) -> None:
    file = tmp_path / "lines.txt"
    file.write_bytes(data)
    assert list(read_lines(str(file))) == lines


@pytest.mark.parametrize("text", ["a", "\u2028", "\u2029 b", "\x85"])
def test_json_stays_on_one_line(text: str) -> None:
    assert one_line(f'"{text}"').splitlines() == [one_line(f'"{text}"')]
