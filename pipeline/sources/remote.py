"""Sources in object stores: fetched once into a local copy, and again when they have changed there."""

import hashlib
import json
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

from platformdirs import user_cache_path

from pipeline.errors import RunError, SourceError
from pipeline.object_store import Entry, Store, open_store
from pipeline.sources.members import is_left_out

_TAGS: Final = ".tags.json"
_MAGIC: Final = frozenset("*?[")


def fetch_remote(address: str, cache: Path | None = None) -> Iterator[tuple[Path, str]]:
    """Yield local copies of the files under an address (a file, a folder, a glob) with their paths relative to it.

    A file is fetched when the store's tag for it is not the one it had when it was fetched last. The copies may be
    removed at any time.

    Raises:
        SourceError: There is no such file in the store, or the store cannot be used.
    """
    base, pattern = _split(address)
    folder = (cache or user_cache_path("annobib")) / "sources" / hashlib.sha256(base.encode()).hexdigest()[:16]
    try:
        store = open_store(base)
        there = store.list()
        if "" in there:  # the address of one file
            base, _, name = base.rpartition("/")
            store, wanted = open_store(base), {name: there[""]}
        else:
            wanted = {path: entry for path, entry in there.items() if _fits(path, pattern)}
        _fetch(store, wanted, folder)
    except RunError as error:
        raise SourceError(error.code, error.reason, error.remedy, path=address) from error
    if not wanted:
        raise SourceError("source-missing", f"There is nothing under {address}.", "Check the address.", path=address)
    for path in sorted(wanted):
        yield folder / path, path


def _split(address: str) -> tuple[str, str]:
    """Return the folder above the first part of an address that has a wildcard, and the rest as a pattern."""
    scheme, _, rest = address.rstrip("/").partition("://")
    parts = rest.split("/")
    first = next((at for at, part in enumerate(parts) if _MAGIC & set(part)), len(parts))
    return f"{scheme}://{'/'.join(parts[:first])}", "/".join(parts[first:])


def _fits(path: str, pattern: str) -> bool:
    parts, wanted = path.split("/"), pattern.split("/")
    if is_left_out(parts[-1]) or any(part.startswith(".") for part in parts):  # nor does ".." lead out of the folder
        return False
    if not pattern:
        return True
    return len(parts) == len(wanted) and all(map(fnmatchcase, parts, wanted))


def _fetch(store: Store, wanted: dict[str, Entry], folder: Path) -> None:
    tags = _read_tags(folder)
    for path, entry in wanted.items():
        if tags.get(path) != entry.tag or not (folder / path).is_file():
            store.get(path, folder / path)
        tags[path] = entry.tag
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _TAGS).write_text(json.dumps(tags), encoding="utf-8")


def _read_tags(folder: Path) -> dict[str, str]:
    try:
        tags = json.loads((folder / _TAGS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return tags if isinstance(tags, dict) else {}
