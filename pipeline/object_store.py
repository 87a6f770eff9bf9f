"""The one door to object stores: ``s3://``, ``gs://`` and whatever else fsspec knows, as flat folders of files.

A store has what a release needs and no more: list, get, put, copy, remove, and *replace if unchanged*, which is how
one file decides which release readers see. S3 and its likes do that in one step (``If-Match``); where a store cannot,
it is a look followed by a write.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import fsspec

from pipeline.addresses import url_scheme
from pipeline.errors import RunError

_CONDITIONAL: Final = frozenset({"s3", "s3a"})


class Changed(Exception):  # noqa: N818 (an answer, not a fault)
    """What was to be replaced is not what it was: somebody else was faster."""


@dataclass(frozen=True)
class Entry:
    """A file of a store: its path in it, its size in bytes, and a tag that changes with its content."""

    path: str
    size: int
    tag: str


@dataclass(frozen=True)
class Store:
    """A folder of an object store; paths are relative to it, with forward slashes."""

    url: str
    system: Any
    root: str

    def list(self, folder: str = "") -> dict[str, Entry]:
        """Return all files under a folder by path; none when there is no such folder."""
        with plain_errors(self.url):
            self.system.invalidate_cache()
            found = self.system.find(self._at(folder), detail=True)
            entries = (_entry(self._relative(path), facts) for path, facts in found.items())
            return {entry.path: entry for entry in entries}

    def read(self, path: str) -> tuple[bytes, str] | None:
        """Return the content of a file and its tag; None when there is no such file."""
        with plain_errors(self.url):
            try:
                self.system.invalidate_cache()
                # The tag is taken first: with an older tag than the content, replacing fails, which does no harm.
                tag = _entry(path, self.system.info(self._at(path))).tag
                return self.system.cat_file(self._at(path)), tag
            except FileNotFoundError:
                return None

    def get(self, path: str, target: Path) -> None:
        """Copy a file out of the store; it appears in one step."""
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f".{target.name}.part")
        with plain_errors(self.url):
            self.system.get_file(self._at(path), str(part))
        part.replace(target)

    def put(self, source: Path, path: str) -> None:
        """Copy a file into the store."""
        with plain_errors(self.url):
            self.system.put_file(str(source), self._at(path))

    def copy(self, source: str, target: str) -> None:
        """Copy a file inside the store; the content does not travel."""
        with plain_errors(self.url):
            self.system.cp_file(self._at(source), self._at(target))

    def replace(self, path: str, content: bytes, tag: str | None) -> None:
        """Write a small file, if it still has this tag; None: if it is not there yet.

        Raises:
            Changed: It has another tag, or is there.
        """
        with plain_errors(self.url):
            if not self._conditional:
                current = self.read(path)
                if (current[1] if current else None) != tag:
                    raise Changed(path)
                self.system.pipe_file(self._at(path), content)
                return
            condition = {"IfMatch": f'"{tag}"'} if tag else {"IfNoneMatch": "*"}
            try:
                self.system.pipe_file(self._at(path), content, **condition)
            except OSError as error:
                if _was_changed(error):
                    raise Changed(path) from error
                raise

    def remove(self, folder: str) -> None:
        """Remove all files under a folder."""
        with plain_errors(self.url):
            if self.list(folder):
                self.system.rm(self._at(folder), recursive=True)

    @property
    def _conditional(self) -> bool:
        return url_scheme(self.url) in _CONDITIONAL

    def _at(self, path: str) -> str:
        return f"{self.root}/{path}".rstrip("/")

    def _relative(self, path: str) -> str:
        return path.removeprefix(self.root).lstrip("/")


def open_store(url: str) -> Store:
    """Return the store with this address; its credentials come from the environment, as its own tools have them.

    Raises:
        RunError: `store-unknown` when no library for it is installed, `store-failed` when it does not open.
    """
    with plain_errors(url):
        try:
            system, root = fsspec.url_to_fs(url.rstrip("/"), use_listings_cache=False)
        except (ImportError, ValueError) as error:
            raise RunError("store-unknown", f"{url} cannot be opened: {error}.", _INSTALL) from error
    return Store(url, system, root.rstrip("/"))


_INSTALL: Final = "For s3:// install annobib[s3], for gs:// annobib[gcs]; others need their fsspec library."
_REMEDY: Final = "Check the address, your rights and the network; nothing published was changed. Then run again."


@contextmanager
def plain_errors(url: str) -> Iterator[None]:
    """Turn whatever a store's library raises into a `RunError` that says what to do."""
    try:
        yield
    except (RunError, Changed):
        raise
    except PermissionError as error:
        raise RunError("store-refused", f"{url} does not let you: {_words(error)}.", _REMEDY) from error
    except Exception as error:  # each library has its own errors, and few of them are of one family
        raise RunError("store-failed", f"{url} cannot be used: {_words(error)}.", _REMEDY) from error


def _words(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0].rstrip(".")


def _was_changed(error: OSError) -> bool:
    """Return whether a store says that a condition was not met: 412, or 409 while another write is under way."""
    said = f"{error} {error.__cause__}"
    return any(word in said for word in ("PreconditionFailed", "pre-conditions", "ConditionalRequestConflict", "412"))


def _entry(path: str, facts: dict[str, Any]) -> Entry:
    tag = facts.get("ETag") or facts.get("etag") or facts.get("md5Hash") or facts.get("generation")
    if tag is None:
        known = (facts.get("size"), facts.get("mtime") or facts.get("created") or facts.get("LastModified"))
        tag = hashlib.sha256(repr(known).encode()).hexdigest()[:32]
    return Entry(path, int(facts.get("size") or 0), str(tag).strip('"'))
