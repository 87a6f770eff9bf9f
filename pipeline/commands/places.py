"""Places a command is told: folders, and folders in object stores, of which it works on a local copy."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from pipeline.addresses import is_remote, local_path

if TYPE_CHECKING:
    from pipeline.release.mirror import Mirror


def as_typed(text: str) -> str:
    """Return what the user typed: an address is no path, and must not be made one."""
    return text


def output_place(context: typer.Context, text: str) -> Path:
    """Return the output folder that a path or an address names.

    Of an address it is the local copy, brought to the state of the store; what the command publishes in it is
    published in the store when the command ends, however it ends: only whole, checked releases ever are.

    Raises:
        RunError: as `pipeline.release.mirror.pull`; at the end of the command as `push`.
    """
    return _local_copy(context, text, whole=False)


def history_place(context: typer.Context, text: str) -> Path:
    """Return the same, with all releases of the store; those the command removes are removed there too."""
    return _local_copy(context, text, whole=True)


def _local_copy(context: typer.Context, text: str, *, whole: bool) -> Path:
    if not is_remote(text):
        return local_path(text)
    from pipeline.release.mirror import open_mirror

    mirror = open_mirror(text, whole=whole)
    context.call_on_close(lambda: _close(mirror, whole=whole))
    return mirror.folder


def _close(mirror: "Mirror", *, whole: bool) -> None:
    from pipeline.release.mirror import close_mirror

    if close_mirror(mirror, prune=whole):
        typer.secho(f"In the store: {mirror.store.url}", err=True, dim=True)
