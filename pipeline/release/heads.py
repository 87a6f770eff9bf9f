"""Heads: what a release says of an article beside its content, filled into documents that are written already.

A document of a hundred citations takes ten times as long to read and write as to search, so what the release adds to
it is put in as text. That is safe: the names of fields stand in quotation marks, and a quotation mark inside a value
is written with a backslash before it.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from schemas import Article
from schemas.article import NO_DIGEST
from schemas.terms import ArticleStatus

_NOWHERE: Final = "-"
"""Stands for the path of the source, which is no part of the content."""


@dataclass(frozen=True)
class Head:
    """What a release says of an article beside its content."""

    source_path: str
    first_seen: int
    last_changed: int
    record_status: ArticleStatus
    content_sha256: str


def without_release(article: Article) -> Article:
    """Return the article as it is whatever its file is called and whichever release has it."""
    plain = Head(_NOWHERE, 1, 1, "seen", NO_DIGEST)
    return with_head(article, plain)


def with_head(article: Article, head: Head) -> Article:
    """Return the article with what a release says of it."""
    issues = tuple(issue.model_copy(update={"source_path": head.source_path}) for issue in article.issues)
    return article.model_copy(update={**head.__dict__, "issues": issues})


_PATH: Final = b'"source_path":"'
_END: Final = re.compile(rb'(?:[^"\\]|\\.)*+"')
_REST: Final = re.compile(rb'"first_seen":\d+,"last_changed":\d+,"record_status":"\w+","content_sha256":"\w+"')


def patch_head(document: bytes, head: Head) -> bytes:
    """Return a document with another head; everything else stays, byte by byte."""
    path = json.dumps(head.source_path, ensure_ascii=False).encode()[1:]
    rest = (
        f'"first_seen":{head.first_seen},"last_changed":{head.last_changed},'
        f'"record_status":"{head.record_status}","content_sha256":"{head.content_sha256}"'
    ).encode()
    first, *others = document.split(_PATH)
    pieces = [first, *(path + other[_end_of_value(other) :] for other in others)]
    return _REST.sub(lambda _: rest, _PATH.join(pieces), count=1)


def _end_of_value(piece: bytes) -> int:
    """Return where the value ends, quotation mark included, whose first character begins ``piece``."""
    match = _END.match(piece)
    return match.end() if match else 0


_CITATION: Final = re.compile(rb'"citation_id":"([^"]+)","article_id":"[^"]+","section_id":"[^"]+","work_id":"([^"]+)"')
_POINTER: Final = re.compile(rb'"xref_id":"([^"]+)"(?:[^"{}]|"(?:[^"\\]|\\.)*")*?"target_article_id":(null|"[^"]+")')


def patch_works(document: bytes, works: Mapping[str, str]) -> bytes:
    """Return a document with other works of some citations."""
    return _patch(_CITATION, document, {key: f'"{work}"' for key, work in works.items()}, quoted=True)


def patch_targets(document: bytes, targets: Mapping[str, str | None]) -> bytes:
    """Return a document with other target articles of some cross-references."""
    return _patch(_POINTER, document, {key: json.dumps(target) for key, target in targets.items()}, quoted=False)


def _patch(pattern: re.Pattern[bytes], document: bytes, values: Mapping[str, str], *, quoted: bool) -> bytes:
    if not values:
        return document
    pieces, end = [], 0
    for match in pattern.finditer(document):
        value = values.get(match[1].decode())
        if value is not None:
            start, stop = match.span(2)
            pieces += [document[end : start - quoted], value.encode()]
            end = stop + quoted
    return b"".join([*pieces, document[end:]])
