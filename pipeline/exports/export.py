"""Exporting: from a release to one file, or standard output, whole or not at all."""

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.errors import RunError
from pipeline.exports.choose import Filter, choose
from pipeline.exports.entries import Entry, read_entries
from pipeline.exports.forms import Form
from pipeline.release.manifest import Release
from pipeline.release.query import lock, open_database
from pipeline.run.files import write_whole
from pipeline.run.progress import Step, Watch, unwatched
from pipeline.run.streams import write_text

_STEP = 500
"""Citations between two looks at the progress bar."""


def export(release: Release, form: Form, wanted: Filter, output: Path | None, watch: Watch = unwatched) -> int:
    """Write the citations wanted to a file, or to standard output without one; return how many there are.

    The file appears when it is complete; what stood there before is replaced only then.

    Raises:
        RunError: Nothing fits, a name or condition is not known (see `choose`), or ``output-unwritable``.
    """
    with tempfile.TemporaryDirectory(prefix="annobib-") as spill, open_database(Path(spill)) as database:
        lock(database, (release.path, Path(spill)))
        watch(Step("Choosing"))
        count = choose(release, wanted, database)
        pieces = form.write(_watched(read_entries(release, database), count, watch))
        if output is None:
            write_text(pieces)
        else:
            write_whole(output, pieces)
    return count


def _watched(entries: Iterable[Entry], count: int, watch: Watch) -> Iterator[Entry]:
    for number, entry in enumerate(entries):
        if number % _STEP == 0:
            watch(Step("Exporting", number, count))
        yield entry


def check_output(path: Path | None, *, force: bool) -> None:
    """See to it that a file may be written here, before any work is done.

    Raises:
        RunError: It is there already (``output-exists``), or its folder is not (``output-unwritable``).
    """
    if path is None:
        return
    if path.is_dir():
        raise RunError("output-unwritable", f"{path} is a folder.", "Give the name of a file as --output.")
    if not path.parent.is_dir():
        raise RunError(
            "output-unwritable", f"There is no folder {path.parent}.", "Make it, or choose another --output."
        )
    if path.exists() and not force:
        raise RunError("output-exists", f"{path} is there already.", "Choose another --output, or add --force.")
