"""Releases in object stores: a local copy of the output folder is worked on, and what it publishes is published there.

A store cannot rename a folder in one step, but it can replace one small file. So a release is built, checked and
published in the local copy like any other, then its files are put under ``releases/<id>/`` in the store, where nobody
looks yet, the manifest last, and then ``current.json`` is replaced if nobody else replaced it meanwhile. Readers read
``current.json`` once and stay with the release it names. Files that the release before has already are copied inside
the store.

A run that was killed anywhere in between is finished by the next one; one that lost the race is told so, and its
release is dropped.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from platformdirs import user_cache_path
from pydantic import ValidationError

from pipeline.addresses import is_remote, local_path
from pipeline.errors import RunError
from pipeline.object_store import Changed, Store, open_store
from pipeline.release.manifest import MANIFEST, Release, hash_file
from pipeline.release.output_folder import link_or_copy, one_writer, plain_errors, remove_tree
from pipeline.release.publish import drop_current, open_release, point_to, read_current
from schemas.release import Manifest, Pointer

POINTER: Final = "current.json"
RELEASES: Final = "releases"


@dataclass(frozen=True)
class Mirror:
    """A store and the local copy of the output folder that is in it."""

    store: Store
    folder: Path


@contextmanager
def local_output(place: str, *, whole: bool = False, cache: Path | None = None) -> Iterator[Path]:
    """Yield the local folder of an output place; what is published there meanwhile is published in the store too.

    A path, or a ``file://`` address, is its own local folder.

    Args:
        place: A path, or the address of a folder in an object store.
        whole: Fetch all releases of a store, not only the current one.
        cache: Where local copies are; the user's cache folder when nothing is said.

    Raises:
        RunError: `store-failed`, `store-refused`, `store-unknown`, `outdated-candidate` when somebody else published
            in the store meanwhile, `broken-release` when the files there are not what their manifest says.
    """
    if not is_remote(place):
        yield local_path(place)
        return
    mirror = open_mirror(place, whole=whole, cache=cache)
    yield mirror.folder
    close_mirror(mirror, prune=whole)


def mirror_folder(place: str, cache: Path | None = None) -> Path:
    """Return where the local copy of a place in an object store is."""
    return (cache or user_cache_path("annobib")) / "outputs" / hashlib.sha256(place.encode()).hexdigest()[:16]


def open_mirror(place: str, *, whole: bool = False, cache: Path | None = None) -> Mirror:
    """Return the local copy of a place in an object store, brought to the state of the store."""
    mirror = Mirror(open_store(place), mirror_folder(place, cache))
    with plain_errors(mirror.folder), one_writer(mirror.folder):
        pull(mirror, whole=whole)
    return mirror


def close_mirror(mirror: Mirror, *, prune: bool = False) -> bool:
    """Publish in the store what was published in its local copy; return whether there was something.

    Args:
        mirror: The local copy.
        prune: Whether releases that are in the store but not in the copy were removed on purpose.
    """
    with plain_errors(mirror.folder), one_writer(mirror.folder):
        published = push(mirror)
        if prune:
            _remove_pruned(mirror)
    return published


def _remove_pruned(mirror: Mirror) -> None:
    pointer, _ = _read_pointer(mirror.store)
    for release_id in _complete_releases(mirror.store):
        if not (mirror.folder / RELEASES / release_id).is_dir() and pointer and pointer.release_id != release_id:
            # The manifest goes first: a release without one is none.
            mirror.store.remove(f"{RELEASES}/{release_id}/{MANIFEST}")
            mirror.store.remove(f"{RELEASES}/{release_id}")


def pull(mirror: Mirror, *, whole: bool = False) -> None:
    """Bring the local copy to the state of the store, or finish what a killed run had begun to publish there."""
    pointer, _ = _read_pointer(mirror.store)
    if whole:
        for release_id in _complete_releases(mirror.store):
            _fetch(mirror, release_id)
    here = read_current(mirror.folder) if mirror.folder.is_dir() else None
    if pointer is None or (here and here.manifest.release_id == pointer.release_id):
        return
    if here and here.manifest.previous == pointer.release_id:
        push(mirror)
        return
    release = _fetch(mirror, pointer.release_id)
    if here:
        drop_current(mirror.folder)
    point_to(mirror.folder, release)


def push(mirror: Mirror) -> bool:
    """Publish the local current release in the store; return whether it was not published there already.

    Raises:
        RunError: `outdated-candidate`; the local release is dropped, what is published in the store stays.
    """
    here = read_current(mirror.folder) if mirror.folder.is_dir() else None
    pointer, tag = _read_pointer(mirror.store)
    if here is None or (pointer and pointer.release_id == here.manifest.release_id):
        return False
    if (pointer.release_id if pointer else None) != here.manifest.previous and pointer is not None:
        raise _lost(mirror)
    _put_release(mirror, here, pointer)
    try:
        mirror.store.replace(POINTER, (mirror.folder / POINTER).read_bytes(), tag)
    except Changed as error:
        raise _lost(mirror) from error
    return True


def _lost(mirror: Mirror) -> RunError:
    drop_current(mirror.folder)
    return RunError(
        "outdated-candidate",
        f"Somebody else published in {mirror.store.url} since this run began.",
        "Nothing was published. Run again.",
    )


def _read_pointer(store: Store) -> tuple[Pointer | None, str | None]:
    found = store.read(POINTER)
    if found is None:
        return None, None
    try:
        return Pointer.model_validate_json(found[0]), found[1]
    except ValidationError as error:
        raise RunError(
            "broken-pointer", f"{store.url}/{POINTER} does not read.", "Restore it, or name a new place."
        ) from error


def _complete_releases(store: Store) -> list[str]:
    """Return the releases whose manifest is there: it is put last."""
    paths = (PurePosixPath(path) for path in store.list(RELEASES))
    return sorted(path.parts[1] for path in paths if len(path.parts) == 3 and path.name == MANIFEST)  # noqa: PLR2004


def _put_release(mirror: Mirror, release: Release, before: Pointer | None) -> None:
    known = _known_files(mirror, before)
    there = mirror.store.list(f"{RELEASES}/{release.manifest.release_id}")
    facts = {file.path: file for file in release.manifest.files}
    for path in sorted(_files(release.path), key=lambda name: (name == MANIFEST, name)):
        target = f"{RELEASES}/{release.manifest.release_id}/{path}"
        digest = facts[path].sha256 if path in facts else None
        if digest and known.get(path) == digest and before:
            if target not in there:
                mirror.store.copy(f"{before.path}/{path}", target)
        else:
            mirror.store.put(release.path / path, target)


def _known_files(mirror: Mirror, before: Pointer | None) -> dict[str, str]:
    """Return the digests of the files of the release that is current in the store."""
    found = mirror.store.read(f"{before.path}/{MANIFEST}") if before else None
    if found is None:
        return {}
    return {file.path: file.sha256 for file in Manifest.model_validate_json(found[0]).files}


def _files(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if path.is_file():
            yield path.relative_to(folder).as_posix()


def _fetch(mirror: Mirror, release_id: str) -> Release:
    """Return a release of the store, fetched unless it is here; files that are here already are linked."""
    final = mirror.folder / RELEASES / release_id
    if final.is_dir():
        return open_release(final)
    part = mirror.folder / "staging" / f"fetch-{release_id}"
    remove_tree(part)
    prefix = f"{RELEASES}/{release_id}/"
    mirror.store.get(prefix + MANIFEST, part / MANIFEST)
    facts = {file.path: file for file in open_release(part).manifest.files}
    here = _here(mirror)
    for entry in mirror.store.list(prefix.rstrip("/")):
        path = _safe(entry.removeprefix(prefix))
        digest = facts[path].sha256 if path in facts else None
        if digest and digest in here:
            link_or_copy(here[digest], part / path)
        elif path != MANIFEST:
            mirror.store.get(entry, part / path)
            _require(part / path, digest, mirror.store)
    missing = [path for path in facts if not (part / path).is_file()]
    if missing:
        raise _broken(mirror.store, f"{missing[0]} is missing")
    final.parent.mkdir(parents=True, exist_ok=True)
    part.rename(final)
    return open_release(final)


def _here(mirror: Mirror) -> dict[str, Path]:
    """Return the files of the local current release by digest."""
    current = read_current(mirror.folder)
    return {file.sha256: current.path / file.path for file in current.manifest.files} if current else {}


def _safe(path: str) -> str:
    if ".." in PurePosixPath(path).parts or path.startswith("/"):
        raise RunError("broken-release", f"The release holds a file called {path!r}.", "Do not use it.")
    return path


def _require(path: Path, digest: str | None, store: Store) -> None:
    if digest is not None and hash_file(path)[0] != digest:
        raise _broken(store, f"{path.name} is not what its manifest says")


def _broken(store: Store, why: str) -> RunError:
    return RunError("broken-release", f"A release in {store.url} is broken: {why}.", "Restore it, then run again.")
